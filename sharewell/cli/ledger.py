"""`sharewell ledger verify|sequence|head`: prove that no record was altered.

`verify` reads every entry of the ledger and every record it speaks of. Exit: 0 nothing
was altered, 1 something does not fit, 2 the check could not be made.
"""

import argparse
import json
import sys
from datetime import UTC, datetime

from django.db import Error

from sharewell.cli.django import start
from sharewell.cli.show_ledger import as_json, progress, show

INTACT, NOT_INTACT, CANNOT_RUN = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command. The answer goes to standard output, everything else to error."""
    given = _parser().parse_args(arguments)
    start()
    from django.conf import settings

    if "ledger" not in settings.DATABASES:
        return _cannot(
            "LEDGER_DATABASE_URL is not set. It names the role that may read the whole "
            "ledger, sharewell_ledger."
        )
    try:
        return {"verify": _verify, "sequence": _sequence, "head": _head}[given.what](
            given
        )
    except Error as fault:
        first_line = str(fault).strip().partition("\n")[0]
        return _cannot(f"the database did not answer: {first_line}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell ledger", description=__doc__)
    parser.add_argument("what", choices=["verify", "sequence", "head"])
    parser.add_argument("--json", action="store_true", help="for another program")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    return parser


def _cannot(why: str) -> int:
    print(f"sharewell ledger: {why}", file=sys.stderr)
    return CANNOT_RUN


def _verify(given: argparse.Namespace) -> int:
    from sharewell.access.context import context
    from sharewell.access.evidence import KINDS as ACCESS
    from sharewell.agencies.queries import agency_ids
    from sharewell.audit.verification import verify
    from sharewell.children.evidence import KINDS as CHILDREN
    from sharewell.core.policy.model import Actor, Purpose
    from sharewell.decisions.evidence import KINDS as DECISIONS
    from sharewell.exchange.evidence import KINDS as EXCHANGE

    report = verify(
        [*ACCESS, *CHILDREN, *DECISIONS, *EXCHANGE],
        agency_ids(),
        lambda agency: context(Actor.system(agency), Purpose.VERIFY_LEDGER),
        progress=progress(quiet=given.quiet),
    )
    print(as_json(report) if given.json else show(report))
    return INTACT if report.intact else NOT_INTACT


def _sequence(given: argparse.Namespace) -> int:
    from sharewell.audit.sequencer import sequence_all

    taken = sequence_all(datetime.now(UTC))
    print(json.dumps({"taken": taken}) if given.json else f"{taken} entries numbered.")
    return INTACT


def _head(given: argparse.Namespace) -> int:
    from sharewell.audit.log_check import latest_head

    head = latest_head()
    said = {"size": head.size, "root": head.root.hex()}
    print(json.dumps(said) if given.json else f"{head.size} {head.root.hex()}")
    return INTACT
