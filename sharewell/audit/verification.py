"""The whole verification: the log against itself, then every record against the log."""

from collections.abc import Sequence
from uuid import UUID

from sharewell.audit.findings import Finding, Progress, Report
from sharewell.audit.log_check import check_log
from sharewell.audit.record_check import MissingRecords, check_records
from sharewell.audit.registry import CommittedKind, InAgency


def verify(
    kinds: Sequence[CommittedKind],
    agencies: Sequence[UUID],
    in_agency: InAgency,
    *,
    progress: Progress,
) -> Report:
    """Check everything once; memory does not grow with the log or the records.

    `agencies` are all that hold records; `in_agency` opens the context of one. Raises
    the database's own errors: then nothing was said about the ledger.
    """
    missing = MissingRecords(kinds, in_agency)
    log = check_log(missing.notice, progress=progress)
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


__all__ = ["Finding", "Report", "verify"]
