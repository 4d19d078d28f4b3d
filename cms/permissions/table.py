"""What each role may do. Everything else in this package, and docs/roles.md, follows from this table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organs.models import Role


class Act(models.TextChoices):
    """What can be done. Deciding a step of review is the review's own matter (cms.review)."""

    SEE = "see", _("查看本单位草稿")
    CREATE = "create", _("新建稿件、上传文件")
    CHANGE = "change", _("修改草稿")
    CHANGE_IN_REVIEW = "change_in_review", _("修改审核中的稿件")
    DISCARD = "discard", _("删除未发布过的草稿")
    MOVE = "move", _("移动草稿（限本单位栏目）")
    TAKE_DOWN = "take_down", _("撤下已发布信息")
    CONTACTS = "contacts", _("登记联络信息、查看本单位统计")
    STRUCTURE = "structure", _("管理栏目、网站、机构和设置")
    ACCOUNTS = "accounts", _("管理账号、任职和代理")
    AUDIT = "audit", _("查看审计记录")


WRITING = frozenset({Act.SEE, Act.CREATE, Act.CHANGE, Act.DISCARD, Act.MOVE})

MAY: dict[str, frozenset[Act]] = {
    Role.EDITOR: WRITING,
    Role.LIAISON: WRITING | {Act.CONTACTS},
    Role.CHECKER: frozenset({Act.SEE, Act.CHANGE, Act.CHANGE_IN_REVIEW}),
    Role.SECRECY: frozenset({Act.SEE}),
    Role.OFFICE_HEAD: frozenset({Act.SEE, Act.TAKE_DOWN}),
    Role.ORGAN_HEAD: frozenset({Act.SEE, Act.TAKE_DOWN}),
    Role.SYSTEM: frozenset({Act.STRUCTURE}),
    Role.SECURITY: frozenset({Act.ACCOUNTS}),
    Role.AUDITOR: frozenset({Act.AUDIT}),
}
"""Act by role; in the role's organ, or in all of them for a role of 编辑部."""

MODEL_PERMISSIONS: dict[str, tuple[str, ...]] = {
    Role.SYSTEM: (
        "organs.add_organ", "organs.change_organ", "organs.view_organ",
        "wagtailcore.add_site", "wagtailcore.change_site", "wagtailcore.view_site",
        "cms.change_sitesettings",
        "cms.add_stepmerging", "cms.change_stepmerging", "cms.view_stepmerging",
        "cms.add_checkedword", "cms.change_checkedword", "cms.delete_checkedword", "cms.view_checkedword",
        "wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect",
        "wagtailredirects.view_redirect",
        "outbox.view_outboxrow",
        "workdays.import_notices",
    ),
    Role.SECURITY: ("organs.manage_accounts",),
    Role.AUDITOR: ("audit.view_auditrecord",),
}  # fmt: skip
"""Django's permissions by role, beside access to the admin. One that no installed room defines is passed over."""

CONTACTS_SEEN = "organs.view_organcontact"
"""Given with every role that sees drafts: contacts are for people who work for an organ."""

VACANCIES_TOLD = "organs.report_vacancies"
"""Given in 编辑部 and to system administrators."""

CATALOGUES_KEPT = "catalog.keep_catalogues"
"""Given in 编辑部, to those who write, take down or build: they give organs their catalogues and prune them."""

PORTALS_KEPT = "syndication.keep_portals"
"""Given with it: they tell the receiving portals what stands in which column."""

ADMIN_ACCESS = "wagtailadmin.access_admin"


def model_permissions(role: str, organ_id: int | None) -> tuple[str, ...]:
    """Django's permissions of a role's group, as "app.codename"."""
    sees, concerned = Act.SEE in MAY[role], organ_id is None and MAY[role] & {Act.SEE, Act.STRUCTURE}
    keeps = organ_id is None and MAY[role] & {Act.CREATE, Act.TAKE_DOWN, Act.STRUCTURE}
    more = ((CONTACTS_SEEN,) if sees else ()) + ((VACANCIES_TOLD,) if concerned else ())
    more += (CATALOGUES_KEPT, PORTALS_KEPT) if keeps else ()
    return (ADMIN_ACCESS, *more, *MODEL_PERMISSIONS.get(role, ()))


def page_permissions(role: str) -> tuple[str, ...]:
    """Wagtail's page permissions that a role's group has on its columns. They say where; `MAY` says what."""
    may = MAY[role]
    if Act.CREATE in may:
        return ("add_page",)
    return ("view_page",) if Act.SEE in may or Act.STRUCTURE in may else ()


def file_permissions(role: str) -> tuple[str, ...]:
    """Wagtail's permissions that a role's group has on the organ's collection."""
    may = MAY[role]
    choose = ("wagtaildocs.choose_document", "wagtailimages.choose_image")
    if Act.CREATE in may:
        return ("wagtaildocs.add_document", "wagtailimages.add_image", *choose)
    return choose if Act.SEE in may else ()


def roles_that_may(act: Act) -> frozenset[str]:
    return frozenset(role for role, acts in MAY.items() if act in acts)
