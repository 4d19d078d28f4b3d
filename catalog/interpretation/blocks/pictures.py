"""图解: pictures that tell a policy, with all their words beside them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.media import PictureBlock
from cms.blocks.text import ParagraphBlock

from .sections import HeadedBlock, heading


class DiagramBlock(HeadedBlock):
    """One long picture or several. A picture of text is no text: the words stand beneath (GB/T 37668)."""

    heading = heading(_("一图读懂"))
    pictures = blocks.ListBlock(PictureBlock(), min_num=1, label=_("图片"))
    text = ParagraphBlock(
        label=_("图解文字版"), help_text=_("图中的全部文字，供看不见图片的读者、搜索和订阅使用；图中有的这里都要有。")
    )

    class Meta:
        icon = "image"
        label = _("图解")
        template = "catalog/blocks/diagram.html"
        description = _("图片解读，须附图中文字的文字版")
