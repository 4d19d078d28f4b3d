"""权力事项: the item of the power list on which a guide rests. One, of this platform."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import PublicationChooserBlock


class PowerItemBlock(blocks.StreamBlock):
    """One item; the stream keeps its uid, so that nothing signed changes when its page moves."""

    item = PublicationChooserBlock(
        page_type=["catalog.PowerItemPage"],
        label=_("权力事项"),
        help_text=_("选择权力清单中对应的事项。清单中还没有的，请先建立“权力事项”。"),
    )

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **{"max_num": 1, **kwargs})

    class Meta:
        label = _("对应的权力事项")
        required = False
