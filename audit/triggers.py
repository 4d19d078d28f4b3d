"""The database itself refuses to change or remove records, whoever asks; only what retention gave up may go.

A net, not the proof: whoever may drop a trigger can get round it, and `verify_audit` then finds what was done by the
chain, and that the trigger is another.
"""

from django.db import connection

TABLE, HEAD = "audit_auditrecord", "audit_audithead"
REFUSAL = "audit records are never changed or removed"

SQLITE = {
    "audit_record_update": f"CREATE TRIGGER audit_record_update BEFORE UPDATE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    "audit_record_delete": f"CREATE TRIGGER audit_record_delete BEFORE DELETE ON {TABLE} "
    f"WHEN OLD.seq > COALESCE((SELECT removed_seq FROM {HEAD} WHERE id = 1), 0) "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # REPLACE removes a row without asking the trigger on DELETE.
    "audit_record_replace": f"CREATE TRIGGER audit_record_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
}
"""Name: statement, which is what SQLite keeps of it."""

FUNCTION = "audit_refuse_change"
BODY = f"""
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.seq <= (SELECT removed_seq FROM {HEAD} WHERE id = 1) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '{REFUSAL}';
END
"""
POSTGRESQL = {
    "audit_record_change": f"CREATE TRIGGER audit_record_change BEFORE DELETE OR UPDATE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
    "audit_record_truncate": f"CREATE TRIGGER audit_record_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
}
"""Name: statement, as pg_get_triggerdef tells it."""

FOUND_IN_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
FOUND_IN_POSTGRESQL = """
SELECT t.tgname, CASE WHEN t.tgenabled = 'A' AND p.prosrc = %s THEN pg_get_triggerdef(t.oid, true) ELSE '' END
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass(%s) AND NOT t.tgisinternal
UNION ALL SELECT rulename, '' FROM pg_rewrite WHERE ev_class = to_regclass(%s)
"""


def expected() -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def install() -> None:
    """Put them in place of whatever bears their names. A migration that rebuilds the table calls it again."""
    remove()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${BODY}$body$"
            )
        for name, statement in expected().items():
            cursor.execute(statement)
            if connection.vendor == "postgresql":  # also where a replica's session would leave triggers out
                cursor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")


def remove() -> None:
    """Take them away: for migrations and for tests."""
    with connection.cursor() as cursor:
        for name in expected():
            on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def found() -> dict[str, str]:
    """Name: statement of every trigger on the records; "" for one that is switched off, or that does something else."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(FOUND_IN_POSTGRESQL, [BODY, TABLE, TABLE])
        else:
            cursor.execute(FOUND_IN_SQLITE, [TABLE])
        return dict(cursor.fetchall())
