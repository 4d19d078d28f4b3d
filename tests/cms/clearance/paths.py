"""Every way by which something might become public, or change in public, without a signature over it.

Each takes a scene and tries. None may change what the public sees; each must leave its refusal on record.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core import serializers
from django.db import connection, transaction
from django.db.models.base import Model
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.clearance.gate import let_down
from cms.models import ArticlePage, Clearance, ColumnPage, PublicationKeyword, PublicDigest, UploadedDocument
from cms.schedule import perform_due
from tests.site import make_organ, sign, the_signer

from .scene import Scene

Attempt = Callable[[Scene], object]
IN_CODE: dict[str, Attempt] = {}
IN_THE_DATABASE: dict[str, Attempt] = {}


def in_code(attempt: Attempt) -> Attempt:
    IN_CODE[attempt.__name__] = attempt
    return attempt


def in_the_database(attempt: Attempt) -> Attempt:
    IN_THE_DATABASE[attempt.__name__] = attempt
    return attempt


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def admin():
    return get_user_model().objects.get(username="admin")


# --- saving ----------------------------------------------------------------------------------------------------------


def put_in_place(model: type[Model], pk: int, **changes: Any) -> None:
    """Another row in the place of one: by SQLite's REPLACE, which asks no trigger on DELETE, or by DELETE and INSERT."""
    name, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} WHERE {key} = %s", [pk])
        row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True)) | changes
    values = [json.dumps(value) if isinstance(value, (dict, list)) else value for value in row.values()]
    places = ", ".join(["%s"] * len(row))
    if connection.vendor == "sqlite":
        sql(f"INSERT OR REPLACE INTO {name} ({', '.join(row)}) VALUES ({places})", *values)
        return
    with transaction.atomic():  # references are looked at when it ends
        sql(f"DELETE FROM {name} WHERE {key} = %s", pk)
        sql(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({places})", *values)


@in_code
def save_draft_as_live(scene):
    page = scene.page("draft")
    page.live = True
    page.save()


@in_code
def save_draft_as_live_without_cleaning(scene):
    page = scene.page("draft")
    page.live = True
    page.save(clean=False)


@in_code
def save_only_that_it_is_live(scene):
    page = scene.page("draft")
    page.live = True
    page.save(update_fields=["live"])


@in_code
def save_through_the_base_class(scene):
    page = scene.base("draft")
    page.live = True
    page.save()


@in_code
def save_base_class_method_on_the_page(scene):
    page = scene.page("draft")
    page.live = True
    Page.save(page)


@in_code
def save_by_djangos_own_method(scene):
    page = scene.page("draft")
    page.live = True
    Model.save(page)


@in_code
def save_by_save_base(scene):
    page = scene.page("draft")
    page.live = True
    page.save_base()


@in_code
def save_raw(scene):
    page = scene.page("draft")
    page.live = True
    page.save_base(raw=True)


@in_code
def add_a_live_child(scene):
    scene.own.add_child(instance=ArticlePage(title="新", organ=make_organ(), live=True))


@in_code
def retitle_what_is_live(scene):
    page = scene.page("live")
    page.title = "换了"
    page.save()


@in_code
def retitle_through_the_base_class(scene):
    page = scene.base("live")
    page.title = "换了"
    page.save()


@in_code
def retitle_by_a_partial_save(scene):
    page = scene.page("live")
    page.title = "换了"
    page.save(update_fields=["title"])


@in_code
def change_the_body_of_what_is_live(scene):
    page = scene.page("live")
    page.body = [("paragraph", "<p>另一段</p>")]
    page.save()


@in_code
def change_the_organ_of_what_is_live(scene):
    page = scene.page("live")
    page.organ = make_organ("jiaoyu")
    page.save()


@in_code
def add_a_keyword_to_what_is_live(scene):
    page = scene.page("live")
    page.keywords.add("防汛")
    page.save()


@in_code
def save_signed_page_with_another_word(scene):
    page = scene.page("signed")
    page.live, page.summary = True, "没有审过"
    page.save()


@in_code
def import_a_fixture(scene):
    rows = json.loads(serializers.serialize("json", [scene.base("draft"), scene.page("draft")]))
    rows[0]["fields"]["live"] = True
    for one in serializers.deserialize("json", json.dumps(rows)):
        one.save()


# --- publishing ------------------------------------------------------------------------------------------------------


@in_code
def publish_a_revision(scene):
    scene.page("draft").get_latest_revision().publish()


@in_code
def publish_as_superuser(scene):
    revision = scene.page("draft").get_latest_revision()
    PublishPageRevisionAction(revision, user=admin()).execute()


@in_code
def publish_an_unsigned_change(scene):
    scene.page("changed").get_latest_revision().publish(user=admin())


@in_code
def publish_an_old_revision(scene):
    scene.page("twice").revisions.order_by("created_at").first().publish(user=admin())


@in_code
def publish_an_old_revision_after_reverting_to_it(scene):
    page = scene.page("twice")
    old = page.revisions.order_by("created_at").first()
    RevertToPageRevisionAction(page, old, user=admin()).execute().publish(user=admin())


@in_code
def publish_again_what_was_withdrawn(scene):
    scene.page("withdrawn").get_latest_revision().publish(user=admin())


@in_code
def publish_again_what_expired(scene):
    page = scene.page("shown")
    revision = page.get_latest_revision()
    let_down(page).unpublish(set_expired=True)
    revision.publish()


@in_code
def publish_before_the_approved_time(scene):
    revision = scene.page("late").get_latest_revision()
    revision.content["go_live_at"] = None  # else it is an appointment
    revision.save()
    revision.publish()


@in_code
def publish_after_the_file_was_replaced(scene):
    Path(scene.files["filed"].file.path).write_bytes(b"%PDF-1.4 other")
    scene.page("filed").get_latest_revision().publish()


@in_code
def publish_after_the_file_was_renamed(scene):
    UploadedDocument.objects.filter(pk=scene.files["filed"].pk).update(title="别的名称")
    scene.page("filed").get_latest_revision().publish()


@in_code
def publish_after_a_move_to_another_organ(scene):
    scene.page("signed").move(scene.foreign, pos="last-child")
    scene.page("signed").get_latest_revision().publish()


@in_code
def publish_after_the_column_got_another_organ(scene):
    own = scene.own
    own.organ = make_organ("weisheng")
    own.save()
    scene.page("signed").get_latest_revision().publish()


@in_code
def publish_on_schedule_what_nobody_signed(scene):
    Revision.objects.filter(pk=scene.page("draft").latest_revision_id).update(approved_go_live_at=timezone.now())
    perform_due(timezone.now())


@in_code
def publish_on_schedule_what_was_changed_after_signing(scene):
    revision = scene.page("signed").get_latest_revision()
    revision.content["summary"] = "签发以后加上的"
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.save()
    perform_due(timezone.now())


@in_code
def finish_a_workflow_of_somebodys_own(scene):
    workflow, task = Workflow.objects.create(name="自设"), GroupApprovalTask.objects.create(name="自设")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(page=scene.own, workflow=workflow)
    page = scene.page("draft")
    workflow.start(page, admin()).current_task_state.approve(user=admin())


@in_code
def take_down_without_a_reason(scene):
    scene.page("live").unpublish(user=admin())


@in_code
def take_down_through_the_base_class(scene):
    scene.base("live").unpublish()


@in_code
def save_that_it_is_no_longer_live(scene):
    page = scene.page("live")
    page.live = False
    page.save()


# --- copying and moving ----------------------------------------------------------------------------------------------


@in_code
def copy_and_keep_live(scene):
    scene.page("live").copy(update_attrs={"slug": "copy"}, keep_live=True)


@in_code
def copy_a_column_and_keep_live(scene):
    CopyPageAction(scene.own, to=scene.own.get_parent(), recursive=True, update_attrs={"slug": "copy"}).execute()


@in_code
def make_an_alias(scene):
    CreatePageAliasAction(scene.page("live"), update_slug="alias", parent=scene.own).execute()


@in_code
def make_an_alias_of_a_draft(scene):
    CreatePageAliasAction(scene.page("draft"), update_slug="alias", parent=scene.own).execute()


@in_code
def update_an_alias_that_came_by_sql(scene):
    Page.objects.filter(pk=scene.pks["spare"]).update(alias_of=scene.pks["live"])
    scene.page("live").update_aliases()


@in_code
def move_what_is_live_to_another_organ(scene):
    scene.page("live").move(scene.foreign, pos="last-child")


@in_code
def move_a_column_to_another_organ(scene):
    ColumnPage.objects.filter(pk=scene.own.pk).update(organ=None)  # one that names its organ takes it along
    scene.own.move(scene.foreign, pos="last-child")


# --- hiding and deleting ---------------------------------------------------------------------------------------------


@in_code
def make_a_page_private(scene):
    PageViewRestriction.objects.create(page=scene.base("live"), restriction_type="login")


@in_code
def delete_what_is_live(scene):
    scene.page("live").delete()


@in_code
def delete_the_column_of_what_is_live(scene):
    Page.objects.get(pk=scene.own.pk).delete()


@in_code
def delete_by_queryset(scene):
    Page.objects.filter(pk=scene.pks["live"]).delete()


@in_code
def delete_a_public_file(scene):
    UploadedDocument.objects.filter(pk=scene.files["shown"].pk).delete()


# --- signing ---------------------------------------------------------------------------------------------------------


@in_code
def sign_without_a_role(scene):
    sign(scene.page("draft").get_latest_revision(), signer=admin())


@in_code
def sign_what_one_edited(scene):
    page = scene.page("draft")
    sign(page.save_revision(user=the_signer()))


@in_code
def sign_an_earlier_revision_of_what_one_edited(scene):
    page = scene.page("draft")
    first = page.get_latest_revision()
    page.save_revision(user=the_signer())
    sign(first)


@in_code
def sign_without_confidentiality_review(scene):
    sign(scene.page("draft").get_latest_revision(), sheet=[{"step": "sign_off"}])


# --- in the database -------------------------------------------------------------------------------------------------


@in_the_database
def update_live(scene):
    Page.objects.filter(pk=scene.pks["draft"]).update(live=True)


@in_the_database
def update_live_of_what_was_withdrawn(scene):
    ArticlePage.objects.filter(pk=scene.pks["withdrawn"]).update(live=True)


@in_the_database
def update_live_down_and_up_again(scene):
    Page.objects.filter(pk=scene.pks["live"]).update(live=False)
    Page.objects.filter(pk=scene.pks["live"]).update(live=True)


@in_the_database
def update_live_of_everything(scene):
    Page.objects.update(live=True)


@in_the_database
def bulk_update_live(scene):
    page = scene.base("draft")
    page.live = True
    Page.objects.bulk_update([page], ["live"])


@in_the_database
def bulk_create_live(scene):
    page = scene.base("draft")
    page.pk = page.id = None
    page.path, page.slug, page.live = f"{page.path[:-4]}00ZZ", "bulk", True
    Page.objects.bulk_create([page])


@in_the_database
def bulk_create_with_update(scene):
    page = scene.base("draft")
    page.live = True
    Page.objects.bulk_create([page], update_conflicts=True, update_fields=["live"], unique_fields=["id"])


@in_the_database
def update_by_sql(scene):
    sql("UPDATE wagtailcore_page SET live = %s WHERE id = %s", True, scene.pks["draft"])


@in_the_database
def update_with_a_digest_of_ones_own(scene):
    PublicDigest.objects.create(page_id=scene.pks["draft"], digest="0" * 64, passing=True)
    Page.objects.filter(pk=scene.pks["draft"]).update(live=True)


@in_the_database
def update_the_title(scene):
    Page.objects.filter(pk=scene.pks["live"]).update(title="换了")


@in_the_database
def update_the_address(scene):
    Page.objects.filter(pk=scene.pks["live"]).update(slug="huanle")


@in_the_database
def update_the_summary(scene):
    ArticlePage.objects.filter(pk=scene.pks["live"]).update(summary="换了")


@in_the_database
def update_the_body(scene):
    body = json.dumps([{"type": "paragraph", "value": "<p>换了</p>", "id": "1"}])
    sql("UPDATE cms_articlepage SET body = %s WHERE page_ptr_id = %s", body, scene.pks["live"])


@in_the_database
def insert_a_keyword(scene):
    PublicationKeyword.objects.create(
        content_object_id=scene.pks["live"], tag=PublicationKeyword.tag_model().objects.create(name="新词")
    )


@in_the_database
def update_a_clearance(scene):
    Clearance.objects.filter(page_id=scene.pks["signed"]).update(digest="0" * 64)


@in_the_database
def revive_a_clearance(scene):
    Clearance.objects.filter(page_id=scene.pks["withdrawn"]).update(voided_at=None, void_reason="")


@in_the_database
def delete_a_clearance(scene):
    Clearance.objects.filter(page_id=scene.pks["signed"]).delete()


@in_the_database
def delete_clearances_by_sql(scene):
    sql("DELETE FROM cms_clearance")


@in_the_database
def update_the_file_of_an_attachment(scene):
    UploadedDocument.objects.filter(pk=scene.files["shown"].pk).update(file="other.pdf", sha256="0" * 64)


@in_the_database
def update_the_name_of_a_public_attachment(scene):
    UploadedDocument.objects.filter(pk=scene.files["shown"].pk).update(title="换了")


# --- other rows in the place of those that were signed ---------------------------------------------------------------


@in_the_database
def put_another_body_in_place(scene):
    body = json.dumps([{"type": "paragraph", "value": "<p>换了</p>", "id": "1"}])
    put_in_place(ArticlePage, scene.pks["live"], body=body)


@in_the_database
def put_another_title_in_place(scene):
    put_in_place(Page, scene.pks["live"], title="换了")


@in_the_database
def put_a_draft_in_place_and_bring_it_back(scene):
    """Without the trigger that takes down asking, its digest and clearance would still stand."""
    put_in_place(Page, scene.pks["live"], title="换了", live=False)
    Page.objects.filter(pk=scene.pks["live"]).update(live=True)


@in_the_database
def insert_a_page_that_is_live(scene):
    put_in_place(Page, scene.pks["signed"], live=True)


@in_the_database
def give_a_draft_the_number_of_what_is_live(scene):
    verb = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"
    sql(f"{verb} wagtailcore_page SET id = %s WHERE id = %s", scene.pks["live"], scene.pks["draft"])


@in_the_database
def give_the_text_of_a_draft_to_what_is_live(scene):
    verb = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"
    sql(f"{verb} cms_articlepage SET page_ptr_id = %s WHERE page_ptr_id = %s", scene.pks["live"], scene.pks["draft"])


@in_the_database
def delete_the_text_of_what_is_live(scene):
    sql("DELETE FROM cms_articlepage WHERE page_ptr_id = %s", scene.pks["live"])


@in_the_database
def delete_what_is_live_by_sql(scene):
    sql("DELETE FROM wagtailcore_page WHERE id = %s", scene.pks["live"])


@in_the_database
def make_what_is_live_another_type(scene):
    sql(
        "UPDATE wagtailcore_page SET content_type_id = (SELECT id FROM django_content_type WHERE model = %s) WHERE id = %s",
        "officialdocumentpage",
        scene.pks["live"],
    )


@in_the_database
def call_what_is_live_a_column_meanwhile(scene):
    change = "UPDATE wagtailcore_page SET content_type_id = (SELECT id FROM django_content_type WHERE model = %s) {also} WHERE id = %s"  # fmt: skip
    sql(change.format(also=", title = '换了'"), "columnpage", scene.pks["live"])
    sql(change.format(also=""), "articlepage", scene.pks["live"])


@in_the_database
def take_down_as_a_column_and_bring_back(scene):
    change = "UPDATE wagtailcore_page SET content_type_id = (SELECT id FROM django_content_type WHERE model = %s), live = %s, title = %s WHERE id = %s"  # fmt: skip
    sql(change, "columnpage", False, "换了", scene.pks["live"])
    sql(change, "articlepage", True, "换了", scene.pks["live"])


@in_the_database
def put_another_clearance_in_place(scene):
    one = Clearance.objects.get(page_id=scene.pks["signed"])
    put_in_place(Clearance, one.pk, digest="0" * 64)


@in_the_database
def put_a_clearance_that_ended_in_place_as_valid(scene):
    one = Clearance.objects.filter(page_id=scene.pks["withdrawn"]).latest("pk")
    put_in_place(Clearance, one.pk, voided_at=None, void_reason="")


@in_the_database
def empty_the_table_of_clearances(scene):
    connection.check_constraints()  # PostgreSQL empties no table whose constraints are still to be checked
    sql("DELETE FROM cms_clearance" if connection.vendor == "sqlite" else "TRUNCATE cms_clearance")


@in_the_database
def put_another_file_in_place(scene):
    put_in_place(UploadedDocument, scene.files["shown"].pk, file="other.pdf", sha256="0" * 64)


@in_the_database
def put_another_name_of_a_public_attachment_in_place(scene):
    put_in_place(UploadedDocument, scene.files["shown"].pk, title="换了")


@in_the_database
def update_live_where_triggers_of_a_replica_sleep(scene):
    if connection.vendor == "postgresql":
        sql("SET session_replication_role = replica")
    try:
        Page.objects.filter(pk=scene.pks["draft"]).update(live=True)
    finally:
        if connection.vendor == "postgresql" and not connection.needs_rollback:
            sql("SET session_replication_role = DEFAULT")
