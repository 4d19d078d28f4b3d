"""What each role may do: the table of docs/roles.md, the policies of Wagtail and the mirror say the same."""

import ast
import inspect
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import wagtail
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Workflow, WorkflowPage
from wagtail.permissions import page_permission_policy

from cms.models import ArticlePage, ColumnPage, OrganFolder, PageOwner, RoleGroup
from cms.permissions.rights import KEPT, WAGTAILS_CACHES, forget, rights_of
from cms.permissions.settle import settle, settle_everybody
from cms.permissions.table import MAY, Act
from cms.permissions.tester import HousePageTester
from cms.review.services import submit
from cms.review.setup import has_review
from organs.contacts import organs_kept_by
from organs.models import Organ, Role
from organs.services import appoint, end, hand_over, stand_in
from tests.cms.two_organs import reviewed_organs
from tests.recall import recall
from tests.site import (
    appoint_person,
    column,
    ensure_roots,
    give_column,
    make_article,
    make_draft,
    make_organ,
    make_person,
)

pytestmark = pytest.mark.django_db
User = get_user_model()
NOW = timezone.now()
DAY = timedelta(days=1)
CONTENT_ROLES = [role for role in Role if role not in {Role.SYSTEM, Role.SECURITY, Role.AUDITOR}]


@pytest.fixture
def world(home):
    return recall.scene(reviewed_organs)


def fresh(user):
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def answers(user, world):
    """What policies, tester and permissions of Wagtail allow, in the words of the table."""
    user = fresh(user)
    ours = ArticlePage.objects.get(pk=world.own.pk).permissions_for_user(user)
    public = make_article(title="民政局公开的信息", organ=world.ours).permissions_for_user(user)
    ours_column = ColumnPage.objects.get(slug="tongzhi")
    in_review = make_draft(title="在审的稿件", organ=world.ours)
    submit(in_review, world.editor)
    change_in_review = rights_of(user).may(Act.CHANGE_IN_REVIEW, world.ours.pk)
    found = {
        Act.SEE: page_permission_policy.explorable_instances(user).filter(pk=world.own.pk).exists(),
        Act.CREATE: page_permission_policy.user_has_permission(user, "add")
        and rights_of(user).may_begin_in(ours_column.path, world.ours.pk),
        Act.CHANGE: ours.can_edit(),
        Act.CHANGE_IN_REVIEW: change_in_review,
        Act.DISCARD: ours.can_delete(),
        Act.MOVE: ours.can_move_to(ours_column),
        Act.TAKE_DOWN: public.can_unpublish(),
        Act.CONTACTS: organs_kept_by(user).filter(pk=world.ours.pk).exists(),
        Act.STRUCTURE: ours_column.permissions_for_user(user).can_edit() and user.has_perm("organs.change_organ"),
        Act.ACCOUNTS: user.has_perm("organs.manage_accounts"),
        Act.AUDIT: user.has_perm("audit.view_auditrecord"),
    }
    assert set(found) == set(Act)
    return {act for act, allowed in found.items() if allowed}


@pytest.mark.parametrize("role", list(Role))
def test_role_may_what_the_table_says__when_held_in_the_organ(world, role):
    where = world.ours if role in CONTENT_ROLES else None
    person = make_person("somebody", (role, where))
    expected = set(MAY[role])
    assert answers(person, world) == expected


@pytest.mark.parametrize("role", CONTENT_ROLES)
def test_role_may_the_same_for_every_organ__when_held_in_the_editorial_office(world, role):
    expected = set(MAY[role]) | {Act.CONTACTS}  # 编辑部 keeps the 登记表 of all
    assert answers(make_person("somebody", (role, None)), world) == expected


@pytest.mark.parametrize("role", CONTENT_ROLES)
def test_role_may_nothing_here__when_held_in_another_organ(world, role):
    assert answers(make_person("somebody", (role, world.theirs)), world) == set()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_publishes_locks_or_hides__when_by_role(world, role):
    person = fresh(make_person("somebody", (role, None)))
    draft = make_draft(title="稿件", organ=world.ours, owner=person)
    for page in (draft, make_article(organ=world.ours), column("tongzhi"), Page.objects.get(pk=draft.pk)):
        tester = page.permissions_for_user(person)
        assert isinstance(tester, HousePageTester)
        refused = ("can_publish", "can_lock", "can_unlock", "can_set_view_restrictions", "can_unschedule",
                   "can_publish_subpage", "can_reorder_children")  # fmt: skip
        assert not any(getattr(tester, name)() for name in refused)
    for action in ("publish", "lock", "unlock", "bulk_delete"):
        assert not page_permission_policy.user_has_permission(person, action)


def roles_page():
    return (Path(__file__).resolve().parents[2] / "docs/roles.md").read_text()


