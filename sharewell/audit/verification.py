"""The whole verification: the log against itself, then every record against the log."""

from collections.abc import Sequence
from uuid import UUID

from sharewell.audit.checkpoint_check import open_by_any
from sharewell.audit.findings import Finding, Progress, Report
from sharewell.audit.log_check import check_log
from sharewell.audit.record_check import MissingRecords, check_records
from sharewell.audit.registry import CommittedKind, InAgency
from sharewell.audit.signing import verifier_keys
from sharewell.core.ledger.verify import Head


def verify(
    kinds: Sequence[CommittedKind],
    agencies: Sequence[UUID],
    in_agency: InAgency,
    *,
    progress: Progress,
    kept: Sequence[Head] = (),
) -> Report:
    """Check everything once, in little memory; `kept` are heads known from outside.

    `agencies` are all that hold records; `in_agency` opens the context of one. Raises
    the database's own errors: then nothing was said about the ledger.
    """
    missing = MissingRecords(kinds, in_agency)
    log = check_log(missing.notice, progress=progress, kept=kept)
    missing.look()
    records, erased, against_log = check_records(
        kinds, agencies, in_agency, progress=progress
    )
    findings = [*log.findings, *missing.findings, *against_log]
    return Report(
        log.entries,
        log.waiting,
        records,
        log.head.size,
        log.head.root,
        tuple(dict.fromkeys(findings)),
        erased,
    )


def kept_head(checkpoint: bytes) -> Head:
    """(size, root) of a checkpoint that somebody kept; raises NotSigned and others."""
    said, _ = open_by_any(checkpoint, verifier_keys())
    return said.size, said.root


__all__ = ["Finding", "Report", "kept_head", "verify"]
