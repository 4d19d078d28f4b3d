from .after_review import AfterReview
from .article import ArticlePage
from .files import ImageRendition, UploadedDocument, UploadedImage
from .listing_pages import ColumnPage, HomePage
from .publication import PublicationKeyword, PublicationPage
from .review import (
    ConfidentialityTask,
    ConfidentialityTaskState,
    FirstReviewTask,
    SignOffTask,
)
from .review_sheet import ReviewSheet, ReviewStep
from .site_settings import SiteSettings
from .step_merging import StepMerging

__all__ = [
    "AfterReview",
    "ArticlePage",
    "ColumnPage",
    "ConfidentialityTask",
    "ConfidentialityTaskState",
    "FirstReviewTask",
    "HomePage",
    "ImageRendition",
    "PublicationKeyword",
    "PublicationPage",
    "ReviewSheet",
    "ReviewStep",
    "SignOffTask",
    "SiteSettings",
    "StepMerging",
    "UploadedDocument",
    "UploadedImage",
]
