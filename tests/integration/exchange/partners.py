"""Other agencies that hold something about a child, in each way of holding it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sharewell.access.barriers import ConflictReason
from sharewell.agencies.actions import found_agency, open_inbox
from sharewell.agencies.vocabulary import AgencyKind, InboxKind
from sharewell.assurance.restricting import keep_somebody_out, seal
from sharewell.children.actions import record_child
from sharewell.children.recording import NewChild
from sharewell.core.matching.grade import Person
from sharewell.core.policy.model import Actor, Role
from sharewell.decisions.actions import create_child, open_concern, tell_adviser
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, SafeNow
from sharewell.exchange.existence import NewQuestion
from sharewell.exchange.vocabulary import AskedFor
from tests.factories import World

BORN = date(2016, 5, 6)
REASON = "A child in my care is afraid to go home."


def question(name: str = "Teal Sedgewick", **more: object) -> NewQuestion:
    given, family = name.split()
    who = Person(given, family, more.pop("born_on", BORN), **more)
    return NewQuestion(who, AskedFor.SAFEGUARD, REASON)


def a_concern(safe_now: SafeNow = SafeNow.YES) -> NewConcern:
    return NewConcern(Origin.NOTICED, safe_now, (NewEntry(EntryKind.SEEN, "Afraid."),))


def asking_from(world: World, safe_now: SafeNow = SafeNow.YES) -> UUID:
    """A concern of the childminders', whose pooled adviser works in health too."""
    told = tell_adviser(
        by=world.actors["wendy"], at=world.at, key=f"told:{safe_now}",
        concern=a_concern(safe_now),
    )  # fmt: skip
    return UUID(told["concern"])


def officer(world: World) -> Actor:
    """Charlie of health, as the officer whom health has not got in the small world."""
    charlie = world.actors["charlie"]
    return Actor(charlie.id, charlie.agency, frozenset({Role.LEAD_INFORMATION_OFFICER}))


def child(**more: object) -> NewChild:
    return NewChild("Teal", "Sedgewick", BORN, **more)


def held(world: World) -> None:
    record_child(
        by=world.actors["petra"], at=world.at - timedelta(days=60), key="held",
        child=child(),
    )  # fmt: skip


def hidden_family(world: World) -> None:
    record_child(
        by=world.actors["petra"], at=world.at, key="hid", child=child(is_hidden=True)
    )


def hidden_elsewhere(world: World) -> None:
    """Health holds the child openly; the school hides the family."""
    held(world)
    record_child(
        by=world.actors["lena"], at=world.at, key="hid", child=child(is_hidden=True)
    )


def _reference(world: World) -> str:
    """A concern of health's that is matched to the child."""
    at, charlie = world.at, world.actors["charlie"]
    told = tell_adviser(by=charlie, at=at, key="c", concern=a_concern())
    concern = UUID(told["concern"])
    create_child(
        by=world.actors["petra"], at=at, key="cc", concern_id=concern, child=child()
    )
    return open_concern(by=charlie, at=at, concern_id=concern).reference


def sealed(world: World, *names: str) -> None:
    """For those named, petra unless others are."""
    seal(
        by=officer(world), at=world.at, key="seal", reference=_reference(world),
        whole_child=True,
        names=tuple(world.actors[who].id for who in names or ("petra",)),
    )  # fmt: skip


def in_conflict(world: World) -> None:
    """The asker is kept out of it in the other agency that she works for."""
    keep_somebody_out(
        by=officer(world), at=world.at, key="out", reference=_reference(world),
        person=world.actors["petra"].id, reason=ConflictReason.OWN_FAMILY,
    )  # fmt: skip


def sensitive(world: World, kind: AgencyKind = AgencyKind.SEXUAL_HEALTH) -> Actor:
    adviser = agency(world.at, f"Quiet {kind}", kind)
    record_child(by=adviser, at=world.at, key="quiet", child=child())
    return adviser


def refuge(world: World) -> None:
    sensitive(world, AgencyKind.REFUGE)


def agency(at: datetime, name: str, kind: AgencyKind) -> Actor:
    """A new agency with one inbox, as somebody who advises there."""
    made = uuid4()
    system = Actor.system(made)
    found_agency(by=system, at=at, key=name, name=name, kind=kind, area="Testshire")
    open_inbox(
        by=system, at=at, key=f"{name} inbox", kind=InboxKind.ADVISER, name=name,
        email=f"{made}@quiet.example", phone="01632 960003",
        out_of_hours_phone="01632 960004",
    )  # fmt: skip
    return Actor(uuid4(), made, frozenset({Role.ADVISER}))


HIDDEN: dict[str, Callable[[World], object]] = {
    "sealed": sealed,
    "hidden family": hidden_family,
    "hidden elsewhere": hidden_elsewhere,
    "sexual health": sensitive,
    "refuge": refuge,
    "conflict of the asker": in_conflict,
}
