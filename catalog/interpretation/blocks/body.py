"""The body of an interpretation."""

from django.utils.translation import gettext_lazy as _

from cms.blocks.body import BodyBlock
from cms.blocks.chart import ChartBlock

from .comparison import ComparisonBlock
from .explaining import CaseBlock, QuestionsBlock, TermsBlock
from .media import MediaBlock
from .pictures import DiagramBlock
from .sections import AimsBlock, BackgroundBlock, PointsBlock


class InterpretationBody(BodyBlock):
    """What the notices on interpretation ask for, in the order in which it is usually told; then the ordinary blocks."""

    background = BackgroundBlock(group=_("政策解读"))
    aims = AimsBlock(group=_("政策解读"))
    points = PointsBlock(group=_("政策解读"))
    comparison = ComparisonBlock(group=_("政策解读"))
    chart = ChartBlock(group=_("政策解读"))
    case = CaseBlock(group=_("政策解读"))
    diagram = DiagramBlock(group=_("政策解读"))
    questions = QuestionsBlock(group=_("政策解读"))
    terms = TermsBlock(group=_("政策解读"))
    media = MediaBlock(group=_("政策解读"))
