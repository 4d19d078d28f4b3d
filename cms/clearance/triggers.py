"""Triggers that hold the rule inside the database, for what passes the models by. Made and checked here;
what they are is in `guards.py`.

They are installed after each migration and taken away before one that has something to do: on SQLite a table is made
anew to change it, which drops its triggers and stumbles over those of others.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from .guards import MARK, PAGE, PREFIX, Guard, guards, publication_types, table

__all__ = ["MARK", "Guard", "differences", "drop", "guards", "install", "publication_types", "table", "uninstall"]


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
        return (guard.postgres_head(), guard.function_body(), "A")
    return (guard.sqlite(),)


def installed(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, ...]]:
    """Our triggers as the database has them, by name."""
    with connection.cursor() as cursor:
        if is_postgres(connection):
            cursor.execute(
                # PostgreSQL quotes columns whose names are words of SQL (position); ours are written bare.
                "SELECT t.tgname, replace(pg_get_triggerdef(t.oid, true), '\"', ''), trim(both E'\\n' from substring(p.prosrc from "
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
