"""What the triggers of the database refuse, and what they do: the rule of clearance for what passes the models by."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from wagtail.models import Page

from ..models import Clearance, ImageRendition, PublicationKeyword, PublicationPage, UploadedDocument, UploadedImage
from .chrome import CHROME

MARK = "gongkai-clearance:"
"""Begins what a trigger says; the name of what was refused follows (`watch.REASONS`)."""
PREFIX = "cms_clearance_"
FUNCTION = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
{body}
END $guard$"""


@dataclass(frozen=True)
class Guard:
    """One trigger. `when` is SQL that both databases read; `columns` narrows an UPDATE to statements that name one.

    One on TRUNCATE, which only PostgreSQL knows, looks at no row.
    """

    name: str
    table: str
    event: str
    when: str
    refuses: str = ""
    does: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{PREFIX}{self.name}"

    @property
    def head(self) -> str:
        """Moment, event and table, as PostgreSQL prints them."""
        moment = "AFTER" if self.does else "BEFORE"
        columns = f" OF {', '.join(self.columns)}" if self.columns else ""
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        return f"CREATE TRIGGER {self.full_name} {moment} {self.event}{columns} ON {self.table} FOR EACH {each}"

    def sqlite(self) -> str:
        """The statement that makes it on SQLite, which keeps this text."""
        actions = [f"SELECT RAISE(ABORT, '{MARK}{self.refuses}')"] if self.refuses else list(self.does)
        body = "; ".join(action.format(now="strftime('%Y-%m-%d %H:%M:%f', 'now')") for action in actions)
        return f"{self.head} WHEN {self.when} BEGIN {body}; END"

    def function_body(self) -> str:
        """What PostgreSQL keeps of its function."""
        refusal = f"RAISE EXCEPTION '{MARK}{self.refuses}' USING ERRCODE = 'check_violation'"
        actions = [refusal] if self.refuses else [action.format(now="now()") for action in self.does]
        body = "; ".join(actions)
        return f"IF {self.when} THEN {body}; END IF; RETURN {'OLD' if self.event == 'DELETE' else 'NEW'};"

    def postgres(self) -> list[str]:
        """The statements that make it on PostgreSQL; it also fires where a replica's session would leave triggers out."""
        return [
            FUNCTION.format(name=self.full_name, body=self.function_body()),
            self.postgres_head(),
            f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {self.full_name}",
        ]

    def postgres_head(self) -> str:
        return f"{self.head} EXECUTE FUNCTION {self.full_name}()"


def table(model: type[models.Model]) -> str:
    return model._meta.db_table


PAGE = table(Page)
CHROME_TYPES = " OR ".join(f"(app_label = '{app}' AND model = '{model}')" for app, model in CHROME)


def is_public_page(page_id: str) -> str:
    """SQL: the page is live, and no chrome."""
    return f"EXISTS (SELECT 1 FROM {PAGE} page WHERE page.id = {page_id} AND page.live AND NOT {chrome('page')})"


def chrome(row: str) -> str:
    """SQL: the row of the page is one of chrome."""
    return f"{row}.content_type_id IN (SELECT id FROM django_content_type WHERE {CHROME_TYPES})"


def cleared(page_id: str) -> str:
    """SQL: what is stored as public of the page has a valid clearance."""
    return (
        "EXISTS (SELECT 1 FROM cms_publicdigest pub JOIN cms_clearance signed ON signed.page_id = pub.page_id "
        f"AND signed.digest = pub.digest AND signed.voided_at IS NULL WHERE pub.page_id = {page_id})"
    )


def passing(page_id: str) -> str:
    """SQL: an admitted save is writing the page."""
    return f"EXISTS (SELECT 1 FROM cms_publicdigest pub WHERE pub.page_id = {page_id} AND pub.passing)"


def changed(columns: tuple[str, ...]) -> str:
    """SQL: one of the columns gets another value."""
    return "(" + " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns) + ")"


def is_taken(name: str, *columns: str) -> str:
    """SQL: a row of the table has the value of the new one in one of the columns. SQLite's REPLACE would take that row
    away without asking any trigger on DELETE."""
    return (
        f"EXISTS (SELECT 1 FROM {name} taken WHERE " + " OR ".join(f"taken.{one} = NEW.{one}" for one in columns) + ")"
    )


def steady(name: str, of: str, key: str, refuses: str) -> Guard:
    """A row keeps its key: another could take its place under it."""
    return Guard(name, of, "UPDATE", changed((key,)), refuses, columns=(key,))


def guards() -> list[Guard]:
    """All triggers that the connected database can have, those of every type of publication among them."""
    found = [*live_guards(), *clearance_guards(), *upload_guards(), *keyword_guards()]
    found += [guard for model in publication_types() for guard in type_guards(model)]
    return [guard for guard in found if guard.event != "TRUNCATE" or connection.vendor == "postgresql"]


def publication_types() -> list[type[PublicationPage]]:
    return [model for model in apps.get_models() if issubclass(model, PublicationPage)]


