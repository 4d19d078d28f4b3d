from .article import ArticlePage
from .checking import BLOCKING, CheckedWord, CheckResult, FindingDecision, FindingKind, ReviewLook
from .files import ImageRendition, UploadedDocument, UploadedImage
from .listing_pages import ColumnPage, HomePage
from .publication import PublicationKeyword, PublicationPage
from .review import (
    ConfidentialityTask,
    ConfidentialityTaskState,
    FirstReviewTask,
    SignOffTask,
)
from .site_settings import SiteSettings

__all__ = [
    "BLOCKING",
    "ArticlePage",
    "CheckResult",
    "CheckedWord",
    "ColumnPage",
    "ConfidentialityTask",
    "ConfidentialityTaskState",
    "FindingDecision",
    "FindingKind",
    "FirstReviewTask",
    "HomePage",
    "ImageRendition",
    "PublicationKeyword",
    "PublicationPage",
    "ReviewLook",
    "SignOffTask",
    "SiteSettings",
    "UploadedDocument",
    "UploadedImage",
]
