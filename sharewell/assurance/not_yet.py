"""What stands against an erasure: a hold, open work, an open review, retention."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from sharewell.access.bars import standing_seals
from sharewell.access.emergencies import has_unreviewed
from sharewell.children.erasures import kept_since
from sharewell.children.holds import standing_holds
from sharewell.decisions.erasable import (
    AboutChild,
    concerns_about,
    has_open_review,
    has_open_work,
)
from sharewell.exchange.erasable import contacts_open, sent_from
from sharewell.rulebooks.clocks import london_date


@dataclass(frozen=True)
class Against:
    """One reason why the record stays, in a word for programs and in a sentence."""

    code: str
    sentence: str


def against_erasing(
    agency: UUID, child_id: UUID, at: datetime, *, concerns: list[AboutChild]
) -> list[Against]:
    """Every reason; none is empty. `concerns` are those that would go."""
    ids = [one.id for one in concerns]
    about = [child_id, *ids, *sent_from(agency, ids)]
    found = []
    if standing_holds(agency, child_id):
        found.append(
            Against("legal_hold", "A legal hold stands. Lift it first if it is over.")
        )
    undecided = [one.reference for one in concerns if not one.was_decided]
    if undecided or has_open_work(about) or contacts_open(agency, child_id):
        named = f" ({', '.join(undecided)})" if undecided else ""
        found.append(
            Against(
                "open_concern",
                f"A concern about the child is still open{named}, or somebody owes "
                "something about it. Finish that first.",
            )
        )
    if has_open_review(about) or has_unreviewed(agency, about):
        found.append(
            Against(
                "open_review",
                "A review about the child is open. Answer it first.",
            )
        )
    hanging = set(about) - {child_id}
    if any(seal.about_id in hanging for seal in standing_seals(agency)):
        # Those who ask may not even see it: the clock, which does, waits.
        found.append(
            Against("sealed", "Something about the child is sealed. Unseal it first.")
        )
    until = kept_until(child_id)
    if london_date(at) < until:
        found.append(
            Against("retention", f"The record must be kept until {until:%-d %B %Y}.")
        )
    return found


def kept_until(child_id: UUID) -> date:
    """The birthday up to which it is kept; where that is unknown, from its making."""
    born_on, made_on = kept_since(child_id)
    since = born_on or made_on
    year = since.year + settings.RETENTION_AGE_YEARS
    try:
        return since.replace(year=year)
    except ValueError:  # born on 29 February
        return date(year, 3, 1)


def concerns_that_go(child_id: UUID, included: tuple[UUID, ...]) -> list[AboutChild]:
    """Those about this child alone, and of the others those a person included."""
    return [
        one for one in concerns_about(child_id) if not one.others or one.id in included
    ]


def concerns_that_stay(child_id: UUID, included: tuple[UUID, ...]) -> list[AboutChild]:
    """Those that were said to be about another child before, and nobody included."""
    goes = {one.id for one in concerns_that_go(child_id, included)}
    return [one for one in concerns_about(child_id) if one.id not in goes]
