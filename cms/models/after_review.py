"""What emergency publications owe."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .review_sheet import ReviewSheet


class AfterReviewQuerySet(models.QuerySet):
    def pending(self) -> Any:
        """Not done, while the page is public: what was taken down shows nothing that waits to be reviewed."""
        return self.filter(Exists(Page.objects.filter(pk=OuterRef("sheet__page_id"), live=True)), done_at=None)

    def overdue(self, at: datetime | None = None) -> Any:
        return self.pending().filter(due_at__lt=at or timezone.now())


class AfterReview(models.Model):
    """The ordinary review (补审) that an emergency publication owes, due 24 hours after it."""

    sheet = models.OneToOneField(ReviewSheet, models.CASCADE, related_name="after_review", verbose_name=_("应急审核表"))
    review = models.OneToOneField(
        ReviewSheet, models.SET_NULL, null=True, related_name="reviews_after", verbose_name=_("补审的审核表")
    )
    due_at = models.DateTimeField(_("补审期限"), db_index=True)
    done_at = models.DateTimeField(_("补审完成"), null=True, blank=True)

    objects = AfterReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("应急发布补审")
        verbose_name_plural = _("应急发布补审")
        ordering = ["due_at"]

    def __str__(self) -> str:
        return self.sheet.title