def test_page_of_roles_says_what_the_table_says__when_read(settings):
    lines = [line for line in roles_page().splitlines() if line.startswith("| ")]
    heading, rows = [cell.strip() for cell in lines[0].strip("|").split("|")], lines[2:]
    assert heading[1:] == [str(role.label) for role in Role]
    written = {}
    for line in rows[: len(Act)]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        written[cells[0]] = cells[1:]
    assert written == {str(act.label): ["是" if act in MAY[role] else "" for role in Role] for act in Act}


def test_page_is_judged_alike__when_read_as_base_class(world):
    for user in (world.editor, world.their_editor):
        base = Page.objects.get(pk=world.draft.pk).permissions_for_user(fresh(user))
        assert base.can_edit() == (user == world.their_editor)


def test_checker_changes_but_begins_nothing__when_in_own_organ(world):
    tester = world.own.permissions_for_user(fresh(make_person("somebody", (Role.CHECKER, world.ours))))
    assert (tester.can_edit(), tester.can_copy(), tester.can_delete()) == (True, False, False)


def test_draft_moves_within_columns_of_its_organ_only__when_person_is_in_both(world):
    appoint_person(world.editor, Role.EDITOR, world.theirs)
    tester = world.own.permissions_for_user(fresh(world.editor))
    assert tester.can_move_to(column("tongzhi"))
    assert not tester.can_move_to(column("shizhengfu"))
    assert not tester.can_copy_to(column("shizhengfu"))


def test_text_stays__when_it_was_public_or_is_in_review(world):
    live = make_article(organ=world.ours, owner=world.editor).permissions_for_user(fresh(world.editor))
    assert (live.can_delete(), live.can_move(), live.can_unpublish()) == (False, False, False)
    submit(world.own, world.editor)
    waiting = ArticlePage.objects.get(pk=world.own.pk).permissions_for_user(fresh(world.editor))
    assert (waiting.can_delete(), waiting.can_move()) == (False, False)


def form_of(client, user, slug):
    client.force_login(user)
    address = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column(slug).pk])
    return client.get(address).context["form"].fields["organ"]


def test_organs_offered_are_the_own_in_this_column__when_a_text_is_begun(client, world):
    third = make_organ("weijianwei")
    appoint_person(world.editor, Role.EDITOR, third)
    assert set(form_of(client, world.editor, "yaowen").queryset) == {world.ours}
    give_column("yaowen", world.ours, world.theirs, third)
    assert set(form_of(client, world.editor, "yaowen").queryset) == {world.ours, third}
    assert set(form_of(client, make_person("bian", (Role.EDITOR, None)), "yaowen").queryset) == set(Organ.objects.all())


def test_draft_of_another_organ_is_not_made__when_form_is_forged(client, world):
    from tests.cms.test_admin_editing import create, form

    create(client, world.editor, form(title="冒名的稿件", organ=world.theirs.pk))
    assert not Page.objects.filter(title="冒名的稿件").exists()
    create(client, world.editor, form(title="自己的稿件", organ=world.ours.pk))
    assert PageOwner.objects.get(page__title="自己的稿件").organ == world.ours


@pytest.mark.parametrize("everywhere", [False, True])
def test_public_text_keeps_its_organ__whoever_sends_the_form(client, world, everywhere):
    """Its new organ's reviewers could not open it: who may follows the page that is stored."""
    from tests.cms.test_admin_editing import edit, form

    person = make_person("liang", (Role.EDITOR, None)) if everywhere else world.their_editor
    appoint_person(world.their_editor, Role.EDITOR, world.ours)
    answer = edit(client, person, world.public, form(title="改属", organ=world.ours.pk, correction_note="改属"))
    assert "发布机构不能更改" in answer.content.decode()
    edit(client, person, world.public, form(title="仍属", organ=world.theirs.pk, correction_note="更正"))
    saved = ArticlePage.objects.get(pk=world.public.pk).get_latest_revision_as_object()
    assert (saved.title, saved.organ) == ("仍属", world.theirs)


def test_types_are_apart__when_editors_and_system_administrators_add(client, world):
    system = make_person("xitong", (Role.SYSTEM, None))
    yaowen, tongzhi = column("yaowen").pk, column("tongzhi").pk
    for user, model, status in (
        (system, "columnpage", 200), (system, "articlepage", 302),
        (world.editor, "columnpage", 302), (world.editor, "articlepage", 200),
    ):  # fmt: skip
        client.force_login(user)
        for parent in (yaowen, tongzhi):
            address = reverse("wagtailadmin_pages:add", args=["cms", model, parent])
            assert client.get(address).status_code == status, (user, model)


