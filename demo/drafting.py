"""The page of a publication as its editor saves it, of whichever type its file says."""

import json
from typing import Any

from catalog.models import (
    AnnualReportPage,
    BudgetPage,
    DisclosureGuidePage,
    DisclosureRecordPage,
    InterpretationPage,
    LeaderPage,
    OfficialDocumentPage,
    OrganProfilePage,
    PersonnelPage,
    PlanPage,
    PowerItemPage,
    ProcurementPage,
    ResponsePage,
    ServiceGuidePage,
    StatisticsPage,
)
from catalog.models.base import CataloguePage
from cms.models import ArticlePage, PublicationPage, TopicPage
from organs.models import Organ
from register.models import Entry

from . import classes, english, explaining, figures, forms, gathering, guides, markup, relations, rows, threads
from .places import find_column
from .reading import Publication, settled_uid
from .uploads import resolver

MODELS: dict[str, type[PublicationPage]] = {
    model.kind: model
    for model in (
        ArticlePage, OfficialDocumentPage, InterpretationPage, LeaderPage, OrganProfilePage, DisclosureGuidePage,
        PersonnelPage, ProcurementPage, DisclosureRecordPage,
        AnnualReportPage, BudgetPage, PlanPage, StatisticsPage,
        PowerItemPage, ServiceGuidePage,
        ResponsePage, TopicPage,
    )
}  # fmt: skip
OF_ALL = ("title", "summary", "department", "editor", "source", "importance", "issued_on", "original_published_at")
OF_CATALOGUE = ("theme", "audience")
OF_DOCUMENTS = (
    "document_number", "issuing_organs", "addressees", "effective_on", "expires_on", "is_normative",
    "normative_number", "genre",
)  # fmt: skip
OF_INTERPRETATIONS = ("interpretation_form", "interpreting_organ", "interpreter")


def draft(publication: Publication, editor: Any) -> PublicationPage:
    """The page as the editor saves it. Raises ValidationError when it could not be published."""
    if translated := english.draft(publication, editor):
        return translated
    model = MODELS[publication.kind]
    resolve = resolver(publication, editor)
    body = markup.blocks(publication.body, resolve) + explaining.blocks(publication.blocks, resolve)
    page = model(
        uid=publication.uid,
        organ=Organ.objects.get(code=publication.organ),
        body=raw(body),
        live=False,
        owner=editor,
        go_live_at=publication.scheduled_for,
        **{name: getattr(publication, name) for name in OF_ALL},
        **of_type(model, publication, editor, resolve),
    )
    column = find_column(publication.column)
    assert column is not None, f"no column {publication.column}"
    page.keywords.set(publication.keywords)
    page = column.add_child(instance=page)
    page.save_revision(user=editor, log_action=True)
    return page


def of_type(
    model: type[PublicationPage], publication: Publication, editor: Any, resolve: markup.Resolve
) -> dict[str, Any]:
    """The fields that `model` has beside those of every publication."""
    values: dict[str, Any] = {}
    if issubclass(model, CataloguePage):
        values = {name: getattr(publication, name) for name in OF_CATALOGUE}
        values["catalogue_group"] = classes.item_of(publication, items_of(publication.interprets))
        values["openness"] = classes.openness_of(publication)
    if model is OfficialDocumentPage:
        values |= {name: getattr(publication, name) for name in OF_DOCUMENTS}
        values["relations"] = raw(relations.stream(publication))
    if model is InterpretationPage:
        values |= {name: getattr(publication, name) for name in OF_INTERPRETATIONS}
        values["documents"] = raw(relations.interpreted(publication))
    if model is ServiceGuidePage:
        return values | guide_fields(publication, editor)
    facts = dict(publication.facts)
    if model is PowerItemPage:
        facts["implementing_organ"] = Organ.objects.get(code=publication.organ).name
    ready: dict[str, Any] = {}
    if model is ResponsePage:
        ready["updates"] = raw(threads.first(publication, resolve))
    if model is TopicPage:
        made = gathering.facts(facts, resolve)
        return values | {**made, "rules": raw(made["rules"]), "sections": raw(made["sections"])}
    for name, value in figures.values(model, facts).items():
        ready[name] = raw(value) if name in figures.STREAMS else value
    others = {name: value for name, value in facts.items() if name not in ready}
    return values | ready | rows.fields(model, others)


def guide_fields(publication: Publication, editor: Any) -> dict[str, Any]:
    """The fields of a service guide, its forms made and uploaded."""
    facts = publication.facts
    item = settled_uid("publication", facts["item"])
    made = guides.fields(facts, item, lambda name, sample: forms.form_of(name, facts["audience"], sample, editor))
    return {name: raw(value) if isinstance(value, list) else value for name, value in made.items()}


def items_of(names: list[str]) -> dict[str, str]:
    """The items of the catalogue in which the publications `names` stand, by name."""
    uids = {settled_uid("publication", name): name for name in names}
    found = Entry.objects.filter(uid__in=uids).values_list("uid", "catalogue")
    return {uids[uid]: code for uid, code in found if code}


def raw(stream: list[markup.Block]) -> str:
    return json.dumps(stream, ensure_ascii=False)
