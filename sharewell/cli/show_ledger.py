"""The verification's answer, for somebody outside and for another program."""

import json
import sys
import time

from sharewell.audit.findings import Progress, Report

MOST_SHOWN = 200
PROGRESS_SECONDS = 2.0


def show(report: Report) -> str:
    """Words and figures; at most MOST_SHOWN faults are spelt out."""
    looked = f"{report.entries:,} entries of the ledger and {report.records:,} records"
    lines = [f"Looked at {looked}."]
    if report.waiting:
        lines.append(f"{report.waiting:,} more entries wait for their number.")
    if report.erased:
        lines.append(
            f"{report.erased:,} of the records were erased by an act that the ledger "
            "holds: their text cannot be read or compared any more."
        )
    lines += _intact(report) if report.intact else _faults(report)
    return "\n".join(lines)


def _intact(report: Report) -> list[str]:
    return [
        "Nothing was altered, added or removed.",
        f"The seal over the first {report.size:,} entries is",
        f"  {report.root.hex()}",
        "Compare it with a seal noted down earlier: this check cannot see entries",
        "that were removed from the end together with their seals.",
    ]


def _faults(report: Report) -> list[str]:
    count = len(report.findings)
    lines = [
        f"NOT INTACT: {count:,} {'thing does' if count == 1 else 'things do'} not fit."
    ]
    lines += [f"  - {finding.message}" for finding in report.findings[:MOST_SHOWN]]
    if count > MOST_SHOWN:
        lines.append(f"  and {count - MOST_SHOWN:,} more; --json lists them all.")
    return lines


def as_json(report: Report) -> str:
    """One JSON object with every fault."""
    said = {
        "intact": report.intact,
        "entries": report.entries,
        "waiting": report.waiting,
        "records": report.records,
        "erased": report.erased,
        "head": {"size": report.size, "root": report.root.hex()},
        "findings": [
            {
                "kind": str(finding.kind),
                "message": finding.message,
                "index": finding.index,
                "record_kind": finding.record_kind,
                "record_id": finding.record_id and str(finding.record_id),
            }
            for finding in report.findings
        ],
    }
    return json.dumps(said, indent=2)


def progress(*, quiet: bool) -> Progress:
    """Says on standard error how far it has come, every few seconds."""
    last = time.monotonic()

    def tell(phase: str, count: int) -> None:
        nonlocal last
        if not quiet and time.monotonic() - last > PROGRESS_SECONDS:
            last = time.monotonic()
            print(f"sharewell ledger: {count:,} {phase} so far", file=sys.stderr)

    return tell
