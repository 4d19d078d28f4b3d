"""The one service that opens a foreign version of a site."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page, Site

from register.languages import MAIN, known, tag_of
from register.sequence import hold

from ..models import HomePage, SiteSettings


def open_language(
    site: Site, code: str, *, title: str = "", introduction: str = "", user: Any = None
) -> tuple[HomePage, bool]:
    """The home page of `site` in the language `code`, live and without columns, and whether it was made just now.

    Its address is `/<code>/`. Raises ValidationError for a language that the settings do not name.
    """
    if tag_of(code) not in known() or tag_of(code) == MAIN:
        foreign = "、".join(tag for tag in known() if tag != MAIN)
        raise ValidationError(_("不能开设语言“%(code)s”，可以开设的有：%(known)s。") % {"code": code, "known": foreign})
    with transaction.atomic():
        hold()
        locale, _made = Locale.objects.get_or_create(language_code=code)
        home = site.root_page.specific
        existing = HomePage.objects.filter(translation_key=home.translation_key, locale=locale).first()
        if existing is not None:
            return existing, False
        copied = make_home(home, locale, user)
        copied.title = copied.draft_title = title or SiteSettings.of(site).english_name or home.title
        copied.introduction = introduction
        copied.full_clean()
        copied.save_revision(user=user, log_action=True).publish(user=user)
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=copied.pk), True


def make_home(home: HomePage, locale: Locale, user: Any) -> HomePage:
    """A draft of the home page beside it. Where sites begin is cached, and has to be known before it is public."""
    copied: Page = CopyPageForTranslationAction(home, locale, user=user).execute(skip_permission_checks=True)
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=copied.pk)
