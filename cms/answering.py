"""Which organ answers for what stands beneath a page."""

from wagtail.models import Page

from .models import ColumnPage, SiteSettings


def organ_answering_for(page: Page) -> int | None:
    """Id of the organ of the nearest column from `page` upwards, else of the site (主办机关); None when nobody is named."""
    above = page.get_ancestors(inclusive=True).order_by("-path").values_list("pk", flat=True)
    organs = dict(ColumnPage.objects.filter(pk__in=above, organ__isnull=False).values_list("pk", "organ"))
    nearest = next((organs[pk] for pk in above if pk in organs), None)
    site = page.get_site()
    return nearest or (SiteSettings.of(site).organ_id if site else None)
