"""人员与任职: who holds what since when, and the forms that change it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.auth import permission_required

from .. import services
from ..accounts.services import may_manage as may_manage_account
from ..models import Deputy, Membership, Organ
from ..terms import last_day, today
from ..vacancies import vacancies
from .forms import AppointForm, EndForm, EndStandInForm, HandOverForm, StandInForm
from .people import MANAGE

may_manage = permission_required(MANAGE)


@may_manage
def index(request: HttpRequest) -> HttpResponse:
    """The organs with how many people hold a role now, and what each lacks. Five queries."""
    now = timezone.now()
    valid = Q(memberships__since__lte=now) & (Q(memberships__until=None) | Q(memberships__until__gt=now))
    lacking = {one.organ.pk: one.missing for one in vacancies(now)}
    organs = Organ.objects.annotate(count=Count("memberships__user", filter=valid, distinct=True)).order_by(
        "position", "pk"
    )
    rows = [{"organ": organ, "count": organ.count, "missing": lacking.get(organ.pk, ())} for organ in organs]
    office = Membership.objects.valid(now).filter(organ=None).aggregate(count=Count("user", distinct=True))
    context = {**header(_("人员与任职")), "rows": rows, "office_count": office["count"]}
    return TemplateResponse(request, "organs/posts/index.html", context)


@may_manage
def of_organ(request: HttpRequest, organ_id: int | None = None) -> HttpResponse:
    """Of one organ, or of 编辑部 and the administrators."""
    organ = get_object_or_404(Organ, pk=organ_id) if organ_id else None
    title = str(organ or _("门户编辑部和管理员"))
    missing = [one.missing for one in vacancies() if organ is not None and one.organ.pk == organ.pk]
    add = reverse("organs_appoint") + (f"?organ={organ.pk}" if organ else "")
    extra = {"missing": missing[0] if missing else (), "add": add}
    return shown(request, title, Membership.objects.filter(organ=organ), **extra)


@may_manage
def of_person(request: HttpRequest, user_id: int) -> HttpResponse:
    """Of one person, in all organs."""
    person = get_object_or_404(get_user_model(), pk=user_id)
    add = f"{reverse('organs_appoint')}?user={person.pk}"
    title = person.get_full_name() or person.get_username()
    account = reverse("accounts_security", args=[person.pk]) if may_manage_account(request.user, person) else ""
    return shown(request, title, Membership.objects.filter(user=person), add=add, account=account)


def shown(request: HttpRequest, title: str, rows: QuerySet[Membership], **extra: Any) -> HttpResponse:
    """Roles held now and earlier, the last first, with those who stand in. Three queries."""
    now = timezone.now()
    last_first = rows.order_by("organ__position", "role", "-until", "-since")
    every = list(last_first.select_related("user", "organ").prefetch_related("deputies__user"))
    for one in every:
        one.acting = [deputy for deputy in one.deputies.all() if deputy.until > now]  # type: ignore[attr-defined]
        one.is_ahead = one.since > now  # type: ignore[attr-defined]
        one.last_day = last_day(one.until) if one.until else None  # type: ignore[attr-defined]
    context = {
        **header(title),
        "present": [one for one in every if one.until is None or one.until > now],
        "past": [one for one in every if one.until is not None and one.until <= now],
        **extra,
    }
    return TemplateResponse(request, "organs/posts/list.html", context)


def header(title: str) -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "header_icon": "group"}


class ChangeView(PermissionRequiredMixin, FormView):
    """One change of roles: shows its form, calls its service, shows the refusal in the form."""

    permission_required = MANAGE
    raise_exception = True
    template_name = "organs/posts/form.html"
    title: Any = ""
    done: Any = ""
    explanation: Any = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        pk = kwargs.get("membership_id")
        self.membership = get_object_or_404(Membership.objects.select_related("user", "organ"), pk=pk) if pk else None

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            membership = self.change(form.cleaned_data)
        except ValidationError as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.success(membership))
        return redirect(address_of(membership.organ_id))

    def change(self, data: dict[str, Any]) -> Membership:
        raise NotImplementedError

    def success(self, membership: Membership) -> str:
        return str(self.done)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = address_of(self.membership.organ_id) if self.membership else reverse("organs_posts")
        context = super().get_context_data(**kwargs)
        return {
            **context,
            **header(str(self.title)),
            "membership": self.membership,
            "back": back,
            "explanation": self.explanation,
        }


def add_refusal(form: Form, refusal: ValidationError) -> None:
    """Put the messages of a service at the fields that they are about, or above the form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def address_of(organ_id: int | None) -> str:
    return reverse("organs_posts_of", args=[organ_id]) if organ_id else reverse("organs_office")


