"""OPML 2.0: all feeds of a site in one list, for programs."""

from lxml import etree
from wagtail.models import Site

from register.addresses import absolute

from .directory import Group
from .moments import beijing


def opml(site: Site, groups: list[Group]) -> bytes:
    """Outlines grouped as on /feeds/, each with the Atom feed, which alone carries tombstones and all enclosures."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = site.site_name or site.hostname
    changed = [listing.changed_at for group in groups for listing in group.listings]
    if changed:
        etree.SubElement(head, "dateModified").text = f"{beijing(max(changed)):%a, %d %b %Y %H:%M:%S %z}"
    etree.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = etree.SubElement(root, "body")
    for group in groups:
        outline = etree.SubElement(body, "outline", text=str(group.title), title=str(group.title))
        for listing in group.listings:
            feed = etree.SubElement(outline, "outline", type="rss", text=listing.title, title=listing.title)
            feed.set("xmlUrl", absolute(site, f"{listing.path}feed.atom"))
            feed.set("htmlUrl", absolute(site, listing.path))
            feed.set("language", listing.language)
            if listing.description:
                feed.set("description", listing.description)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
