from .after_review import AfterReview
from .article import ArticlePage
from .checking import BLOCKING, CheckedWord, CheckResult, FindingDecision, FindingKind, ReviewLook
from .clearance import Clearance, PublicDigest, Withdrawal
from .files import ImageRendition, UploadedDocument, UploadedImage
from .listing_pages import ColumnPage, HomePage
from .ownership import OrganFolder, PageOwner, RoleGroup, organ_code_of
from .preview_link import PreviewLink
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
from .topic import TopicPage

__all__ = [
    "BLOCKING",
    "AfterReview",
    "ArticlePage",
    "CheckResult",
    "CheckedWord",
    "Clearance",
    "ColumnPage",
    "ConfidentialityTask",
    "ConfidentialityTaskState",
    "FindingDecision",
    "FindingKind",
    "FirstReviewTask",
    "HomePage",
    "ImageRendition",
    "OrganFolder",
    "PageOwner",
    "PreviewLink",
    "PublicDigest",
    "PublicationKeyword",
    "PublicationPage",
    "ReviewLook",
    "ReviewSheet",
    "ReviewStep",
    "RoleGroup",
    "SignOffTask",
    "SiteSettings",
    "StepMerging",
    "TopicPage",
    "UploadedDocument",
    "UploadedImage",
    "Withdrawal",
    "organ_code_of",
]
