"""The addresses of the site. What has a fixed address comes before Wagtail's pages, which take all the rest."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from .failures import page_not_found
from .health import healthz, readyz
from .metrics import metrics
from .security_txt import security_txt

handler400 = "settings.failures.bad_request"
handler403 = "settings.failures.permission_denied"
handler404 = "settings.failures.page_not_found"
handler500 = "settings.failures.server_error"

# Every address that only people with an account use. A process for the public alone has none of them.
office = [
    path("admin/", include("organs.accounts.urls")),  # logging in, before Wagtail's own
    path("admin/", include("cms.admin.urls")),
    path("admin/", include(wagtailadmin_urls)),
]

urlpatterns = [
    *([] if settings.PUBLIC_ONLY else office),
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path(".well-known/security.txt", security_txt),
    # Asked for by whatever reads no HTML. Without a hash in its name: the answer is remembered for good.
    path("favicon.ico", RedirectView.as_view(url=settings.STATIC_URL + "cms/favicon.ico", permanent=True)),
    re_path(r"^_util/", page_not_found),  # Wagtail's login for restricted pages: nothing here is half public
    path("", include("syndication.urls")),
    path("", include("catalog.urls")),
    path("", include("cms.urls")),
    # The prefix of a foreign language is written by these and read as a path like every other: no request decides on it.
    *i18n_patterns(path("", include("cms.page_urls")), prefix_default_language=False),
]
