"""What has been made so far while seeding: the ids behind the plan's keys."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from sharewell.core.policy.model import Actor
from sharewell.demo.plan import Plan

NAMESPACE = UUID("5a1ecafe-0000-4000-8000-00000000de30")


@dataclass
class Stage:
    """`now` is the moment of the first seeding; all other times count back from it."""

    plan: Plan
    now: datetime
    seed: int
    actors: dict[tuple[str, str], Actor] = field(default_factory=dict)
    inboxes: dict[str, UUID] = field(default_factory=dict)
    children: dict[tuple[str, str], UUID] = field(default_factory=dict)
    concerns: dict[str, UUID] = field(default_factory=dict)
    decisions: dict[str, UUID] = field(default_factory=dict)
    disclosures: dict[str, UUID] = field(default_factory=dict)

    def agency_id(self, key: str) -> UUID:
        """The same for the same seed, so that an interrupted seeding can go on."""
        return uuid5(NAMESPACE, f"{self.seed}:{key}")

    def service(self, agency: str) -> Actor:
        """The service itself, setting the agency up."""
        return Actor.system(self.agency_id(agency))

    def actor(self, person: str, agency: str) -> Actor:
        """The person under the hat of the agency."""
        return self.actors[person, agency]

    def adviser(self, agency: str) -> Actor:
        """The agency's adviser under its hat."""
        return self.actor(self.plan.adviser_of(agency).key, agency)

    def key(self, *parts: object) -> str:
        """An idempotency key: the same act has the same one in every run."""
        return ":".join(str(part) for part in ("demo", self.seed, *parts))


@dataclass(frozen=True)
class Step:
    """One thing that happens at one time; steps are carried out in order of time."""

    at: datetime
    run: Callable[[datetime], None]
