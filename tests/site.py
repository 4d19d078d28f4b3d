"""A small site for tests: organs, columns as nested lists, pages published as the pipeline publishes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Revision, Site, TaskState

from catalog.models import OfficialDocumentPage
from cms.clearance import triggers
from cms.clearance.services import grant
from cms.models import ArticlePage, Clearance, ColumnPage, HomePage, PublicationPage, SiteSettings
from cms.review import services
from cms.review.looks import LOOKED_FIRST, look_through
from cms.review.setup import ensure_review
from cms.sites import built_in, open_site
from organs.models import Membership, Organ, Role
from organs.services import appoint
from register.sequence import hold

Tree = list[tuple[str, str] | tuple[str, str, "Tree"]]

DEFAULT_TREE: Tree = [
    ("要闻", "yaowen"),
    ("通知公告", "tongzhi"),
    ("政策文件", "zhengcewenjian", [("市政府文件", "shizhengfu")]),
]


def make_organ(code: str = "yunshan", **fields: Any) -> Organ:
    """An organ with a valid nine-character code."""
    organ, _created = Organ.objects.get_or_create(
        code=code,
        defaults={
            "name": f"云杉市{code}",
            "short_name": code,
            "organisation_code": organisation_code(code),
            "level": Organ.Level.CITY,
            **fields,
        },
    )
    return organ


CHECKED = {"policy_check": "consistent"}
PUBLIC = {"decision": "public", "basis": "本单位保密审查制度"}
"""What the first two steps write down when they let an item pass."""

DEFAULT_PEOPLE: dict[str, str] = {
    "editor": Role.EDITOR, "checker": Role.CHECKER, "secrecy": Role.SECRECY, "signer": Role.OFFICE_HEAD,
    "head": Role.ORGAN_HEAD,
}  # fmt: skip


def make_people(**fields: Any) -> dict[str, User]:
    """The review, and one person for each role of it in the portal's 编辑部, with `username` as first name."""
    ensure_review()
    return {
        name: make_person(name, (role, None), email=f"{name}@yunshan.example", **fields)
        for name, role in DEFAULT_PEOPLE.items()
    }


def decide(page: PublicationPage, user: Any, action: str, **details: Any) -> TaskState:
    """Decide the step that waits as a person does: having opened the content and each attachment where it must be."""
    if (
        action == "approve"
        and isinstance(page, PublicationPage)
        and isinstance(page.current_workflow_task, LOOKED_FIRST)
    ):
        look_through(page, user)
    return services.decide(page, user, action, **details)


def pass_steps(page: PublicationPage, people: dict[str, User], *names: str) -> PublicationPage:
    """Let each of `names` approve the step that waits; the page as it is afterwards."""
    details = {"checker": CHECKED, "secrecy": PUBLIC}
    for name in names:
        decide(type(page).objects.get(pk=page.pk), people[name], "approve", **details.get(name, {}))
    return type(page).objects.get(pk=page.pk)


def organisation_code(seed: str) -> str:
    """A well-formed organisation code derived from `seed`."""
    from hashlib import sha256

    from organs.codes import organisation_check_character

    first = sha256(seed.encode()).hexdigest()[:8].upper()
    return first + organisation_check_character(first)


def ensure_roots() -> None:
    """What Wagtail's migrations make, and the emptying of tables after a transactional test takes away."""
    Locale.objects.get_or_create(language_code="zh-hans")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(instance=Collection(name="Root"))


