"""Nothing that is public is deleted: it is taken down first, with a reason."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState
from wagtail.query import PageQuerySet

from register.models import EntryFile
from register.sequence import hold

from ..models import UploadedDocument
from ..models.files import ImmutableFileMixin
from ..providing import publication_models
from ..titles import in_title_marks
from .chrome import any_publication, is_chrome
from .refusal import refuse
from .services import VoidReason, end_of_pages


def problem(page: Page) -> str:
    """Why `page`, with all beneath it, may not be deleted; '' when it may."""
    if not any_publication(page, live=True):
        return ""
    return _("已公开的信息不能直接删除，请先撤下并写明原因。")


def admit(page: Page) -> None:
    """Let one page be deleted, or raise NotCleared; its clearances end."""
    if is_chrome(page):
        return
    if Page.objects.filter(pk=page.pk, live=True).exists():
        refuse("publication.delete", _("已公开的信息不能直接删除，请先撤下并写明原因。"), target=page)
    end_of_pages([page.pk], VoidReason.DELETED)


def admit_upload(upload: ImmutableFileMixin) -> None:
    """Let a file be deleted, or raise NotCleared while something public names it or was compared with it, or
    something that is reviewed or scheduled is."""
    kind = EntryFile.Kind.DOCUMENT if isinstance(upload, UploadedDocument) else EntryFile.Kind.IMAGE
    if EntryFile.objects.filter(kind=kind, object_id=upload.pk, entry__withdrawn_at=None).exists():
        refuse("file.delete", _("文件正在公开的信息中使用，不能删除。"), target=upload)
    for model in publication_models() if kind == EntryFile.Kind.DOCUMENT else ():
        for name in model.kept_files:
            if model._base_manager.filter(**{name: upload.pk}, live=True).exists():
                refuse("file.delete", _("文件是已公开信息的原件，须留作核对，不能删除。"), target=upload)
            if title := title_on_the_way(model, name, upload.pk):
                words = _("文件是%(title)s的原件，该稿件正在审核或已定时发布，不能删除。")
                refuse("file.delete", words % {"title": in_title_marks(title)}, target=upload)


def title_on_the_way(model: type[Page], name: str, pk: int) -> str:
    """Title of a page under review, or signed for a later time, whose text names the document `pk` in its field `name`;
    "" for none. What is not public yet stands in revisions only."""
    kind = ContentType.objects.get_for_model(model)
    reviewed = WorkflowState.objects.active().filter(content_type=kind).values("object_id")
    newest = model._base_manager.values("latest_revision")
    waits = Q(approved_go_live_at__isnull=False) | Q(pk__in=newest, object_id__in=reviewed)
    revision = Revision.objects.filter(waits, content_type=kind, **{f"content__{name}": pk}).first()
    return str(revision.content["title"]) if revision is not None else ""


def delete_whole(pages: PageQuerySet, *args: Any, **kwargs: Any) -> Any:
    """`PageQuerySet.delete` in one transaction that begins with the register's lock.

    The tree counts the children of a parent down, and commits that, before it deletes: a refusal that comes then would
    leave the count wrong. Every deletion of a page ends in this method (connected in `cms.apps`).
    """
    with transaction.atomic():
        hold()
        return super(PageQuerySet, pages).delete(*args, **kwargs)


delete_whole.alters_data = delete_whole.queryset_only = True  # type: ignore[attr-defined]
