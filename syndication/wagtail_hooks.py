"""What this room adds to the admin."""

from django.urls import path
from wagtail import hooks

from .admin import portals


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("portals/", portals.index, name="syndication_portals"),
        path("portals/<int:portal_id>/", portals.of_portal, name="syndication_portal"),
        path("portals/<int:portal_id>/<uuid:uid>/end/", portals.end_view, name="syndication_portal_end"),
    ]


hooks.register("register_admin_menu_item", portals.menu_item)
hooks.register("construct_homepage_panels", portals.add_panel, order=120)
