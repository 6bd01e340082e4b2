"""The steps of a disclosure: written by either side, seen by both."""

import secrets
from uuid import UUID, uuid4

from sharewell.access.command import Act
from sharewell.decisions.raising import SALT_BYTES
from sharewell.exchange.contents import step_content
from sharewell.exchange.models import Disclosure, DisclosureStep
from sharewell.exchange.vocabulary import Step
from sharewell.keys.sealing import seal_text


def write_step(
    act: Act,
    disclosure: Disclosure,
    kind: Step,
    *,
    code: str = "",
    text: str | None = None,
    shared: bool = True,
) -> DisclosureStep:
    """Keep one step with its leaf; `shared` text can be read by both agencies."""
    row_id = uuid4()
    writer: UUID = act.by.agency  # type: ignore[assignment]
    subjects = subjects_of(disclosure)
    own = subjects.pop(writer)
    row = DisclosureStep(
        id=row_id,
        agency_id=writer,
        sender_agency_id=disclosure.agency_id,
        recipient_agency_id=disclosure.recipient_agency_id,
        disclosure=disclosure,
        kind=kind.value,
        code=code,
        text_id=None
        if text is None
        else seal_text(
            text,
            kind="disclosure_step",
            record=row_id,
            field="text",
            owner=writer,
            subject=own,
            readers=subjects if shared else {},
        ),
        at=act.at,
        by=act.by.id,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    row.save(force_insert=True)
    act.record(
        f"disclosure.{kind.value}",
        kind="disclosure_step",
        id=row.id,
        salt=row.salt,
        content=step_content(row, text),
        subject=None if text is None else own,
    )
    return row


def subjects_of(disclosure: Disclosure) -> dict[UUID, UUID]:
    """What a text of the disclosure goes with, at either agency, when it is erased.

    For the sender it hangs on the concern; the recipient's copy stands by itself.
    """
    # Within one agency the sender's own concern holds both sides.
    return {
        disclosure.recipient_agency_id: disclosure.id,
        disclosure.agency_id: disclosure.concern_id,
    }
