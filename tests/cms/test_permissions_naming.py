"""Nobody reads a file of another organ by naming its number in a text of their own."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from catalog.models import InterpretationPage, LeaderPage, OfficialDocumentPage
from cms.models import ArticlePage, SiteSettings, Withdrawal
from cms.permissions.naming import foreign_pages
from cms.withdrawal import withdraw
from organs.models import Role
from tests.catalog.pages import draft as leader_draft
from tests.cms.test_permissions_door import make_files
from tests.cms.two_organs import SECRET, reviewed_organs
from tests.recall import recall
from tests.site import column, make_document, make_draft, make_person, publish, the_signer

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(home):
    return recall.scene(reviewed_organs)


def blocks_with(document, image):
    return streamfield(
        [
            ("paragraph", rich_text("<p>正文。</p>")),
            ("attachment", {"document": str(document.pk), "title": ""}),
            ("image", {"image": str(image.pk), "alt": "图", "decorative": "", "caption": ""}),
        ]
    )


def form(organ, body, **fields):
    return nested_form_data(
        {
            "title": "借来的附件", "organ": organ.pk, "source": "", "summary": "", "body": body,
            "correction_note": "", "disclosure_attribute": "proactive", "withholding_reason": "",
            "importance": "ordinary", "department": "", "editor": "", "author": "", "issued_on": "", "keywords": "",
            "original_published_at": "", "go_live_at": "", "expire_at": "", "comments": inline_formset([]), **fields,
        }
    )  # fmt: skip


def refused(response):
    return response.status_code == 200 and "不属于本单位" in str(response.context["form"].errors)


def is_open(client, *files):
    return [client.get(one.url).status_code for one in files]


def test_file_stays_closed__when_its_number_is_written_into_a_text_of_ones_own(client, world):
    document, image = make_files(world)
    client.force_login(world.editor)
    data = form(world.ours, blocks_with(document, image))
    edit = reverse("wagtailadmin_pages:edit", args=[world.own.pk])
    add = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", world.shared.pk])
    for address in (edit, add):
        assert refused(client.post(address, data))
        assert refused(client.post(address, {**data, "action-submit": "1"}))
    preview = client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[world.own.pk]), data)
    assert preview.json()["is_valid"] is False
    assert ArticlePage.objects.get(pk=world.own.pk).title == world.own.title
    assert is_open(client, document, image.get_rendition("width-10")) == [404, 404]


def test_signed_original_stays_closed__when_its_number_is_sent_by_hand(client, world):
    document, _image = make_files(world)
    draft = make_draft("tongzhi", document=True, organ=world.ours, title="公文")
    draft.save_revision(user=world.editor)
    client.force_login(world.editor)
    page = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    sent = {
        **form(world.ours, streamfield([])), "slug": draft.slug, "issuing_organs": "", "document_number": "",
        "addressees": "", "signed_by": "", "genre": "", "validity": "", "effective_on": "", "expires_on": "",
        "normative_number": "", "theme": "", "relations-count": "0", "signed_original": str(document.pk),
    }  # fmt: skip
    assert refused(client.post(page, sent))
    assert OfficialDocumentPage.objects.get(pk=draft.pk).signed_original_id is None
    assert is_open(client, document) == [404]


def test_own_and_public_files_are_taken__when_they_can_be_chosen(client, world):
    document, image = make_files(world)
    client.force_login(world.their_editor)
    edit = reverse("wagtailadmin_pages:edit", args=[world.draft.pk])
    assert client.post(edit, form(world.theirs, blocks_with(document, image))).status_code == 302
    world.public.body = [("attachment", {"document": document, "title": ""})]
    publish(world.public)
    client.force_login(world.editor)
    body = streamfield([("attachment", {"document": str(document.pk), "title": ""})])
    own = reverse("wagtailadmin_pages:edit", args=[world.own.pk])
    assert client.post(own, form(world.ours, body)).status_code == 302


def test_file_may_stay__when_the_text_named_it_already(client, world):
    document, image = make_files(world)
    world.own.body = [("attachment", {"document": document, "title": ""}), ("image", {"image": image, "alt": "图", "decorative": False, "caption": ""})]  # fmt: skip
    world.own.save_revision(user=make_person("lead", (Role.EDITOR, None)))
    client.force_login(world.editor)
    edit = reverse("wagtailadmin_pages:edit", args=[world.own.pk])
    assert client.post(edit, form(world.ours, blocks_with(document, image))).status_code == 302


def test_picture_stays_closed__when_its_number_is_sent_as_the_logo_of_a_site(client, world):
    _document, image = make_files(world)
    settings = SiteSettings.objects.get()
    client.force_login(make_person("xitong", (Role.SYSTEM, None)))
    address = reverse("wagtailsettings:edit", args=["cms", "sitesettings", settings.site_id])
    shown = client.get(address).context["form"]
    sent = {name: shown.initial.get(name) or "" for name in shown.fields} | {"logo": str(image.pk), "logo_alt": "徽"}
    assert refused(client.post(address, sent))
    assert SiteSettings.objects.get().logo_id is None
    assert client.get(image.get_rendition("width-10").public_url).status_code == 404


def test_title_of_a_draft_stays_unknown__when_its_number_is_sent_by_hand(client, world):
    client.force_login(world.editor)
    edit = reverse("wagtailadmin_pages:edit", args=[world.own.pk])

    def linking(page):
        link = f'<p>见<a linktype="page" id="{page.pk}">这里</a>。</p>'
        return form(world.ours, streamfield([("paragraph", rich_text(link))]))

    assert refused(client.post(edit, linking(world.draft)))
    assert client.post(edit, linking(world.public)).status_code == 302
    theirs = make_draft(document=True, organ=world.theirs, title=SECRET)
    ours = OfficialDocumentPage.objects.get(pk=make_draft("tongzhi", document=True, organ=world.ours).pk)
    ours.relations = [("relation", {"kind": "repeals", "document": theirs, "holds_from": None})]
    assert foreign_pages(ours, world.editor) == {"relations": [str(theirs.pk)]}
    assert foreign_pages(ours, world.their_editor) == {}
    ours.save_revision()
    assert foreign_pages(ours, world.editor) == {}


def tells(client, page, title):
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return title in shown or json.dumps(title)[1:-1] in shown


def test_form_tells_no_title_that_only_the_others_see__when_it_names_their_page(client, world):
    theirs = make_document("shizhengfu", organ=world.theirs, title="教育局公开的办法")
    chosen = {"title": "", "number": "", "url": ""}
    ours = [
        make_draft("tongzhi", document=True, organ=world.ours, relations=[("relation", {"kind": "based_on", "document": theirs, "holds_from": None, **chosen})]),
        column("tongzhi").add_child(instance=InterpretationPage(live=False, organ=world.ours, title="我们的解读", documents=[("document", {"document": theirs, **chosen})])),
        leader_draft(LeaderPage, "tongzhi", organ=world.ours, speeches=[("speech", {"page": theirs, "title": "", "url": ""})]),
    ]  # fmt: skip
    for page in ours:
        page.save_revision(user=world.editor)
    client.force_login(world.editor)
    assert all(tells(client, page, "教育局公开的办法") for page in ours)
    theirs.title = SECRET
    theirs.save_revision(user=world.their_editor)
    assert not any(tells(client, page, SECRET) for page in ours)
    assert all(tells(client, page, "教育局公开的办法") for page in ours)
    withdraw(theirs, the_signer(), Withdrawal.Reason.LEAK)
    for title in (SECRET, "教育局公开的办法"):
        assert not any(tells(client, page, title) for page in ours)
    client.force_login(make_person("lead", (Role.EDITOR, None)))
    assert all(tells(client, page, SECRET) for page in ours)
