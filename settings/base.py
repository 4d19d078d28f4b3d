"""What every deployment shares. Whatever differs is read from the environment (docs/operations.md)."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.conf.locale import LANG_INFO

from .environment import flag, number, text, words
from .front import without_office

ROOT = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = text("SECRET_KEY")
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")  # what SECRET_KEY was before: docs/accounts.md
ALLOWED_HOSTS = words("ALLOWED_HOSTS")
# A process for the public alone, when front and back office must be apart: no address of the admin, no sessions.
PUBLIC_ONLY = flag("PUBLIC_ONLY")

INSTALLED_APPS = [
    "demo",
    "syndication",
    "catalog",
    "cms",
    "register",
    "organs",
    "audit",
    "organs.accounts",
    "outbox",
    "intake",
    "workdays",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "organs.admin.config.PeopleConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # for its Chinese: Wagtail uses its times
]

MIDDLEWARE = [
    "settings.headers.HeadersMiddleware",  # outermost: errors and static files get the headers too
    "settings.odd_input.OddInputMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "settings.public.PublicMiddleware",  # outside of sessions: it takes the cookies away
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "audit.middleware.AuditMiddleware",  # right after it: whatever is refused further in ends up in the log
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organs.accounts.gate.GateMiddleware",  # judges every request of somebody who is logged in
    "cms.permissions.door.DoorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]
if PUBLIC_ONLY:
    MIDDLEWARE = without_office(MIDDLEWARE)

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"
CSRF_FAILURE_VIEW = "settings.failures.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Answers under these paths belong to one person or to the operator: never stored, and the only ones that see a cookie.
OFFICE_PREFIXES = [] if PUBLIC_ONLY else ["/admin/"]
PRIVATE_PREFIXES = [*OFFICE_PREFIXES, "/healthz", "/readyz", "/metrics"]

# --- Storage ---------------------------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database(default: str) -> dict:
    """The connection named by `DATABASE_URL`, else `default`; SQLite gets WAL and write locks taken at BEGIN.

    `ATOMIC_REQUESTS` stays off: with IMMEDIATE every reader would take the write lock.
    """
    config: dict[str, Any] = dict(
        dj_database_url.parse(text("DATABASE_URL", default), conn_max_age=60, conn_health_checks=True)
    )
    config["ATOMIC_REQUESTS"] = False
    if str(config["ENGINE"]).endswith("sqlite3"):
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return config


CACHE_DIR = text("CACHE_DIR", str(ROOT / "build" / "cache"))


def cache(folder: str = CACHE_DIR) -> dict:
    """Redis by `REDIS_URL`, else files in `folder`: web workers and `work` must see each other's invalidations.

    Files cost no query and no write lock of SQLite, as a table would. `add()` on files is not atomic:
    whatever needs that (locks, limits) belongs into the database.
    """
    if address := text("REDIS_URL"):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address, "KEY_PREFIX": "gongkai"}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": folder,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }


DATABASES = {"default": database(f"sqlite:///{ROOT / 'gongkai.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": cache()}

STATIC_URL = "/static/"
STATIC_ROOT = Path(text("STATIC_ROOT", str(ROOT / "build" / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(text("MEDIA_ROOT", str(ROOT / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MIMETYPES = {".mjs": "text/javascript"}

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
MAIN_LANGUAGE = (LANGUAGE_CODE, "简体中文")
# Languages in which pages may be written besides (docs/languages.md). A site has one once it is opened there.
FOREIGN_LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in words("FOREIGN_LANGUAGES") or ["en"]]
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [MAIN_LANGUAGE, *FOREIGN_LANGUAGES]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = "settings.formats"
USE_I18N = True
USE_TZ = True

# --- Addresses -------------------------------------------------------------------------------------------------------

PUBLIC_ADDRESS = text("PUBLIC_ADDRESS", f"http://127.0.0.1:{number('PORT', 8000)}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS, *words("CSRF_TRUSTED_ORIGINS")]

# --- Security --------------------------------------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]  # probes speak plain HTTP from inside
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"  # a reader of the public site is never sent a cookie of an editor
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page in Wagtail's editor sends thousands

# --- Accounts (docs/accounts.md) -------------------------------------------------------------------------------------

LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SECOND_FACTOR_REQUIRED = True  # of everybody; only the demo does without
SESSION_COOKIE_AGE = 8 * 60 * 60  # from the log-in on, whatever happens
IDLE_SECONDS = number("IDLE_SECONDS", 30 * 60)
PASSWORD_MAX_AGE_DAYS = number("PASSWORD_MAX_AGE_DAYS", 90)
LOCK_AFTER = number("LOCK_AFTER", 5)  # failures of one name from one address
LOCK_WIDELY_AFTER = 4 * LOCK_AFTER  # of one name, or from one address: see organs.accounts.lockout
LOCK_MINUTES = number("LOCK_MINUTES", 15)
TRUSTED_PROXIES = 0

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "organs.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "organs.accounts.passwords.ClassesValidator"},
    {"NAME": "organs.accounts.passwords.NotWornValidator"},
]

ACCOUNT_ADAPTER = "organs.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "organs.accounts.forms.HouseLoginForm",
    "reauthenticate": "organs.accounts.forms.PasswordAgainForm",
    "change_password": "organs.accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_TIMEOUT = 5 * 60  # between the password and the code
ACCOUNT_RATE_LIMITS = (
    False  # counted in the database by axes: allauth's limits sit in the cache and go by address alone
)
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "organs.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "organs.accounts.forms.CodeForm",
    "reauthenticate": "organs.accounts.forms.CodeAgainForm",
    "activate_totp": "organs.accounts.forms.EnrolAppForm",
    "authenticate_webauthn": "organs.accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "organs.accounts.forms.PasskeyAgainForm",
    "add_webauthn": "organs.accounts.forms.EnrolPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks may differ by half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True

AXES_HANDLER = "organs.accounts.lockout.LockOut"
AXES_CLIENT_IP_CALLABLE = "organs.accounts.lockout.client_address"
AXES_COOLOFF_TIME = "organs.accounts.lockout.cool_off"
AXES_FAILURE_LIMIT = LOCK_AFTER
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # what a log-in that succeeds sets back
AXES_LOCKOUT_CALLABLE = "organs.accounts.lockout.same_answer"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = [
    *("username", "password", "ip_address", "code", "credential", "csrfmiddlewaretoken"),
    *("oldpassword", "password1", "password2"),
]

METRICS_TOKEN = text("METRICS_TOKEN")
SECURITY_CONTACT = words("SECURITY_CONTACT")

# The public API knows no accounts: no session is read, so nothing varies with a cookie.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
}

# --- The audit log ---------------------------------------------------------------------------------------------------

AUDIT_KEY = text("AUDIT_KEY")  # without it, a key made of SECRET_KEY: docs/audit.md says when that will not do
AUDIT_HEAD_FILE = text("AUDIT_HEAD_FILE", str(ROOT / "build" / "audit-head.json"))
AUDIT_RETENTION_DAYS = number("AUDIT_RETENTION_DAYS", 2192)  # six years

# --- Mail and the outbox ---------------------------------------------------------------------------------------------

# Mail becomes a row in the transaction that sends it; the worker hands it to OUTBOX_EMAIL_BACKEND after the commit.
EMAIL_BACKEND = "outbox.mail.OutboxEmailBackend"
OUTBOX_EMAIL_BACKEND = text("OUTBOX_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
OUTBOX_LEASE_SECONDS = number("OUTBOX_LEASE_SECONDS", 60)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("DEFAULT_FROM_EMAIL", "gongkai@localhost")
EMAIL_HOST = text("EMAIL_HOST", "localhost")
EMAIL_PORT = number("EMAIL_PORT", 25)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_TIMEOUT = 20

# --- Review ----------------------------------------------------------------------------------------------------------

# Hours after which a step that still waits is reported to its owner and to the office, by lane (cms.review.lanes).
REVIEW_SLOW_HOURS = {
    "ordinary": number("REVIEW_SLOW_HOURS_ORDINARY", 48),
    "important": number("REVIEW_SLOW_HOURS_IMPORTANT", 24),
    "emergency": number("REVIEW_SLOW_HOURS_EMERGENCY", 1),
}

# --- Interpretation (docs/interpretation.md) -------------------------------------------------------------------------

# Hosts whose films and sound a page may play: a name, or `*.` and a domain.
MEDIA_HOSTS = words("MEDIA_HOSTS") or ["*.gov.cn"]
INTERPRETATION_WD = number("INTERPRETATION_WD", 3)  # working days after the document within which it is explained
# Which documents need one: every normative document, and important ones of these genres or of a title with these ends.
INTERPRETATION_GENRES = [
    *("决定", "命令（令）", "公告", "通告", "意见", "通知"),
    *("条例", "规定", "办法", "细则", "规则"),
]
INTERPRETATION_TITLES = ["办法", "规定", "细则", "意见", "方案", "规划", "措施", "条例"]

# --- Receiving portals (docs/guides.md) ------------------------------------------------------------------------------

PORTAL_NOTICE_DAYS = number("PORTAL_NOTICE_DAYS", 7)  # days between telling portals of a change and its effect
# --- Responses (docs/responses.md) -----------------------------------------------------------------------------------

# Hours from the recorded moment until the public must have heard (catalog.response.rules names the documents).
RESPONSE_HOURS = {
    "information": number("RESPONSE_HOURS_INFORMATION", 5),  # 特别重大、重大突发事件: authoritative information
    "conference": number("RESPONSE_HOURS_CONFERENCE", 24),  # the same: a press conference
    "opinion": number("RESPONSE_HOURS_OPINION", 48),  # everything else that the public asks about
}

# --- Previews --------------------------------------------------------------------------------------------------------

# Addresses at which front ends of other hosts show drafts to editors (docs/api.md); nobody else is ever given one.
PREVIEW_FRONT_ENDS = words("PREVIEW_FRONT_ENDS")

# --- Wagtail ---------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "公开"
WAGTAILADMIN_BASE_URL = text("ADMIN_ADDRESS", PUBLIC_ADDRESS).rstrip("/")
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [MAIN_LANGUAGE]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # one's own password is changed where the session is judged, never by mail
# Off: a stray key of a reviewer would make them the last editor, who may not approve; and after a refused form Wagtail
# 7.4 saves once, then no more, while it says "saved".
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_TAG_SPACES_ALLOWED = False
TAGGIT_TAGS_FROM_STRING = "cms.keywords.keywords_from_text"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_APPEND_SLASH = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.review.publishing.publish_signed"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search_backend"}}
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # they decide nothing in a review
WAGTAILADMIN_COMMENTS_ENABLED = True  # a reviewer's comment stands at the place it speaks of
WAGTAILREDIRECTS_AUTO_CREATE = False  # addresses that were left lead on in the transaction of the move (cms.entries)
WAGTAILDOCS_DOCUMENT_MODEL = "cms.UploadedDocument"
WAGTAILIMAGES_IMAGE_MODEL = "cms.UploadedImage"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]  # what cms.uploads encodes anew
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.image_form.ImageForm"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # What a stranger asks for is no event of ours: 4xx and foreign Host headers would only fill the log.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "outbox": {"level": "INFO"},
        # Names and addresses of people: they belong into the record, not into a log.
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
