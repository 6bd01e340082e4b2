"""The prepared world of the access tests: one concern, and what hangs on it.

Alice told, Lena matched, decided and sent to the front door. A second concern was
decided against the procedure, so that a review waits. A draft of Alice's team is open,
and Lena has begun to answer anew.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sharewell.access.barriers import ConflictReason
from sharewell.access.context import context
from sharewell.assurance.emergencies import open_in_emergency
from sharewell.assurance.restricting import keep_somebody_out, seal
from sharewell.assurance.restrictions import restrictions
from sharewell.assurance.widening import propose_to_lift
from sharewell.children.actions import record_child
from sharewell.children.recording import NewChild
from sharewell.core.matching.grade import Person
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions.actions import create_child, open_concern, tell_adviser
from sharewell.decisions.answers import (
    answered,
    open_sheet,
    save_sheet,
    with_own_view,
    with_people,
)
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.drafts import save_draft
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import (
    DraftKind,
    EntryKind,
    Origin,
    Outcome,
    SafeNow,
    TaskKind,
)
from sharewell.exchange.existence import NewQuestion, ask_who_knows
from sharewell.exchange.models import ContactOwed
from sharewell.exchange.sending import preview_disclosure, send_disclosure
from sharewell.exchange.taking_in import take_in
from sharewell.exchange.vocabulary import AskedFor
from sharewell.rulebooks.load import edition
from tests.conftest import Kept
from tests.factories import World, make_world

SEEN = "A bruise on the left arm, about the size of a plum."
CHILD = NewChild("Robin", "Quillfeather", date(2017, 4, 3))


@dataclass
class Scene:
    """The world and what the addresses need: argument name -> value."""

    world: World
    ids: dict[str, UUID | str] = field(default_factory=dict)


def facts(at: datetime) -> dict[str, object]:
    return {
        "date": at.date().isoformat(),
        "answers": {
            "level": "reasonable_cause",
            "recipient": "front_door",
            "child_safe_now": "yes",
            "direction": "wishes_to_share",
        },
        "people": [],
    }


def decision(at: datetime, outcome: Outcome = Outcome.SHARE) -> NewDecision:
    return NewDecision(facts(at), outcome, "It does not fit.", "Second bruise.")


def concern() -> NewConcern:
    return NewConcern(
        Origin.NOTICED,
        SafeNow.YES,
        (NewEntry(EntryKind.WHO, "Robin Quillfeather"), NewEntry(EntryKind.SEEN, SEEN)),
    )


def make_scene(world: World) -> Scene:
    at, scene = datetime.now(UTC), Scene(world)
    scene.ids["concern_id"] = _tell(world, at, "main")
    _decide_and_send(scene, at)
    _depart(scene, at)
    scene.ids["draft_id"] = draft_id = uuid4()
    save_draft(
        by=world.actors["alice"], at=at, draft_id=draft_id, kind=DraftKind.CONCERN,
        team="staff", revision=0, fields={"seen": "Half a sentence"},
    )  # fmt: skip
    _begin_to_answer(scene, at)
    scene.ids |= {"fact": "level", "person_fact": "safe_to_ask", "person": "p1"}
    scene.ids |= {"link_id": uuid4(), "token": "not-a-token"}
    scene.ids |= {"provider_id": "no-such-agency", "pk": 1, "sign_in_id": uuid4()}
    scene.ids["practitioner_id"] = world.actors["bob"].id
    scene.ids["old"], scene.ids["new"] = 0, 1
    scene.ids["provision_id"] = edition(at.date()).provisions[0].id
    return scene


def kept_scene(kept: Kept) -> Scene:
    """As make_scene in a small world of its own, made once a worker."""
    return kept("scene", lambda: make_scene(make_world(datetime.now(UTC))))


def with_restrictions(scene: Scene) -> Scene:
    """A third concern is sealed, somebody kept out of it, and a proposal waits.

    Whatever the addresses of restrictions need; the concern that the others look at
    is not touched.
    """
    world, at = scene.world, datetime.now(UTC)
    omar, lena = world.actors["omar"], world.actors["lena"]
    other = _tell(world, at, "restricted")
    view = open_concern(by=lena, at=at, concern_id=other)
    open_in_emergency(
        by=world.actors["bob"], at=at, key="emergency", kind="concern", thing_id=other,
        reason="The adviser cannot be reached.",
    )  # fmt: skip
    keep_somebody_out(
        by=omar, at=at, key="out", reference=view.reference,
        person=world.actors["bob"].id, reason=ConflictReason.OWN_FAMILY,
    )  # fmt: skip
    made = seal(
        by=omar, at=at, key="seal", reference=view.reference, whole_child=False,
        names=(lena.id,),
    )  # fmt: skip
    found = restrictions(by=omar, at=at)
    scene.ids |= {
        "seal_id": UUID(made),
        "conflict_id": found.kept_out[0].id,
        "opening_id": found.opened[0].id,
        "thing_id": scene.ids["concern_id"],
        "release_id": uuid4(),
        "erasure_id": uuid4(),
        "hold_id": uuid4(),
    }
    asked = propose_to_lift(by=omar, at=at, key="lift", seal_id=UUID(made))
    scene.ids["proposal_id"] = UUID(asked)
    return scene


def with_question(scene: Scene) -> Scene:
    """The childminders' adviser asked about a child whose family the school hides."""
    world, at = scene.world, datetime.now(UTC)
    hidden = NewChild("Teal", "Sedgewick", date(2016, 5, 6), is_hidden=True)
    record_child(by=world.actors["lena"], at=at, key="teal", child=hidden)
    minder, adviser = world.actors["wendy"], world.actors["petra_at_willow"]
    told = tell_adviser(by=minder, at=at, key="asks", concern=concern())
    ask_who_knows(
        by=adviser, at=at, key="ask", kind="concern", thing_id=UUID(told["concern"]),
        question=NewQuestion(
            Person("Teal", "Sedgewick", date(2016, 5, 6)), AskedFor.SAFEGUARD,
            "A child in my care fears to go home.",
        ),
    )  # fmt: skip
    system = Actor.system(world.agencies["school"])
    take_in(by=system, at=at, key="take-in")
    with context(system, Purpose.RUN_THE_SERVICE):
        scene.ids["contact_id"] = ContactOwed.objects.get().id
    return scene


