"""Privacy switches are no way to the public: below the home page of a site nothing is half public."""

from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Site

from .refusal import refuse


def is_below_site(page: Page) -> bool:
    """True for every page beneath the home page of a site."""
    roots = Site.objects.values_list("root_page__path", flat=True)
    return any(page.path.startswith(root) and page.path != root for root in roots)


def admit(restriction: PageViewRestriction) -> None:
    """Raise NotCleared for a privacy setting on a page of a site."""
    if is_below_site(restriction.page):
        refuse("page.privacy", _("网站页面不设访问限制：不宜公开的信息请撤下。"), target=restriction.page)
