from .article import ArticlePage
from .files import ImageRendition, UploadedDocument, UploadedImage
from .listing_pages import ColumnPage, HomePage
from .ownership import OrganFolder, PageOwner, RoleGroup
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
    "ColumnPage",
    "ConfidentialityTask",
    "ConfidentialityTaskState",
    "FirstReviewTask",
    "HomePage",
    "ImageRendition",
    "OrganFolder",
    "PageOwner",
    "PublicationKeyword",
    "PublicationPage",
    "RoleGroup",
    "SignOffTask",
    "SiteSettings",
    "UploadedDocument",
    "UploadedImage",
]
