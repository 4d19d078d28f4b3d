"""On no path of the admin does an editor of one organ meet what another has not published."""

import json
from io import BytesIO
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image as Picture
from wagtail.admin.views.pages import edit
from wagtail.models import Page, PageSubscription, Revision

from audit.models import AuditRecord
from cms.models import CheckedWord, OrganFolder, StepMerging, UploadedDocument, UploadedImage
from cms.permissions.door import PAGE_NUMBERS
from cms.review.services import submit
from organs.models import Role
from organs.services import end
from tests.cms.two_organs import PUBLIC, SECRET, reviewed_organs
from tests.recall import recall
from tests.site import column, give_column, make_person, publish

pytestmark = pytest.mark.django_db


def submitted():
    found = reviewed_organs()
    submit(found.draft, found.their_editor)
    return found


@pytest.fixture
def world(home):
    return recall.scene(submitted)


@pytest.fixture
def foreign(client, world):
    """The client of our editor."""
    client.force_login(world.editor)
    return client


def admin_patterns(patterns=None, names=(), prefix=""):
    """(view name, pattern) of every address of the admin."""
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            inner = (*names, one.namespace) if one.namespace else names
            if prefix or str(one.pattern) == "admin/":
                yield from admin_patterns(one.url_patterns, inner, prefix + str(one.pattern))
        elif isinstance(one, URLPattern) and one.name:
            yield ":".join((*names, one.name)), one


