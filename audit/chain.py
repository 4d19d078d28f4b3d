"""The chain: each record holds the digest of the one before it, and one locked row knows the last."""

from functools import partial

from django.db import transaction

from . import head_file
from .models import AuditHead, AuditRecord
from .sealing import head_seal, record_digest


def append(record: AuditRecord) -> AuditRecord:
    """Write `record` (a draft) as the next of the chain, in the caller's transaction if there is one.

    Three queries. The lock on the head is held until the transaction ends: records so are committed in the order of
    their numbers, and two processes never continue the same record. An error takes the whole transaction with it, since
    nothing may be done without its record.
    """
    with transaction.atomic(savepoint=False):
        head = hold()
        record.seq, record.previous = head.seq + 1, head.digest
        record.digest = record_digest(vars(record))
        record.save(force_insert=True)
        head.seq, head.digest, head.seal = record.seq, record.digest, head_seal(record.seq, record.digest)
        head.save(update_fields=["seq", "digest", "seal"])
        transaction.on_commit(partial(head_file.advance, record.seq), robust=True)
    return record


def hold() -> AuditHead:
    """The head, locked until the transaction ends; made when it is missing. The last lock anybody takes."""
    head, _created = AuditHead.objects.select_for_update().get_or_create(pk=1)
    return head
