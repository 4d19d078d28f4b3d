"""Triggers that hold the rule inside the database, for what passes the models by. One place, for making and checking.

They are installed after each migration and taken away before one that has something to do: on SQLite a table is made
anew to change it, which drops its triggers and stumbles over those of others.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
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
    """One trigger. `when` is SQL that both databases read; `columns` narrows an UPDATE to statements that name one."""

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
        return f"CREATE TRIGGER {self.full_name} {moment} {self.event}{columns} ON {self.table} FOR EACH ROW"

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
        """The statements that make it on PostgreSQL."""
        return [FUNCTION.format(name=self.full_name, body=self.function_body()), self.postgres_head()]

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


def guards() -> list[Guard]:
    """All triggers, those of every type of publication among them."""
    found = [*live_guards(), *clearance_guards(), *upload_guards(), *keyword_guards()]
    return found + [guard for model in publication_types() for guard in type_guards(model)]


def publication_types() -> list[type[PublicationPage]]:
    return [model for model in apps.get_models() if issubclass(model, PublicationPage)]


def live_guards() -> list[Guard]:
    refused = f"NEW.live AND NOT {chrome('NEW')} AND NOT {cleared('NEW.id')}"
    words = columns_of(PublicationPage, Page)
    return [
        Guard("insert", PAGE, "INSERT", refused, "live"),
        Guard("live", PAGE, "UPDATE", refused, "live", columns=("live", "content_type_id")),
        Guard(
            "words",
            PAGE,
            "UPDATE",
            f"NEW.live AND NOT {chrome('NEW')} AND {changed(words)} AND NOT {passing('NEW.id')}",
            "content",
            columns=words,
        ),
        Guard(
            "down",
            PAGE,
            "UPDATE",
            f"OLD.live AND NOT NEW.live AND NOT {chrome('NEW')}",
            does=(
                "UPDATE cms_clearance SET voided_at = {now}, void_reason = 'withdrawn' "
                "WHERE page_id = NEW.id AND voided_at IS NULL",
                "DELETE FROM cms_publicdigest WHERE page_id = NEW.id",
            ),
            columns=("live",),
        ),
    ]


def type_guards(model: type[PublicationPage]) -> list[Guard]:
    """The content of a live page changes only inside an admitted save."""
    columns, name, key = columns_of(model, model), table(model), model._meta.pk.column
    when = f"{changed(columns)} AND {is_public_page(f'NEW.{key}')} AND NOT {passing(f'NEW.{key}')}"
    return [Guard(f"of_{name}", name, "UPDATE", when, "content", columns=columns)] if columns else []


def columns_of(model: type[PublicationPage], of: type[models.Model]) -> tuple[str, ...]:
    """Columns of `model`'s content that the table of `of` holds."""
    fields = of._meta.local_concrete_fields
    return tuple(str(field.column) for field in fields if field.name not in model.outside_clearance)


def keyword_guards() -> list[Guard]:
    name = table(PublicationKeyword)
    tags = table(PublicationKeyword._meta.get_field("tag").related_model)

    def of(row: str) -> str:
        return f"{is_public_page(f'{row}.content_object_id')} AND NOT {passing(f'{row}.content_object_id')}"

    used = (
        f"EXISTS (SELECT 1 FROM {name} kept JOIN {PAGE} page ON page.id = kept.content_object_id "
        "WHERE kept.tag_id = NEW.id AND page.live)"
    )
    return [
        Guard("keyword_added", name, "INSERT", of("NEW"), "content"),
        Guard("keyword_changed", name, "UPDATE", f"({of('NEW')}) OR ({of('OLD')})", "content"),
        Guard("keyword_removed", name, "DELETE", of("OLD"), "content"),
        Guard("tag", tags, "UPDATE", f"{changed(('name',))} AND {used}", "content", columns=("name",)),
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
    ]


def upload_guards() -> list[Guard]:
    """A file is written once; what the public reads of an attachment stays while a live entry names it."""
    bytes_of, words = ("file", "sha256"), ("title", "mime_type")
    named = "EXISTS (SELECT 1 FROM register_entryfile named WHERE named.kind = 'document' AND named.object_id = NEW.id)"
    documents = table(UploadedDocument)
    return [
        *(
            Guard(f"file_of_{table(model)}", table(model), "UPDATE", changed(bytes_of), "file", columns=bytes_of)
            for model in (UploadedDocument, UploadedImage, ImageRendition)
        ),
        Guard("document_words", documents, "UPDATE", f"{changed(words)} AND {named}", "document", columns=words),
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make what is missing or different, and take away what is no longer wanted. Tables that are not there yet wait."""
    present = set(connection.introspection.table_names())
    wanted = {guard.full_name: guard for guard in guards() if guard.table in present and core_tables() <= present}
    found = installed(connection)
    with connection.cursor() as cursor:
        for name, state in found.items():
            if name not in wanted or state != expected(wanted[name], connection):
                drop(cursor, connection, name)
        for name, guard in wanted.items():
            if found.get(name) != expected(guard, connection):
                for statement in guard.postgres() if is_postgres(connection) else [guard.sqlite()]:
                    cursor.execute(statement)


def core_tables() -> set[str]:
    """Tables that the conditions of triggers name."""
    return {PAGE, "django_content_type", "cms_publicdigest", "cms_clearance", "register_entryfile"}


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Take all of them away, for the time of a migration."""
    with connection.cursor() as cursor:
        for name in installed(connection):
            drop(cursor, connection, name)


def drop(cursor: Any, connection: BaseDatabaseWrapper, name: str) -> None:
    if is_postgres(connection):
        cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
    else:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def is_postgres(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"


def expected(guard: Guard, connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """What `installed` tells of a trigger that is as it should be."""
    if is_postgres(connection):
        return (guard.postgres_head(), guard.function_body(), "O")
    return (guard.sqlite(),)


def installed(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    """Our triggers as the database has them, by name."""
    with connection.cursor() as cursor:
        if is_postgres(connection):
            cursor.execute(
                "SELECT t.tgname, pg_get_triggerdef(t.oid, true), trim(both E'\\n' from substring(p.prosrc from "
                "E'BEGIN\\n(.*)\\nEND')), t.tgenabled FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
                "WHERE t.tgname LIKE %s AND NOT t.tgisinternal",
                [f"{PREFIX}%"],
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
            )
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


def differences(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Names of triggers that are `missing`, `changed`, or `unknown`."""
    found = installed(connection)
    wanted = {guard.full_name: expected(guard, connection) for guard in guards()}
    wrong = {name: "missing" if name not in found else "changed" for name in wanted if found.get(name) != wanted[name]}
    return wrong | {name: "unknown" for name in found if name not in wanted}
