"""What an editor is told who publishes a column in which nothing is public yet."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from ..filled import filled
from ..models import ColumnPage


def tell_empty(request: HttpRequest, page: Page) -> None:
    """Say why the column is seen nowhere, and what shows it."""
    site = page.get_site() if isinstance(page, ColumnPage) and page.live else None
    if site is None or filled(ColumnPage.objects.filter(pk=page.pk), site).exists():
        return
    words = _(
        "栏目“%(title)s”还是空白栏目，暂不对外显示：导航、首页和站点地图都不列出它。"
        "在本栏目发布第一条信息后，它会自动出现。"
    )
    messages.warning(request, words % {"title": page.title})
