"""What holds for every actor and every thing, drawn at random."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import Actor, Relation, Resource, Role
from sharewell.core.policy.rules import APPOINTED, FORBIDS, NEVER_BLOCKED

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


@given(AT_WORK, REFERRAL_PATH, RESOURCES)
def test_nobody_can_forbid_a_referral(
    roles: frozenset[Role], action: Action, resource: Resource
) -> None:
    """Design, section 2, rule 2: whatever role, relation or kind of record."""
    assert decide(_actor(roles), action, resource).permit


@given(ROLES, REFERRAL_PATH, RESOURCES)
def test_no_forbid_rule_touches_the_referral_path(
    roles: frozenset[Role], action: Action, resource: Resource
) -> None:
    assert not [r.__name__ for r in FORBIDS if r(_actor(roles), action, resource)]


@given(ACTIONS, RESOURCES)
def test_nobody_without_a_role_is_permitted_anything_of_a_concern(
    action: Action, resource: Resource
) -> None:
    without = Resource(resource.kind, None, resource.relations - {Relation.OWN_AGENCY})
    assert not decide(_actor(frozenset()), action, without).permit


@given(ROLES, ACTIONS, RESOURCES)
def test_a_forbid_beats_every_permit(
    roles: frozenset[Role], action: Action, resource: Resource
) -> None:
    actor = _actor(roles)
    if any(rule(actor, action, resource) for rule in FORBIDS):
        assert not decide(actor, action, resource).permit


@given(ROLES, ACTIONS, RESOURCES)
def test_an_answer_always_carries_its_reasons(
    roles: frozenset[Role], action: Action, resource: Resource
) -> None:
    assert decide(_actor(roles), action, resource).reasons
