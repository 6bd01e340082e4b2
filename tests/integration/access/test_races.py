"""Two who write to one record at the same moment both get what they sent."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count as counter
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, connections, models

from sharewell.access.errors import WrittenAtOnce
from sharewell.access.models import ProposalAnswer
from sharewell.access.races import ATTEMPTS, SETTLES_A_RACE, begin_again
from sharewell.assurance.errors import AnsweredBefore
from sharewell.assurance.widening import answer_proposal
from sharewell.core.policy.model import Role
from sharewell.decisions import drafts
from sharewell.decisions.actions import add_entry, create_child, match_child
from sharewell.decisions.deciding import record_decision
from sharewell.decisions.drafts import save_draft
from sharewell.decisions.errors import DraftChanged
from sharewell.decisions.models import (
    ConcernChild,
    ConcernEntry,
    Draft,
    SharingDecision,
)
from sharewell.decisions.raising import NewEntry
from sharewell.decisions.vocabulary import DraftKind, EntryKind
from sharewell.exchange.models import DisclosureStep
from sharewell.exchange.receiving import acknowledge
from tests.architecture.test_models import own_models
from tests.integration.access.leaves import count
from tests.integration.access.scene import CHILD, Scene, decision
from tests.integration.access.second_officer import with_deputy

AT = datetime.now(UTC)
Write = Callable[[Scene, int], object]


def adds(scene: Scene, number: int) -> object:
    entry = NewEntry(EntryKind.MORE, f"Seen again, {number}.")
    return add_entry(
        by=scene.world.actors["alice"], at=AT, key=f"race:{number}",
        concern_id=scene.ids["concern_id"], entry=entry,
    )  # fmt: skip


def decides(scene: Scene, number: int) -> object:
    return record_decision(
        by=scene.world.actors["lena"], at=AT, key=f"race:{number}",
        concern_id=scene.ids["departed_id"], decision=decision(AT),
    )  # fmt: skip


def matches(scene: Scene, number: int) -> object:
    return match_child(
        by=scene.world.actors["lena"], at=AT, key=f"race:{number}",
        concern_id=scene.ids["concern_id"], child_id=scene.ids["child_id"],
    )  # fmt: skip


def makes_a_child(scene: Scene, number: int) -> object:
    return create_child(
        by=scene.world.actors["lena"], at=AT, key=f"race:{number}",
        concern_id=scene.ids["concern_id"], child=CHILD,
    )  # fmt: skip


def acknowledges(scene: Scene, number: int) -> object:
    return acknowledge(
        by=scene.world.actors["dana"], at=AT, key=f"race:{number}",
        disclosure_id=scene.ids["disclosure_id"],
    )  # fmt: skip


def at_once(
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    gate: tuple[object, str],
    write: Write,
) -> list[object]:
    """Both have looked before either writes: they wait for each other at `gate`."""
    both, calls, real = Barrier(2, timeout=20), counter(), getattr(*gate)

    def meet(*given: object, **more: object) -> object:
        if next(calls) < 2:
            both.wait()
        return real(*given, **more)

    def run(number: int) -> object:
        try:
            return write(scene, number)
        finally:
            connections.close_all()

    monkeypatch.setattr(*gate, meet)
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, range(2)))


@pytest.mark.parametrize(
    ("model", "write", "more"),
    [
        (ConcernEntry, adds, 2),
        (SharingDecision, decides, 2),
        (ConcernChild, matches, 2),
        (ConcernChild, makes_a_child, 2),
        # Taken once: who comes second finds it taken.
        (DisclosureStep, acknowledges, 1),
    ],
)
def test_two_at_the_same_moment_are_both_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, model: type, write: Write, more: int
) -> None:
    before = count(model._meta.db_table)
    assert all(at_once(scene, monkeypatch, (model, "save"), write))
    assert count(model._meta.db_table) == before + more


def test_two_tabs_that_start_one_draft_do_not_break(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = uuid4()

    def saves(scene: Scene, number: int) -> object:
        try:
            return save_draft(
                by=scene.world.actors["alice"], at=AT, draft_id=draft_id, team="staff",
                kind=DraftKind.CONCERN, revision=0, fields={"seen": f"Text {number}"},
            )  # fmt: skip
        except DraftChanged as problem:
            return str(problem)

    said = at_once(scene, monkeypatch, (drafts, "seal_text"), saves)
    assert any("changed elsewhere" in str(one) for one in said)
    assert any(isinstance(one, dict) for one in said)


def test_two_officers_who_answer_at_the_same_moment(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One answer counts, and the other is told that it was given."""
    world = with_deputy(scene.world)
    second = replace(
        world.actors["deputy"], roles=frozenset({Role.DATA_PROTECTION_OFFICER})
    )

    def answers(scene: Scene, number: int) -> object:
        by = (world.actors["deputy"], replace(second, id=world.actors["lena"].id))
        try:
            return answer_proposal(
                by=by[number], at=AT, key=f"race:{number}",
                proposal_id=scene.ids["proposal_id"], agreed=True,
            )  # fmt: skip
        except AnsweredBefore as problem:
            return str(problem)

    said = at_once(scene, monkeypatch, (ProposalAnswer, "save"), answers)
    assert sum("has answered this already" in str(one) for one in said) == 1
    assert count("access_seal_lift") == 1


class Refusal(Exception):
    """What psycopg says of a constraint."""

    def __init__(self, name: str) -> None:
        self.diag = type("Diagnosis", (), {"constraint_name": name})


@pytest.mark.parametrize(
    ("name", "tries", "error"),
    [
        ("one_entry_per_sequence", ATTEMPTS, WrittenAtOnce),
        ("agencies_agency_name_key", 1, IntegrityError),
    ],
)
def test_who_loses_every_time_is_told_and_a_fault_is_no_race(
    name: str, tries: int, error: type[Exception]
) -> None:
    made = []

    def attempt() -> None:
        made.append(1)
        raise IntegrityError from Refusal(name)

    with pytest.raises(error):
        begin_again(attempt)
    assert len(made) == tries


def test_every_counted_number_is_known_to_settle_a_race() -> None:
    counted = [
        rule.name for model in own_models() for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint)
        and {"sequence", "revision"} & set(rule.fields)
    ]  # fmt: skip
    assert counted
    assert [name for name in counted if not SETTLES_A_RACE.search(name)] == []
    assert f"{Draft._meta.db_table}_pkey" == "decisions_draft_pkey"
