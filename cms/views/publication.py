"""The page of one publication."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Site

from register.addresses import absolute
from register.languages import MAIN, spoken
from register.models import Entry
from register.responses import public

from ..blocks.text import outline_of
from ..facts import attachments_at_foot
from ..languages.translations import Departure, departures, versions, written_at
from ..models import ColumnPage, PublicationPage
from .chrome import Chrome, chrome_for

TOC_FROM = 4
BEIJING = ZoneInfo(settings.TIME_ZONE)


def publication_response(request: HttpRequest, site: Site, entry: Entry) -> HttpResponse:
    """The public page of a live entry."""
    assert entry.page is not None, "the caller has looked"
    model = entry.page.specific_class
    page = model.objects.select_related("organ").get(pk=entry.page_id)
    with spoken(entry.language):
        context = {"page": page, "self": page, **publication_context(page, request, site=site, entry=entry)}
        response = TemplateResponse(request, page.get_template(request), context).render()
    changed = max(entry.shown_at, context["chrome"].site_settings.changed_at)
    depends_on = [f"entry:{entry.uid}", f"links:{entry.uid}", f"site:{site.pk}"]
    if listing := context["listing"]:
        depends_on.append(f"listing:{listing.pk}")
        changed = max(changed, listing.changed_at)
        if not context["gathers"]:
            response["X-Robots-Tag"] = "noindex"  # everything in it was taken down
    return public(response, depends_on=depends_on, modified=changed)


def publication_context(
    page: PublicationPage, request: HttpRequest, *, site: Site | None = None, entry: Entry | None = None
) -> dict[str, Any]:
    """Context of a publication's template. A draft's preview has no entry, and its times are empty."""
    site = site or page.get_site() or Site.find_for_request(request)
    path = entry.url if entry else (page.get_url_parts() or ("", "", "/"))[2]
    page.shown_entry = entry
    page.shown_listing = listing = page.own_listing(site) if entry else None
    known = versions(site, page) if entry else []
    chrome = chrome_for(
        site,
        path,
        page.title,
        tree_path=page.path[: -page.steplen],
        listing=listing,
        description=page.summary,
        versions=[one for one in known if one.is_live],
    )
    column = column_of(page)
    article_meta(chrome, page, entry, column)
    chrome.json_ld = json_ld(chrome, page, entry)
    return {
        "chrome": chrome,
        "entry": entry,
        "listing": listing,
        "departure": departure(page, entry, known) if entry and chrome.language != MAIN else None,
        "column": column,
        "metadata": page.metadata(),
        "attachments": list(with_extension(attachments_at_foot(page))),
        "toc": table_of_contents(page),
        "published_at": entry.listed_at if entry else None,
        **page.public_context(site),
    }


def departure(page: PublicationPage, entry: Entry, known: list[Entry]) -> Departure | None:
    """How the original has left this translation behind. Two queries where there is an original, else none."""
    original = next((one for one in known if one.language == MAIN), None)
    if original is None:
        return None
    return departures([(entry, original, written_at(page))]).get(entry.uid)


def column_of(page: PublicationPage) -> ColumnPage | None:
    """The column right above the page."""
    return ColumnPage.objects.filter(path=page.path[: -page.steplen]).first()


def with_extension(attachments: Any) -> Any:
    """Attachments, each with its `extension` in capitals."""
    for one in attachments:
        yield {**one, "extension": one["url"].rpartition(".")[2].upper()}


def table_of_contents(page: PublicationPage) -> list[dict[str, Any]]:
    """Headings of the body as {level, text, anchor}; empty for a page with few."""
    openings = ((block, outline_of(block)) for block in page.body)
    headings = [
        {"level": opening[0], "text": opening[1], "anchor": f"s-{block.id or number}"}
        for number, (block, opening) in enumerate(openings, 1)
        if opening and opening[1]
    ]
    return headings if len(headings) >= TOC_FROM else []


def article_meta(chrome: Chrome, page: PublicationPage, entry: Entry | None, column: ColumnPage | None) -> None:
    """META tags of a content page (《政府网站发展指引》 annex, 内容页面标签), and Open Graph's article."""
    keywords = ",".join(entry.keywords) if entry else ""
    picture = (entry.extra.get("picture") or {}).get("url", "") if entry else ""
    tags = [
        ("ColumnName", column.title if column else ""),
        ("ColumnType", column.type_label if column else ""),
        ("ArticleTitle", page.title),
        ("PubDate", f"{localtime(entry.listed_at, BEIJING):%Y-%m-%d %H:%M}" if entry else ""),
        ("ContentSource", page.source_label),
        ("Keywords", keywords),
        ("Author", page.author or page.editor),
        ("Description", page.summary),
        ("Image", absolute(chrome.site, picture) if picture else ""),
        ("Url", chrome.canonical),
    ]
    required = {"ArticleTitle", "PubDate", "ContentSource"}
    chrome.meta = [tag for tag in chrome.meta if tag[0] != "description"]
    chrome.meta += [(name, value) for name, value in tags if value or name in required]
    chrome.open_graph[0] = ("og:type", "article")
    if picture:
        chrome.open_graph.append(("og:image", absolute(chrome.site, picture)))
    if entry:
        chrome.open_graph.append(("article:published_time", entry.listed_at.astimezone(BEIJING).isoformat()))


def json_ld(chrome: Chrome, page: PublicationPage, entry: Entry | None) -> dict[str, Any]:
    """schema.org description of the page."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "headline": page.title,
        "inLanguage": chrome.language,
        "url": chrome.canonical,
        "publisher": {"@type": "GovernmentOrganization", "name": page.organ.name},
    }
    if page.summary:
        data["description"] = page.summary
    if entry:
        data["identifier"] = f"urn:uuid:{entry.uid}"
        data["datePublished"] = entry.listed_at.astimezone(BEIJING).isoformat()
        data["dateModified"] = entry.updated_at.astimezone(BEIJING).isoformat()
        data["keywords"] = entry.keywords
    return data


def gone_response(request: HttpRequest, site: Site, entry: Entry) -> HttpResponse:
    """410 for a withdrawn publication: what it was, when and why it went, what replaces it."""
    with spoken(entry.language):
        chrome = chrome_for(site, entry.url, _("信息已撤下"), tree_path=entry.tree_path[:-4])
        response = TemplateResponse(request, "410.html", {"chrome": chrome, "entry": entry}, status=410).render()
    response["X-Robots-Tag"] = "noindex"
    return public(response, depends_on=[f"entry:{entry.uid}"])
