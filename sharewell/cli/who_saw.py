"""`sharewell ledger who-saw`: who looked at a record, for an officer of its agency.

Whoever runs it is named with --as and must be entitled: the policy decides as it does
on the page, and the look is in the ledger, with the word that it was made by command.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sharewell.core.errors import SharewellError

if TYPE_CHECKING:
    from sharewell.assurance.looks import Looks
    from sharewell.core.policy.model import Actor

DONE, NOT_DONE = 0, 1


def add_to(commands: Any) -> None:
    """The command; it runs as the service's own database role, through the door."""
    one = commands.add_parser("who-saw", help="who looked at a record, when and why")
    one.add_argument("record", help="a concern or disclosure: id or reference")
    one.add_argument(
        "--as", dest="login", required=True, metavar="EMAIL", help="who runs this"
    )
    one.add_argument("--agency", help="in which agency, for somebody of several")
    one.add_argument("--json", action="store_true", help="for another program")
    one.set_defaults(carry_out=_who_saw, needs_database=True, role="default")


def _who_saw(given: argparse.Namespace) -> int:
    from sharewell.access.errors import NotFound, Refused
    from sharewell.access.refusals import record_refusal

    at = datetime.now(UTC)
    by = _officer(given.login, given.agency, at)
    try:
        found = _looks(by, at, given.record)
    except (NotFound, Refused) as refusal:
        record_refusal(refusal, at)
        print(f"sharewell ledger: {refusal} It was recorded.", file=sys.stderr)
        return NOT_DONE
    print(_as_json(found) if given.json else _as_text(found))
    return DONE


def _officer(login: str, agency: str | None, at: datetime) -> "Actor":
    from sharewell.accounts.logins import with_address
    from sharewell.agencies.actors import hats

    known = with_address(login)
    is_open = known is not None and known.is_active
    worn = list(hats(known.id, at, session="command")) if known and is_open else []
    if agency is not None:
        named = [(hat, {hat.agency_name, str(hat.actor.agency)}) for hat in worn]
        worn = [hat for hat, names in named if agency in names]
    if len(worn) != 1:
        raise SharewellError(
            f"{login} is not somebody of exactly one agency"
            f"{' called ' + agency if agency else ''}. Give the address that they sign "
            "in with, and --agency for somebody of several."
        )
    return worn[0].actor


def _looks(by: "Actor", at: datetime, record: str) -> "Looks":
    from sharewell.access.errors import NotFound
    from sharewell.assurance.looks import (
        find_by_reference,
        looks_at_concern,
        looks_at_disclosure,
    )
    from sharewell.core.policy.action import Action

    seen: dict[str, Any] = {"by": by, "at": at, "by_command": True}
    try:
        thing = UUID(record)
    except ValueError:
        found = find_by_reference(by=by, at=at, reference=record)
        if found is None:
            raise NotFound(by, Action.LOOKS_REVIEW, "looks") from None
        kind, thing = found
        if kind == "disclosure":
            return looks_at_disclosure(**seen, disclosure_id=thing)
        return looks_at_concern(**seen, concern_id=thing)
    try:
        return looks_at_concern(**seen, concern_id=thing)
    except NotFound:
        return looks_at_disclosure(**seen, disclosure_id=thing)


def _as_text(found: "Looks") -> str:
    lines = [f"{found.reference}: {len(found.looks)} looks, the newest first."]
    for look in found.looks:
        who = f"{look.who or 'the service'}, {look.agency or '-'}"
        refused = " (refused)" if look.was_refused else ""
        lines.append(f"{look.at:%Y-%m-%d %H:%M:%S} {who}: {look.event}{refused}")
    return "\n".join(lines)


def _as_json(found: "Looks") -> str:
    looks = [
        {
            "at": look.at.isoformat(),
            "who": look.who,
            "agency": look.agency,
            "event": look.event,
            "purpose": look.purpose,
            "refused": look.was_refused,
        }
        for look in found.looks
    ]
    said = {"id": str(found.about_id), "reference": found.reference, "looks": looks}
    return json.dumps(said, indent=2)
