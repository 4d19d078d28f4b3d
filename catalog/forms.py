"""Forms of the catalogue's types: a new page begins with what is known of its organ."""

from typing import Any

from cms.forms import PublicationForm
from organs.models import Organ


class KnowingForm(PublicationForm):
    """Fills in, for a new page, the title and the contact data of the organ for which it is begun."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organ = Organ.objects.filter(pk=getattr(self.initial.get("organ"), "pk", self.initial.get("organ"))).first()
        if self.instance.pk is None and organ is not None:
            for name, value in self.instance.known_of(organ).items():
                if name in self.fields and self.initial.get(name) in {None, "", default_of(self.instance, name)}:
                    self.initial[name] = value

    def _post_clean(self) -> None:
        """Also look at the whole of what is sent for review, which the page holds only now."""
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, problems in self.instance.whole_problems().items():
            place = name if name in self.fields else None
            if problems and place not in self.errors:
                self.add_error(place, problems)


class DemandingForm(KnowingForm):
    """A draft may lack what its type demands of a text that is sent for review (`demands()` of the page)."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for name, problem in self.instance.demands().items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, problem)


def default_of(page: Any, name: str) -> Any:
    """What the field has where nobody said anything."""
    return page._meta.get_field(name).get_default()
