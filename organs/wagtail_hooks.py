"""What this room adds to the admin: accounts, posts, contacts, and what is vacant."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import accounts_desk, contacts, people, person_chooser, posts, vacant


class PostsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(people.MANAGE))


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    one = "posts/<int:membership_id>"
    return [
        path("posts/", posts.index, name="organs_posts"),
        path("posts/office/", posts.of_organ, name="organs_office"),
        path("posts/organ/<int:organ_id>/", posts.of_organ, name="organs_posts_of"),
        path("posts/person/<int:user_id>/", posts.of_person, name="organs_person"),
        path("posts/appoint/", posts.AppointView.as_view(), name="organs_appoint"),
        path(f"{one}/end/", posts.EndView.as_view(), name="organs_end"),
        path(f"{one}/hand-over/", posts.HandOverView.as_view(), name="organs_hand_over"),
        path(f"{one}/stand-in/", posts.StandInView.as_view(), name="organs_stand_in"),
        path("posts/deputy/<int:deputy_id>/end/", posts.EndStandInView.as_view(), name="organs_end_stand_in"),
        path("contacts/register.<slug:name>", contacts.export, name="organs_register"),
    ]


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    return [contacts.ContactViewSet(), person_chooser.chooser]


@hooks.register("register_settings_menu_item")
def posts_item() -> MenuItem:
    return PostsItem(_("人员与任职"), reverse("organs_posts"), name="posts", icon_name="group", order=590)


@hooks.register("construct_settings_menu")
def hide_groups(request: HttpRequest, items: list[Any]) -> None:
    """Groups are mirrored from roles."""
    items[:] = [item for item in items if item.name != "groups"]


hooks.register("register_user_listing_buttons", people.posts_button)
hooks.register("construct_homepage_panels", accounts_desk.add_panel, order=90)
hooks.register("construct_homepage_panels", vacant.add_panel, order=100)
