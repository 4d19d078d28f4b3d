"""Corrections (更正): what was published and is changed says so."""

from django.utils.translation import gettext as _

from ..models import PublicationPage
from .digest import content_digest

NOTE = "correction_note"


def correction_problem(page: PublicationPage) -> str:
    """Why `page` may not follow what is public of it: it changes the content and no new note says how. '' when it may.

    What only goes on corrects nothing; an old note would then be dated anew.
    """
    public = type(page).objects.filter(pk=page.pk, live=True).first() if page.pk else None
    if public is None or content_digest(public, without=[NOTE]) == content_digest(page, without=[NOTE]):
        return ""
    if page.continues(public):
        stale = page.correction_note.strip() and page.correction_note == public.correction_note
        return _("更正说明是上一次更正的，本次只有续报，请清空更正说明。") if stale else ""
    if not page.correction_note.strip():
        return _("信息已经发布，更改内容须填写更正说明。")
    if page.correction_note == public.correction_note:
        return _("更正说明是上一次更正的，请写明本次更正了什么。")
    return ""