def _tell(world: World, at: datetime, key: str) -> UUID:
    made = tell_adviser(by=world.actors["alice"], at=at, key=key, concern=concern())
    return UUID(made["concern"])


def _decide_and_send(scene: Scene, at: datetime) -> None:
    lena, concern_id = scene.world.actors["lena"], scene.ids["concern_id"]
    child = create_child(
        by=lena, at=at, key="child", concern_id=concern_id, child=CHILD
    )
    made = record_decision(
        by=lena, at=at, key="decide", concern_id=concern_id, decision=decision(at)
    )
    preview = preview_disclosure(by=lena, at=at, decision_id=UUID(made))
    sent = send_disclosure(
        by=lena, at=at, key="send", decision_id=UUID(made), previewed=preview.digest,
        inbox_id=scene.world.inboxes["childrens_services.front_door"],
        refs=tuple(item.ref for item in preview.chosen), answered_by="Dana, duty",
    )  # fmt: skip
    seen = next(item.ref for item in preview.chosen if item.ref.startswith("entry"))
    scene.ids |= {
        "child_id": UUID(child),
        "item": seen,
        "decision_id": UUID(made),
        "disclosure_id": UUID(sent["disclosure"]),
    }


def _depart(scene: Scene, at: datetime) -> None:
    """Lena decides not to share at reasonable cause: the officer owes a review."""
    world = scene.world
    departed = _tell(world, at, "departed")
    record_decision(
        by=world.actors["lena"], at=at, key="depart", concern_id=departed,
        decision=decision(at, Outcome.DO_NOT_SHARE),
    )  # fmt: skip
    view = open_concern(by=world.actors["omar"], at=at, concern_id=departed)
    review = next(
        one for one, kind, _ in view.tasks if kind == TaskKind.REVIEW_DEPARTURE
    )
    scene.ids |= {"departed_id": departed, "task_id": review}


def _begin_to_answer(scene: Scene, at: datetime) -> None:
    lena = scene.world.actors["lena"]
    view = open_concern(by=lena, at=at, concern_id=scene.ids["concern_id"])
    scene.ids["reference"] = view.reference
    sheet = with_own_view(open_sheet(lena, at, view, "school"), "It does not fit.")
    sheet = answered(with_people(sheet, ["mother"]), "level", None, "reasonable_cause")
    save_sheet(lena, at, sheet)