def test_drafts_are_hidden_from_administrators__when_by_role(client, world):
    for role in (Role.SYSTEM, Role.SECURITY, Role.AUDITOR):
        person = make_person(f"p{role}", (role, None))
        assert not page_permission_policy.explorable_instances(fresh(person)).filter(pk=world.own.pk).exists()
    assert page_permission_policy.explorable_instances(fresh(make_person("psystem"))).filter(slug="yaowen").exists()


def test_superuser_sees_everything_but_reviews_nothing__when_without_role(world):
    root = make_person("root", is_superuser=True)
    assert page_permission_policy.explorable_instances(root).filter(pk=world.draft.pk).exists()
    assert rights_of(root).held == frozenset()


# --- The mirror --------------------------------------------------------------------------------------------------


def groups_of(user):
    return set(RoleGroup.objects.filter(group__user=user).values_list("role", "organ_id"))


def test_person_is_in_the_group_of_each_role__when_roles_change(world):
    person, successor = make_person("li"), make_person("wang")
    seat = appoint(person, world.ours, Role.SECRECY, at=NOW - DAY)
    assert groups_of(person) == {("secrecy", world.ours.pk)}
    assert fresh(person).has_perm("wagtailadmin.access_admin")
    hand_over(seat, successor)
    assert (groups_of(person), groups_of(successor)) == (set(), {("secrecy", world.ours.pk)})
    assert not fresh(person).has_perm("wagtailadmin.access_admin")


def test_groups_follow_time__when_a_term_ends_or_begins_without_anybody(world, client):
    boss, deputy = make_person("li", (Role.ORGAN_HEAD, world.ours)), make_person("wang")
    stand_in(boss.memberships.get(), deputy, NOW + DAY, NOW + 3 * DAY)
    later = appoint(make_person("sun"), world.ours, Role.EDITOR, at=NOW + DAY)
    assert (groups_of(deputy), groups_of(later.user)) == (set(), set())
    settle_everybody(NOW + 2 * DAY)
    assert groups_of(deputy) == {("organ_head", world.ours.pk)}
    assert groups_of(later.user) == {("editor", world.ours.pk)}
    settle_everybody(NOW + 4 * DAY)
    assert groups_of(deputy) == set()
    group = RoleGroup.objects.get(role="organ_head", organ=world.ours).group
    deputy.groups.add(group)  # what a time that passed leaves behind
    settle(deputy)
    assert groups_of(deputy) == set()


