"""Who acts, on what, in which circumstances: the words of an access question."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sharewell.core.policy.action import Action

SYSTEM_ID = UUID("00000000-0000-4000-8000-000000000001")


class Role(StrEnum):
    """What a person has been appointed to do in one agency."""

    PRACTITIONER = "practitioner"
    ADVISER = "child_protection_adviser"
    LEAD_INFORMATION_OFFICER = "lead_information_officer"
    DEPUTY_LEAD_INFORMATION_OFFICER = "deputy_lead_information_officer"
    CALDICOTT_GUARDIAN = "caldicott_guardian"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    MANAGER = "manager"
    FRONT_DOOR_WORKER = "front_door_worker"
    TRAINING_LEAD = "training_lead"
    ASSURANCE_REVIEWER = "assurance_reviewer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Purpose(StrEnum):
    """Why a record is touched; part of every signed context and ledger entry."""

    SAFEGUARD = "safeguard"
    OVERSEE = "oversee"
    ADMINISTER = "administer"
    SIGN_IN = "sign_in"
    RUN_THE_SERVICE = "run_the_service"
    VERIFY_LEDGER = "verify_ledger"


class Relation(StrEnum):
    """How the actor stands to the thing; several may hold at once."""

    OWN_AGENCY = "own_agency"
    RAISED_BY_ME = "raised_by_me"
    ASKED_AS_ADVISER = "asked_as_adviser"
    ASKED_AS_GUARDIAN = "asked_as_guardian"
    SENT_TO_MY_AGENCY = "sent_to_my_agency"
    SENT_TO_MY_INBOX = "sent_to_my_inbox"
    MY_TEAM = "my_team"
    DECIDED_BY_ME = "decided_by_me"
    # The actor is connected to the family: own child, own family, whoever is feared.
    IN_CONFLICT = "in_conflict"
    # The thing is sealed, and the actor's name is not on its list.
    SEALED = "sealed"
    # What it is about is sealed, and the actor's name is on the list.
    NAMED = "named"
    # The actor opened it in an emergency, and that has not run out.
    EMERGENCY = "emergency"
    # Where a hidden family is was released to the actor by name, and still is.
    RELEASED_TO_ME = "released_to_me"
    # Held by a service that nobody is to know somebody uses.
    SENSITIVE = "sensitive"
    # An appointment of an agency that has no officer to agree to it.
    NO_OFFICER = "no_officer"


@dataclass(frozen=True)
class Actor:
    """Whoever acts now, wearing the hat of one agency.

    A pooled adviser has one Actor for each agency she advises; she never wears two.
    """

    id: UUID
    agency: UUID | None
    roles: frozenset[Role]
    session: str = "-"
    teams: frozenset[str] = frozenset()

    @classmethod
    def system(cls, agency: UUID | None = None) -> "Actor":
        """The service itself, for jobs and set-up; it opens no record."""
        return cls(SYSTEM_ID, agency, frozenset({Role.SYSTEM}))

    def has(self, role: Role) -> bool:
        """Whether the actor holds the role in the agency whose hat is worn."""
        return role in self.roles


@dataclass(frozen=True)
class Resource:
    """The thing acted on, reduced to what a rule may look at."""

    kind: str
    id: UUID | None = None
    relations: frozenset[Relation] = frozenset()


@dataclass(frozen=True)
class Circumstances:
    """What beside actor and thing decides: who proposed it, and whom it is about."""

    proposed_by: UUID | None = None
    about_person: UUID | None = None


ORDINARY = Circumstances()


@dataclass(frozen=True)
class Question:
    """One access question, as every rule is asked it."""

    actor: Actor
    purpose: Purpose
    action: Action
    resource: Resource
    circumstances: Circumstances = ORDINARY


@dataclass(frozen=True)
class Verdict:
    """The answer to one access question, with the names of the rules that gave it."""

    permit: bool
    reasons: tuple[str, ...] = field(default=())
