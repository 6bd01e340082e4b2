"""The permit and forbid rules of the first policy, one named function each.

First policy: own agency, by role and relation; disclosed to my agency; asked as
adviser; everything else refused. The referral path (design, section 2, rule 2) is
open to everybody who holds an appointment: no rule here may forbid it.
"""

from collections.abc import Callable

from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor, Relation, Resource, Role

Rule = Callable[[Actor, Action, Resource], bool]

# What rule 2 of section 2 names: recording, asking advice, referring.
NEVER_BLOCKED = frozenset(
    {Action.CONCERN_TELL, Action.CONCERN_REFER, Action.DRAFT_SAVE}
)
OPENING = frozenset({Action.CONCERN_OPEN, Action.CONCERN_ADD})
DECIDING = frozenset(
    {
        Action.CONCERN_MATCH,
        Action.CHILD_FIND,
        Action.CHILD_CREATE,
        Action.CHILD_OPEN,
        Action.DECISION_RECORD,
        Action.DISCLOSURE_SEND,
        Action.TASK_ANSWER,
    }
)
DECISION_READING = frozenset({Action.DECISION_OPEN, Action.DECISION_PRINT})
RECEIVING = frozenset(
    {
        Action.DISCLOSURE_OPEN,
        Action.DISCLOSURE_ACKNOWLEDGE,
        Action.DISCLOSURE_ADDS,
        Action.DISCLOSURE_OUTCOME,
    }
)
TEAM_DRAFTS = frozenset(
    {Action.DRAFT_OPEN, Action.DRAFT_TAKE_OVER, Action.DRAFT_DISCARD}
)
ADMINISTERING = frozenset(
    {
        Action.AGENCY_FOUND,
        Action.INBOX_OPEN,
        Action.INBOX_CLOSE,
        Action.PRACTITIONER_APPOINT,
        Action.PRACTITIONER_END,
    }
)
SERVICE = frozenset({Action.TASKS_TICK, Action.EMAIL_SEND}) | ADMINISTERING
# Whose work is to find out whether anybody looked without a reason.
OFFICERS = frozenset({Role.LEAD_INFORMATION_OFFICER, Role.DATA_PROTECTION_OFFICER})
HELD_HERE = frozenset(
    {Relation.OWN_AGENCY, Relation.SENT_TO_MY_AGENCY, Relation.SENT_TO_MY_INBOX}
)
APPOINTED = frozenset(
    {
        Role.PRACTITIONER,
        Role.ADVISER,
        Role.LEAD_INFORMATION_OFFICER,
        Role.DATA_PROTECTION_OFFICER,
        Role.FRONT_DOOR_WORKER,
        # Whoever works for an agency may see something and must be able to tell it.
        Role.ADMINISTRATOR,
    }
)
# What somebody does next with what they wrote themselves, sent or not yet.
FOLLOWING_OWN = OPENING | {
    Action.DISCLOSURE_OPEN,
    Action.DISCLOSURE_VOICE,
    Action.DRAFT_OPEN,
    Action.DRAFT_DISCARD,
}


def _own(resource: Resource) -> bool:
    return Relation.OWN_AGENCY in resource.relations


