"""What is written about a child in concerns, and what stands against letting it go."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sharewell.access.command import Act
from sharewell.decisions.models import (
    Concern,
    ConcernEntry,
    Draft,
    SharingDecision,
)
from sharewell.decisions.tasks import open_tasks
from sharewell.decisions.vocabulary import DraftState, TaskKind
from sharewell.keys.sealing import forget

Record = tuple[str, UUID]
REVIEWS = frozenset({TaskKind.REVIEW_DEPARTURE.value, TaskKind.REVIEW_EMERGENCY.value})


@dataclass(frozen=True)
class AboutChild:
    """A concern whose latest match is the child; `others` were matched before."""

    id: UUID
    reference: str
    others: bool
    was_decided: bool


@dataclass(frozen=True)
class Reach:
    """What goes with an erasure: keys, sealed texts, records of the ledger."""

    subjects: tuple[UUID, ...] = ()
    texts: tuple[UUID, ...] = ()
    records: tuple[Record, ...] = ()

    def __add__(self, other: "Reach") -> "Reach":
        """Both."""
        return Reach(
            self.subjects + other.subjects,
            self.texts + other.texts,
            self.records + other.records,
        )


def concerns_about(child_id: UUID) -> list[AboutChild]:
    """Every concern that is about the child now, the oldest first."""
    ever = Concern.objects.filter(matches__child_id=child_id).distinct()
    found = []
    for row in ever.order_by("raised_at", "id"):
        children = list(
            row.matches.order_by("-sequence").values_list("child_id", flat=True)
        )
        if children[0] == child_id:
            others = set(children) != {child_id}
            found.append(
                AboutChild(row.id, row.reference, others, row.decisions.exists())
            )
    return found


def written_in(concerns: Iterable[UUID]) -> Reach:
    """Entries, decisions and answer sheets of these concerns."""
    wanted = list(concerns)
    entries = ConcernEntry.objects.filter(concern_id__in=wanted)
    decisions = SharingDecision.objects.filter(concern_id__in=wanted)
    texts = [row.text_id for row in entries]
    for row in decisions:
        texts += [row.own_view_id, row.reasons_id]
    records: list[Record] = [("concern_entry", row.id) for row in entries]
    records += [("decision", row.id) for row in decisions]
    sheets = Draft.objects.filter(concern_id__in=wanted).values_list("id", flat=True)
    return Reach((*wanted, *sheets), tuple(texts), tuple(records))


def throw_away_sheets(act: Act, concerns: Iterable[UUID]) -> None:
    """Answer sheets that somebody began: they were no record yet."""
    rows = Draft.objects.filter(
        agency_id=act.by.agency,
        concern_id__in=list(concerns),
        state=DraftState.OPEN.value,
    )
    for row in list(rows):
        Draft.objects.filter(id=row.id).update(state=DraftState.DISCARDED.value)
        forget(row.text_id)


def has_open_work(about: Iterable[UUID]) -> bool:
    """Whether somebody still owes something about any of these, reviews left out."""
    waiting = open_tasks().filter(about_id__in=list(about))
    return bool(waiting.exclude(kind__in=REVIEWS).exists())


def has_open_review(about: Iterable[UUID]) -> bool:
    """Whether a review of a departure or an emergency waits about any of these."""
    waiting = open_tasks().filter(about_id__in=list(about), kind__in=REVIEWS)
    return bool(waiting.exists())
