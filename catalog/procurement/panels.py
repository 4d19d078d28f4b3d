"""The form of an announcement, in the order in which an official thinks; headings say which stages need a group."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel


def content_panels() -> list[Any]:
    return [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("stage"), FieldPanel("regime")]),
                FieldPanel("title", heading=_("标题")),
                FieldRowPanel([FieldPanel("organ"), FieldPanel("issued_on", heading=_("生成日期"))]),
            ],
            heading=_("一、公告"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("project_name"),
                FieldRowPanel([FieldPanel("project_number"), FieldPanel("method")]),
                FieldPanel("method_other"),
                FieldRowPanel([FieldPanel("budget"), FieldPanel("ceiling_price")]),
                FieldRowPanel([FieldPanel("purchaser"), FieldPanel("purchaser_contact")]),
                FieldRowPanel([FieldPanel("agency"), FieldPanel("agency_contact")]),
                FieldPanel("earlier"),
            ],
            heading=_("二、项目"),
        ),
        MultiFieldPanel(
            [FieldPanel("requirement"), FieldPanel("expected_on"), FieldPanel("qualification")],
            heading=_("三、采购需求（意向、单一来源公示、采购公告）"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("documents_how"),
                FieldRowPanel([FieldPanel("documents_from"), FieldPanel("documents_until")]),
                FieldRowPanel([FieldPanel("submission_deadline"), FieldPanel("opening_at")]),
                FieldPanel("opening_place"),
            ],
            heading=_("四、文件获取和开标（采购公告；更正公告改变时间的）"),
        ),
        MultiFieldPanel([FieldPanel("corrects"), FieldPanel("corrections")], heading=_("五、更正（更正公告）")),
        MultiFieldPanel(
            [
                FieldPanel("suppliers"),
                FieldPanel("amount"),
                FieldPanel("experts"),
                FieldPanel("reason"),
                FieldRowPanel([FieldPanel("notice_from"), FieldPanel("notice_until")]),
                FieldPanel("objections"),
            ],
            heading=_("六、结果、公示和终止"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contract_number"), FieldPanel("signed_on")]),
                FieldRowPanel([FieldPanel("accepted_on"), FieldPanel("acceptance")]),
            ],
            heading=_("七、合同和验收"),
        ),
        FieldPanel("body", heading=_("其他内容"), help_text=_("可以不填；采购文件、合同文本等附件在此添加。")),
        FieldPanel("summary"),
        FieldPanel("correction_note"),
    ]
