"""What an officer needs to answer for the rules in force; no record is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sharewell.access.command import Act, command
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Resource
from sharewell.core.procedure.provision import Edition, Provision
from sharewell.rulebooks.approval import Approval
from sharewell.rulebooks.editions import approval, edition_days, edition_on
from sharewell.rulebooks.reports import Report, report


@dataclass(frozen=True)
class RulebookReview:
    """The edition in force, who approved it, what is known about it, what is open.

    `awaiting`: by start of law that nobody has confirmed, the rows that wait for it.
    A report is None until it has been made.
    """

    edition: Edition
    approved: Approval | None
    awaiting: Mapping[str, tuple[Provision, ...]]
    coverage: Report | None
    proof: Report | None
    differences: Report | None


@command(Action.RULEBOOK_REVIEW, purpose=Purpose.OVERSEE, writes=False)
def review_rulebook(act: Act, *, on: date) -> RulebookReview:
    """Everything about the edition in force on a day."""
    act.require(Resource("rulebook"))
    edition = edition_on(on)
    act.record("rulebook.reviewed", kind="rulebook", edition=edition.hash)
    return RulebookReview(
        edition,
        approval(edition),
        awaiting(on),
        report("coverage"),
        report("proof"),
        report("differences"),
    )


def awaiting(on: date) -> Mapping[str, tuple[Provision, ...]]:
    """Rows that decide nothing yet, of the edition in force and of those to come."""
    days = [on, *(day for day in edition_days() if day > on)]
    found: dict[str, dict[str, Provision]] = {}
    for row in (row for day in days for row in edition_on(day).provisions):
        if not row.operative:
            found.setdefault(row.awaits, {})[row.id] = row
    return {awaits: tuple(rows.values()) for awaits, rows in found.items()}
