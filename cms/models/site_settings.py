"""What every page of a site says of its owner (《政府网站发展指引》: header and footer)."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


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

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("legal_name"), FieldPanel("english_name")]),
                FieldRowPanel([FieldPanel("sponsor"), FieldPanel("organiser")]),
            ],
            heading=_("名称与主办单位"),
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
