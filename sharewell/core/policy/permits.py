"""The permit rules, one named function each.

By role and relation in the own agency; disclosed to my agency; asked as adviser or
guardian; opened in an emergency. The referral path (design, section 2, rule 2) is open
to everybody who holds an appointment.
"""

from collections.abc import Callable

from sharewell.core.policy.action import Action
from sharewell.core.policy.groups import (
    ADMINISTERING,
    APPOINTED,
    CONTACTING,
    DECIDING,
    DECISION_READING,
    EMERGENCY_READING,
    GOVERNORS,
    GUARDING,
    HELD_HERE,
    KEEPING,
    LOCATING,
    NEVER_BLOCKED,
    OFFICERS,
    OPENING,
    RECEIVING,
    RESTRICTING,
    SERVICE,
    TEAM_DRAFTS,
)
from sharewell.core.policy.model import Question, Relation, Role

Rule = Callable[[Question], bool]


def anyone_appointed_may_tell_or_refer(asked: Question) -> bool:
    """Whoever works with children may always record, tell and refer."""
    return asked.action in NEVER_BLOCKED and bool(asked.actor.roles & APPOINTED)


def anyone_appointed_may_see_own_work(asked: Question) -> bool:
    """The list of work holds references and clocks, no record."""
    return asked.action is Action.WORK_LIST and bool(asked.actor.roles & APPOINTED)


def drafts_belong_to_the_team(asked: Question) -> bool:
    """A colleague can go on where the starter left off."""
    return (
        asked.action in TEAM_DRAFTS
        and _own(asked)
        and Relation.MY_TEAM in asked.resource.relations
    )


def raiser_may_follow_own_concern(asked: Question) -> bool:
    """Whoever raised a concern sees what became of it and may add to it."""
    return (
        asked.action in OPENING
        and _own(asked)
        and Relation.RAISED_BY_ME in asked.resource.relations
    )


def adviser_may_work_on_concerns_asked_of_her(asked: Question) -> bool:
    """The nominated adviser, own or pooled, for concerns put to her inbox."""
    return (
        asked.action in OPENING | DECIDING | DECISION_READING
        and asked.actor.has(Role.ADVISER)
        and _own(asked)
        and Relation.ASKED_AS_ADVISER in asked.resource.relations
    )


def governors_settle_what_the_agency_shares(asked: Question) -> bool:
    """The lead information officer and deputy answer for the agency's decisions.

    They decide where it is in dispute, and where no adviser can.
    """
    return (
        asked.action in OPENING | DECIDING | DECISION_READING | {Action.DISCLOSURE_OPEN}
        and bool(asked.actor.roles & GOVERNORS)
        and _own(asked)
    )


def guardian_may_answer_what_was_put_to_her(asked: Question) -> bool:
    """The Caldicott Guardian, for the one concern that an adviser asked about."""
    return (
        asked.action in GUARDING
        and asked.actor.has(Role.CALDICOTT_GUARDIAN)
        and _own(asked)
        and Relation.ASKED_AS_GUARDIAN in asked.resource.relations
    )


def governors_answer_for_the_rules(asked: Question) -> bool:
    """Coverage, proof and what is open of the rules: no record of anybody is in it."""
    return asked.action is Action.RULEBOOK_REVIEW and bool(
        asked.actor.roles & GOVERNORS
    )


def officers_see_who_looked(asked: Question) -> bool:
    """Officers only: a page that everybody reads would warn a suspect."""
    return (
        asked.action is Action.LOOKS_REVIEW
        and bool(asked.actor.roles & OFFICERS)
        and bool(asked.resource.relations & HELD_HERE)
    )


def governors_restrict_what_the_agency_holds(asked: Question) -> bool:
    """They keep people out and seal, without reading what is sealed."""
    return (
        asked.action in RESTRICTING
        and bool(asked.actor.roles & GOVERNORS)
        and bool(asked.resource.relations & HELD_HERE)
    )


def anyone_may_declare_a_conflict_of_their_own(asked: Question) -> bool:
    """Whoever knows the family says so, and is out of the record at once."""
    return (
        asked.action is Action.CONFLICT_DECLARE
        and bool(asked.actor.roles & APPOINTED)
        and asked.circumstances.about_person == asked.actor.id
        and bool(asked.resource.relations & HELD_HERE)
    )


def officers_answer_proposals(asked: Question) -> bool:
    """The second person of an act that lets more people in."""
    return (
        asked.action in {Action.PROPOSAL_ANSWER, Action.RESTRICTION_REVIEW}
        and bool(asked.actor.roles & OFFICERS)
        and _own(asked)
    )


def another_administrator_agrees_where_no_officer_is(asked: Question) -> bool:
    """Somebody has to be the second person of an agency's first appointments.

    Where there is an officer, `an_administrator_reads_no_record` takes it away.
    """
    return (
        asked.action is Action.PROPOSAL_ANSWER
        and asked.actor.has(Role.ADMINISTRATOR)
        and _own(asked)
    )


def anyone_appointed_may_open_in_an_emergency(asked: Question) -> bool:
    """What the own agency holds, at once; it is told to the officers and reviewed."""
    return (
        asked.action is Action.EMERGENCY_OPEN
        and bool(asked.actor.roles & APPOINTED)
        and bool(asked.resource.relations & HELD_HERE)
    )


def an_emergency_opens_ordinary_content(asked: Question) -> bool:
    """For as long as it lasts, to read."""
    return (
        asked.action in EMERGENCY_READING
        and Relation.EMERGENCY in asked.resource.relations
    )


def governors_review_emergencies(asked: Question) -> bool:
    """Whether there was a reason is said afterwards, by somebody else."""
    return (
        asked.action in {Action.EMERGENCY_REVIEW, Action.ASKING_REVIEW}
        and bool(asked.actor.roles & GOVERNORS)
        and _own(asked)
    )