def page_addresses(page):
    """Every address of the admin that carries the number of a page."""
    state = page.current_workflow_state
    others = {
        "content_type_app_name": "cms", "content_type_model_name": "articlepage", "destination_id": page.pk,
        "action_name": "approve", "task_state_id": state.current_task_state_id, "task_id": 1, "workflow_pk": 1,
        "revision_id": page.latest_revision_id, "workflow_state_id": state.pk, "pk": 1,
    }  # fmt: skip
    for name, pattern in admin_patterns():
        known = pattern.pattern.converters
        if set(known) & set(PAGE_NUMBERS):
            yield name, reverse(name, kwargs={key: page.pk if key in PAGE_NUMBERS else others[key] for key in known})
    yield "compare", reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    yield "api", reverse("wagtailadmin_api:pages:detail", args=[page.pk])
    for action in ("copy", "delete", "publish", "unpublish", "move", "revert_to_page_revision"):
        yield f"api {action}", reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    for action in ("delete", "move", "publish", "unpublish"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        yield f"bulk {action}", f"{address}?id={page.pk}&next=/admin/"
        yield f"bulk {action} all", f"{address}?id=all&childOf={page.get_parent().pk}&next=/admin/"
    yield "chosen", f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={page.pk}"


def text_of(response):
    """The answer as a person reads it: JSON hides Chinese behind escapes."""
    text = b"".join(response).decode() if response.streaming else response.content.decode()
    if "json" in response.headers.get("Content-Type", ""):
        return json.dumps(json.loads(text), ensure_ascii=False)
    return text


def stored(page):
    row = Page.objects.filter(pk=page.pk).values("path", "live", "title", "latest_revision_id", "owner_id", "locked")
    return list(row), Revision.objects.for_instance(page).count()


def test_pages_are_closed_on_every_address__when_they_are_of_another_organ(foreign, world):
    before = stored(world.draft)
    addresses = list(page_addresses(world.draft))
    assert len(addresses) > 40
    for name, address in addresses:
        for send in (foreign.get, foreign.post):
            response = send(address, {"title": "x"} if send == foreign.post else {})
            assert response.status_code in {302, 403, 404, 405}, (name, response.status_code)
            assert SECRET not in text_of(response), name
    assert stored(world.draft) == before
    assert foreign.get(f"/admin/pages/{10**30}/edit/").status_code in {302, 404}
    told = AuditRecord.objects.filter(action="admin.open", result="refused", actor_id=world.editor.pk)
    assert told.filter(details__path=f"/admin/pages/{world.draft.pk}/edit/").exists()
    assert SECRET not in text_of(foreign.get("/admin/"))  # nor does a message name it


def test_refusal_is_on_record_only__when_the_page_exists(foreign, world):
    told = AuditRecord.objects.filter(action="admin.open", result="refused")
    for name, args in (("edit", []), ("revisions_compare", ["earliest", "latest"])):
        name = f"wagtailadmin_pages:{name}"
        before = told.count()
        assert foreign.get(reverse(name, args=[99_999_999, *args])).status_code == 302
        assert told.count() == before, name
        foreign.get(reverse(name, args=[world.draft.pk, *args]))
        assert told.count() == before + 1, name
        assert told.latest("seq").target_id == str(world.draft.pk), name
    foreign.get(reverse("wagtailusers_groups:edit", args=[99_999_999]))  # closed, whatever the number
    foreign.get(f"{reverse('wagtailadmin_choose_page_child', args=[99_999_999])}?id={world.draft.pk}")
    assert told.count() == before + 3
    assert told.latest("seq").target_id == str(world.draft.pk)


def test_address_with_a_number_is_known__when_it_is_of_a_page(world):
    """Wagtail's next address with a page in it must come under a name that the door knows."""
    numbered = {
        name: set(pattern.pattern.converters)
        for name, pattern in admin_patterns()
        if name.startswith(("wagtailadmin_pages:", "wagtailadmin_explore", "wagtailadmin_choose_page"))
    }
    for name, keys in numbered.items():
        assert {key for key in keys if key.endswith("_id")} <= {
            *PAGE_NUMBERS, "revision_id", "task_id", "task_state_id", "workflow_state_id"
        }, name  # fmt: skip
    positional = [n for n, p in admin_patterns() if n.startswith("wagtailadmin_pages:") and p.pattern.regex.groups]
    without = [n for n in positional if not numbered[n] and not n.startswith("wagtailadmin_pages:search")]
    assert without == ["wagtailadmin_pages:revisions_compare"]


LISTS = [
    ("wagtailadmin_home", [], ""),
    ("wagtailadmin_explore_root", [], ""),
    ("wagtailadmin_explore", ["shared"], ""),
    ("wagtailadmin_explore_results", ["shared"], "?q=人事"),
    ("wagtailadmin_pages:search", [], "?q=人事"),
    ("wagtailadmin_pages:search_results", [], "?q=人事"),
    ("wagtailadmin_pages:type_use", ["cms", "articlepage"], ""),
    ("wagtailadmin_pages:type_use_results", ["cms", "articlepage"], "?q=人事"),
    ("wagtailadmin_choose_page", [], ""),
    ("wagtailadmin_choose_page_child", ["shared"], ""),
    ("wagtailadmin_choose_page_search", [], "?q=人事"),
    ("wagtailadmin_api:pages:listing", [], "?limit=20"),
    ("wagtailadmin_api:pages:listing", [], "?child_of={shared}&for_explorer=1"),
    ("wagtailadmin_api:pages:listing", [], "?search=人事"),
    ("wagtailadmin_reports:workflow", [], ""),
    ("wagtailadmin_reports:workflow_results", [], "?export=csv"),
    ("wagtailadmin_reports:workflow_tasks", [], ""),
    ("wagtailadmin_reports:workflow_tasks", [], "?export=csv"),
    ("wagtailadmin_reports:site_history", [], ""),
    ("wagtailadmin_reports:site_history", [], "?export=csv"),
    ("wagtailadmin_reports:aging_pages", [], ""),
    ("wagtailadmin_reports:page_types_usage", [], ""),
    ("wagtailadmin_reports:locked_pages", [], ""),
    ("cms_compose", ["article"], ""),
]


@pytest.mark.parametrize(("name", "args", "query"), LISTS)
def test_lists_do_not_name_drafts__when_they_are_of_another_organ(client, world, name, args, query):
    shared = world.shared.pk
    address = reverse(name, args=[shared if one == "shared" else one for one in args])
    address += query.format(shared=shared)
    client.force_login(world.editor)
    answer = text_of(client.get(address))
    assert SECRET not in answer
    client.force_login(make_person("root", is_superuser=True))
    assert client.get(address).status_code == 200


def test_explorer_shows_own_drafts_beside_hidden_ones__when_column_is_shared(foreign, world):
    """The list is not merely empty."""
    answer = text_of(foreign.get(reverse("wagtailadmin_explore", args=[world.shared.pk])))
    assert world.own.title in answer
    assert SECRET not in answer


def test_own_drafts_are_in_the_lists__when_asked_by_their_editor(client, world):
    client.force_login(world.their_editor)
    for name, args in (
        ("wagtailadmin_explore", [world.shared.pk]),
        ("wagtailadmin_api:pages:detail", [world.draft.pk]),
        ("wagtailadmin_pages:edit", [world.draft.pk]),
        ("wagtailadmin_pages:history", [world.draft.pk]),
        ("wagtailadmin_pages:view_draft", [world.draft.pk]),
    ):
        response = client.get(reverse(name, args=args))
        assert response.status_code == 200, name
        assert SECRET in text_of(response), name


def test_public_text_can_be_linked_but_not_edited__when_it_is_of_another_organ(foreign, world):
    assert PUBLIC in text_of(foreign.get(reverse("wagtailadmin_choose_page_child", args=[world.shared.pk])))
    assert PUBLIC not in text_of(foreign.get(reverse("wagtailadmin_explore", args=[world.shared.pk])))
    assert foreign.get(reverse("wagtailadmin_pages:edit", args=[world.public.pk])).status_code == 302


def test_draft_title_is_not_shown_in_chooser__when_public_text_is_being_changed(foreign, world):
    world.public.title = SECRET
    world.public.save_revision(user=world.their_editor)
    for address in (
        reverse("wagtailadmin_choose_page_child", args=[world.shared.pk]),
        f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={world.public.pk}",
    ):
        assert SECRET not in text_of(foreign.get(address))


def test_usage_names_no_page_of_another_organ__when_it_links_to_ours(foreign, world):
    link = f'<p><a linktype="page" id="{world.own.pk}">见此</a></p>'
    world.draft.body = [("paragraph", link)]
    world.draft.save()
    response = foreign.get(reverse("wagtailadmin_pages:usage", args=[world.own.pk]))
    assert response.status_code == 200
    assert SECRET not in text_of(response)


def png_bytes():
    out = BytesIO()
    Picture.new("RGB", (40, 30), "green").save(out, "PNG")
    return out.getvalue()


def make_files(world):
    """A document and an image of theirs."""
    folder = OrganFolder.objects.get(organ=world.theirs).collection
    facts = {"title": SECRET, "collection": folder, "uploaded_by_user": world.their_editor}
    document = UploadedDocument.objects.create(file=ContentFile(b"text", "a.txt"), **facts)
    image = UploadedImage.objects.create(file=ContentFile(png_bytes(), "a.png"), width=40, height=30, **facts)
    return document, image


FILE_NUMBERS = {"document_id", "doc_id", "image_id", "pk"}


def test_files_are_closed_on_every_address__when_they_are_of_another_organ(foreign, world):
    document, image = make_files(world)
    tried = 0
    for name, pattern in admin_patterns():
        known = set(pattern.pattern.converters)
        if not name.startswith(("wagtaildocs", "wagtailimages")) or not known & FILE_NUMBERS:
            continue
        pk = image.pk if name.startswith("wagtailimages") else document.pk
        address = reverse(name, kwargs={key: pk if key in FILE_NUMBERS else "fill-10x10" for key in known})
        for response in (foreign.get(address), foreign.post(address, {"title": "x"})):
            assert response.status_code in {302, 403, 404, 405}, name
            assert SECRET not in text_of(response), name
        tried += 1
    assert tried >= 12
    for app, pk in (("uploadeddocument", document.pk), ("uploadedimage", image.pk)):
        response = foreign.get(reverse("wagtail_bulk_action", args=["cms", app, "delete"]) + f"?id={pk}&next=/admin/")
        assert response.status_code == 302
    for address in (document.url, image.get_rendition("width-10").url):
        assert foreign.get(address).status_code == 404
    for name in ("wagtaildocs:index", "wagtailimages:index", "wagtaildocs_chooser:choose",
                 "wagtailimages_chooser:choose", "wagtailadmin_api:documents:listing",
                 "wagtailadmin_api:images:listing"):  # fmt: skip
        assert SECRET not in text_of(foreign.get(reverse(name)))


def test_files_are_open__when_they_are_of_the_own_organ(client, world):
    document, image = make_files(world)
    client.force_login(world.their_editor)
    assert client.get(document.url).status_code == 200
    assert client.get(image.get_rendition("width-10").url).status_code == 200
    assert SECRET in text_of(client.get(reverse("wagtaildocs_chooser:choose")))
    assert client.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200


def test_upload_goes_into_the_folder_of_the_organ__when_nothing_else_is_chosen(client, world):
    client.force_login(world.editor)
    client.post(reverse("wagtaildocs:add"), {"title": "附件", "file": ContentFile(b"text", "a.txt"), "tags": ""})
    folder = OrganFolder.objects.get(organ=world.ours)
    assert UploadedDocument.objects.get(title="附件").collection_id == folder.collection_id


@pytest.mark.parametrize("path", ["/admin/groups/", "/admin/groups/new/", "/admin/workflows/list/",
                                  "/admin/workflows/tasks/index/", "/admin/users/", "/admin/sites/",
                                  "/admin/collections/", "/admin/redirects/", "/admin/snippets/organs/organ/"])  # fmt: skip
def test_administration_is_refused__when_person_is_an_editor(foreign, path):
    assert foreign.get(path).status_code in {302, 403}


def test_groups_are_refused__when_person_is_superuser_too(client, world):
    client.force_login(make_person("root", is_superuser=True))
    assert client.get("/admin/groups/").status_code == 302
    assert client.get("/admin/workflows/list/").status_code == 200


def test_right_ends_with_the_next_request__when_the_role_ends(client, world):
    client.force_login(world.their_editor)
    address = reverse("wagtailadmin_pages:edit", args=[world.draft.pk])
    assert client.get(address).status_code == 200
    assert SECRET in text_of(client.get("/admin/"))
    for membership in world.their_editor.memberships.all():
        end(membership)
    assert client.get(address).status_code in {302, 403}
    assert SECRET not in text_of(client.get("/admin/"))


def test_right_begins_with_the_next_request__when_the_column_names_the_organ(client, world):
    client.force_login(world.their_editor)
    address = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", column("tongzhi").pk])
    assert client.get(address).status_code == 302
    give_column("tongzhi", world.ours, world.theirs)
    assert client.get(address).status_code == 200


def test_reviewer_reads_drafts_of_the_own_organ_only__when_nothing_waits(client, world):
    address = reverse("cms_read_draft", args=[world.draft.pk])
    client.force_login(make_person("shen", (Role.SECRECY, world.theirs)))
    assert SECRET in text_of(client.get(address))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[world.draft.pk])).status_code == 302
    client.force_login(make_person("bie", (Role.SECRECY, world.ours)))
    assert client.get(address).status_code == 302


