"""The forms of columns, publications and sites in the admin."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from organs.models import Organ

MOST_KEYWORDS = 50
"""Each is looked up, and written, for itself."""
CHINESE = re.compile(r"[\u3400-\u9fff]")


LONGEST_NUMBER = 18
"""Digits of a key of the database."""


def is_number(sent: Any) -> bool:
    """Whether `sent` can be a key of the database."""
    return str(sent).isdecimal() and len(str(sent)) <= LONGEST_NUMBER


class AnsweredForm(WagtailAdminPageForm):
    """Begins with the organ that answers for the place where the page is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from .answering import organ_answering_for

        super().__init__(*args, **kwargs)
        self.refuse_made_up_choices()
        if self.instance.pk is None and self.parent_page is not None and not self.initial.get("organ"):
            self.initial["organ"] = organ_answering_for(self.parent_page)

    def refuse_made_up_choices(self) -> None:
        """Raises BadRequest (400) for a choice that is no number: no chooser sends it, and none can show it again."""
        for name, field in self.fields.items():
            sent = self.data.get(self.add_prefix(name)) if isinstance(field, forms.ModelChoiceField) else None
            if sent and not is_number(sent):
                raise BadRequest("a choice is not what the editor sends")


class PublicationForm(AnsweredForm):
    """A draft may be without a body, what is sent for review not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.live = False  # Wagtail begins with True, and what is public has to be 主动公开
        self.mark_needed_streams()
        if "organ" in self.fields and self.for_user is not None:
            self.limit_organs()

    def mark_needed_streams(self) -> None:
        """A star beside each, as beside other fields that must be filled in. It refuses nothing: the page does, later."""
        for name in (*self.instance.needed_streams, *(["body"] if self.instance.body_required else [])):
            if name in self.fields:
                self.fields[name].required = True

    def limit_organs(self) -> None:
        """Nobody writes under the name of an organ in which they may not; the organ that a page has can stay."""
        from .models import PageOwner
        from .permissions.rights import organs_to_write_for, rights_of
        from .permissions.table import Act

        organs = organs_to_write_for(self.for_user, self.parent_page)
        if self.instance.live:  # who may open it follows the stored page: its new organ's people could not
            owner = PageOwner.objects.filter(page=self.instance.pk)
            organs = Organ.objects.filter(pk__in=owner.values("organ"))
            message = _("已公开信息的发布机构不能更改；确需更改的，请先撤下。")
            self.fields["organ"].error_messages["invalid_choice"] = message
        elif self.instance.pk is not None:
            organs = organs | Organ.objects.filter(pk=self.instance.organ_id)
        elif not organs.filter(pk=self.initial.get("organ")).exists():
            found = list(organs.values_list("pk", flat=True)[:2])
            self.initial["organ"] = found[0] if len(found) == 1 else None
        self.fields["organ"].queryset = organs.order_by("position", "pk")
        if not rights_of(self.for_user).everywhere(Act.CREATE):
            self.fields["organ"].widget = forms.Select()
            self.fields["organ"].widget.choices = [
                ("", "---------"),
                *((organ.pk, str(organ)) for organ in self.fields["organ"].queryset),
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        written = (
            not self.instance.body_required or "body" not in self.fields or "body" in self.errors or cleaned.get("body")
        )
        if not written and not self.is_deferred_validation:
            self.add_error("body", ValidationError(_("正文还没有内容，不能送审。请点击“＋”添加段落或其他内容块。")))
        if not self.is_deferred_validation and self.instance.is_foreign and self.is_untranslated(cleaned):
            self.add_error("title", _("标题还是原文，请将标题、概述和正文译出后再送审。"))
        if len(cleaned.get("keywords") or ()) > MOST_KEYWORDS:
            self.add_error("keywords", _("关键词最多%(most)d个。") % {"most": MOST_KEYWORDS})
        return cleaned

    def is_untranslated(self, cleaned: dict[str, Any]) -> bool:
        """True for a translation that has the Chinese title of its original. One query."""
        title = cleaned.get("title") or ""
        if self.instance.pk is None or not CHINESE.search(title):
            return False
        originals = self.instance.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
        return bool(originals.filter(Q(title=title) | Q(draft_title=title)).exists())

    def _post_clean(self) -> None:
        """Also ask for a note where what is public changes, and whose the files are: the page holds the whole of the
        form only now."""
        from .clearance.corrections import correction_problem  # it needs the models that this form belongs to

        super()._post_clean()
        self.refuse_foreign_files()
        self.refuse_foreign_pages()
        self.refuse_coming_day()
        if self.is_deferred_validation or self.errors or "correction_note" not in self.fields:
            return
        if problem := correction_problem(self.instance):
            self.add_error("correction_note", problem)

    def refuse_coming_day(self) -> None:
        """What is sent for review was formed before the public reads it; a public text says so itself."""
        if self.is_deferred_validation or "issued_on" not in self.fields or "issued_on" in self.errors:
            return
        if problem := self.instance.formation_problem():
            self.add_error("issued_on", problem)

    def refuse_foreign_files(self) -> None:
        """Nobody names a file that they may not choose: whoever sees a text may open its files. What the text named
        before may stay, whoever put it there."""
        from .permissions.naming import foreign_files

        if self.for_user is None:
            return
        for name, numbers in foreign_files(self.instance, self.for_user).items():
            message = _("所选文件不存在，或者不属于本单位，请另选。（编号：%(numbers)s）") % {
                "numbers": "、".join(numbers)
            }
            self.add_error(name if name in self.fields else None, message)

    def refuse_foreign_pages(self) -> None:
        """Nobody links to a page that the chooser would not offer them: the form would tell them its title."""
        from .permissions.naming import foreign_pages

        if self.for_user is None:
            return
        for name, numbers in foreign_pages(self.instance, self.for_user).items():
            message = _("所选页面不存在，或者尚未公开且不属于本单位，请另选。（编号：%(numbers)s）") % {
                "numbers": "、".join(numbers)
            }
            self.add_error(name if name in self.fields else None, message)


class SiteSettingsForm(WagtailAdminModelForm):
    """A logo is public as soon as it is chosen: nobody makes a picture public that they may not choose."""

    def clean_logo(self) -> Any:
        from .permissions.door import files_of

        logo = self.cleaned_data["logo"]
        stays = logo is None or logo.pk == self.instance.logo_id
        if not stays and self.for_user is not None and not files_of(self.for_user, type(logo)).filter(pk=logo.pk):
            raise ValidationError(_("所选图片不存在，或者不属于本单位，请另选。"))
        return logo
