"""What the public page carries beside its text: META tags, metadata, times."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ...models import ColumnPage, PublicationPage


@dataclass(frozen=True)
class Fact:
    """`tag` is the name of the META tag; `missing` marks a value that should be there."""

    term: str
    value: str
    tag: str = ""
    missing: bool = False


def public_facts(content: PublicationPage, column: ColumnPage | None, address: str) -> list[Fact]:
    """The tags of a content page (《政府网站发展指引》 annex) with the values they will have."""
    keywords = ",".join(sorted(tag.name for tag in content.keywords.all()))
    published = content.first_published_at
    rows = [
        (_("标题"), content.title, "ArticleTitle", True),
        (_("发布时间"), moment(published) or _("签发发布时由系统记录"), "PubDate", False),
        (_("来源"), content.source_label, "ContentSource", True),
        (_("关键词"), keywords, "Keywords", True),
        (_("作者"), content.author or content.editor, "Author", True),
        (_("摘要"), content.summary, "Description", True),
        (_("栏目名称"), column.title if column else "", "ColumnName", True),
        (_("栏目类别"), column.type_label if column else "", "ColumnType", True),
        (_("栏目描述"), column.description if column else "", "ColumnDescription", True),
        (_("网址"), address, "Url", False),
    ]
    return [Fact(term, value, tag, missing=wanted and not value) for term, value, tag, wanted in rows]


def other_facts(content: PublicationPage) -> list[Fact]:
    """公开属性, responsibility and times; then what the metadata block shows (公文)."""
    rows: list[tuple[Any, Any]] = [
        (_("公开属性"), content.get_disclosure_attribute_display()),
        (_("重要程度"), content.get_importance_display()),
        (_("责任处室"), content.department),
        (_("责任编辑"), content.editor),
        (_("成文日期"), content.issued_on.isoformat() if content.issued_on else ""),
        (_("定时发布"), moment(content.go_live_at)),
        (_("到期撤下"), moment(content.expire_at)),
        (_("原发布时间"), moment(content.original_published_at)),
        (_("更正说明"), getattr(content, "correction_note", "")),
        *((row["term"], row["value"]) for row in content.metadata()),
    ]
    shown = {str(term): str(value) for term, value in rows if value and str(term) != _("标题")}
    return [Fact(term, value) for term, value in shown.items()]


def moment(value: Any) -> str:
    """Beijing time to the minute, '' for none."""
    return f"{localtime(value):%Y-%m-%d %H:%M}" if value else ""
