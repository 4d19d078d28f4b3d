"""What this room checks itself: META, links, files, text alternatives, 公开属性, numbers, 更正说明, what a type asks for.

Nothing is kept: the answers depend on other pages, and cost at most six queries for a page of any length.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from register.models import Entry, EntryFile, Listing

from ..blocks import within
from ..blocks.media import AttachmentBlock, PictureBlock
from ..facts import files_of
from ..models import ColumnPage, FindingKind, PublicationPage
from ..titles import in_title_marks
from .passages import Passage

PAGE_LINK = re.compile(
    r'<a\s[^>]*\bid="(\d+)"[^>]*linktype="page"[^>]*>|<a\s[^>]*linktype="page"[^>]*\bid="(\d+)"[^>]*>'
)
HREF = re.compile(r'<a\s[^>]*\bhref="([^"]*)"', re.IGNORECASE)
DOCUMENT = re.compile(r"^/documents/(\d+)/")
CHROME = ("/feeds", "/sitemap", "/organs/", "/api/")
"""Addresses of this site that no page answers for."""

Told = tuple[FindingKind, str, str]
"""Kind, what is wrong, the place (a content path, or '')."""


def own_findings(page: PublicationPage, found: list[Passage]) -> Iterator[Told]:
    """Everything, in the order in which it is told."""
    yield from disclosure(page)
    yield from missing_facts(page)
    yield from missing_meta(page)
    yield from broken_links(page, found)
    yield from missing_files(found)
    yield from same_number(page)
    yield from missing_correction(page)


def disclosure(page: PublicationPage) -> Iterator[Told]:
    if page.disclosure_attribute != PublicationPage.DisclosureAttribute.PROACTIVE:
        label = page.get_disclosure_attribute_display()
        yield FindingKind.DISCLOSURE, _("公开属性为“%(label)s”，不能发布。") % {"label": label}, "disclosure_attribute"


def missing_facts(page: PublicationPage) -> Iterator[Told]:
    yield from ((FindingKind.MISSING_FACT, text, name) for name, text in page.missing_facts())


def missing_meta(page: PublicationPage) -> Iterator[Told]:
    """Tags of 《政府网站发展指引》's annex that would be missing or empty on the public page."""
    above = page.get_parent()
    column = above.specific if above is not None else None
    tags = [
        (page.summary, _("没有填写内容概述（网页标签 Description）。"), "summary"),
        (page.keywords.all(), _("没有填写关键词（网页标签 Keywords）。"), "keywords"),
        (page.author or page.editor, _("没有填写作者或责任编辑（网页标签 Author）。"), "editor"),
        (page.source_label, _("没有填写来源（网页标签 ContentSource）。"), "source"),
        (
            not isinstance(column, ColumnPage) or column.description,
            _("所在栏目没有栏目描述（网页标签 ColumnDescription）。"),
            "",
        ),
    ]
    yield from ((FindingKind.MISSING_META, text, path) for value, text, path in tags if not value)


def broken_links(page: PublicationPage, found: list[Passage]) -> Iterator[Told]:
    """Links inside the site that lead to nothing public. Other sites are not asked."""
    texts = [(one.path, source) for one in found if one.block for source in within.rich_texts(one.block, one.value)]
    linked = [(path, int(hit[1] or hit[2])) for path, source in texts for hit in PAGE_LINK.finditer(source)]
    yield from broken_page_links(linked)
    addresses = [(path, unescape(hit[1])) for path, source in texts for hit in HREF.finditer(source)]
    yield from broken_addresses(page, [(path, inside(one), one) for path, one in addresses if inside(one)])


def broken_page_links(linked: list[tuple[str, int]]) -> Iterator[Told]:
    live = dict(Page.objects.filter(pk__in={pk for _path, pk in linked}).values_list("pk", "live")) if linked else {}
    for path, pk in linked:
        if pk not in live:
            yield FindingKind.BROKEN_LINK, _("链接指向的页面已被删除。"), path
        elif not live[pk]:
            yield FindingKind.BROKEN_LINK, _("链接指向的页面没有公开（草稿或已撤下）。"), path


