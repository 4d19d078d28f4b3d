"""Forms of the catalogue's types: a new page begins with what is known of its organ."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.forms import PublicationForm
from organs.models import Organ


class KnownForField(forms.IntegerField):
    """For which organ the form was filled in: carried along, no content of the page."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class KnowingForm(PublicationForm):
    """Fills in, for a new page, the title and the contact data of the organ for which it is begun.

    When another organ is chosen, what is still as it was filled in becomes what is known of that one; what somebody
    typed stays, and is refused once where it names the organ of before.
    """

    known_for = KnownForField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named_before: dict[str, str] = {}
        begun = getattr(self.initial.get("organ"), "pk", self.initial.get("organ"))
        self.initial["known_for"] = begun
        if self.instance.pk is None and (organ := organ_of(begun)):
            for name, value in self.instance.known_of(organ).items():
                if name in self.fields and self.initial.get(name) in {None, "", default_of(self.instance, name)}:
                    self.initial[name] = value
        if self.is_bound and "organ" in self.fields:
            self.follow_organ(self.data.get(self.add_prefix("known_for")) or begun)

    def follow_organ(self, before: Any) -> None:
        """Bring the form up to the organ that is sent; `before` is the number of the one it was filled in for. Two
        queries where they differ."""
        chosen = self.data.get(self.add_prefix("organ"))
        if not before or not chosen or str(before) == str(chosen):
            return
        first, second = organ_of(before), self.chosen_organ(chosen)
        if first is not None and second is not None:
            self.take_over(first, second)

    def take_over(self, first: Organ, second: Organ) -> None:
        """Fill in what is known of `second` where the form still holds what was known of `first`."""
        old, new = self.instance.known_of(first), self.instance.known_of(second)
        data, labels = self.data.copy(), []
        for name in [one for one in {**old, **new} if one in self.fields]:
            known = old.get(name, default_of(self.instance, name))
            value = new.get(name, default_of(self.instance, name))
            if self.is_still(name, known) and not self.is_still(name, value):
                data[self.add_prefix(name)] = "" if value is None else str(value)
                labels.append(label_of(self.instance, name))
            elif first.name in str(known) and first.name in self.typed(name).replace(second.name, ""):
                words = _(
                    "“%(label)s”中写的是“%(first)s”，发布机构选的是“%(second)s”，请核对；确认无误的，请再次提交。"
                )
                facts = {"label": label_of(self.instance, name), "first": first.name, "second": second.name}
                self.named_before[name] = words % facts
        data[self.add_prefix("known_for")] = str(second.pk)
        self.data = data
        named = tuple(label_of(self.instance, name) for name in self.named_before)
        self.instance.followed_organ = (second.name, tuple(labels), named)

    def chosen_organ(self, value: str) -> Organ | None:
        """The organ that is sent; None for one that may not be chosen."""
        try:
            organ: Organ | None = self.fields["organ"].to_python(value)
        except ValidationError:
            return None
        return organ

    def typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name)) or "")

    def is_still(self, name: str, value: Any) -> bool:
        """True when the field came, and with `value`."""
        key, field = self.add_prefix(name), self.fields[name]
        return key in self.data and not field.has_changed(value, self.data.get(key))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, problem in self.named_before.items():
            if not self.is_deferred_validation and name not in self.errors:
                self.add_error(name, problem)
        return cleaned

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


def organ_of(number: Any) -> Organ | None:
    """The organ with this number as a form sends it."""
    digits = str(number or "")
    return Organ.objects.filter(pk=digits).first() if digits.isdecimal() and len(digits) < 19 else None


def label_of(page: Any, name: str) -> str:
    return str(page._meta.get_field(name).verbose_name)


def default_of(page: Any, name: str) -> Any:
    """What the field has where nobody said anything."""
    return page._meta.get_field(name).get_default()
