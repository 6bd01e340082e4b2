"""How many existence questions a person and an agency ask in a day.

Over the limit an ordinary question waits; one at reasonable cause, or about a child who
is not safe, never does (design, section 2). The officers are told of both, because a
limit alone would be learnt and stayed under.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import QuerySet

from sharewell.access.command import Act
from sharewell.accounts.throttle import wait_for_others
from sharewell.agencies.queries import inbox_for_officers
from sharewell.core.identifiers import reference_code
from sharewell.decisions.tasks import open_tasks, raise_task
from sharewell.decisions.vocabulary import TaskKind
from sharewell.exchange.models import ExistenceCount

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """How many in the last 24 hours, ordinary and serious ones apart."""

    ordinary: int
    serious: int


def is_over(act: Act, *, is_serious: bool) -> bool:
    """Count one more question; True, with the officers told, where it is too many.

    Ordinary and serious ones are counted apart: a night of serious ones at a front door
    must not stop its day, nor may a day of ordinary ones make a serious one remarkable.
    """
    agency = act.by.agency
    if agency is None:
        raise TypeError("A question is asked under the hat of an agency.")
    # Two at once would both be the last one that is allowed.
    wait_for_others(f"existence questions of {agency}")
    today = _of_late(act, agency).filter(is_serious=is_serious)
    mine = today.filter(asked_by=act.by.id).count()
    over = (
        mine >= settings.EXISTENCE_A_DAY_PERSON
        or today.count() >= settings.EXISTENCE_A_DAY_AGENCY
    )
    if over:
        _tell(act, agency)
    if is_serious or not over:
        _count(act, agency, is_serious=is_serious)
    return over


def asked_of_late(act: Act, practitioner_id: UUID) -> Asked:
    """Of one person of the acting agency."""
    found = _of_late(act, act.by.agency).filter(asked_by=practitioner_id)
    serious = found.filter(is_serious=True).count()
    return Asked(found.count() - serious, serious)


def _of_late(act: Act, agency: UUID | None) -> "QuerySet[ExistenceCount]":
    return ExistenceCount.objects.filter(agency_id=agency, asked_at__gt=act.at - DAY)


def _count(act: Act, agency: UUID, *, is_serious: bool) -> None:
    ExistenceCount(
        id=uuid4(),
        agency_id=agency,
        asked_by=act.by.id,
        asked_at=act.at,
        is_serious=is_serious,
    ).save(force_insert=True)


def _tell(act: Act, agency: UUID) -> None:
    """One task about one person at a time, however often it happens meanwhile."""
    inbox = inbox_for_officers(agency)
    waits = open_tasks().filter(
        agency_id=agency, kind=TaskKind.REVIEW_ASKING.value, about_id=act.by.id
    )
    if inbox is None or waits.exists():
        return
    raise_task(
        act,
        agency=agency,
        inbox_id=inbox.id,
        kind=TaskKind.REVIEW_ASKING,
        about_kind="asking",
        about_id=act.by.id,
        reference=reference_code(secrets.token_bytes(8)),
    )