def inside(address: str) -> str:
    """The path of an address of this site, '' for every other one."""
    own = address.removeprefix(settings.PUBLIC_ADDRESS)
    parts = urlsplit(own)
    local = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return unquote(parts.path) if local else ""


def broken_addresses(page: PublicationPage, links: list[tuple[str, str, str]]) -> Iterator[Told]:
    """`links` are (place, path, address as written)."""
    wanted = {address for _path, address, _written in links if not address.startswith(CHROME) and address != "/"}
    if not wanted:
        return
    documents = {address: int(hit[1]) for address in wanted if (hit := DOCUMENT.match(address))}
    public = public_documents(documents.values())
    public |= {pk for kind, pk in files_of(page) if kind == EntryFile.Kind.DOCUMENT}
    known = {address for address, pk in documents.items() if pk in public}
    listings = Listing.objects.filter(path__in=wanted, is_public=True).values_list("path", flat=True)
    known |= set(Entry.objects.live().filter(url__in=wanted).values_list("url", flat=True).union(listings))
    for path, address, written in links:
        if address in wanted - known:
            yield (
                FindingKind.BROKEN_LINK,
                _("站内地址“%(url)s”没有对应的公开网页或附件。") % {"url": written[:120]},
                path,
            )


def public_documents(ids: Iterable[int]) -> set[int]:
    """Those of the attachments that a live entry names. One query when there are any."""
    wanted = set(ids)
    if not wanted:
        return set()
    named = EntryFile.objects.filter(kind=EntryFile.Kind.DOCUMENT, object_id__in=wanted, entry__withdrawn_at=None)
    return set(named.values_list("object_id", flat=True))


def missing_files(found: list[Passage]) -> Iterator[Told]:
    for one in found:
        for block, value in within.parts(one.block, one.value) if one.block else ():
            if isinstance(block, AttachmentBlock):
                yield from missing_file(one, value.get("document"))
            elif isinstance(block, PictureBlock):
                yield from missing_file(one, value.get("image"))
                if not value["decorative"] and not value["alt"].strip():
                    yield FindingKind.MISSING_ALT, _("图片没有替代文字，也没有标明仅作装饰。"), one.path


def missing_file(one: Passage, upload: Any) -> Iterator[Told]:
    if upload is None:
        yield FindingKind.MISSING_FILE, _("引用的文件已被删除。"), one.path
    elif not upload.file.storage.exists(upload.file.name):
        yield FindingKind.MISSING_FILE, _("文件“%(name)s”已不在服务器上。") % {"name": upload.title}, one.path


def same_number(page: PublicationPage) -> Iterator[Told]:
    """Another publication with this 发文字号. Of one that is not public no title is told."""
    number = str(getattr(page, "document_number", "")).strip()
    if not number:
        return
    public = Entry.objects.live().filter(document_number=number).exclude(uid=page.uid).values_list("title", flat=True)
    drafts = type(page)._default_manager.filter(document_number=number).exclude(pk=page.pk)
    if title := public.first():
        text = _("发文字号“%(number)s”与已公开的%(title)s相同。") % {"number": number, "title": in_title_marks(title)}
        yield FindingKind.SAME_NUMBER, text, "document_number"
    elif drafts.exists():
        text = _("发文字号“%(number)s”与另一件未公开的公文相同。") % {"number": number}
        yield FindingKind.SAME_NUMBER, text, "document_number"


def missing_correction(page: PublicationPage) -> Iterator[Told]:
    """A published text whose content changes says so to its readers (更正说明); types without the field do not."""
    from .differences import compare

    note = getattr(page, "correction_note", None)
    if not page.live or note is None or str(note).strip():
        return
    public = type(page)._default_manager.get(pk=page.pk)
    if any(one.path not in {"go_live_at", "expire_at"} for one in compare(public, page)):
        yield FindingKind.NO_CORRECTION, _("已发布的内容有改动，须填写更正说明。"), "correction_note"
