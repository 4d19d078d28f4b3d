"""What every page of a site says of its owner (《政府网站发展指引》: header and footer)."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from organs.models import Organ

from ..forms import SiteSettingsForm
from ..renditions import rendition_of
from .files import UploadedImage

EMBLEM = "max-456x152"
"""Size in which a logo is kept: twice the height at which the masthead shows it, for screens with fine dots."""
EMBLEM_HEIGHT = 76


@register_setting(icon="home", order=1)
class SiteSettings(BaseSiteSetting):
    """Legal name, owner, contact and record numbers of one site."""

    legal_name = models.CharField(_("网站名称"), max_length=80, help_text=_("规范名称，如“云杉市人民政府”。"))
    english_name = models.CharField(_("英文名称"), max_length=120, blank=True)
    site_code = models.CharField(
        _("政府网站标识码"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^(\d{10}|bm\d{8})$", _("标识码为10位数字，或“bm”加8位数字。"))],
    )
    organ = models.OneToOneField(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("主办机关"),
        error_messages={"unique": _("该机关已主办另一个网站，一个机关只能主办一个网站。")},
        help_text=_("本网站由哪个机关主办。新建栏目的责任单位先填为该机关。"),
    )
    logo = models.ForeignKey(
        UploadedImage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("徽标"),
        help_text=_(
            "显示在页面顶部网站名称左侧，所选图片随即公开。宜用透明底PNG，高度不小于152像素；不选则用系统自带图案。"
        ),
    )
    logo_alt = models.CharField(
        _("徽标替代文字"),
        max_length=80,
        blank=True,
        help_text=_("徽标中有文字或特定含义时填写，供看不见图片的读者了解；只起装饰作用的不填。"),
    )
    sponsor = models.CharField(_("主办单位"), max_length=80, blank=True)
    organiser = models.CharField(_("承办单位"), max_length=80, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    postcode = models.CharField(
        _("邮政编码"), max_length=6, blank=True, validators=[RegexValidator(r"^\d{6}$", _("邮政编码为6位数字。"))]
    )
    telephone = models.CharField(_("联系电话"), max_length=60, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    icp_number = models.CharField(_("ICP备案编号"), max_length=60, blank=True)
    police_number = models.CharField(_("公安机关备案号"), max_length=60, blank=True)
    conac_url = models.URLField(_("党政机关网站标识链接"), blank=True)
    error_report_url = models.URLField(_("“我为政府网站找错”链接"), blank=True)
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    base_form_class = SiteSettingsForm
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("legal_name"), FieldPanel("english_name")]),
                FieldRowPanel([FieldPanel("organ"), FieldPanel("sponsor"), FieldPanel("organiser")]),
                FieldRowPanel([FieldPanel("logo"), FieldPanel("logo_alt")]),
            ],
            heading=_("名称、主办单位与徽标"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("address"), FieldPanel("postcode")]),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
            ],
            heading=_("联系方式"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("site_code"), FieldPanel("icp_number"), FieldPanel("police_number")]),
                FieldPanel("conac_url"),
                FieldPanel("error_report_url"),
            ],
            heading=_("标识与备案"),
        ),
    ]

    class Meta:
        verbose_name = _("网站信息")
        verbose_name_plural = _("网站信息")

    def __str__(self) -> str:
        return self.legal_name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; Wagtail's lists call the site by the same name. The logo is painted now: a process that serves the
        public may have no right to write files."""
        super().save(*args, **kwargs)
        if self.legal_name and self.site.site_name != self.legal_name:
            self.site.site_name = self.legal_name
            self.site.save(update_fields=["site_name"])
        self.emblem()

    @classmethod
    def of(cls, site: Site) -> "SiteSettings":
        """The settings of `site`; unsaved ones where nobody wrote any, because who reads must not write. One query."""
        found = cls.objects.select_related("logo", "organ").filter(site=site).first()
        return found or cls(site=site, legal_name=site.site_name, changed_at=timezone.now())

    def emblem(self) -> dict[str, Any]:
        """`url` (path), `width`, `height` in pixels of a page and `alt` of the logo; empty without one, or when its
        file is gone."""
        painted = rendition_of(self.logo, EMBLEM)
        if painted is None:
            return {}
        height = min(EMBLEM_HEIGHT, painted.height)
        width = round(painted.width * height / painted.height)
        return {"url": painted.public_url, "width": width, "height": height, "alt": self.logo_alt}
