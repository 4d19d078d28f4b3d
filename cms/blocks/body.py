from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .media import AttachmentBlock, PictureBlock
from .table import OfficialTableBlock
from .text import HeadingBlock, NoticeBlock, ParagraphBlock, QuotationBlock


class BodyBlock(blocks.StreamBlock):
    """Body of a publication."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    table = OfficialTableBlock()
    image = PictureBlock()
    attachment = AttachmentBlock()
    quotation = QuotationBlock()
    notice = NoticeBlock()

    class Meta:
        label = _("正文")
