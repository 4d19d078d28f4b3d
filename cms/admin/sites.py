"""Sites in the admin: opening one, and what each says of itself."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.forms import SiteSwitchForm
from wagtail.contrib.settings.views import EditView
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy
from wagtail.sites.views import IndexView, SiteViewSet

from organs.models import Organ
from register.addresses import public_address

from ..models import SiteSettings
from ..sites import Opened, Plan, built_in, open_site
from ..sites.hosts import host_warning, settled_host
from ..sites.keeping import reason_to_keep, reason_to_keep_pages

PERMISSION = "wagtailcore.add_site"
PAGE_ACTIONS = {"add", "change", "publish"}


def plan_choices() -> list[tuple[str, str]]:
    return [(code, plan.name) for code, plan in built_in().items()]


class OpenSiteForm(forms.ModelForm):
    """What a new site needs to know; everything else is edited afterwards under 网站信息."""

    organ = forms.ModelChoiceField(
        Organ.objects.active(),
        label=gettext_lazy("主办机关"),
        help_text=gettext_lazy("各栏目的责任单位先填为该机关，开设后可逐个更改。"),
        error_messages={"invalid_choice": gettext_lazy("该机构已撤并或不存在，请另选。")},
    )
    host = forms.CharField(
        label=gettext_lazy("域名"),
        max_length=255,
        help_text=gettext_lazy("如 jyj.yunshan.gov.cn，一般为门户网站的下级域名。"),
    )
    template = forms.ChoiceField(
        label=gettext_lazy("栏目模板"),
        choices=plan_choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择栏目模板。")},
    )

    class Meta:
        model = SiteSettings
        fields = ["organ", "host", "legal_name", "english_name", "site_code", "icp_number", "police_number", "template"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_name"].required = False
        self.fields["legal_name"].help_text = _("规范名称，如“云杉市教育局”；不填则用主办机关的全称。")
        self.fields["host"].widget.attrs |= {"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        self.order_fields(self._meta.fields)

    def clean_host(self) -> str:
        return settled_host(self.cleaned_data["host"])

    def _post_clean(self) -> None:
        """Nothing: `open_site` judges the settings as it makes them, and its refusals come back to the fields."""

    def open(self, user: Any) -> Opened | None:
        """The site; None when it was refused, and then the form tells why."""
        values = dict(self.cleaned_data)
        organ, host, plan = values.pop("organ"), values.pop("host"), built_in()[values.pop("template")]
        try:
            return open_site(organ, host, plan, user=user, **values)
        except ValidationError as error:
            for name, refusals in error.update_error_dict({}).items():
                self.add_error(name if name in self.fields else None, refusals)
            return None

    def plans(self) -> list[tuple[Any, Plan]]:
        """The choices of the template, each with what it would make."""
        return list(zip(self["template"], built_in().values(), strict=True))


def open_site_view(request: HttpRequest) -> HttpResponse:
    """设置 › 开设子站."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = OpenSiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (opened := form.open(request.user)):
        tell(request, opened)
        return redirect(way_on(request.user, opened.site))
    context = {
        "page_title": _("开设子站"),
        "header_title": _("开设子站"),
        "header_icon": "site",
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, "cms/admin/open_site.html", context)


def way_on(user: Any, site: Site) -> str:
    """The new home page among the pages; the dashboard for whom pages are closed."""
    may_see = page_permission_policy.user_has_any_permission_for_instance(user, PAGE_ACTIONS, site.root_page)
    return reverse("wagtailadmin_explore", args=[site.root_page_id]) if may_see else reverse("wagtailadmin_home")


def tell(request: HttpRequest, opened: Opened) -> None:
    """Say what became of it, and what is still to be done."""
    site = opened.site
    facts = {"name": site.site_name, "address": public_address(site)}
    buttons = [
        messages.button(f"{public_address(site)}/", _("查看网站")),
        messages.button(reverse("wagtailsettings:edit", args=["cms", "sitesettings", site.pk]), _("填写网站信息")),
    ]
    if opened.made:
        messages.success(request, _("已开设“%(name)s”，网址为 %(address)s。") % facts, buttons=buttons)
    else:
        messages.warning(request, _("“%(name)s”此前已开设，没有重复建立。") % facts, buttons=buttons)
    if warning := host_warning(site.hostname):
        messages.warning(request, warning)


class OpenSiteMenuItem(MenuItem):
    """Shown to whom may add sites."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


def open_site_item() -> MenuItem:
    return OpenSiteMenuItem(_("开设子站"), reverse("cms_open_site"), name="open-site", icon_name="site", order=610)


class NamedSiteSwitchForm(SiteSwitchForm):
    """Wagtail's switch between sites, by their names: an official knows no host names."""

    def __init__(self, current_site: Site, model: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(current_site, model, sites, **kwargs)
        field = self.fields["site"]
        field.label = _("网站")
        field.choices = [(self.get_change_url(site, model), site.site_name or site.hostname) for site in sites]


class SiteSettingsView(EditView):
    """网站信息 of one site."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if context["site_switcher"]:
            sites = self.permission_policy.sites_user_has_permission_for(self.request.user, "change")
            context["site_switcher"] = NamedSiteSwitchForm(self.site, self.model, sites=sites)
        return context


def delete_site(request: HttpRequest, pk: str) -> HttpResponse:
    """Wagtail's page for deleting a site, for one that may go."""
    if reason := reason_to_keep(get_object_or_404(Site, pk=pk)):
        messages.error(request, reason)
        return redirect("wagtailsites:index")
    return SiteViewSet("wagtailsites", url_prefix="sites").delete_view(request, pk=pk)


def keep_home_pages(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Refuse to delete a home page with its site and everything that was public there."""
    if reason := reason_to_keep_pages(pages):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore_root")
    return None


COLUMN_LABELS = {"port": gettext_lazy("端口"), "site_name": gettext_lazy("网站名称"), "root_page": gettext_lazy("首页")}


def name_columns() -> None:
    """Wagtail's list of sites names these columns after its code, in English."""
    for column in IndexView.columns:
        column.label = COLUMN_LABELS.get(column.name, column.label)
