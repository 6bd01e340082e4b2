"""Kept out and sealed: by the policy, by the database, and until two agree."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from sharewell.access.barriers import About, ConflictReason, keep_out
from sharewell.access.bars import standing_to
from sharewell.access.command import Act, command
from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.assurance.restricting import (
    declare_own_conflict,
    keep_somebody_out,
    seal,
)
from sharewell.assurance.restrictions import restrictions
from sharewell.assurance.widening import (
    answer_proposal,
    propose_to_end_conflict,
    propose_to_lift,
    propose_to_name,
)
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose, Relation, Resource
from sharewell.decisions.actions import open_concern
from sharewell.decisions.deciding import open_decision
from sharewell.exchange.receiving import open_disclosure
from tests.conftest import Kept
from tests.integration.access.scene import Scene, kept_scene
from tests.integration.access.second_officer import with_deputy


@pytest.fixture
def scene(kept: Kept) -> Scene:
    """Nobody kept out of anything yet."""
    return kept_scene(kept)


def opens(scene: Scene, who: str) -> dict[str, bool]:
    """Which of the scene's things the person can open now."""
    by, found = scene.world.actors[who], {}
    for name, act, given in (
        ("concern", open_concern, "concern_id"),
        ("decision", open_decision, "decision_id"),
        ("disclosure", open_disclosure, "disclosure_id"),
    ):
        try:
            act(by=by, at=datetime.now(UTC), **{given: scene.ids[given]})
            found[name] = True
        except (NotFound, Refused):
            found[name] = False
    return found


def rows_seen(scene: Scene, who: str) -> dict[str, int]:
    """What the database alone lets through, table by table."""
    tables = {
        "decisions_concern": ("id", "concern_id"),
        "decisions_concern_entry": ("concern_id", "concern_id"),
        "decisions_concern_child": ("concern_id", "concern_id"),
        "decisions_sharing_decision": ("concern_id", "concern_id"),
        "decisions_draft": ("concern_id", "concern_id"),
        "decisions_task": ("about_id", "concern_id"),
        "exchange_disclosure": ("id", "disclosure_id"),
        "exchange_disclosure_item": ("disclosure_id", "disclosure_id"),
        "exchange_disclosure_step": ("disclosure_id", "disclosure_id"),
        "children_child_record": ("id", "child_id"),
        "children_child_name": ("child_id", "child_id"),
    }
    found = {}
    with context(scene.world.actors[who], Purpose.SAFEGUARD):
        for table, (column, name) in tables.items():
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT count(*) FROM {table} WHERE {column} = %s",
                    [scene.ids[name]],
                )
                found[table] = cursor.fetchone()[0]
    return found


def reference(scene: Scene) -> str:
    return str(scene.ids["reference"])


def keep_lena_out(scene: Scene) -> None:
    keep_somebody_out(
        by=scene.world.actors["omar"],
        at=datetime.now(UTC),
        key="out",
        reference=reference(scene),
        person=scene.world.actors["lena"].id,
        reason=ConflictReason.OWN_FAMILY,
    )


def test_kept_out_is_out_of_all_that_hangs_on_it(scene: Scene) -> None:
    before = rows_seen(scene, "lena")
    assert all(before.values())
    assert all(opens(scene, "lena").values())
    keep_lena_out(scene)
    assert not any(opens(scene, "lena").values())
    assert not any(rows_seen(scene, "lena").values())
    # Nobody else is.
    assert rows_seen(scene, "omar")["decisions_concern"] == 1
    assert opens(scene, "alice")["concern"]
    assert opens(scene, "dana")["disclosure"]


def test_whoever_knows_the_family_is_out_at_once(scene: Scene) -> None:
    declare_own_conflict(
        by=scene.world.actors["alice"], at=datetime.now(UTC), key="own",
        kind="concern", thing_id=scene.ids["concern_id"],
        reason=ConflictReason.OWN_CHILD,
    )  # fmt: skip
    assert not any(opens(scene, "alice").values())


def test_a_duty_worker_is_out_of_what_was_sent(scene: Scene) -> None:
    declare_own_conflict(
        by=scene.world.actors["dana"], at=datetime.now(UTC), key="own",
        kind="disclosure", thing_id=scene.ids["disclosure_id"],
        reason=ConflictReason.FEARED,
    )  # fmt: skip
    assert not opens(scene, "dana")["disclosure"]
    assert opens(scene, "lena")["disclosure"]


def test_sealed_is_for_those_named_alone(scene: Scene) -> None:
    world = scene.world
    seal(
        by=world.actors["omar"], at=datetime.now(UTC), key="seal",
        reference=reference(scene), whole_child=True,
        names=(world.actors["lena"].id,),
    )  # fmt: skip
    assert all(opens(scene, "lena").values())
    for who in ("omar", "alice"):
        assert not any(opens(scene, who).values())
        assert not any(rows_seen(scene, who).values())
    # What was sent is the recipient's.
    assert opens(scene, "dana")["disclosure"]


