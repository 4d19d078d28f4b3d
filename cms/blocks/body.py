from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.error import ExporterException
from wagtail import blocks

from .figures import FiguresTableBlock
from .media import AttachmentBlock, PictureBlock
from .series import SeriesBlock
from .table import OfficialTableBlock
from .text import HeadingBlock, NoticeBlock, ParagraphBlock, QuotationBlock

MALFORMED = (ArithmeticError, AttributeError, ExporterException, LookupError, RecursionError, TypeError, ValueError)
"""What reading a form raises that no editor of ours could have sent."""


class StrictStreamBlock(blocks.StreamBlock):
    """Any number of blocks, read from a form that an editor of ours sent."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """The blocks that a form names. Raises BadRequest (400) for one that was made by hand, and wrongly."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except MALFORMED as error:
            raise BadRequest("the blocks are not what the editor sends") from error


class BodyBlock(StrictStreamBlock):
    """Body of a publication."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    table = OfficialTableBlock()
    image = PictureBlock()
    attachment = AttachmentBlock()
    quotation = QuotationBlock()
    notice = NoticeBlock()
    figures = FiguresTableBlock()
    series = SeriesBlock()

    class Meta:
        label = _("正文")
