"""Addresses of the review screen beneath those of the admin."""

from django.urls import path

from ..checked_words import import_words
from ..take_back import take_back
from .opening import document, frame, image
from .views import review

urlpatterns = [
    path("review/words/import/", import_words, name="cms_import_words"),
    path("review/<int:page_id>/take-back/", take_back, name="cms_take_back"),
    path("review/<int:page_id>/", review, name="cms_review"),
    path("review/<int:page_id>/<int:revision_id>/page/", frame, name="cms_review_frame"),
    path("review/<int:page_id>/<int:revision_id>/documents/<int:pk>/", document, name="cms_review_document"),
    path("review/<int:page_id>/<int:revision_id>/images/<int:pk>/", image, name="cms_review_image"),
]
