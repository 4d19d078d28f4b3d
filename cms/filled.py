"""Which columns have something to show: an empty one is not led to, by nothing on the site.

空白栏目 (《政府网站与政务新媒体检查指标》): a column is made before its first text, often from a template; until that text
is public, navigation, home page and site maps pass it over, and search engines are told not to keep it.
"""

from typing import TypeVar

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, Site

from register.models import Listing

P = TypeVar("P", bound=Page)


def filled(columns: QuerySet[P], site: Site) -> QuerySet[P]:
    """Those of `columns` in or beneath which something is public on `site`. Adds no query."""
    listings = Listing.objects.filter(site=site, kind=Listing.Kind.COLUMN, key=Cast(OuterRef("pk"), CharField()))
    return columns.filter(Exists(listings.with_entries()))