class AppointView(ChangeView):
    form_class = AppointForm
    title, done = gettext_lazy("任命"), gettext_lazy("任命已生效。")

    def get_initial(self) -> dict[str, Any]:
        return {name: self.request.GET[name] for name in ("organ", "user") if self.request.GET.get(name)}

    def change(self, data: dict[str, Any]) -> Membership:
        who, where, since, until = data["user"], data["organ"], data["since"], data["until"]
        return services.appoint(who, where, data["role"], data["post"], by=self.request.user, at=since, until=until)

    def success(self, membership: Membership) -> str:
        if membership.since <= timezone.now():
            return super().success(membership)
        return _("任命已登记，自%(day)s起生效。") % {"day": today(membership.since)}


class EndView(ChangeView):
    form_class = EndForm
    title, done = gettext_lazy("结束任职"), gettext_lazy("任职已结束，代理同时终止。")
    explanation = gettext_lazy(
        "不填“任期至”的，任职立即结束；填写的，任职到当日为止。届时相应的权限同时收回，正在进行的代理一并终止；任职记录保留。"
    )

    def change(self, data: dict[str, Any]) -> Membership:
        assert self.membership is not None
        return services.end(self.membership, by=self.request.user, until=data["until"])

    def success(self, membership: Membership) -> str:
        if membership.until is None or membership.until <= timezone.now():
            return super().success(membership)
        return _("已登记任期至%(day)s，到期自动失效。") % {"day": last_day(membership.until)}


class HandOverView(ChangeView):
    form_class = HandOverForm
    title = gettext_lazy("交接")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        assert self.membership is not None
        self.explanation = "".join(handing_over(self.membership))

    def get_initial(self) -> dict[str, Any]:
        return {"post": self.membership.post if self.membership else ""}

    def change(self, data: dict[str, Any]) -> Membership:
        assert self.membership is not None
        return services.hand_over(self.membership, data["user"], by=self.request.user, post=data["post"])

    def success(self, membership: Membership) -> str:
        return "".join(handed_over(membership))


def handing_over(membership: Membership) -> Iterator[str]:
    """What becomes of its term, and when, once it is handed over."""
    now = timezone.now()
    if membership.since > now:
        words = _("这项任职尚未开始：现任的任职取消，接任人自%(day)s起任职，代理一并终止；记录保留。")
        yield words % {"day": today(membership.since)}
    else:
        yield _("现任的任职结束，接任人同时开始任职，代理一并终止；记录保留。")
    if membership.until and membership.until > now:
        yield _("接任人的任期仍到%(day)s为止，到期自动失效。") % {"day": last_day(membership.until)}


def handed_over(begun: Membership) -> Iterator[str]:
    """What became of the term that the successor has now."""
    if begun.since > timezone.now():
        yield _("交接已登记，接任人自%(day)s起任职。") % {"day": today(begun.since)}
    else:
        yield _("交接完成。")
    if begun.until:
        yield _("接任人的任期仍到%(day)s为止，到期自动失效。") % {"day": last_day(begun.until)}


class StandInView(ChangeView):
    form_class = StandInForm
    title, done = gettext_lazy("安排代理"), gettext_lazy("代理已安排。")
    explanation = gettext_lazy("代理期间，代理人可以办理该角色的全部事项；现任的权限不变。")

    def change(self, data: dict[str, Any]) -> Membership:
        assert self.membership is not None
        who, since, until = data["user"], data["since"], data["until"]
        services.stand_in(self.membership, who, since, until, data["reason"], by=self.request.user)
        return self.membership


class EndStandInView(ChangeView):
    form_class = EndStandInForm
    title, done = gettext_lazy("终止代理"), gettext_lazy("代理已终止。")
    explanation = gettext_lazy("代理立即终止，代理人因此取得的权限同时收回；记录保留。")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Deputy.objects.select_related("membership__user", "membership__organ", "user")
        self.deputy = get_object_or_404(rows, pk=kwargs["deputy_id"])
        self.membership = self.deputy.membership

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "deputy": self.deputy}

    def change(self, data: dict[str, Any]) -> Membership:
        return services.end_stand_in(self.deputy, by=self.request.user).membership