def governors_look_through_who_may_open_what(asked: Question) -> bool:
    """They confirm a role or end it, which lets fewer in; they give none."""
    return (
        asked.action is Action.ACCESS_REVIEW
        and bool(asked.actor.roles & GOVERNORS)
        and _own(asked)
    )


def governors_ask_for_an_erasure(asked: Question) -> bool:
    """The agency answers for its records, and they answer for the agency.

    The data protection officer does not ask: whoever advises on a decision and watches
    over it does not make it (UK GDPR, article 38(6)).
    """
    return (
        asked.action is Action.ERASURE_ASK
        and bool(asked.actor.roles & GOVERNORS)
        and _own(asked)
    )


def another_officer_answers_an_erasure(asked: Question) -> bool:
    """The data protection officer, or the other of the two who govern."""
    return (
        asked.action is Action.ERASURE_ANSWER
        and bool(asked.actor.roles & OFFICERS)
        and _own(asked)
    )


def officers_see_and_stop_erasures(asked: Question) -> bool:
    """Any one of them stops one or holds a record: that loses nothing."""
    return (
        asked.action in KEEPING and bool(asked.actor.roles & OFFICERS) and _own(asked)
    )


def two_who_decide_release_where_a_family_is(asked: Question) -> bool:
    """Advisers and governors of the sender: one proposes, another agrees."""
    return (
        asked.action in LOCATING
        and bool(asked.actor.roles & (GOVERNORS | {Role.ADVISER}))
        and _own(asked)
    )


def a_named_worker_reads_where_the_family_is(asked: Question) -> bool:
    """The one duty worker who must reach the child, for as long as it was released."""
    return (
        asked.action is Action.LOCATING_OPEN
        and asked.actor.has(Role.FRONT_DOOR_WORKER)
        and Relation.RELEASED_TO_ME in asked.resource.relations
    )


def maker_of_a_decision_may_read_it(asked: Question) -> bool:
    """Whoever decided may read and print the record of the decision."""
    return (
        asked.action in DECISION_READING
        and _own(asked)
        and Relation.RAISED_BY_ME in asked.resource.relations
    )


def sender_may_follow_a_disclosure(asked: Question) -> bool:
    """The sender sees the steps of what was sent and records who answered."""
    return (
        asked.action in {Action.DISCLOSURE_OPEN, Action.DISCLOSURE_VOICE}
        and _own(asked)
        and (
            Relation.RAISED_BY_ME in asked.resource.relations
            or asked.actor.has(Role.ADVISER)
        )
    )


def front_door_may_work_on_what_was_sent_to_it(asked: Question) -> bool:
    """Duty workers of the receiving agency, for disclosures to an inbox of theirs."""
    return (
        asked.action in RECEIVING
        and asked.actor.has(Role.FRONT_DOOR_WORKER)
        and Relation.SENT_TO_MY_AGENCY in asked.resource.relations
    )


def receiving_adviser_may_work_on_what_was_sent_to_her(asked: Question) -> bool:
    """The adviser of a receiving agency without a front door of its own."""
    return (
        asked.action in RECEIVING
        and asked.actor.has(Role.ADVISER)
        and Relation.SENT_TO_MY_INBOX in asked.resource.relations
    )


def custodian_contacts_whoever_asked(asked: Question) -> bool:
    """Governors, whoever works from the inbox that owes it, and those named in a seal.

    A question found what the agency keeps hidden: a person answers it, not a list.
    """
    return (
        asked.action in CONTACTING
        and _own(asked)
        and (
            bool(asked.actor.roles & GOVERNORS)
            or Relation.SENT_TO_MY_INBOX in asked.resource.relations
            or Relation.NAMED in asked.resource.relations
        )
    )


def administrator_manages_people(asked: Question) -> bool:
    """Administrators manage agencies and people; they read no record."""
    return asked.action in ADMINISTERING and asked.actor.has(Role.ADMINISTRATOR)


def the_service_runs_itself(asked: Question) -> bool:
    """Clocks, notifications and set-up; never an opening of a record."""
    return asked.action in SERVICE and asked.actor.has(Role.SYSTEM)


def _own(asked: Question) -> bool:
    return Relation.OWN_AGENCY in asked.resource.relations


PERMITS: tuple[Rule, ...] = (
    anyone_appointed_may_tell_or_refer,
    anyone_appointed_may_see_own_work,
    drafts_belong_to_the_team,
    raiser_may_follow_own_concern,
    adviser_may_work_on_concerns_asked_of_her,
    governors_settle_what_the_agency_shares,
    guardian_may_answer_what_was_put_to_her,
    governors_answer_for_the_rules,
    officers_see_who_looked,
    governors_restrict_what_the_agency_holds,
    anyone_may_declare_a_conflict_of_their_own,
    officers_answer_proposals,
    another_administrator_agrees_where_no_officer_is,
    anyone_appointed_may_open_in_an_emergency,
    an_emergency_opens_ordinary_content,
    governors_review_emergencies,
    governors_look_through_who_may_open_what,
    governors_ask_for_an_erasure,
    another_officer_answers_an_erasure,
    officers_see_and_stop_erasures,
    two_who_decide_release_where_a_family_is,
    a_named_worker_reads_where_the_family_is,
    maker_of_a_decision_may_read_it,
    sender_may_follow_a_disclosure,
    front_door_may_work_on_what_was_sent_to_it,
    receiving_adviser_may_work_on_what_was_sent_to_her,
    custodian_contacts_whoever_asked,
    administrator_manages_people,
    the_service_runs_itself,
)
