"""信息公开目录 in the admin: which organs have a catalogue, giving one, pruning and restoring its items."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from organs.models import Organ
from register.models import Entry

from ..catalogue_items import Scope, scope_of
from ..models import CatalogueNode, OrganCatalogue
from ..services import give_catalogue, prune, restore

KEEP = "catalog.keep_catalogues"
may_keep = permission_required(KEEP)


class GiveForm(forms.Form):
    scope = forms.ChoiceField(label=gettext_lazy("目录层级"), choices=Scope.choices)


class PruneForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("删减理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("如“本机关没有行政处罚职权”。理由写入审计记录。"),
        error_messages={
            "required": gettext_lazy("请写明删减的理由，如“本机关没有行政处罚职权”。"),
            "max_length": gettext_lazy("理由不超过%(limit_value)d字，请精简。"),
        },
    )


@may_keep
def index(request: HttpRequest) -> HttpResponse:
    """All organs, with what is kept and pruned in the catalogue of each. One query beside the user's."""
    kept, pruned = (Count("catalogue__nodes", filter=Q(catalogue__nodes__pruned_at__isnull=no)) for no in (True, False))
    organs = Organ.objects.active().select_related("catalogue").annotate(kept=kept, pruned=pruned)
    rows = [{"organ": organ, "scope": scope_of(organ).label} for organ in organs.order_by("position", "pk")]
    return TemplateResponse(request, "catalog/admin/catalogues.html", {**header(_("信息公开目录")), "rows": rows})


@may_keep
def of_organ(request: HttpRequest, organ_id: int) -> HttpResponse:
    """The items of one organ, or the form that gives it its catalogue. A fixed number of queries."""
    organ = get_object_or_404(Organ, pk=organ_id)
    catalogue = OrganCatalogue.objects.filter(organ=organ).select_related("given_by").first()
    form = GiveForm(request.POST or None, initial={"scope": catalogue.scope if catalogue else scope_of(organ)})
    if request.method == "POST" and form.is_valid() and given(request, organ, form):
        return redirect("catalog_catalogue", organ.pk)
    context = {
        **header(_("信息公开目录"), organ.name),
        "organ": organ,
        "catalogue": catalogue,
        "form": form,
        "rows": node_rows(catalogue) if catalogue else [],
    }
    return TemplateResponse(request, "catalog/admin/catalogue.html", context)


def given(request: HttpRequest, organ: Organ, form: GiveForm) -> bool:
    """Give the catalogue and say what came of it; False with the refusal in the form."""
    try:
        catalogue, count = give_catalogue(organ, request.user, form.cleaned_data["scope"])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    facts = {"catalogue": catalogue, "count": count}
    said = (
        _("“%(catalogue)s”已建立，共新增%(count)d个事项。") if count else _("“%(catalogue)s”没有变化，事项已经齐全。")
    )
    messages.success(request, said % facts)
    return True


def node_rows(catalogue: OrganCatalogue) -> list[dict[str, Any]]:
    """Items in order, each with how many publications are in it now. Two queries."""
    entries = Entry.objects.live().filter(organ=catalogue.organ_id).exclude(catalogue="")
    counts = dict(entries.values_list("catalogue").annotate(Count("pk")).order_by())
    nodes = catalogue.nodes.select_related("pruned_by").order_by("code")
    return [{"node": node, "item": node.item, "count": counts.get(node.code, 0)} for node in nodes]


class Node:
    """The item of a request, by organ and code."""

    def __init__(self, organ_id: int, code: str) -> None:
        nodes = CatalogueNode.objects.select_related("catalogue__organ")
        self.node = get_object_or_404(nodes, catalogue__organ=organ_id, code=code)
        self.back = reverse("catalog_catalogue", args=[organ_id])


@may_keep
def prune_view(request: HttpRequest, organ_id: int, code: str) -> HttpResponse:
    one = Node(organ_id, code)
    form = PruneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gone = prune(one.node, form.cleaned_data["reason"], request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("已删减：%s。") % "、".join(map(str, gone)))
            return redirect(one.back)
    context = {**header(_("删减目录事项"), str(one.node)), "node": one.node, "form": form, "back": one.back}
    return TemplateResponse(request, "catalog/admin/prune.html", context)


@may_keep
@require_POST
def restore_view(request: HttpRequest, organ_id: int, code: str) -> HttpResponse:
    one = Node(organ_id, code)
    try:
        back = restore(one.node, request.user)
    except ValidationError as refusal:
        messages.error(request, "；".join(refusal.messages))
    else:
        messages.success(request, _("已恢复：%s。") % "、".join(map(str, back)))
    return redirect(one.back)


def header(title: str, subtitle: str = "") -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "page_subtitle": subtitle, "header_icon": "list-ul"}
