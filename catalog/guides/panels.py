"""The editing form of a guide, in the order in which an official thinks: what it is, what is asked, where and how long,
what it costs, how to do it online."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

CONTENT_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("title", heading=_("事项名称")),
            FieldRowPanel([FieldPanel("organ", heading=_("实施主体")), FieldPanel("item_code")]),
            FieldPanel("power_item"),
            FieldRowPanel([FieldPanel("handling_type"), FieldPanel("exercise_level")]),
            FieldPanel("audience"),
            FieldPanel("topics"),
        ],
        heading=_("一、基本信息"),
    ),
    MultiFieldPanel(
        [FieldPanel("basis"), FieldPanel("conditions"), FieldPanel("quantity")], heading=_("二、依据和条件")
    ),
    MultiFieldPanel([FieldPanel("materials"), FieldPanel("materials_note")], heading=_("三、办理材料")),
    MultiFieldPanel(
        [
            FieldPanel("place"),
            FieldRowPanel([FieldPanel("in_service_centre"), FieldPanel("office_hours")]),
            FieldRowPanel([FieldPanel("telephone"), FieldPanel("supervision_telephone")]),
        ],
        heading=_("四、办理地点、时间和电话"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("process"),
            FieldRowPanel([FieldPanel("promised_limit"), FieldPanel("legal_limit"), FieldPanel("limit_unit")]),
            FieldRowPanel([FieldPanel("limit_note"), FieldPanel("visits")]),
        ],
        heading=_("五、办理流程和时限"),
    ),
    MultiFieldPanel(
        [FieldPanel("is_charged"), FieldPanel("fee_basis"), FieldPanel("fees"), FieldPanel("results")],
        heading=_("六、收费和结果"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("consult_url"), FieldPanel("query_url")]),
            FieldRowPanel([FieldPanel("apply_url"), FieldPanel("no_apply_reason")]),
            FieldRowPanel([FieldPanel("online_depth"), FieldPanel("handled_in")]),
            FieldRowPanel([FieldPanel("by_appointment"), FieldPanel("by_post"), FieldPanel("online_payment")]),
        ],
        heading=_("七、网上服务"),
    ),
    MultiFieldPanel([FieldPanel("questions"), FieldPanel("remedy")], heading=_("八、常见问题和救济")),
    FieldPanel(
        "body", heading=_("其他需要说明的内容"), help_text=_("可以不填；以上栏目写不下的内容、图片和附件在此添加。")
    ),
    FieldPanel("issued_on", heading=_("生成日期")),
    FieldPanel("summary"),
    FieldPanel("correction_note"),
]
