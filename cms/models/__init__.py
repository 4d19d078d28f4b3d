from .article import ArticlePage
from .clearance import Clearance, PublicDigest, Withdrawal
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
    "ArticlePage",
    "Clearance",
    "ColumnPage",
    "ConfidentialityTask",
    "ConfidentialityTaskState",
    "FirstReviewTask",
    "HomePage",
    "ImageRendition",
    "PublicDigest",
    "PublicationKeyword",
    "PublicationPage",
    "SignOffTask",
    "SiteSettings",
    "UploadedDocument",
    "UploadedImage",
    "Withdrawal",
]
