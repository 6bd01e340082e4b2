"""What the demo partnership is to be, before any of it exists: read from the TOML."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sharewell.agencies.vocabulary import AgencyKind, InboxKind
from sharewell.core.policy.model import Role

# Kinds of detail that lead to where the child is (design, section 2, rule 5).
LOCATING = frozenset(
    {
        "address",
        "gp_surgery",
        "next_appointment",
        "nursery",
        "postcode",
        "school",
        "team",
    }
)
SATURDAY = 5


@dataclass(frozen=True)
class InboxPlan:
    """An inbox; its address is the kind at the agency's domain."""

    kind: InboxKind
    name: str


@dataclass(frozen=True)
class AgencyPlan:
    """An agency with its inboxes."""

    key: str
    name: str
    kind: AgencyKind
    domain: str
    inboxes: tuple[InboxPlan, ...]


@dataclass(frozen=True)
class PersonPlan:
    """A practitioner; `pooled_at` is a second agency that shares her as adviser."""

    key: str
    name: str
    agency: str
    post: str
    team: str
    roles: tuple[Role, ...]
    pooled_at: str | None = None


@dataclass(frozen=True)
class DetailPlan:
    """Something an agency holds about a child."""

    kind: str
    text: str

    @property
    def locates(self) -> bool:
        """Whether it leads to where the child is."""
        return self.kind in LOCATING


@dataclass(frozen=True)
class RecordPlan:
    """One agency's record of a child, with that agency's spelling of name and day."""

    agency: str
    given: str
    family: str
    born: date | None
    weeks_old: int | None
    own: str | None = None
    nhs: bool = False
    hidden: bool = False
    days_ago: int = 180
    also_known_as: tuple[tuple[str, str], ...] = ()
    details: tuple[DetailPlan, ...] = ()

    def born_on(self, at: datetime) -> date | None:
        """The day of birth; a baby's counts back from the moment of seeding."""
        if self.weeks_old is not None:
            return at.date() - timedelta(weeks=self.weeks_old)
        return self.born


@dataclass(frozen=True)
class ChildPlan:
    """A child with the records that agencies hold."""

    key: str
    records: tuple[RecordPlan, ...]


@dataclass(frozen=True)
class FamilyPlan:
    """Children who belong together; no table says so, each agency finds out."""

    name: str
    children: tuple[ChildPlan, ...]


@dataclass(frozen=True)
class DecisionPlan:
    """A decision, `hours` after the concern; `by` is empty for the agency's adviser."""

    outcome: str
    own_view: str
    reasons: str
    hours: float = 0
    by: str = ""
    lawful_basis: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    people: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class SendPlan:
    """A disclosure to an inbox such as "council.front_door"."""

    to: str
    hours: float = 0
    answered_by: str = ""


@dataclass(frozen=True)
class ReceiptPlan:
    """How far the recipient has come; hours count from the concern."""

    by: str
    opened: float
    acknowledged: float | None = None
    adds_after: float | None = None
    adds: str = ""
    closed: float | None = None
    outcome: str = ""
    message: str = ""


@dataclass(frozen=True)
class AskPlan:
    """The recipient asks who knows a child that `custodians` hide: it waits there."""

    by: str
    minutes_ago: int
    given: str
    family: str
    born: date
    reason: str
    custodians: tuple[str, ...]


@dataclass(frozen=True)
class ReleasePlan:
    """The sender proposes to tell a worker where the family is: it waits."""

    worker: str
    minutes_ago: int
    grounds: str


@dataclass(frozen=True)
class ConcernPlan:
    """A concern and what has become of it so far."""

    key: str
    agency: str
    by: str
    safe_now: str
    entries: tuple[dict[str, Any], ...]
    child: str | None = None
    origin: str = "noticed"
    days_ago: int | None = None
    at: time | None = None
    minutes_ago: int | None = None
    is_direct: bool = False
    added: tuple[dict[str, Any], ...] = ()
    decision: DecisionPlan | None = None
    send: SendPlan | None = None
    receipt: ReceiptPlan | None = None
    asks: AskPlan | None = None
    release: ReleasePlan | None = None

    def starts(self, now: datetime) -> datetime:
        """When it was raised: so many minutes ago, or on a working day at a time."""
        if self.minutes_ago is not None:
            return now - timedelta(minutes=self.minutes_ago)
        day = now.date() - timedelta(days=self.days_ago or 1)
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
        return datetime.combine(day, self.at or time(10), tzinfo=now.tzinfo)


@dataclass(frozen=True)
class Plan:
    """The whole partnership."""

    agencies: tuple[AgencyPlan, ...]
    people: tuple[PersonPlan, ...]
    families: tuple[FamilyPlan, ...]
    concerns: tuple[ConcernPlan, ...]

    def person(self, key: str) -> PersonPlan:
        """By key; raises KeyError."""
        return {person.key: person for person in self.people}[key]

    def agency(self, key: str) -> AgencyPlan:
        """By key; raises KeyError."""
        return {agency.key: agency for agency in self.agencies}[key]

    def adviser_of(self, agency: str) -> PersonPlan:
        """The first adviser of an agency, its own or pooled."""
        return next(
            p
            for p in self.people
            if Role.ADVISER in p.roles and agency in {p.agency, p.pooled_at}
        )
