"""Wagtail's app of users, with this house's way of keeping accounts."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """In INSTALLED_APPS in the place of `wagtail.users`."""

    user_viewset = "organs.admin.people.PersonViewSet"
