"""The forbid rules: each beats every permit, and none closes the referral path."""

from collections.abc import Callable

from sharewell.core.policy.action import Action
from sharewell.core.policy.groups import (
    ADMINISTERING,
    APPOINTING,
    FOLLOWING_OWN,
    NEVER_BLOCKED,
    RESTRICTING,
    WIDENING,
    purpose_of,
)
from sharewell.core.policy.model import Question, Relation, Role

Rule = Callable[[Question], bool]


def who_holds_no_role_acts_on_nothing(asked: Question) -> bool:
    """Who has left keeps nothing, not even what was raised in person."""
    return not asked.actor.roles and asked.action not in NEVER_BLOCKED


def every_act_has_its_purpose(asked: Question) -> bool:
    """What is opened to safeguard is not opened to administer, and the reverse."""
    return (
        asked.purpose is not purpose_of(asked.action)
        and asked.action not in NEVER_BLOCKED
    )


def conflict_of_interest_beats_every_permit(asked: Question) -> bool:
    """Own family, own child's case, connected to whoever is feared: never."""
    return (
        Relation.IN_CONFLICT in asked.resource.relations
        and asked.action not in NEVER_BLOCKED
    )


def a_sealed_record_is_for_those_named(asked: Question) -> bool:
    """Governors say who is named; unless named themselves they do not read it."""
    return (
        Relation.SEALED in asked.resource.relations
        and asked.action not in NEVER_BLOCKED
        and asked.action not in RESTRICTING
    )


def a_sensitive_service_opens_to_no_emergency(asked: Question) -> bool:
    """Its own duty contact is rung instead: two people, with a call back."""
    return (
        asked.action is Action.EMERGENCY_OPEN
        and Relation.SENSITIVE in asked.resource.relations
    )


def nobody_lets_themselves_in(asked: Question) -> bool:
    """Whoever it is about neither proposes nor agrees to it."""
    return (
        asked.action in WIDENING | {Action.PROPOSAL_ANSWER}
        and asked.circumstances.about_person == asked.actor.id
    )


def nobody_appoints_themselves(asked: Question) -> bool:
    """Nor ends an own role, nor sets up an own way in: another administrator does."""
    return (
        asked.action in APPOINTING | {Action.ACCESS_REVIEW}
        and asked.circumstances.about_person == asked.actor.id
    )


def nobody_approves_their_own_act(asked: Question) -> bool:
    """What one proposed, or opened in an emergency, another answers."""
    return (
        asked.action
        in {
            Action.PROPOSAL_ANSWER,
            Action.EMERGENCY_REVIEW,
            Action.ASKING_REVIEW,
            Action.LOCATING_AGREE,
            Action.ERASURE_ANSWER,
        }
        and asked.circumstances.proposed_by == asked.actor.id
    )


def nobody_reviews_their_own_decision(asked: Question) -> bool:
    """A departure from the procedure is answered by somebody who did not decide it."""
    return (
        asked.action is Action.TASK_ANSWER
        and asked.resource.kind == "review"
        and Relation.DECIDED_BY_ME in asked.resource.relations
    )


def an_administrator_reads_no_record(asked: Question) -> bool:
    """Somebody who can make accounts reads nothing but what they raised themselves."""
    raised_it = Relation.RAISED_BY_ME in asked.resource.relations
    return (
        asked.actor.has(Role.ADMINISTRATOR)
        and not (raised_it and asked.action in FOLLOWING_OWN)
        and asked.action not in ADMINISTERING
        and asked.action not in NEVER_BLOCKED
        and asked.action is not Action.WORK_LIST
        and asked.action is not Action.RULEBOOK_REVIEW
        # Knowing the family is said by whoever knows it, and only shuts out.
        and asked.action is not Action.CONFLICT_DECLARE
        # An appointment is no record; another forbid keeps her from agreeing with
        # herself.
        and not (
            asked.action is Action.PROPOSAL_ANSWER
            and Relation.NO_OFFICER in asked.resource.relations
        )
    )


FORBIDS: tuple[Rule, ...] = (
    who_holds_no_role_acts_on_nothing,
    every_act_has_its_purpose,
    conflict_of_interest_beats_every_permit,
    a_sealed_record_is_for_those_named,
    a_sensitive_service_opens_to_no_emergency,
    nobody_lets_themselves_in,
    nobody_appoints_themselves,
    nobody_approves_their_own_act,
    nobody_reviews_their_own_decision,
    an_administrator_reads_no_record,
)
