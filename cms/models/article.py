from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .publication import PublicationPage


class ArticlePage(PublicationPage):
    """News, notices and everything else that has no type of its own."""

    kind: ClassVar[str] = "article"
    template = "cms/article_page.html"
    usual_columns: ClassVar[tuple[str, ...]] = ("news", "notices")
    writing_order: ClassVar[int] = 10
    page_description = _("动态、通知公告等一般信息，没有发文字号。")

    class Meta:
        verbose_name = _("文章")
        verbose_name_plural = _("文章")


ArticlePage.edit_handler = ArticlePage.tabs()
