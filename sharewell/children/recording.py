"""Writing a child's record, as a part of an act that has been permitted."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sharewell.access.command import Act
from sharewell.children.errors import UnusableChild
from sharewell.children.models import (
    ChildDetail,
    ChildIdentifier,
    ChildName,
    ChildRecord,
    Concealment,
)
from sharewell.core.identifiers import reference_code
from sharewell.core.matching.normalise import normalise_name
from sharewell.keys.sealing import seal_text

EARLIEST_BIRTH_YEAR = 1900


@dataclass(frozen=True)
class NewDetail:
    """Something to hold about the child; `locates` leads to where the child is."""

    kind: str
    text: str
    locates: bool = False


@dataclass(frozen=True)
class NewChild:
    """A child as the agency is to hold the child."""

    given_name: str
    family_name: str
    born_on: date | None
    identifiers: tuple[tuple[str, str], ...] = ()
    details: tuple[NewDetail, ...] = ()
    is_hidden: bool = False
    also_known_as: tuple[tuple[str, str], ...] = field(default=())


def write_child(act: Act, new: NewChild) -> ChildRecord:
    """Keep the record, its names, numbers, sealed details; raises UnusableChild."""
    _check(new, act.at.date())
    child = ChildRecord(
        id=uuid4(),
        agency_id=act.by.agency,
        reference=reference_code(secrets.token_bytes(8)),
        created_at=act.at,
        created_by=act.by.id,
    )
    child.save(force_insert=True)
    _write_names(act, child, new)
    ChildIdentifier.objects.bulk_create(
        ChildIdentifier(
            id=uuid4(), agency_id=act.by.agency, child=child, scheme=scheme, value=value
        )
        for scheme, value in new.identifiers
    )
    _write_details(act, child.id, new.details)
    if new.is_hidden:
        Concealment(
            id=uuid4(),
            agency_id=act.by.agency,
            child=child,
            recorded_at=act.at,
            recorded_by=act.by.id,
        ).save(force_insert=True)
    act.record("child.recorded", kind="child", id=child.id)
    return child


def _write_names(act: Act, child: ChildRecord, new: NewChild) -> None:
    # The usual name last: the latest row is the one shown.
    names = [*new.also_known_as, (new.given_name, new.family_name)]
    for sequence, (given, family) in enumerate(names, start=1):
        ChildName(
            id=uuid4(),
            agency_id=act.by.agency,
            child=child,
            given_name=given,
            family_name=family,
            normalised=normalise_name(given, family) or "",
            born_on=new.born_on,
            sequence=sequence,
            recorded_at=act.at,
        ).save(force_insert=True)


def _write_details(act: Act, child_id: UUID, details: Iterable[NewDetail]) -> None:
    agency = act.by.agency
    for one in details:
        detail_id = uuid4()
        ChildDetail(
            id=detail_id,
            agency_id=agency,
            child_id=child_id,
            kind=one.kind,
            text_id=seal_text(
                one.text,
                kind="child_detail",
                record=detail_id,
                field="text",
                owner=agency,
                subject=child_id,
            ),
            locates=one.locates,
            recorded_at=act.at,
        ).save(force_insert=True)


def _check(new: NewChild, today: date) -> None:
    if normalise_name(new.given_name, new.family_name) is None:
        raise UnusableChild(
            "A record needs a name that can be found again. Write the name as the "
            "family uses it; if it is not known, leave the concern unmatched for now."
        )
    if new.born_on and not new.born_on.year >= EARLIEST_BIRTH_YEAR:
        raise UnusableChild(f"The date of birth must be after {EARLIEST_BIRTH_YEAR}.")
    if new.born_on and new.born_on > today:
        raise UnusableChild("The date of birth must be in the past.")
