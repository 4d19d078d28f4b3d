"""外文版 of the catalogue's types: what is one of its kind in Chinese may stand beside its own translation."""

from typing import Any

import pytest
from wagtail.models import Locale, Site

from catalog.guides.importing.create import known_page
from catalog.guides.importing.items import power_item_uids
from catalog.models import AnnualReportPage, PowerItemPage, ServiceGuidePage
from cms.languages.opening import open_language
from cms.languages.translating import translate
from cms.models import HomePage, SiteSettings
from register.models import Entry
from syndication.models import Portal
from syndication.portals.services import guide_with_code
from tests.site import column, make_document, publish

from .pages import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(home: HomePage) -> None:
    SiteSettings.objects.update(english_name="The People's Government of Yunshan")
    open_language(Site.objects.get(), "en", title="Yunshan, China")
    copied = translate(column("zhengcewenjian"), Locale.objects.get(language_code="en"), None)
    copied.slug = "documents"
    copied.save_revision().publish()


def translated(page: Any) -> Any:
    copied = translate(page, Locale.objects.get(language_code="en"), None).specific
    copied.title = copied.draft_title = "In English"
    return publish(copied)


def make_numbered() -> Any:
    return make_document(slug="zhengcewenjian", document_number="云政发〔2026〕7号")


@pytest.mark.parametrize("make", [
    lambda: published(PowerItemPage), lambda: published(ServiceGuidePage), lambda: published(AnnualReportPage), make_numbered,
])  # fmt: skip
def test_translation_is_public_beside_its_original(english: None, make: Any) -> None:
    original = make()
    copied = translated(original)
    assert {entry.language for entry in Entry.objects.live().filter(uid__in=[original.uid, copied.uid])} == {
        "zh-Hans",
        "en",
    }


def test_translations_stand_for_no_item__in_imports_and_tables(english: None) -> None:
    item = published(PowerItemPage)
    guide = published(ServiceGuidePage, power_item=[("item", item)])
    translated(item)
    translated(guide)
    assert power_item_uids()[item.item_code] == item.uid
    assert known_page(ServiceGuidePage, guide.item_code) == guide.pk
    portal = Portal.objects.create(site=Site.objects.get(), code="sheng", name="省", url="https://zwfw.example/")
    found = guide_with_code(portal, guide.item_code)
    assert found is not None
    assert found.uid == guide.uid
