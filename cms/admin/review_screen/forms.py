"""The forms of the present step, whatever fields they have, beside each other in one form of the page."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from ...review.passages import Passage
from .text_view import COMMENT

LONGEST_COMMENT = 1000


def empty_form(task: Any, action: str, data: QueryDict | None) -> forms.Form:
    """The form of `action`, not judged, with what was typed so far."""
    made = task.get_form_for_action(action)(prefix=action)
    made.use_required_attribute = False
    for name, one in made.fields.items() if data is not None else ():
        made.initial[name] = one.widget.value_from_datadict(data, {}, made.add_prefix(name))
    return prepared(made)


def bound_form(task: Any, action: str, data: QueryDict, comments: list[dict[str, str]]) -> forms.Form:
    """The form of `action` with what was posted. Comments at places are an opinion too: then no other is asked for."""
    made = task.get_form_for_action(action)(data, prefix=action)
    made.use_required_attribute = False
    if comments and "comment" in made.fields:
        made.fields["comment"].required = False
    return prepared(made)


def prepared(made: forms.Form) -> forms.Form:
    """Without the field of comments, for which the text view has boxes of its own."""
    made.fields.pop("comments", None)
    return made


def errors_of(made: forms.Form) -> list[tuple[str, str]]:
    """What is wrong with a form, field by field, each with the place on the screen."""
    return [
        (_("%(field)s：%(error)s") % {"field": made[name].label, "error": error}, f"#field-{made[name].auto_id}")
        if name in made.fields
        else (str(error), "#decision")
        for name, errors in made.errors.items()
        for error in errors
    ]


def details_of(made: forms.Form, comments: list[dict[str, str]], found: list[Passage]) -> dict[str, Any]:
    """What `review.services.decide` is told. A form with a field `comments` takes those at places as they are; in the
    opinion of any other they follow the words, each after its place."""
    details = dict(made.cleaned_data)
    if comments and "comments" in type(made).base_fields:
        details["comments"] = comments
        details["comment"] = details.get("comment") or _("具体意见见文中批注（%(count)d处）。") % {
            "count": len(comments)
        }
    elif comments:
        details["comment"] = with_comments(details.get("comment", ""), comments, found)
    return details


def typed_comments(data: QueryDict | None) -> dict[str, str]:
    """What was typed at places, by content path."""
    if data is None:
        return {}
    return {name.removeprefix(COMMENT): str(text) for name, text in data.items() if name.startswith(COMMENT)}


def comments_of(typed: dict[str, str], found: list[Passage]) -> list[dict[str, str]]:
    """Comments that say something, at places that there are, in their order: [{path, text}]."""
    return [
        {"path": one.path, "text": typed[one.path].strip()[:LONGEST_COMMENT]}
        for one in found
        if typed.get(one.path, "").strip()
    ]


def with_comments(text: str, comments: list[dict[str, str]], found: list[Passage]) -> str:
    """An opinion that tells the comments too, for steps whose form has no place for them."""
    labels = {one.path: one.label for one in found}
    lines = [_("%(place)s：%(text)s") % {"place": labels[one["path"]], "text": one["text"]} for one in comments]
    return "\n".join([text, *lines]).strip()
