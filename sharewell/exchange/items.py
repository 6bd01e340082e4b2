"""What could be sent about a concern, item by item, and exactly as it would arrive."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sharewell.access.command import Act
from sharewell.agencies.queries import agency_name, call_back
from sharewell.children.queries import ChildSummary, Detail, details_of
from sharewell.decisions.models import Concern, SharingDecision
from sharewell.decisions.queries import ConcernView, EntryView, view_concern
from sharewell.decisions.vocabulary import EntryKind
from sharewell.exchange.hiding import Hiding, hiding
from sharewell.exchange.shielding import shield

# What is asked and answered among those who decide stays with them.
STAYS = frozenset({EntryKind.ANSWER, EntryKind.GUARDIAN})
SCHEMES = {"nhs_number": "NHS number", "upn": "Unique pupil number"}


@dataclass(frozen=True)
class Item:
    """One thing that could go. `withheld` says why it may not, or is empty.

    `barred` says why it may go to the front door only, `caution` why the sender has to
    read it again for any other recipient.
    """

    ref: str
    kind: str
    label: str
    text: str
    happened_on: date | None
    recorded_at: datetime
    withheld: str = ""
    is_chosen: bool = False
    # The ref of the entry that this one corrects: the correction goes in its place.
    replaces: str | None = None
    barred: str = ""
    caution: str = ""


def candidates(act: Act, concern: Concern, decision: SharingDecision) -> list[Item]:
    """Every item, in reading order; what may not leave is there with the reason."""
    owner = concern.agency_id
    view = view_concern(concern, reader=owner)
    details = details_of(view.child.id, reader=owner) if view.child else []
    hidden = hiding(view, decision.facts)
    return [
        *_who(view.child, concern.raised_at),
        *(
            _entry(e, hidden, view)
            for e in view.entries
            if not e.corrected_by and e.kind not in STAYS
        ),
        *(_detail(d, hidden) for d in details),
        *_family(decision),
        _referrer(act),
    ]


def chosen(items: Iterable[Item], refs: Iterable[str]) -> list[Item]:
    """The items of these refs that may go, in reading order."""
    wanted = set(refs)
    return [
        item
        for item in items
        if {item.ref, item.replaces} & wanted and not item.withheld
    ]


def digest(items: Iterable[Item]) -> str:
    """Changes when anything a recipient would read changes."""
    plain = [[i.ref, i.kind, i.text, str(i.happened_on)] for i in items]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def sender_locates(act: Act, hidden: Hiding) -> bool:
    """Whether the very name of the sending agency leads to a family that is hidden."""
    sender = _referrer(act).text
    return hidden.is_hidden and shield(sender, hidden.locating) != sender


def _who(child: ChildSummary | None, at: datetime) -> list[Item]:
    if child is None:
        return []
    born = f"{child.born_on:%-d %B %Y}" if child.born_on else "not known"
    numbers = "".join(
        f"\n{SCHEMES.get(scheme, scheme)}: {value}"
        for scheme, value in child.identifiers
    )
    text = f"{child.name}, born {born}{numbers}"
    return [Item("who", "who", "The child", text, None, at, is_chosen=True)]


def _entry(entry: EntryView, hidden: Hiding, view: ConcernView) -> Item:
    text = shield(entry.text, hidden.locating) if hidden.is_hidden else entry.text
    return Item(
        f"entry:{entry.id}",
        entry.kind,
        entry.kind,
        text,
        entry.happened_on,
        entry.recorded_at,
        # The record says who the child is better than the first words did.
        is_chosen=not (entry.kind == EntryKind.WHO and view.child),
        replaces=f"entry:{entry.corrects}" if entry.corrects else None,
    )


def _detail(detail: Detail, hidden: Hiding) -> Item:
    withheld = (
        "It could lead somebody to a family that is hidden. It goes only as a separate "
        "act by a second person, to a named and verified worker who must reach the "
        "child."
        if hidden.is_hidden and detail.locates
        else ""
    )
    return Item(
        f"detail:{detail.id}",
        "detail",
        detail.kind,
        shield(detail.text, hidden.locating) if hidden.is_hidden else detail.text,
        None,
        detail.recorded_at,
        withheld,
    )


def _family(decision: SharingDecision) -> list[Item]:
    advised = {person["ref"]: person for person in decision.advice.get("people", [])}
    lines = [
        f"{person['relation'].replace('_', ' ').capitalize()}: {words}."
        for person in decision.facts["people"]
        if (words := _agreed_and_told(person, advised.get(person["ref"])))
    ]
    if not lines:
        return []
    return [
        Item(
            "family",
            "family",
            "What the family knows and has agreed",
            "\n".join(lines),
            None,
            decision.decided_at,
            is_chosen=True,
        )
    ]


def _agreed_and_told(person: dict[str, Any], advised: dict[str, Any] | None) -> str:
    """What came of asking, else what is advised; then what they will be told."""
    agreed = _AGREED.get(person.get("consent", ""), "")
    if advised is None:
        return agreed
    return f"{agreed or _ASK[advised['ask']]}; {_TELL[advised['tell']]}"


_AGREED = {
    "no_answer": "was asked and has not answered yet",
    "given": "agreed",
    "given_doubtful": "said yes, but not clearly or freely",
    "refused": "was asked and refused",
    "withdrawn": "agreed and then changed their mind",
    "cannot_be_given": "is not able to decide",
    "cannot_be_obtained_in_time": "cannot be reached in time",
}
_ASK = {
    "ask_before": "to be asked before",
    "not_needed": "agreement not needed",
    "do_not_ask": "must not be asked",
}
_TELL = {
    "tell_before": "to be told before",
    "tell_after": "to be told afterwards",
    "do_not_tell": "must not be told",
    "not_needed": "need not be told",
}


def _referrer(act: Act) -> Item:
    agency: UUID = act.by.agency  # type: ignore[assignment]
    name, phone = call_back(act.by.id)
    text = f"{name}, {agency_name(agency)}. Call back: {phone or 'no number given'}."
    return Item(
        "referrer", "referrer", "Who sends this", text, None, act.at, is_chosen=True
    )
