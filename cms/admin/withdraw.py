"""撤下: the form by which whoever may sign takes down at once. Takes the place of Wagtail's 取消发布."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.unpublish import Unpublish
from wagtail.models import Page

from register.models import Entry

from ..clearance import events
from ..models import PublicationPage, Withdrawal
from ..withdrawal import capacity_to_withdraw, withdraw


class WithdrawalForm(forms.Form):
    """Why, and what replaces it."""

    reason = forms.ChoiceField(
        label=_("撤下原因"),
        choices=Withdrawal.Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("因泄密、个人信息、严重错误撤下的，对外只显示“发布单位撤下”，不显示标题和内容。"),
    )
    note = forms.CharField(
        label=_("情况说明"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("只留在内部记录中；原因为“其他”时必填。"),
    )
    successor = forms.CharField(
        label=_("替代信息的网址"),
        required=False,
        max_length=500,
        help_text=_("有新信息替代的，填写它在本网站的网址；原网址将提示读者前往。"),
    )

    def __init__(self, *args: Any, page: PublicationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_successor(self) -> Entry | None:
        """The live entry on the same site whose address was typed, with or without the site's name."""
        if not self.cleaned_data["successor"]:
            return None
        parts = self.page.get_url_parts()
        try:
            address = urlsplit(self.cleaned_data["successor"]).path
        except ValueError as error:  # "http://[" and the like
            raise ValidationError(_("本网站没有这个网址的公开信息。")) from error
        found = Entry.objects.live().filter(site=parts[0] if parts else None, url=address)
        entry = found.exclude(uid=self.page.uid).first()
        if entry is None:
            raise ValidationError(_("本网站没有这个网址的公开信息。"))
        return entry


def withdraw_page(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The form, and what it does. Pages that are no publications have Wagtail's own view."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, PublicationPage):
        return Unpublish.as_view()(request, page_id=page_id)
    if capacity_to_withdraw(request.user, page) is None:
        events.refused("publication.withdraw", str(_("没有签发职务。")), target=page)
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid() and take_down(request, page, form):
        title = page.get_admin_display_title()
        messages.success(request, _("“%(title)s”已撤下，网站、订阅和接口即时生效。") % {"title": title})
        return redirect("wagtailadmin_home")
    context = {
        "page": page,
        "form": form,
        "page_title": _("撤下"),
        "header_title": _("撤下"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "download",
    }
    return TemplateResponse(request, "cms/admin/withdraw.html", context)


def take_down(request: HttpRequest, page: PublicationPage, form: WithdrawalForm) -> bool:
    """Take down; what speaks against it becomes an error of the form."""
    try:
        withdraw(
            page,
            request.user,
            form.cleaned_data["reason"],
            form.cleaned_data["note"],
            successor=form.cleaned_data["successor"],
        )
    except ValidationError as refusal:
        form.add_error(None, ValidationError(refusal.messages))
        return False
    return True
