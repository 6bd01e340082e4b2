"""The service fetches what an agency must answer, in the agency's own custody.

From then on it is the agency's work, with a clock that began when the question came.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from sharewell.access.barriers import About, extend_conflicts
from sharewell.access.command import Act, command
from sharewell.agencies.notify import notify_inbox, notify_person
from sharewell.agencies.queries import inbox_for_officers
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Resource
from sharewell.decisions.raising import SALT_BYTES
from sharewell.decisions.tasks import raise_task
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.contacts import named_in_seals
from sharewell.exchange.contents import contact_content
from sharewell.exchange.existence import LETTER
from sharewell.exchange.models import ContactMatch, ContactOwed
from sharewell.keys.envelope import CannotOpen
from sharewell.keys.letters import open_letter
from sharewell.keys.sealing import seal_text
from sharewell.outbox.templates import Template

NO_REASON = "The reason that came with it cannot be opened. Ask whoever asked."


@dataclass(frozen=True)
class Look:
    """The agency's own part of what a question found."""

    question: UUID
    asker_agency: UUID
    asked_by: UUID
    asked_at: datetime
    purpose: str
    reference: str
    contact_by: datetime
    cipher_text: bytes
    key_version: int
    its: dict[str, Any]

    @property
    def children(self) -> tuple[UUID, ...]:
        """The agency's records that matched."""
        return tuple(UUID(one) for one in self.its["children"])


def waiting_looks() -> list[Look]:
    """What the agency in context owes and has not taken in; for the service alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT question, asker_agency, asked_by, asked_at, purpose, reference, "
            "contact_by, cipher_text, key_version, its::text "
            "FROM sharewell_access.contacts_owed()"
        )
        return [
            Look(*rest, bytes(cipher_text), key_version, json.loads(its))
            for *rest, cipher_text, key_version, its in cursor.fetchall()
        ]


@command(Action.TASKS_TICK, purpose=Purpose.RUN_THE_SERVICE)
def take_in(act: Act) -> str:
    """Make the agency's own rows, tasks and e-mails; returns how many, as text."""
    act.require(Resource("tasks"))
    looks = waiting_looks()
    for look in looks:
        _take_in(act, look)
    act.record("contacts.taken_in", kind="agency", id=act.by.agency)
    return str(len(looks))


def _take_in(act: Act, look: Look) -> None:
    agency: UUID = act.by.agency  # type: ignore[assignment]
    row_id, reason = uuid4(), _reason(look, agency)
    inbox = inbox_for_officers(agency)
    row = ContactOwed(
        id=row_id,
        agency_id=agency,
        question_id=look.question,
        asker_agency_id=look.asker_agency,
        asked_by=look.asked_by,
        asked_at=look.asked_at,
        purpose=look.purpose,
        reference=look.reference,
        contact_by=look.contact_by,
        inbox_id=inbox.id if inbox else None,
        reason_id=seal_text(
            reason,
            kind="contact",
            record=row_id,
            field="reason",
            owner=agency,
            subject=row_id,
        ),
        salt=secrets.token_bytes(SALT_BYTES),
    )
    row.save(force_insert=True)
    act.record(
        "contact.owed",
        kind="contact",
        id=row.id,
        salt=row.salt,
        content=contact_content(row, reason),
        subject=row.id,
    )
    _match(act, row, look.children)
    _tell(act, row, look.children)


def _reason(look: Look, agency: UUID) -> str:
    try:
        return open_letter(
            look.cipher_text,
            bytes.fromhex(look.its["wrapped"] or ""),
            kind=LETTER,
            record=look.question,
            owner=look.asker_agency,
            reader=agency,
            key_version=look.key_version,
        )
    except CannotOpen:
        # Only a statement that did not come from here seals it wrongly. The agency
        # hears of it all the same, and of whatever else it owes.
        return NO_REASON


def _match(act: Act, row: ContactOwed, children: tuple[UUID, ...]) -> None:
    about = About("contact", row.id, row.reference)
    for child in children:
        ContactMatch(
            id=uuid4(), agency_id=row.agency_id, contact=row, child_id=child
        ).save(force_insert=True)
        # Whoever is kept out of the child is kept out of the question about it.
        extend_conflicts(act, child, about)


def _tell(act: Act, row: ContactOwed, children: tuple[UUID, ...]) -> None:
    told = {"reference": row.reference, "path": f"/contacts/{row.id}"}
    if row.inbox_id is not None:
        raise_task(
            act,
            agency=row.agency_id,
            inbox_id=row.inbox_id,
            kind=TaskKind.CONTACT_ASKER,
            about_kind="contact",
            about_id=row.id,
            reference=row.reference,
            due_at=row.contact_by,
        )
        notify_inbox(row.inbox_id, Template.CONTACT_OWED, by=act.by, at=act.at, **told)
    for person in named_in_seals(row.agency_id, children):
        notify_person(person, Template.CONTACT_OWED, by=act.by, at=act.at, **told)
