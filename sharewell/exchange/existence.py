"""Asking which other agencies know a child: that they do, never what they hold.

What is kept hidden (a sealed record, a hidden family, a sensitive service, a record
where the asker is in conflict of interest) looks like nothing, and its custodian is
told to contact whoever asked. Both come from one function of the database
(who_holds.sql): nothing here ever learns the difference.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.agencies.queries import (
    InboxEntry,
    agency_ids,
    agency_kinds,
    agency_names,
    inbox_for_concerns,
)
from sharewell.children.queries import ChildSummary, summaries
from sharewell.core.identifiers import reference_code
from sharewell.core.matching.grade import Person
from sharewell.core.matching.normalise import normalise_name
from sharewell.core.policy.action import Action
from sharewell.decisions.deciding import figure_of_clock
from sharewell.decisions.looked_at import Held, held_concern
from sharewell.decisions.raising import SALT_BYTES
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.asking_limit import is_over
from sharewell.exchange.contents import question_content
from sharewell.exchange.errors import UnusableQuestion
from sharewell.exchange.looked_at import held_disclosure
from sharewell.exchange.models import Disclosure, ExistenceQuestion
from sharewell.exchange.vocabulary import AskedFor, Urgency
from sharewell.keys.letters import VERSION_WITHIN, seal_letter
from sharewell.keys.sealing import seal_text
from sharewell.rulebooks.clocks import due

LETTER = "existence_question"
LONGEST_REASON = 1_000


@dataclass(frozen=True)
class NewQuestion:
    """Whom it is about, for what it is asked, and why, in a sentence."""

    who: Person
    purpose: AskedFor
    reason: str


@dataclass(frozen=True)
class Asking:
    """From what somebody asks; `child` is who it is about, where that is known."""

    reference: str
    child: ChildSummary | None


@dataclass(frozen=True)
class Holder:
    """An agency that says it holds an entry, since which month, and whom to ring."""

    agency: str
    kind: str
    since: date
    inbox: InboxEntry | None


@command(Action.EXISTENCE_ASK, writes=False)
def open_to_ask(act: Act, *, kind: str, thing_id: UUID) -> Asking:
    """The reference of what is asked from, and the child, for whoever may ask."""
    held = _require(act, kind, thing_id)
    act.record("existence.considered", kind=kind, id=held.id)
    found = summaries([held.child[0]]) if held.child else []
    return Asking(held.reference, next(iter(found), None))


@command(Action.EXISTENCE_ASK)
def ask_who_knows(
    act: Act, *, kind: str, thing_id: UUID, question: NewQuestion
) -> dict[str, Any]:
    """Ask, and keep that it was asked; raises UnusableQuestion.

    The result names agencies and months, as (id, ISO date); `holders` makes them whole.
    Over the limit of a day it is {"over": True}, and nothing was looked for: no error,
    because the task that tells the officers is kept.
    """
    held = _require(act, kind, thing_id)
    # What cannot be asked is said before it is counted.
    _said(question.who)
    _reason(question)
    figure = _figure(kind, held.id)
    if is_over(act, is_serious=bool(figure)) and not figure:
        act.record("existence.over_limit", kind=kind, id=held.id)
        return {"over": True}
    row = _keep(act, kind, held, question, figure)
    found = _look(row, question)
    return {
        "reference": row.reference,
        "holders": [[str(agency), since.isoformat()] for agency, since in found],
    }


def holders(result: dict[str, Any]) -> list[Holder]:
    """What was found, from the directory, by the agencies' names."""
    since = {UUID(agency): day for agency, day in result["holders"]}
    names, kinds = agency_names(since), agency_kinds(since)
    found = [
        Holder(names[one], kinds[one], date.fromisoformat(day), inbox_for_concerns(one))
        for one, day in since.items()
    ]
    return sorted(found, key=lambda one: one.agency)


def _require(act: Act, kind: str, thing_id: UUID) -> Held:
    held = (held_concern if kind == "concern" else held_disclosure)(act, thing_id)
    if held is None:
        raise NotFound(act.by, act.action, kind)
    act.require(held.resource)
    return held


def _keep(
    act: Act, kind: str, held: Held, question: NewQuestion, figure: str
) -> ExistenceQuestion:
    reason, who = _reason(question), _said(question.who)
    row_id = uuid4()
    row = ExistenceQuestion(
        id=row_id,
        agency_id=act.by.agency,
        about_kind=kind,
        about_id=held.id,
        reference=reference_code(secrets.token_bytes(8)),
        purpose=question.purpose.value,
        asked_by=act.by.id,
        asked_at=act.at,
        contact_by=due(TaskKind.CONTACT_ASKER.value, act.at, variant=figure),
        who_id=_sealed(act, held.id, row_id, "who", who),
        reason_id=_sealed(act, held.id, row_id, "reason", reason),
        salt=secrets.token_bytes(SALT_BYTES),
    )
    row.save(force_insert=True)
    act.record(
        "existence.asked",
        kind="existence_question",
        id=row.id,
        salt=row.salt,
        content=question_content(row, who, reason),
        subject=held.id,
    )
    return row


def _look(row: ExistenceQuestion, question: NewQuestion) -> list[tuple[UUID, date]]:
    """The one statement that looks across agencies, the same whatever it finds.

    The reason is wrapped for every agency, and the database keeps the wraps of those
    that must answer: who they are is not known here.
    """
    who, reason = question.who, _reason(question)
    cipher_text, wraps = seal_letter(
        reason, kind=LETTER, record=row.id, owner=row.agency_id, readers=agency_ids()
    )
    numbers = sorted(who.identifiers)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agency, since FROM sharewell_access.who_holds(%s, %s, %s, "
            "%s::text[], %s::text[], %s, %s, %s::uuid[], %s::bytea[])",
            [
                row.id,
                normalise_name(who.given, who.family) or "",
                who.born_on,
                [scheme for scheme, _ in numbers],
                [value for _, value in numbers],
                cipher_text,
                VERSION_WITHIN,
                list(wraps.keys()),
                list(wraps.values()),
            ],
        )
        return sorted(cursor.fetchall())


def _figure(kind: str, thing_id: UUID) -> str:
    """Which figure of the clock holds: an hour where it is serious."""
    if kind == "concern":
        return figure_of_clock(thing_id)
    urgency = Disclosure.objects.get(id=thing_id).urgency
    return "at_reasonable_cause" if urgency != Urgency.BELOW else ""


def _reason(question: NewQuestion) -> str:
    words = question.reason.strip()
    if not words:
        raise UnusableQuestion("Write in a sentence why you ask.")
    if len(words) > LONGEST_REASON:
        raise UnusableQuestion(
            f"The reason has {len(words):,} characters; at most {LONGEST_REASON:,} fit."
        )
    return words


def _said(who: Person) -> str:
    if not who.identifiers and (
        who.born_on is None or normalise_name(who.given, who.family) is None
    ):
        raise UnusableQuestion(
            "Other agencies are asked by the name with the date of birth, or by the "
            "NHS number. Ring the front door if you know neither."
        )
    born = f", born {who.born_on:%-d %B %Y}" if who.born_on else ""
    numbers = "".join(f", {value}" for _, value in sorted(who.identifiers))
    return f"{who.given} {who.family}{born}{numbers}"


def _sealed(act: Act, subject: UUID, record: UUID, field: str, text: str) -> UUID:
    if act.by.agency is None:
        raise TypeError("A question is asked under the hat of an agency.")
    return seal_text(
        text,
        kind="existence_question",
        record=record,
        field=field,
        owner=act.by.agency,
        subject=subject,
    )
