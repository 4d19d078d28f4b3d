"""办理流程: one flow, or several where the ways part (窗口办理、网上办理)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.flow import FlowBlock


class ProcessBlock(blocks.StreamBlock):
    flow = FlowBlock()

    class Meta:
        label = _("办理流程")
        required = False
