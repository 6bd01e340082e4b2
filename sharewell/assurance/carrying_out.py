"""Carrying out what two people agreed on: records, names, and then the keys."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from sharewell.access.command import Act, command
from sharewell.access.emergencies import openings_of
from sharewell.agencies.agreeing import OWN
from sharewell.assurance.not_yet import against_erasing, concerns_that_go
from sharewell.children import erasures
from sharewell.children.erasures import Asked
from sharewell.children.vocabulary import ErasureStepKind
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Purpose, Resource
from sharewell.decisions.erasable import Reach, throw_away_sheets, written_in
from sharewell.exchange.erasable import contacts_about, exchanged_about
from sharewell.keys.sealing import empty_wraps
from sharewell.keys.subjects import destroy_after_commit, subject_keys
from sharewell.rulebooks.clocks import london_date


@command(Action.ERASURE_CARRY_OUT, purpose=Purpose.RUN_THE_SERVICE)
def carry_out_erasures(act: Act) -> str:
    """Erase what is due and has nothing against it; returns how many, as text.

    The keys are destroyed when this is committed: until then everything can be undone.
    """
    act.require(Resource("agency", act.by.agency, OWN))
    agency: UUID = act.by.agency  # type: ignore[assignment]
    due = due_now(agency, act.at)
    for asked in due:
        _erase(act, agency, asked)
    act.record("erasures.carried_out", kind="agency", id=agency)
    return str(len(due))


def due_now(agency: UUID, at: datetime) -> list[Asked]:
    """Agreed to, not withdrawn, the delay over, and nothing against it now."""
    return [
        asked
        for asked in erasures.erasures(agency)
        if asked.due_at is not None
        and asked.due_at <= at
        and not against_erasing(
            agency,
            asked.child,
            at,
            concerns=concerns_that_go(asked.child, asked.concerns),
        )
    ]


def destroy_again(agency: UUID) -> int:
    """Destroy every key of what is erased that is still, or again, there.

    After a crash between the commit and the destruction, and after somebody put an old
    copy of the key store back. Returns how many; inside an open context.
    """
    store, found = subject_keys(), 0
    for subject in erased_subjects(agency):
        if store.holds(agency, subject):
            store.destroy(agency, subject)
            found += 1
    return found


def erased_subjects(agency: UUID) -> list[UUID]:
    """Every subject of an erasure that was carried out."""
    return [
        subject
        for asked in erasures.erasures(agency)
        if asked.end is not None
        for subject in asked.end.subjects
    ]


def reach_of(agency: UUID, child_id: UUID, concerns: list[UUID]) -> Reach:
    """All that goes: what is held of the child, and what hangs on these concerns."""
    texts, records = openings_of(agency, [child_id, *concerns])
    return (
        Reach((child_id,), tuple(erasures.detail_texts(child_id)))
        + written_in(concerns)
        + exchanged_about(agency, concerns)
        + contacts_about(agency, child_id)
        + Reach((), tuple(texts), tuple(records))
    )


def _erase(act: Act, agency: UUID, asked: Asked) -> None:
    concerns = [one.id for one in concerns_that_go(asked.child, asked.concerns)]
    reach = reach_of(agency, asked.child, concerns)
    erasures.step(
        act,
        asked,
        ErasureStepKind.ERASED,
        gone_by=_gone_by(act.at),
        erased=[[kind, str(record)] for kind, record in reach.records],
        subjects=[str(subject) for subject in reach.subjects],
    )
    # For the page of who looked, which asks by the thing.
    act.record("erased", kind="child", id=asked.child)
    throw_away_sheets(act, concerns)
    empty_wraps(reach.texts, agency=agency)
    erasures.forget_names(act, asked.child)
    for subject in reach.subjects:
        destroy_after_commit(agency, subject)


def _gone_by(at: datetime) -> date:
    """Keys leave with the copies of the key store, names with those of the database."""
    days = max(settings.KEY_STORE_BACKUP_DAYS, settings.DATABASE_BACKUP_DAYS)
    return london_date(at + timedelta(days=days))
