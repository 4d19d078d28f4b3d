"""Several processes at once, on a database of their own: nothing is lost, nothing comes twice, nobody waits in a circle."""

import json
import os

import pytest

from tests.database import Migrated
from tests.register.processes import Job, Stage, stage

pytestmark = pytest.mark.django_db

POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
EACH = int(os.environ.get("SOAK_PAGES", "200"))
"""Pages that each process of the soak publishes."""

FACTS = """
import json
from catalog.models import IndexNumber, IndexSeries
from register.models import Change, Entry, Sequence
from wagtail.models import Page
print(json.dumps({
    "changes": list(Change.objects.order_by("seq").values_list("seq", flat=True)),
    "last": Sequence.objects.get().last,
    "series": list(IndexSeries.objects.values_list("prefix", "year", "last")),
    "numbers": sorted(IndexNumber.objects.values_list("number", flat=True)),
    "live": Entry.objects.live().count(),
    "tree": list(map(len, Page.find_problems())),
    "paths": [[page.url_path, page.get_parent().url_path + page.slug + "/"]
              for page in Page.objects.filter(depth__gt=2)],
}))
"""


def judge(on: Stage, seen: list[int]) -> dict:
    """What must be true after any concurrent work; the facts, for more."""
    facts = json.loads(on.python(FACTS))
    assert seen == facts["changes"], "a change was missed, or seen twice"
    assert facts["last"] >= facts["changes"][-1]
    expected = [f"{p}/{y}-{n:05d}" for p, y, last in facts["series"] for n in range(1, last + 1)]
    assert facts["numbers"] == sorted(expected), "an index number was skipped, or given twice"
    assert facts["tree"] == [0] * len(facts["tree"]), "the page tree is broken"
    assert all(stored == right for stored, right in facts["paths"]), "an address of the tree is old"
    checked = on.manage("rebuild_entries", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return facts


def work(migrated: Migrated, folder, drafts: int, jobs: list[Job], timeout: float = 300) -> dict:
    with migrated.copy(folder) as url:
        on = stage(url, folder, drafts)
        return judge(on, on.run(jobs, timeout))


def test_nothing_is_lost__when_two_processes_publish_and_withdraw(migrated, tmp_path):
    jobs = [("publish_and_withdraw", 0, 10, 1), ("publish_and_withdraw", 10, 20, 2)]
    facts = work(migrated, tmp_path, 20, jobs)
    assert len(facts["numbers"]) == 20
    assert len(facts["changes"]) >= 30


def test_nobody_waits_in_a_circle__when_all_meddle_with_one_column(migrated, tmp_path):
    jobs = [
        ("publish_same", 0, 12, 1),
        ("publish_same", 0, 12, 2),
        ("delete", 0, 12, 0),
        ("rename", 3, 0, 0),
        ("draft", 5, 0, 1),
        ("draft", 5, 0, 2),
    ]
    facts = work(migrated, tmp_path, 12, jobs)
    assert facts["live"] == 8


NUMBERS = """
import json
from catalog.models import OfficialDocumentPage
live = OfficialDocumentPage.objects.filter(live=True)
print(json.dumps(sorted(live.values_list("document_number", flat=True))))
"""


def test_number_is_given_once__when_two_processes_publish_it_at_the_same_moment(migrated, tmp_path):
    with migrated.copy(tmp_path) as url:
        on = stage(url, tmp_path, 24)
        facts = judge(on, on.run([("publish_numbered", 0, 12, 0), ("publish_numbered", 0, 12, 1)], 300))
        numbers = json.loads(on.python(NUMBERS))
    assert numbers == sorted(f"云政发〔2026〕{number}号" for number in range(1, 13, 2))
    assert facts["live"] == 6


@pytest.mark.soak
def test_nothing_is_lost__when_eight_processes_publish_two_hundred_pages_each(migrated, tmp_path):
    processes = 8 if POSTGRES else 2
    jobs = [("publish_and_withdraw", n * EACH, (n + 1) * EACH, n) for n in range(processes)]
    facts = work(migrated, tmp_path, processes * EACH, jobs, timeout=7200)
    assert len(facts["numbers"]) == processes * EACH


@pytest.mark.soak
def test_nobody_waits_in_a_circle__when_all_meddle_for_long(migrated, tmp_path):
    jobs = [
        *[("publish_same", 0, EACH, seed) for seed in range(3)],
        ("publish_and_withdraw", EACH, 2 * EACH, 1),
        ("delete", 0, EACH, 0),
        ("rename", EACH // 10, 0, 0),
        *[("draft", EACH // 5, 0, seed) for seed in range(2)],
    ]
    facts = work(migrated, tmp_path, 2 * EACH, jobs, timeout=7200)
    assert facts["live"] >= EACH
