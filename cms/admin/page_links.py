"""Links to pages as the editor of rich text shows them."""

from typing import Any

from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler, PageLinkElementHandler
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from ..tree import with_place


class PageLinkHandler(PageLinkElementHandler):
    """As Wagtail's, with one query a link instead of three."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        page = with_place(Page.objects.filter(pk=attrs["id"])).first()
        if page is None:  # the number stays, so that it is still known as a link to a page, if a broken one
            return {"id": int(attrs["id"]), "url": None, "parentId": None}
        return {"id": page.pk, "url": page.specific_deferred.url, "parentId": page.above}


def link_pages(features: FeatureRegistry) -> None:
    """In the place of the rule that Wagtail has for links."""
    handlers = {"a[href]": ExternalLinkElementHandler("LINK"), 'a[linktype="page"]': PageLinkHandler("LINK")}
    rule = {"from_database_format": handlers, "to_database_format": {"entity_decorators": {"LINK": link_entity}}}
    features.register_converter_rule("contentstate", "link", rule)
