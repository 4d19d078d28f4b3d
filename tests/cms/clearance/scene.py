"""Pages in every state that somebody might try to make public, and what the public sees of them."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page

from cms.clearance.gate import let_down
from cms.models import ArticlePage, Clearance, ColumnPage, UploadedDocument
from register.models import Change, Entry, EntryFile
from tests.site import column, make_article, make_draft, make_organ, make_site, publish, sign

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class Scene:
    """A site of two organs. Pages are read anew each time they are asked for."""

    pks: dict[str, int] = field(default_factory=dict)
    files: dict[str, UploadedDocument] = field(default_factory=dict)

    def page(self, name: str) -> ArticlePage:
        """`draft` and `spare` (never signed), `signed` (not public yet), `live`, `twice` (live, its second edition), `changed`
        (live, with an unsigned draft), `withdrawn`, `late` (signed for tomorrow), `filed` (signed, with a file),
        `shown` (live, with a file)."""
        return ArticlePage.objects.get(pk=self.pks[name])

    def base(self, name: str) -> Page:
        return Page.objects.get(pk=self.pks[name])

    @property
    def own(self) -> ColumnPage:
        return column("yaowen")

    @property
    def foreign(self) -> ColumnPage:
        """A column for which another organ answers."""
        return column("tongzhi")


def build() -> Scene:
    """The site with its pages."""
    make_site()
    foreign = column("tongzhi")
    foreign.organ = make_organ("jiaoyu")
    foreign.save()
    get_user_model().objects.create_superuser("admin", password="x")
    scene = Scene()

    def keep(name: str, page: Any) -> Any:
        scene.pks[name] = page.pk
        return page

    keep("draft", make_draft(title="草稿")).save_revision()
    keep("spare", make_draft(title="另一草稿")).save_revision()
    sign(keep("signed", make_draft(title="已签发")).save_revision())
    keep("live", make_article(title="公开", summary="概述"))
    twice = make_article(title="第一稿")
    twice.title = "第二稿"
    keep("twice", publish(twice))
    changed = keep("changed", make_article(title="有修改"))
    changed.title = "没有审过的标题"
    changed.save_revision()
    let_down(keep("withdrawn", make_article(title="撤下"))).unpublish()
    tomorrow = timezone.now() + timedelta(days=1)
    sign(keep("late", make_draft(title="明天")).save_revision(), not_before=tomorrow)
    for name in ("filed", "shown"):
        scene.files[name] = UploadedDocument.objects.create(title="附件", file=ContentFile(PDF, name="a.pdf"))
        page = keep(name, make_draft(title=name, body=[("attachment", {"document": scene.files[name], "title": ""})]))
        publish(page) if name == "shown" else sign(page.save_revision())
    return scene


def public() -> dict[str, Any]:
    """Everything the public sees, and by what right."""
    entries = Entry.objects.live().order_by("pk").values_list("uid", "url", "title", "content_html", "content_digest")
    return {
        "entries": list(entries),
        "files": set(EntryFile.objects.values_list("kind", "object_id")),
        "live": set(Page.objects.filter(live=True, depth__gt=3).values_list("pk", "title")),
        "rows": set(ArticlePage.objects.filter(live=True).values_list("pk", "title", "summary", "source")),
        "changes": Change.objects.count(),
        "clearances": Clearance.objects.count(),
    }
