"""`sharewell ledger`: prove that no record was altered, and let others watch over it.

`verify` reads every entry of the ledger and every record it speaks of. Exit: 0 nothing
was altered, 1 something does not fit, 2 the check could not be made.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.db import Error

from sharewell.cli import ledger_files, who_saw, witness
from sharewell.cli.django import start
from sharewell.cli.show_ledger import as_json, progress, show
from sharewell.core.errors import SharewellError

INTACT, NOT_INTACT, CANNOT_RUN = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command. The answer goes to standard output, everything else to error."""
    given = _parser().parse_args(arguments)
    try:
        if given.needs_database:
            start()
            _require_role(given.role)
        carry_out: Callable[[argparse.Namespace], int] = given.carry_out
        return carry_out(given)
    except Error as fault:
        first_line = str(fault).strip().partition("\n")[0]
        return _cannot(f"the database did not answer: {first_line}")
    except (SharewellError, OSError) as fault:
        return _cannot(str(fault))


def _require_role(role: str) -> None:
    from django.conf import settings

    if role not in settings.DATABASES:
        raise SharewellError(
            "LEDGER_DATABASE_URL is not set. It names the role that may read the whole "
            "ledger, sharewell_ledger."
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell ledger", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    for name, carry_out, about in (
        ("verify", _verify, "read everything and say what does not fit"),
        ("sequence", _sequence, "number what waits, now"),
        ("head", _head, "size and root so far"),
    ):
        one = commands.add_parser(name, help=about)
        one.add_argument("--json", action="store_true", help="for another program")
        one.add_argument("--quiet", action="store_true", help="show no progress")
        one.set_defaults(carry_out=carry_out, needs_database=True, role="ledger")
    commands.choices["verify"].add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint that a witness kept: the ledger must still lead to it",
    )
    ledger_files.add_to(commands)
    witness.add_to(commands)
    who_saw.add_to(commands)
    return parser


def _cannot(why: str) -> int:
    print(f"sharewell ledger: {why}", file=sys.stderr)
    return CANNOT_RUN


def _verify(given: argparse.Namespace) -> int:
    from sharewell.access.context import context
    from sharewell.access.evidence import KINDS as ACCESS
    from sharewell.agencies.queries import agency_ids
    from sharewell.audit.signing import verifier_keys
    from sharewell.audit.verification import kept_head, verify
    from sharewell.children.evidence import KINDS as CHILDREN
    from sharewell.core.policy.model import Actor, Purpose
    from sharewell.decisions.evidence import KINDS as DECISIONS
    from sharewell.exchange.evidence import KINDS as EXCHANGE

    if not verifier_keys():
        raise SharewellError(
            "neither LEDGER_SIGNING_KEY nor LEDGER_KEYS is set: without the ledger's "
            "public key its checkpoints cannot be checked."
        )
    report = verify(
        [*ACCESS, *CHILDREN, *DECISIONS, *EXCHANGE],
        agency_ids(),
        lambda agency: context(Actor.system(agency), Purpose.VERIFY_LEDGER),
        progress=progress(quiet=given.quiet),
        kept=[kept_head(file.read_bytes()) for file in given.checkpoint],
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
