from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("政府信息公开目录")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audit.actions import register_actions
        from cms.models import ColumnPage
        from cms.presenting import present_columns, present_in_navigation, present_kind, present_on_home
        from cms.review.arrangements import register_arrangements, register_companions, register_explaining
        from cms.review.hints import register_hints
        from cms.topics.vocabulary import register_themes
        from outbox.due import register_duty
        from register.links import gather
        from register.models import Listing
        from register.providers import register
        from register.words import name_values
        from workdays.comparison import register_deadlines

        from . import reach, recounting, signals, validity  # noqa: F401  (the receivers register themselves)
        from .area.items import item_context
        from .area.landing import home_part
        from .area.people import leaders_context, profiles_context
        from .area.services import services_context
        from .catalogue_items import item_words
        from .guides import links
        from .importing.hints import import_hints
        from .interpretation import binding, plans
        from .listings import AREA, WHOLE
        from .models import InterpretationPage
        from .pending import pending
        from .procurement import timeline
        from .providing import CatalogueProvider
        from .relations import reach_hints
        from .vocabularies import Genre, Openness, Validity, theme_choices, theme_words

        register_hints("catalog.importing", import_hints)
        register_hints("catalog.relations", reach_hints)
        register_hints("catalog.interpretation", binding.foreign_hints)
        register_actions(
            {
                "catalog.import": _("导入"),
                "catalogue.give": _("建立信息公开目录"),
                "catalogue.prune": _("删减目录事项"),
                "catalogue.restore": _("恢复目录事项"),
                "interpretation.plan": _("填写解读方案"),
                "document.reached": _("文件被其他单位修改、废止"),
                "document.released": _("其他单位对文件的修改、废止取消"),
            }
        )
        register_themes(theme_choices)
        name_values("catalogue", item_words)
        name_values("theme", theme_words)
        name_values("genre", lambda: Genre.choices)
        name_values("openness", lambda: Openness.choices)
        name_values("validity", lambda: Validity.choices)
        register_arrangements("catalog.guides", links.arrangements)
        register_arrangements("catalog.interpretation", plans.arrangements)
        register_companions("catalog.interpretation", binding.companions)
        register_explaining("catalog.interpretation", InterpretationPage)
        register_duty("catalog.validity", validity.perform_due, every=30)
        register_deadlines("catalog", pending)
        register(CatalogueProvider())
        gather(timeline.KINDS)
        types = ColumnPage.ColumnType
        present_columns(types.LEADERS, "catalog/area/leaders.html", leaders_context)
        present_columns(types.SERVICES, "catalog/area/services.html", services_context)
        present_columns(types.FUNCTIONS, "catalog/area/profiles.html", profiles_context)
        present_on_home("catalog/area/home.html", home_part)
        present_in_navigation(Listing.Kind.CATALOGUE, WHOLE, _("政府信息公开"), AREA)
        present_kind(Listing.Kind.CATALOGUE, "catalog/area/item.html", item_context)