def test_settling_costs_two_queries__when_nothing_changed(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        settle(world.editor)


def test_editors_may_write_where_the_column_says_so__when_it_is_changed_moved_or_has_none(world):
    """A column that names nobody is as the one above it."""
    child = column("zhengcewenjian").add_child(instance=ColumnPage(title="解读", slug="jiedu", description="x"))
    writes = lambda slug: rights_of(fresh(world.editor)).may_begin_in(column(slug).path)  # noqa: E731
    assert not writes("jiedu")
    give_column("zhengcewenjian", world.ours)
    assert writes("jiedu")
    assert not writes("shizhengfu")  # names theirs
    ColumnPage.objects.get(pk=child.pk).move(column("shizhengfu"), pos="last-child")
    assert not writes("jiedu")
    give_column("jiedu", None, world.ours)
    assert writes("jiedu")


def test_folder_bears_the_name_of_its_organ__when_renamed(world):
    world.ours.rename("云杉市民政和退役军人事务局", "市民政局", NOW.date())
    assert OrganFolder.objects.get(organ=world.ours).collection.name == "云杉市民政和退役军人事务局"


def test_no_answer_outlives_its_request__when_kept_on_the_user(world):
    user = fresh(world.editor)
    user.has_perm("wagtailadmin.access_admin")
    world.own.permissions_for_user(user).can_edit()
    page_permission_policy.explorable_root_instance(user)
    page_permission_policy.get_cached_permissions_for_user(user)
    kept = {name for name in user.__dict__ if "cache" in name or name == KEPT} - {"_prefetched_objects_cache"}
    assert kept <= {KEPT, *WAGTAILS_CACHES}
    for membership in user.memberships.all():
        end(membership)
    assert not {name for name in fresh(user).__dict__ if "cache" in name}
    assert not world.own.permissions_for_user(fresh(user)).can_edit()


def test_what_is_kept_is_forgotten__when_the_user_is_the_lazy_one_of_a_request(world):
    user = SimpleLazyObject(lambda: fresh(world.editor))
    user.has_perm("wagtailadmin.access_admin")
    rights_of(user)
    forget(user)
    assert not {name for name in user._wrapped.__dict__ if name == KEPT or name in WAGTAILS_CACHES}


def test_check_finds_and_repair_mends__when_the_mirror_was_changed_by_hand(world, capsys):
    def check():
        with pytest.raises(SystemExit) as left:
            call_command("sync_roles", check=True)
        return left.value.code

    call_command("sync_roles")
    call_command("sync_roles", check=True)
    editors = RoleGroup.objects.get(role="editor", organ=world.ours).group
    add_page = GroupPagePermission.objects.filter(group=editors).first().permission
    damages = [
        lambda: GroupPagePermission.objects.create(group=editors, page=column("shizhengfu"), permission=add_page),
        lambda: GroupPagePermission.objects.filter(group=editors).delete(),
        lambda: GroupCollectionPermission.objects.filter(group=editors).delete(),
        lambda: editors.permissions.clear(),
        lambda: editors.user_set.add(world.their_editor),
        lambda: editors.user_set.clear(),
        lambda: PageOwner.objects.filter(page=world.own.pk).update(organ=world.theirs),
        lambda: PageOwner.objects.filter(page=world.own.pk).delete(),
        lambda: ArticlePage.objects.filter(pk=world.own.pk).update(organ=world.theirs),
        lambda: Group.objects.filter(pk=editors.pk).delete(),
        lambda: Collection.objects.filter(house_organ__organ=world.ours).update(name="别名"),
        lambda: WorkflowPage.objects.all().delete(),
    ]
    for number, damage in enumerate(damages):
        damage()
        assert check() == 1, number
        assert check() == 1, number  # a check repairs nothing
        call_command("sync_roles")
        call_command("sync_roles", check=True)
    assert "权限与任职一致" in capsys.readouterr().out


def test_review_has_its_three_steps__when_a_site_is_new(db, capsys):
    assert not has_review()
    call_command("sync_roles")
    assert "审核流程：1" in capsys.readouterr().out
    workflow = WorkflowPage.objects.get().workflow
    assert [str(task) for task in workflow.tasks] == ["初审", "保密审查", "签发"]
    Workflow.objects.filter(pk=workflow.pk).update(name="市政府信息发布审核")
    call_command("sync_roles", check=True)
    assert WorkflowPage.objects.get().workflow.name == "市政府信息发布审核"


@pytest.mark.parametrize("model", ["checkedword", "stepmerging"])
def test_system_administrator_keeps_what_the_house_looks_for_and_who_may_do_with_fewer_steps(client, home, model):
    client.force_login(make_person("it", (Role.SYSTEM, None)))
    assert client.get(reverse(f"wagtailsnippets_cms_{model}:list")).status_code == 200
    assert client.get(reverse(f"wagtailsnippets_cms_{model}:add")).status_code == 200


# --- Wagtail ---------------------------------------------------------------------------------------------------------


def test_house_policies_answer__when_wagtail_asks_its_own():
    from wagtail.admin.api import views
    from wagtail.documents.permissions import permission_policy as documents
    from wagtail.images import permissions as images

    from cms.permissions.policy import OrganFilePermissionPolicy, OrganPagePermissionPolicy

    assert type(page_permission_policy) is OrganPagePermissionPolicy
    assert views.PagePermissionPolicy is OrganPagePermissionPolicy
    assert type(documents) is type(images.permission_policy) is OrganFilePermissionPolicy
    assert Page.permissions_for_user is ArticlePage.permissions_for_user


def test_wagtail_makes_policies_and_testers_only_where_the_house_puts_its_own__when_it_is_upgraded():
    """Fails when a version of Wagtail judges pages or files in another place: look at cms.permissions.install."""
    root, names = Path(inspect.getfile(wagtail)).parent, {"PagePermissionPolicy", "PagePermissionTester",
                                                          "CollectionOwnershipPermissionPolicy"}  # fmt: skip
    calls = set()
    for path in root.rglob("*.py"):
        inside = path.relative_to(root).as_posix()
        if "/tests/" in f"/{inside}" or inside.startswith("test/"):
            continue
        text = path.read_text()
        if not any(name in text for name in names):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                calls.add((inside, node.func.id))
    assert calls == {
        ("permissions.py", "PagePermissionPolicy"),
        ("admin/api/views.py", "PagePermissionPolicy"),
        ("models/pages.py", "PagePermissionTester"),
        ("documents/permissions.py", "CollectionOwnershipPermissionPolicy"),
        ("images/permissions.py", "CollectionOwnershipPermissionPolicy"),
    }


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one transaction waits for the other anyway")
@pytest.mark.django_db(transaction=True)
def test_folders_stand_beside_each_other__when_organs_are_made_at_once():
    ensure_roots()

    def found(number):
        try:
            make_organ(f"organ{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(found, range(12)))
    paths = list(OrganFolder.objects.values_list("collection__path", flat=True))
    assert len(set(paths)) == 12
    assert Collection.objects.get(depth=1).numchild == 12