def test_letting_in_needs_a_second_officer(scene: Scene) -> None:
    world = with_deputy(scene.world)
    omar, deputy = world.actors["omar"], world.actors["deputy"]
    keep_lena_out(scene)
    found = restrictions(by=omar, at=datetime.now(UTC))
    assert {one.person for one in found.kept_out} == {"Lena Lead"}
    for number, one in enumerate(found.kept_out):
        asked = propose_to_end_conflict(
            by=omar, at=datetime.now(UTC), key=f"p{number}", conflict_id=one.id
        )
        with pytest.raises(Refused):
            answer_proposal(
                by=omar, at=datetime.now(UTC), key=f"o{number}",
                proposal_id=UUID(asked), agreed=True,
            )  # fmt: skip
        assert not any(opens(scene, "lena").values())
        answer_proposal(
            by=deputy, at=datetime.now(UTC), key=f"d{number}",
            proposal_id=UUID(asked), agreed=True,
        )  # fmt: skip
    assert all(opens(scene, "lena").values())


def test_a_refused_proposal_changes_nothing(scene: Scene) -> None:
    world = with_deputy(scene.world)
    omar, deputy, at = world.actors["omar"], world.actors["deputy"], datetime.now(UTC)
    made = seal(
        by=omar, at=at, key="seal", reference=reference(scene), whole_child=False,
        names=(world.actors["lena"].id,),
    )  # fmt: skip
    asked = propose_to_name(
        by=omar, at=at, key="name", seal_id=UUID(made), person=world.actors["alice"].id
    )
    answer_proposal(by=deputy, at=at, key="no", proposal_id=UUID(asked), agreed=False)
    assert not opens(scene, "alice")["concern"]
    lifted = propose_to_lift(by=omar, at=at, key="lift", seal_id=UUID(made))
    answer_proposal(by=deputy, at=at, key="yes", proposal_id=UUID(lifted), agreed=True)
    assert opens(scene, "alice")["concern"]


def test_who_is_kept_out_is_not_told_by_the_list(scene: Scene) -> None:
    world = with_deputy(scene.world)
    keep_somebody_out(
        by=world.actors["deputy"], at=datetime.now(UTC), key="out",
        reference=reference(scene), person=world.actors["omar"].id,
        reason=ConflictReason.FEARED,
    )  # fmt: skip
    assert not restrictions(by=world.actors["omar"], at=datetime.now(UTC)).kept_out
    assert restrictions(by=world.actors["deputy"], at=datetime.now(UTC)).kept_out


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO access_conflict_end (id, agency_id, conflict_id, by, at) "
        "SELECT gen_random_uuid(), agency_id, id, %(me)s, now() FROM access_conflict",
        "INSERT INTO access_seal_name "
        "(id, agency_id, seal_id, practitioner_id, by, at) "
        "SELECT gen_random_uuid(), agency_id, id, %(me)s, %(me)s, now() "
        "FROM access_seal",
        # The officer who sealed it, with the time of the sealing.
        "INSERT INTO access_seal_name "
        "(id, agency_id, seal_id, practitioner_id, by, at, salt) "
        "SELECT gen_random_uuid(), agency_id, id, %(me)s, %(me)s, sealed_at, salt "
        "FROM access_seal",
        "INSERT INTO access_seal_lift (id, agency_id, seal_id, by, at) "
        "SELECT gen_random_uuid(), agency_id, id, %(me)s, now() FROM access_seal",
        "INSERT INTO access_proposal_answer "
        "(id, agency_id, proposal_id, agreed, by, at) "
        "SELECT gen_random_uuid(), agency_id, id, true, %(me)s, now() "
        "FROM access_proposal",
        "INSERT INTO access_proposal_answer "
        "(id, agency_id, proposal_id, agreed, by, at) "
        "SELECT gen_random_uuid(), agency_id, id, true, proposed_by, now() "
        "FROM access_proposal",
    ],
)
def test_an_injected_statement_lets_nobody_in(scene: Scene, statement: str) -> None:
    """The runtime role itself, in the context of one person, cannot be two."""
    world = with_deputy(scene.world)
    omar = world.actors["omar"]
    keep_lena_out(scene)
    seal(
        by=omar, at=datetime.now(UTC), key="seal", reference=reference(scene),
        whole_child=True, names=(world.actors["lena"].id,),
    )  # fmt: skip
    found = restrictions(by=omar, at=datetime.now(UTC))
    propose_to_end_conflict(
        by=omar, at=datetime.now(UTC), key="p", conflict_id=found.kept_out[0].id
    )
    who = world.actors["lena"] if "conflict_end" in statement else omar
    with (
        pytest.raises((ProgrammingError, IntegrityError), match="row-level security"),
        context(who, Purpose.OVERSEE),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, {"me": who.id})


def test_what_an_act_writes_holds_for_the_rest_of_it(scene: Scene) -> None:
    """What was asked before is remembered for an act, but not past such a writing."""
    officer, concern = scene.world.actors["omar"], scene.ids["concern_id"]

    @command(Action.CONFLICT_DECLARE)
    def keeps_herself_out(act: Act) -> list[bool]:
        act.require(
            Resource("concern", concern, frozenset({Relation.OWN_AGENCY})),
            Circumstances(about_person=officer.id),
        )
        before = standing_to(officer, [concern], act.at)
        keep_out(
            act,
            officer.id,
            ConflictReason.OWN_FAMILY,
            [About("concern", concern, "C-1")],
        )
        after = standing_to(officer, [concern], act.at)
        return [Relation.IN_CONFLICT in before, Relation.IN_CONFLICT in after]

    given = {"by": officer, "at": datetime.now(UTC), "key": "restrict:remembered"}
    assert keeps_herself_out(**given) == [False, True]
