"""A head file that is lost, or is ahead because a backup was restored: a new one, in the open."""

from django.db import transaction

from . import head_file
from .services import record
from .verification import FILE, Inspection, Problem


def renew(reason: str) -> list[Problem]:
    """Record why, and write the file anew. Does neither, and tells the problems, when the database is not in order."""
    problems = list(Inspection().problems())
    if serious := [problem for problem in problems if problem.kind != FILE]:
        return serious
    with transaction.atomic():
        record("audit.head_renewed", details={"reason": reason, "problems": [problem.text for problem in problems]})
    head_file.renew()
    return []
