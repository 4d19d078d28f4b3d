"""The addresses of the site. What has a fixed address comes before Wagtail's pages, which take all the rest."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from .failures import page_not_found
from .health import healthz, readyz
from .metrics import metrics
from .security_txt import security_txt

handler400 = "settings.failures.bad_request"
handler403 = "settings.failures.permission_denied"
handler404 = "settings.failures.page_not_found"
handler500 = "settings.failures.server_error"

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path(".well-known/security.txt", security_txt),
    path("admin/", include("cms.admin.urls")),  # where the house answers in Wagtail's place
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^_util/", page_not_found),  # Wagtail's login for restricted pages: nothing here is half public
    path("", include("syndication.urls")),
    path("", include("cms.urls")),
]
