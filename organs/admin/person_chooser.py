"""Looking up a person to give a role to: a window with a search, as for pages and pictures."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import F, Min, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets.chooser import BaseChooser

from ..models import Membership
from .people import MANAGE


def shown(person: Any) -> str:
    """By name and account: names occur twice."""
    name = person.get_full_name()
    return f"{name}（{person.username}）" if name else str(person.username)


def seats(person: Any) -> str:
    """What the person is now, as `candidates` has read it."""
    return "、".join(
        f"{one.organ.short_name if one.organ else _('门户编辑部')} {one.get_role_display()}" for one in person.seats
    )


def candidates() -> QuerySet[Any]:
    """Active people by the first of their organs and by name; those without any are last. Two queries."""
    held = Membership.objects.valid().select_related("organ").order_by("organ__position", "role")
    people = get_user_model().objects.filter(is_active=True).prefetch_related(Prefetch("memberships", held, "seats"))
    place = Min("memberships__organ__position", filter=Q(memberships__in=Membership.objects.valid()))
    return people.annotate(place=place).order_by(F("place").asc(nulls_last=True), "last_name", "first_name", "username")


class SearchForm(BaseFilterForm):
    q = forms.CharField(label=_("搜索"), required=False, widget=forms.TextInput({"placeholder": _("姓名、账号或机构")}))

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Everybody of whom each word is part of the name, the account or the name of an organ."""
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        named = objects.annotate(called=Concat("last_name", "first_name", Value(" "), "username"))
        for word in self.search_query.split():
            there = Membership.objects.valid().filter(
                Q(organ__name__icontains=word) | Q(organ__short_name__icontains=word)
            )
            named = named.filter(Q(called__icontains=word) | Q(pk__in=there.values("user")))
        return named


class ForManagers(PermissionRequiredMixin):
    permission_required = MANAGE
    raise_exception = True


class Listing(ForManagers):
    filter_form_class = SearchForm

    @property
    def columns(self) -> list[Any]:
        title = super().columns[0]  # type: ignore[misc]
        title.accessor, title.label = shown, _("人员")
        return [title, Column("seats", label=_("现任"), accessor=seats)]

    def can_create(self) -> bool:
        return False


class ChooseView(Listing, views.ChooseView):
    pass


class ChooseResultsView(Listing, views.ChooseResultsView):
    pass


class ChosenView(ForManagers, views.ChosenView):
    def get_object(self, pk: str) -> Any:
        return get_object_or_404(candidates(), pk=pk if pk.isdecimal() else None)

    def get_display_title(self, instance: Any) -> str:
        return shown(instance)


class PersonChooser(BaseChooser):
    def get_instance(self, value: Any) -> Any:
        """None for what is no number, as it may come with an address or a form."""
        try:
            return super().get_instance(value)
        except (ValueError, OverflowError):
            return None

    def get_display_title(self, instance: Any) -> str:
        return shown(instance)


class PersonChooserViewSet(ChooserViewSet):
    model = get_user_model()
    icon = "user"
    choose_one_text = _("选择人员")
    choose_another_text = _("另选人员")
    per_page = 20
    register_widget = False
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    base_widget_class = PersonChooser

    def get_object_list(self) -> QuerySet[Any]:
        return candidates()

    def get_urlpatterns(self) -> list[URLPattern]:
        """Without making people here, or choosing several."""
        return [one for one in super().get_urlpatterns() if one.name in {"choose", "choose_results", "chosen"}]


chooser = PersonChooserViewSet("person_chooser", url_prefix="posts/choose-person")