def anyone_appointed_may_tell_or_refer(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Whoever works with children may always record, tell and refer."""
    return action in NEVER_BLOCKED and bool(actor.roles & APPOINTED)


def anyone_appointed_may_see_own_work(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """The list of work holds references and clocks, no record."""
    return action is Action.WORK_LIST and bool(actor.roles & APPOINTED)


def drafts_belong_to_the_team(actor: Actor, action: Action, resource: Resource) -> bool:
    """A colleague can go on where the starter left off."""
    return (
        action in TEAM_DRAFTS
        and _own(resource)
        and Relation.MY_TEAM in resource.relations
    )


def raiser_may_follow_own_concern(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Whoever raised a concern sees what became of it and may add to it."""
    return (
        action in OPENING
        and _own(resource)
        and Relation.RAISED_BY_ME in resource.relations
    )


def adviser_may_work_on_concerns_asked_of_her(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """The nominated adviser, own or pooled, for concerns put to her inbox."""
    return (
        action in OPENING | DECIDING | DECISION_READING
        and actor.has(Role.ADVISER)
        and _own(resource)
        and Relation.ASKED_AS_ADVISER in resource.relations
    )


def lead_information_officer_may_oversee(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """The lead information officer answers for the agency's sharing decisions."""
    return (
        action
        in DECISION_READING
        | {Action.CONCERN_OPEN, Action.DISCLOSURE_OPEN, Action.TASK_ANSWER}
        and actor.has(Role.LEAD_INFORMATION_OFFICER)
        and _own(resource)
    )


def lead_information_officer_answers_for_the_rules(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Coverage, proof and what is open of the rules: no record of anybody is in it."""
    return action is Action.RULEBOOK_REVIEW and actor.has(Role.LEAD_INFORMATION_OFFICER)


def officers_see_who_looked(actor: Actor, action: Action, resource: Resource) -> bool:
    """Two officers only: a page that everybody reads would warn a suspect."""
    return (
        action is Action.LOOKS_REVIEW
        and bool(actor.roles & OFFICERS)
        and bool(resource.relations & HELD_HERE)
    )


def maker_of_a_decision_may_read_it(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Whoever decided may read and print the record of the decision."""
    return (
        action in DECISION_READING
        and _own(resource)
        and Relation.RAISED_BY_ME in resource.relations
    )


def sender_may_follow_a_disclosure(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """The sender sees the steps of what was sent and records who answered."""
    return (
        action in {Action.DISCLOSURE_OPEN, Action.DISCLOSURE_VOICE}
        and _own(resource)
        and (Relation.RAISED_BY_ME in resource.relations or actor.has(Role.ADVISER))
    )


def front_door_may_work_on_what_was_sent_to_it(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Duty workers of the receiving agency, for disclosures to an inbox of theirs."""
    return (
        action in RECEIVING
        and actor.has(Role.FRONT_DOOR_WORKER)
        and Relation.SENT_TO_MY_AGENCY in resource.relations
    )


def receiving_adviser_may_work_on_what_was_sent_to_her(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """The adviser of a receiving agency without a front door of its own."""
    return (
        action in RECEIVING
        and actor.has(Role.ADVISER)
        and Relation.SENT_TO_MY_INBOX in resource.relations
    )


def administrator_manages_people(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Administrators manage agencies and people; they read no record."""
    return action in ADMINISTERING and actor.has(Role.ADMINISTRATOR)


def the_service_runs_itself(actor: Actor, action: Action, resource: Resource) -> bool:
    """Clocks, notifications and set-up; never an opening of a record."""
    return action in SERVICE and actor.has(Role.SYSTEM)


PERMITS: tuple[Rule, ...] = (
    anyone_appointed_may_tell_or_refer,
    anyone_appointed_may_see_own_work,
    drafts_belong_to_the_team,
    raiser_may_follow_own_concern,
    adviser_may_work_on_concerns_asked_of_her,
    lead_information_officer_may_oversee,
    lead_information_officer_answers_for_the_rules,
    officers_see_who_looked,
    maker_of_a_decision_may_read_it,
    sender_may_follow_a_disclosure,
    front_door_may_work_on_what_was_sent_to_it,
    receiving_adviser_may_work_on_what_was_sent_to_her,
    administrator_manages_people,
    the_service_runs_itself,
)


def an_administrator_reads_no_record(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Somebody who can make accounts reads nothing but what they raised themselves."""
    raised_it = Relation.RAISED_BY_ME in resource.relations
    return (
        actor.has(Role.ADMINISTRATOR)
        and not (raised_it and action in FOLLOWING_OWN)
        and action not in ADMINISTERING
        and action not in NEVER_BLOCKED
        and action is not Action.WORK_LIST
        and action is not Action.RULEBOOK_REVIEW
    )


def nobody_reviews_their_own_decision(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """A departure from the procedure is answered by somebody who did not decide it."""
    return (
        action is Action.TASK_ANSWER
        and resource.kind == "review"
        and Relation.DECIDED_BY_ME in resource.relations
    )


def who_holds_no_role_acts_on_nothing(
    actor: Actor, action: Action, resource: Resource
) -> bool:
    """Who has left keeps nothing, not even what was raised in person."""
    return not actor.roles and action not in NEVER_BLOCKED


FORBIDS: tuple[Rule, ...] = (
    who_holds_no_role_acts_on_nothing,
    an_administrator_reads_no_record,
    nobody_reviews_their_own_decision,
)
