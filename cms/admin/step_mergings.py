"""环节合并 in the admin: which organs let one person decide several steps. Settings end, they are not deleted."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import StepMerging
from .one_by_one import OneByOneIndexView


class KeptPolicy(ModelPermissionPolicy):
    """Whoever may change a setting may end it; deleting would take it out of the record."""

    def user_has_permission(self, user: object, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)


class StepMergingViewSet(SnippetViewSet):
    """Beside the other settings."""

    model = StepMerging
    index_view_class = OneByOneIndexView
    icon = "link"
    menu_label = _("环节合并")
    menu_order = 160
    add_to_settings_menu = True
    list_display = ["organ", "steps", "approved_by", "since", "until"]
    list_filter = ["organ"]
    panels = [
        FieldPanel("organ"),
        FieldPanel("steps"),
        FieldPanel("reason"),
        FieldPanel("approved_by"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    @property
    def permission_policy(self) -> KeptPolicy:
        return KeptPolicy(self.model)