def test_keyword_of_a_draft_is_not_suggested__when_it_is_of_another_organ(client, world):
    for page, word in ((world.draft, "任免甲某"), (world.own, "任免乙某"), (world.public, "任免公开")):
        page.keywords.add(word)
        publish(page) if page == world.public else page.save()
    address = reverse("wagtailadmin_tag_autocomplete") + "?term=任免"
    client.force_login(world.editor)
    assert client.get(address).json() == ["任免乙某", "任免公开"]
    client.force_login(world.their_editor)
    assert client.get(address).json() == ["任免公开", "任免甲某"]
    assert client.get(reverse("wagtailadmin_tag_model_autocomplete", args=["taggit", "tag"]) + "?term=任免").json() == [
        "任免公开", "任免甲某",
    ]  # fmt: skip


def test_mail_about_comments_stops__when_the_role_of_a_subscriber_ended(client, world):
    follower = make_person("gen", (Role.EDITOR, world.theirs), email="gen@jyj.example")
    PageSubscription.objects.create(user=follower, page=world.draft, comment_notifications=True)
    told: dict[str, list] = {}
    with patch("cms.permissions.install.send_notification", lambda users, *rest: told.update(users=users)):
        comments = {"page": world.draft, "editor": world.their_editor}
        edit.send_notification([follower, world.editor], "updated_comments", comments)
        assert told["users"] == [follower]
        end(follower.memberships.get())
        follower = type(follower).objects.get(pk=follower.pk)
        edit.send_notification([follower], "updated_comments", comments)
    assert told["users"] == []


@pytest.mark.parametrize("model", ["stepmerging", "checkedword"])
def test_settings_stay__when_many_are_to_be_deleted_at_once(client, world, model):
    """Wagtail would ask no policy and leave no record."""
    organ = world.ours
    stored = {
        "stepmerging": lambda: StepMerging.objects.create(
            organ=organ, steps=StepMerging.Steps.ALL, reason="人手不足", approved_by="市政府办公室"
        ),
        "checkedword": lambda: CheckedWord.objects.create(kind=CheckedWord.Kind.FORBIDDEN, text="某词"),
    }[model]()
    client.force_login(make_person("root", is_superuser=True))
    address = reverse("wagtail_bulk_action", args=["cms", model, "delete"]) + f"?id={stored.pk}&next=/admin/"
    assert client.post(address).status_code == 302
    assert type(stored)._default_manager.filter(pk=stored.pk).exists()
    listed = client.get(reverse(f"wagtailsnippets_cms_{model}:list")).content.decode()
    assert "data-bulk-action-checkbox" not in listed
