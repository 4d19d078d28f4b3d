"""Beginning a text: first the column, then the form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..models import ColumnPage, PublicationPage
from .own import own_page_ids, writable_types

HOME_PATH = 2 * Page.steplen
"""Characters of a path that name the home page above."""


@dataclass(frozen=True)
class Place:
    """A column in which a text may be begun; `trail` names the columns above it."""

    column: ColumnPage
    trail: str


def may_write(user: Any) -> bool:
    """True when the user may add pages somewhere."""
    return bool(page_permission_policy.user_has_permission(user, "add"))


def columns_for(user: Any) -> list[ColumnPage]:
    """The columns to which the user may add, in the order of the tree; `home_title` says on which site. One query
    beside those for the rights."""
    places = page_permission_policy.instances_user_has_permission_for(user, "add")
    home = Page.objects.filter(path=Substr(OuterRef("path"), 1, HOME_PATH)).values("title")
    return list(
        ColumnPage.objects.filter(pk__in=places.values("pk")).annotate(home_title=Subquery(home)).order_by("path")
    )


def on_several_sites(columns: Iterable[ColumnPage]) -> bool:
    return len({column.path[:HOME_PATH] for column in columns}) > 1


def recent_columns(columns: Iterable[ColumnPage], page_ids: list[int]) -> list[ColumnPage]:
    """Those of `columns` in which the pages stand, the one used last first."""
    by_path = {column.path: column for column in columns}
    paths = dict(Page.objects.filter(pk__in=page_ids).values_list("pk", "path"))
    used = [paths[pk][: -Page.steplen] for pk in page_ids if pk in paths]
    return [by_path[path] for path in dict.fromkeys(used) if path in by_path]


def usual_columns(columns: Iterable[ColumnPage], model: type[PublicationPage]) -> list[ColumnPage]:
    """Those of `columns` in which texts of the type usually stand, the likeliest first."""
    ranks = {name: rank for rank, name in enumerate(reversed(model.usual_columns), 1)}
    likely = {
        column: max(ranks.get(name, 0) for name in (column.column_type, column.column_type_other, column.update_class))
        for column in columns
    }
    return sorted(filter(likely.get, likely), key=likely.__getitem__, reverse=True)


def recent_by_type(
    worked: list[dict[str, Any]], columns: list[ColumnPage], models: list[type[PublicationPage]]
) -> dict[type[PublicationPage], list[ColumnPage]]:
    """The columns in which texts of each type were last written, of rows as of `own.worked_on`. No query."""
    by_path = {column.path: column for column in columns}
    found: dict[type[PublicationPage], dict[str, ColumnPage]] = {model: {} for model in models}
    for row in sorted(worked, key=lambda row: row["latest"], reverse=True):
        model = ContentType.objects.get_for_id(row["content_type_id"]).model_class()
        above = row["page__path"][: -Page.steplen]
        if above in by_path and model in found:
            found[model].setdefault(above, by_path[above])
    return {model: list(columns.values()) for model, columns in found.items()}


def placed(columns: list[ColumnPage]) -> list[Place]:
    """`columns` with their trails, which begin with the site when there are several. One query."""
    first = (2 if on_several_sites(columns) else 3) * Page.steplen
    ways = {column: [column.path[:end] for end in range(first, len(column.path), Page.steplen)] for column in columns}
    above = {path for way in ways.values() for path in way}
    titles = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    return [Place(one, " › ".join(titles[path] for path in way if path in titles)) for one, way in ways.items()]


def compose(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose the column for a new publication of `kind`: those used last, the usual ones for the kind, the others."""
    model = next((model for model in writable_types() if model.kind == kind), None)
    if model is None:
        raise Http404
    columns = columns_for(request.user)
    if not columns:
        raise PermissionDenied
    recent = recent_columns(columns, own_page_ids(request.user, [model]))[:5]
    rest = [column for column in columns if column not in recent]
    usual = usual_columns(rest, model)
    others = [column for column in rest if column not in usual]
    groups = [(_("最近用过的栏目"), recent), (_("常用栏目"), usual), (_("其他栏目"), others)]
    context = {
        "page_title": _("新建%(type)s") % {"type": model._meta.verbose_name},
        "page_subtitle": _("请选择栏目"),
        "header_title": _("新建%(type)s") % {"type": model._meta.verbose_name},
        "header_icon": "edit",
        "model": model._meta,
        "groups": [(heading, placed(columns)) for heading, columns in groups if columns],
    }
    return TemplateResponse(request, "cms/admin/compose.html", context)