def make_site(tree: Tree | None = None) -> HomePage:
    """The default site, with a home page and columns as `tree` nests them."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for page in root.get_children():
        page.specific.delete()
    home = root.add_child(instance=HomePage(title="云杉市人民政府", slug="home"))
    site = Site.objects.create(hostname="testserver", root_page=home, is_default_site=True, site_name="云杉市人民政府")
    SiteSettings.objects.create(
        site=site, legal_name="云杉市人民政府", sponsor="云杉市人民政府办公室", site_code="9901000001"
    )
    add_columns(home, tree or DEFAULT_TREE)
    return home


def add_columns(parent: Page, tree: Tree) -> None:
    for title, slug, *rest in tree:
        column = parent.add_child(instance=ColumnPage(title=title, slug=slug, description=f"{title}栏目"))
        if rest:
            add_columns(column, rest[0])


def column(slug: str) -> ColumnPage:
    return ColumnPage.objects.get(slug=slug)


def make_draft(slug: str = "yaowen", *, document: bool = False, **fields: Any) -> PublicationPage:
    """An article, or an official document, as a draft in the column `slug`."""
    model = OfficialDocumentPage if document else ArticlePage
    fields.setdefault("title", "关于加强防汛工作的通知" if document else "云杉市召开防汛工作会议")
    fields.setdefault("body", [("paragraph", "<p>会议对防汛工作作出部署。</p>")])
    organ = fields.pop("organ", None) or make_organ()
    return column(slug).add_child(instance=model(live=False, organ=organ, **fields))


SHEET = [
    {"step": step, "person": name, "person_id": None, "post": "", "action": "approve", "basis": "", "opinion": ""}
    for step, name in (("first_review", "初审人"), ("confidentiality", "保密审查员"), ("sign_off", "单位负责人"))
]
"""What the steps of a review came to."""


def the_signer() -> Any:
    """The head of everything in 编辑部, who signs whatever a test publishes."""
    user, created = get_user_model().objects.get_or_create(username="test-signer", defaults={"first_name": "签发人"})
    if created:
        long_ago = datetime(2000, 1, 1, tzinfo=UTC)
        Membership.objects.create(user=user, organ=None, role=Role.ORGAN_HEAD, post="主任", since=long_ago)
    return user


@contextmanager
def unguarded() -> Iterator[None]:
    """A database whose triggers somebody took away, for the time of a test's trespass."""
    connection.check_constraints()  # PostgreSQL drops no trigger of a table whose constraints are still to be checked
    triggers.uninstall(connection)
    yield
    connection.check_constraints()
    triggers.install(connection)


def sign(revision: Revision, **options: Any) -> Clearance:
    """Clearance for what `revision` holds, as the last signature of a review gives it."""
    options = {"signer": the_signer(), "capacity": "主任", "lane": "ordinary", "sheet": SHEET, **options}
    return grant(revision, **options)


def release(revision: Revision, user: Any = None) -> None:
    """Sign and publish `revision`, in one transaction, the way a finished review does."""
    with transaction.atomic():
        hold()
        sign(revision)
        revision.publish(user=user)


def publish(page: PublicationPage, user: Any = None) -> PublicationPage:
    """Sign and publish the page as it is, the way a finished review does."""
    release(page.save_revision(user=user), user)
    return type(page).objects.get(pk=page.pk)


def make_article(slug: str = "yaowen", **fields: Any) -> ArticlePage:
    """A published article."""
    return publish(make_draft(slug, **fields))


def make_document(slug: str = "zhengcewenjian", **fields: Any) -> OfficialDocumentPage:
    """A published official document."""
    return publish(make_draft(slug, document=True, **fields))


def make_subsite(code: str = "jiaoyuju", host: str = "jyj.example.cn", **fields: Any) -> Site:
    """A second site, of an organ of its own, opened as the admin opens it."""
    organ = make_organ(code, name=f"云杉市{code}局", level=Organ.Level.COUNTY)
    return open_site(organ, host, built_in()["department"], **fields).site


def column_on(site: Site, slug: str) -> ColumnPage:
    return ColumnPage.objects.descendant_of(site.root_page).get(slug=slug)


def publish_in(parent: ColumnPage, **fields: Any) -> ArticlePage:
    """A published article beneath `parent`."""
    fields.setdefault("body", [("paragraph", "<p>正文。</p>")])
    organ = fields.pop("organ", None) or parent.organ or make_organ()
    return publish(parent.add_child(instance=ArticlePage(live=False, organ=organ, **fields)))


def make_person(username: str, *roles: tuple[str, Organ | None], **fields: Any) -> Any:
    """Somebody who holds `roles`, each (role, organ or None for 编辑部), since yesterday. The password is "x"."""
    user = get_user_model().objects.filter(username=username).first()
    user = user or get_user_model().objects.create_user(username, password="x", **{"first_name": username, **fields})
    for role, organ in roles:
        appoint_person(user, role, organ)
    return user


def appoint_person(user: Any, role: str, organ: Organ | None = None, post: str = "") -> Membership:
    """Give a role since yesterday, by nobody in particular."""
    return appoint(user, organ, role, post, at=timezone.now() - timedelta(days=1))


def give_column(slug: str | ColumnPage, organ: Organ | None = None, *contributors: Organ) -> ColumnPage:
    """Let `organ` answer for the column, and `contributors` write in it."""
    page = column(slug) if isinstance(slug, str) else slug
    page.organ = organ
    page.contributors.set(contributors)
    page.save()
    return ColumnPage.objects.get(pk=page.pk)
