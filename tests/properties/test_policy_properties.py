"""What holds for every actor and every thing, drawn at random."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.forbids import FORBIDS
from sharewell.core.policy.groups import APPOINTED, NEVER_BLOCKED, RESTRICTING
from sharewell.core.policy.model import (
    Actor,
    Circumstances,
    Purpose,
    Question,
    Relation,
    Resource,
    Role,
)

PURPOSES = st.sampled_from(sorted(Purpose))
SOMEBODY = st.sampled_from([None, UUID(int=1), UUID(int=3)])
CIRCUMSTANCES = st.builds(Circumstances, SOMEBODY, SOMEBODY)
ACTIONS = st.sampled_from(sorted(Action))
RELATIONS = st.frozensets(st.sampled_from(sorted(Relation)))
KINDS = st.sampled_from(
    ["concern", "decision", "disclosure", "draft", "child", "review", "task", "agency"]
)
ROLES = st.frozensets(st.sampled_from(sorted(Role)))
# Whoever is appointed to work with children, whatever else they are as well.
AT_WORK = st.tuples(ROLES, st.sampled_from(sorted(APPOINTED))).map(
    lambda d: d[0] | {d[1]}
)
RESOURCES = st.builds(Resource, KINDS, st.none(), RELATIONS)
REFERRAL_PATH = st.sampled_from(sorted(NEVER_BLOCKED))


def _actor(roles: frozenset[Role]) -> Actor:
    return Actor(UUID(int=1), UUID(int=2), roles)


def test_the_referral_path_is_telling_referring_and_recording() -> None:
    assert {
        Action.CONCERN_TELL,
        Action.CONCERN_REFER,
        Action.DRAFT_SAVE,
    } == NEVER_BLOCKED


QUESTIONS = st.builds(
    Question, ROLES.map(_actor), PURPOSES, ACTIONS, RESOURCES, CIRCUMSTANCES
)


def _permits(asked: Question) -> bool:
    return decide(
        asked.actor,
        asked.purpose,
        asked.action,
        asked.resource,
        asked.circumstances,
    ).permit


@given(AT_WORK, PURPOSES, REFERRAL_PATH, RESOURCES, CIRCUMSTANCES)
def test_nobody_can_forbid_a_referral(
    roles: frozenset[Role],
    purpose: Purpose,
    action: Action,
    resource: Resource,
    circumstances: Circumstances,
) -> None:
    """Design, section 2, rule 2: whatever role, relation, purpose or kind of record."""
    assert decide(_actor(roles), purpose, action, resource, circumstances).permit


@given(QUESTIONS, REFERRAL_PATH)
def test_no_forbid_rule_touches_the_referral_path(
    asked: Question, action: Action
) -> None:
    referring = replace(asked, action=action)
    assert not [r.__name__ for r in FORBIDS if r(referring)]


@given(PURPOSES, ACTIONS, RESOURCES, CIRCUMSTANCES)
def test_nobody_without_a_role_is_permitted_anything_of_a_concern(
    purpose: Purpose, action: Action, resource: Resource, circumstances: Circumstances
) -> None:
    without = Resource(resource.kind, None, resource.relations - {Relation.OWN_AGENCY})
    asked = Question(_actor(frozenset()), purpose, action, without, circumstances)
    assert not _permits(asked)


@given(QUESTIONS)
def test_a_forbid_beats_every_permit(asked: Question) -> None:
    if any(rule(asked) for rule in FORBIDS):
        assert not _permits(asked)


@given(QUESTIONS, st.sampled_from([Relation.IN_CONFLICT, Relation.SEALED]))
def test_a_bar_closes_everything_but_the_referral_path(
    asked: Question, bar: Relation
) -> None:
    """Conflict of interest beats every permit; a seal all but its own management."""
    barred = replace(asked.resource, relations=asked.resource.relations | {bar})
    if _permits(replace(asked, resource=barred)):
        managed = RESTRICTING if bar is Relation.SEALED else frozenset()
        assert asked.action in NEVER_BLOCKED | managed


@given(QUESTIONS)
def test_an_answer_always_carries_its_reasons(asked: Question) -> None:
    assert decide(
        asked.actor, asked.purpose, asked.action, asked.resource, asked.circumstances
    ).reasons
