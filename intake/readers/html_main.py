"""Which element of a page holds its main text: known containers first, then a descent along the weight of sentences."""

import re
from collections.abc import Callable
from functools import cache

from lxml import etree

CHROME_TAGS = {"nav", "footer", "aside", "header", "button", "label"}
CHROME_NAME = re.compile(
    r"(?:^|[-_\s])(?:bd)?(?:share|sharebar|print|crumbs?|breadcrumb|curpos|position|related?|recommend|hot|rank|pager?|"
    r"pagination|paging|toolbar|tools?|fontsize|copyright|foot(?:er)?|nav(?:bar|igation)?|menu|side(?:bar)?|qrcode|ewm|erweima|"
    r"comments?|prevnext|prev|next|topbar|header|links?|friendlink|dqwz|xgxx|xgwz|xglj|bottom|login|search(?:box)?)(?:[-_\s\d]|$)",
    re.IGNORECASE,
)
STRONG_CONTAINER = re.compile(
    r"(?:^|\s)(?:ucap-content|trs_editor|trs_editor_view|trs_ueditor|zoom|vsb_content\w*|v_news_content|custom_unionstyle|"
    r"article[-_]?content|articlecontent|news[-_]?content|pages_content|gknbxq_detail|xxgk[-_]content|info[-_]?content|"
    r"wz_?content|conzt|content_main|main-txt|bt_content|view_content|wp_articlecontent)(?:\s|$)",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[。；！？]|[，、].*[，、]")
FOOTER_WORDS = re.compile(r"版权所有|ICP备|公网安备|网站标识码|技术支持[:：]|Copyright|浏览器|分辨率", re.IGNORECASE)
DOCUMENT_LIKE = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]+[章条]|附\s*件|\d{1,2}[.．、])"
)
BREAKS = {"p", "div", "br", "table", "tr", "li", "section", "article", "h1", "h2", "h3", "h4", "dd", "dt", "center"}
CHROME = "data-reader-chrome"


def mark_chrome(body: etree._Element) -> None:
    """Marks elements that by tag or name are not text (menus, footers, share bars), unless they hold the page's weight."""
    weight = weigher()
    total = weight(body) or 1
    for element in body.iter():
        if element is body or not isinstance(element.tag, str):
            continue
        named = element.tag in CHROME_TAGS or CHROME_NAME.search(names(element)) or element.get("role") == "navigation"
        if named and weight(element) < 0.25 * total and not _inside_chrome(element):
            element.set(CHROME, "1")


def is_chrome(element: etree._Element) -> bool:
    return element.get(CHROME) is not None


def names(element: etree._Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def choose_main(body: etree._Element) -> etree._Element:
    """The element with the main text; the body itself when nothing in it stands out."""
    weight = weigher()
    current = _known(body, weight) or body
    while (child := _heir(current, weight)) is not None:
        current = child
    return current


def weigher() -> Callable[[etree._Element], int]:
    """A cached function: characters of sentences beneath an element, links and chrome not counted."""

    @cache
    def weight(element: etree._Element) -> int:
        if (
            not isinstance(element.tag, str)
            or element.tag in {"a", "script", "style", "select", "option"}
            or is_chrome(element)
        ):
            return 0
        own = _worth(element.text) + sum(_worth(child.tail) for child in element)
        return own + sum(weight(child) for child in element)

    return weight


def _worth(text: str | None) -> int:
    words = (text or "").strip()
    is_sentence = len(words) >= 12 and SENTENCE.search(words[:2000])
    return len(words) if is_sentence and not FOOTER_WORDS.search(words[:500]) else 0


def _known(body: etree._Element, weight: Callable[[etree._Element], int]) -> etree._Element | None:
    """A container of a known publishing system, or the element that holds several of them."""
    found = [e for e in body.iter() if isinstance(e.tag, str) and STRONG_CONTAINER.search(names(e)) and weight(e)]
    outermost = [e for e in found if not any(up in found for up in e.iterancestors())]
    if not outermost or sum(weight(e) for e in outermost) < 0.5 * weight(body):
        return None
    if len(outermost) == 1:
        return outermost[0]
    shared = [up for up in outermost[0].iterancestors() if all(up in set(e.iterancestors()) for e in outermost[1:])]
    return shared[0] if shared else None


def _heir(parent: etree._Element, weight: Callable[[etree._Element], int]) -> etree._Element | None:
    """The child that carries on: most of the weight, several paragraphs, and no piece of the document beside it."""
    children = [child for child in parent if isinstance(child.tag, str)]
    best = max(children, key=weight, default=None)
    if best is None or not weight(best) or weight(best) < 0.6 * weight(parent):
        return None
    if best.tag in {"p", "li", "h1", "h2", "h3", "h4", "blockquote"} or _breaks(best) < 2:
        return None
    siblings = [child for child in children if child is not best and weight(child)]
    if any(_belongs(child, best) for child in siblings) or _worth(parent.text) or any(_worth(c.tail) for c in children):
        return None
    return best


def _belongs(sibling: etree._Element, best: etree._Element) -> bool:
    text = "".join(sibling.itertext()).strip()
    same_kind = (
        sibling.tag == best.tag and sibling.get("class") == best.get("class") and sibling.tag not in {"td", "table"}
    )
    return bool(DOCUMENT_LIKE.match(text)) or same_kind or sibling.tag == "p"


def _breaks(element: etree._Element) -> int:
    return sum(1 for inner in element.iter() if inner.tag in BREAKS) - (element.tag in BREAKS)


def _inside_chrome(element: etree._Element) -> bool:
    return any(is_chrome(up) for up in element.iterancestors())