def live_guards() -> list[Guard]:
    """What is public came by an update of a draft that was signed, and goes by one that takes it down: no row of it is
    added, removed, or put in the place of another."""
    public = f"NEW.live AND NOT {chrome('NEW')}"
    written = f"NEW.live AND NOT ({chrome('NEW')} AND {chrome('OLD')})"
    words = (*columns_of(PublicationPage, Page), "content_type_id")
    replaces = f"EXISTS (SELECT 1 FROM {PAGE} page WHERE (page.id = NEW.id OR page.path = NEW.path) AND page.live AND NOT {chrome('page')})"  # fmt: skip
    return [
        Guard("insert", PAGE, "INSERT", public, "live"),
        Guard("replaced", PAGE, "INSERT", replaces, "content"),
        Guard("deleted", PAGE, "DELETE", f"OLD.live AND NOT {chrome('OLD')}", "deleted"),
        steady("page_id", PAGE, "id", "content"),
        Guard("live", PAGE, "UPDATE", f"{public} AND NOT {cleared('NEW.id')}", "live", columns=("live", "content_type_id")),
        Guard("words", PAGE, "UPDATE", f"{written} AND {changed(words)} AND NOT {passing('NEW.id')}", "content", columns=words),
        Guard(
            "down",
            PAGE,
            "UPDATE",
            f"OLD.live AND NOT NEW.live AND NOT {chrome('OLD')}",  # it may call itself chrome by the same statement
            does=(
                "UPDATE cms_clearance SET voided_at = {now}, void_reason = 'withdrawn' "
                "WHERE page_id = NEW.id AND voided_at IS NULL",
                "DELETE FROM cms_publicdigest WHERE page_id = NEW.id",
            ),
            columns=("live",),
        ),
    ]  # fmt: skip


def type_guards(model: type[PublicationPage]) -> list[Guard]:
    """The content of a live page changes only inside an admitted save, and its row stays the one that was signed."""
    columns, name, key = columns_of(model, model), table(model), str(model._meta.pk.column)
    when = f"{changed(columns)} AND {is_public_page(f'NEW.{key}')} AND NOT {passing(f'NEW.{key}')}"
    return [
        *([Guard(f"of_{name}", name, "UPDATE", when, "content", columns=columns)] if columns else []),
        Guard(f"in_{name}", name, "INSERT", is_public_page(f"NEW.{key}"), "content"),
        Guard(f"out_{name}", name, "DELETE", is_public_page(f"OLD.{key}"), "content"),
        steady(f"key_{name}", name, key, "content"),
    ]


def columns_of(model: type[PublicationPage], of: type[models.Model]) -> tuple[str, ...]:
    """Columns of `model`'s content that the table of `of` holds."""
    fields = of._meta.local_concrete_fields
    return tuple(str(field.column) for field in fields if field.name not in model.outside_clearance)


def keyword_guards() -> list[Guard]:
    name = table(PublicationKeyword)
    tags = table(PublicationKeyword._meta.get_field("tag").related_model)

    def of(row: str) -> str:
        return f"{is_public_page(f'{row}.content_object_id')} AND NOT {passing(f'{row}.content_object_id')}"

    def used(row: str) -> str:
        return (
            f"EXISTS (SELECT 1 FROM {name} kept JOIN {PAGE} page ON page.id = kept.content_object_id "
            f"WHERE kept.tag_id = {row}.id AND page.live)"
        )

    return [
        Guard("keyword_added", name, "INSERT", f"{of('NEW')} OR {is_taken(name, 'id')}", "content"),
        Guard("keyword_changed", name, "UPDATE", f"({of('NEW')}) OR ({of('OLD')})", "content"),
        Guard("keyword_removed", name, "DELETE", of("OLD"), "content"),
        Guard("tag", tags, "UPDATE", f"{changed(('name',))} AND {used('NEW')}", "content", columns=("name",)),
        Guard("tag_added", tags, "INSERT", used("NEW"), "content"),
        Guard("tag_removed", tags, "DELETE", used("OLD"), "content"),
        steady("tag_id", tags, "id", "content"),
    ]


def clearance_guards() -> list[Guard]:
    """Clearances stay; only that one ended may be added to it, once."""
    name = table(Clearance)
    kept = tuple(
        str(field.column)
        for field in Clearance._meta.local_concrete_fields
        if field.name not in {"voided_at", "void_reason"}
    )
    ends = "OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL AND NEW.void_reason <> ''"
    return [
        Guard("kept", name, "UPDATE", f"{changed(kept)} OR NOT ({ends})", "clearance"),
        Guard("undeleted", name, "DELETE", "OLD.id IS NOT NULL", "clearance"),
        Guard("unreplaced", name, "INSERT", is_taken(name, "id"), "clearance"),
        Guard("untruncated", name, "TRUNCATE", "TRUE", "clearance"),
    ]


def upload_guards() -> list[Guard]:
    """A file is written once; what the public reads of it stays while a live entry names it."""
    bytes_of, words = ("file", "sha256"), ("title", "mime_type")

    def named(row: str, kind: str) -> str:
        return (
            f"EXISTS (SELECT 1 FROM register_entryfile named WHERE named.kind = '{kind}' AND named.object_id = {row})"
        )

    documents = table(UploadedDocument)
    found = [Guard("document_words", documents, "UPDATE", f"{changed(words)} AND {named('NEW.id', 'document')}", "document", columns=words)]  # fmt: skip
    for model, public in (
        (UploadedDocument, named("OLD.id", "document")),
        (UploadedImage, named("OLD.id", "image")),
        (ImageRendition, ""),
    ):
        name = table(model)
        found += [
            Guard(f"file_of_{name}", name, "UPDATE", changed(bytes_of), "file", columns=bytes_of),
            Guard(f"file_in_{name}", name, "INSERT", is_taken(name, "id"), "file"),
            steady(f"file_key_{name}", name, "id", "file"),
        ]
        if public:
            found.append(Guard(f"file_out_{name}", name, "DELETE", public, "file_deleted"))
    return found
