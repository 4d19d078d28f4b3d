"""One process of the concurrency tests: `python -m tests.register.worker ROLE …` on the database of DATABASE_URL."""

import json
import os
import random
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
django.setup()

from django.core.exceptions import ObjectDoesNotExist, ValidationError  # noqa: E402 - needs the settings
from wagtail.models import Page  # noqa: E402

from catalog.models import OfficialDocumentPage  # noqa: E402
from cms.clearance.gate import let_down  # noqa: E402
from cms.clearance.refusal import NotCleared  # noqa: E402
from cms.models import ColumnPage  # noqa: E402
from organs.models import Organ  # noqa: E402
from register.models import Change  # noqa: E402
from tests.site import make_draft, release  # noqa: E402


def publish_and_withdraw(first: int, last: int, seed: int) -> None:
    """Publish the drafts `t<first>` … and withdraw every other one, sometimes bringing it back."""
    chance = random.Random(seed)
    for number in range(first, last):
        page = OfficialDocumentPage.objects.get(slug=f"t{number}")
        release(page.get_latest_revision())
        if number % 2:
            let_down(OfficialDocumentPage.objects.get(pk=page.pk)).unpublish()
        if chance.random() < 0.1:
            release(OfficialDocumentPage.objects.get(pk=page.pk).get_latest_revision())


def publish_same(first: int, last: int, _seed: int) -> None:
    """Publish drafts that others publish, or delete, at the same time."""
    for number in range(first, last):
        page = OfficialDocumentPage.objects.filter(slug=f"t{number}").first()
        if page is None:
            continue
        try:
            release(page.get_latest_revision())
        except (ValidationError, AttributeError, ObjectDoesNotExist) as gone:
            if OfficialDocumentPage.objects.filter(pk=page.pk).exists():
                raise AssertionError(f"t{number} is there, but was not published") from gone


def publish_numbered(first: int, last: int, which: int) -> None:
    """Publish every other draft under a 发文字号 that another process gives to the one beside it, at the same moment."""
    folder = Path(os.environ["STOP"]).parent
    for number in range(first, last, 2):
        page = OfficialDocumentPage.objects.get(slug=f"t{2 * (number + which)}")  # those of one organ
        page.document_number = f"云政发〔2026〕{number + 1}号"
        revision = page.save_revision()
        (folder / f"at-{number}-{which}").touch()
        while not (folder / f"at-{number}-{1 - which}").exists():
            time.sleep(0.001)
        try:
            release(revision)
        except ValidationError as refusal:
            if "一个文号不能用两次" not in str(refusal):
                raise


def delete(first: int, last: int, _seed: int) -> None:
    """Delete every third draft while others publish them, taking down first what they were quicker with."""
    for number in range(first, last, 3):
        while page := Page.objects.filter(slug=f"t{number}").first():
            try:
                page.delete()
            except NotCleared:  # somebody published it: what is public is taken down first
                let_down(Page.objects.get(pk=page.pk).specific).unpublish()


def rename(count: int, _last: int, _seed: int) -> None:
    """Give the column and the one above another slug and title, again and again."""
    for number in range(count):
        for stem in ("zhengcewenjian", "shizhengfu"):
            column = ColumnPage.objects.get(slug__startswith=stem)
            column.slug, column.title = f"{stem}{number}", f"{stem}的第{number}个名称"
            column.draft_title = column.title
            column.save_revision().publish()


def draft(count: int, _last: int, seed: int) -> None:
    """Create drafts in the column in which others publish."""
    organ = Organ.objects.get(code="yunshan")
    for number in range(count):
        slug = ColumnPage.objects.get(slug__startswith="shizhengfu").slug
        try:
            make_draft(slug, document=True, organ=organ, title=f"草稿{seed}-{number}").save_revision()
        except ColumnPage.DoesNotExist:  # renamed between the two lines
            continue


def read(first: int, quiet: int, _seed: int) -> None:
    """Follow the changes from `first` on until the file named STOP appears, and print every `seq` that was seen."""
    seen: list[int] = []
    last, stop, rounds = first, Path(os.environ["STOP"]), 0
    while rounds < quiet:
        new = list(Change.objects.filter(seq__gt=last).order_by("seq").values_list("seq", flat=True)[:50])
        seen += new
        last = new[-1] if new else last
        rounds = rounds + 1 if stop.exists() and not new else 0
        time.sleep(0.002)
    print(json.dumps(seen))


ROLES = {
    role.__name__: role for role in (publish_and_withdraw, publish_same, publish_numbered, delete, rename, draft, read)
}

if __name__ == "__main__":
    ROLES[sys.argv[1]](*(int(argument) for argument in sys.argv[2:]))
