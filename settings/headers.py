"""The headers that every answer carries: pages, the admin, static files, redirects and errors."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Policy = dict[str, str]

PUBLIC_POLICY: Policy = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": " ".join(["'self'", *(f"https://{host}" for host in settings.MEDIA_HOSTS)]),
    "connect-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# A preview is shown in a frame of the editor, under the rules the public page will live by.
PREVIEW_POLICY: Policy = {**PUBLIC_POLICY, "frame-ancestors": "'self'"}
# Wagtail 7.4 writes inline scripts beside its date fields and choosers (widgets/date_input.html, chooser.py), also into
# the templates of StreamField, and its rich text editor adds style elements for lists and placeholders: no nonce
# reaches either. Everything else of it lives under the strict rules.
ADMIN_POLICY: Policy = {
    **PUBLIC_POLICY,
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}

PERMISSIONS = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()"
)


def written(policy: Policy) -> str:
    """The policy as a header's value; browsers are told to use HTTPS wherever the site does."""
    parts = [f"{name} {sources}" for name, sources in policy.items()]
    if settings.PUBLIC_ADDRESS.startswith("https://"):
        parts.append("upgrade-insecure-requests")
    return "; ".join(parts)


def policy_for(request: HttpRequest) -> Policy:
    """Which rules the answer to `request` lives by."""
    if getattr(request, "is_preview", False):
        return PREVIEW_POLICY
    return ADMIN_POLICY if request.path_info.startswith(tuple(settings.OFFICE_PREFIXES)) else PUBLIC_POLICY


class HeadersMiddleware:
    """Sets what is missing: a view that knows better (a served file with `default-src 'none'`) keeps its own header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = policy_for(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", written(policy))
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        if "frame-ancestors 'self'" in headers["Content-Security-Policy"]:
            headers["X-Frame-Options"] = "SAMEORIGIN"
        headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response
