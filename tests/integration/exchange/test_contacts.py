"""Whoever keeps a child hidden contacts the asker: in time, in words, by a person."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from sharewell.access.context import context
from sharewell.access.errors import NotFound, Refused
from sharewell.assurance.looks import looks_at_concern
from sharewell.core.policy.model import Actor, Purpose, Role
from sharewell.decisions.jobs import tick_all
from sharewell.decisions.models import TaskStep
from sharewell.decisions.queries import waiting_tasks
from sharewell.decisions.vocabulary import SafeNow
from sharewell.exchange.contacts import NewAnswer, answer_contact, open_contact
from sharewell.exchange.errors import OutOfOrder, UnusableQuestion
from sharewell.exchange.existence import ask_who_knows
from sharewell.exchange.jobs import take_in_all
from sharewell.exchange.models import ContactOwed
from sharewell.exchange.vocabulary import ContactOutcome
from sharewell.outbox.models import Email
from tests.browsing import signed_in
from tests.factories import World
from tests.integration.access.leaves import count, leaves
from tests.integration.exchange.partners import (
    REASON,
    asking_from,
    held,
    hidden_family,
    in_conflict,
    officer,
    question,
    sealed,
    sensitive,
)
from tests.integration.exchange.test_existence import asked, look

RANG = NewAnswer(ContactOutcome.WILL_NOT, "The young person does not agree.")


def ask(world: World, safe_now: SafeNow = SafeNow.YES) -> str:
    """Ask from the childminders', and let every agency take in what it owes."""
    result = ask_who_knows(
        by=world.actors["petra_at_willow"], at=world.at, key=str(uuid4()),
        kind="concern", thing_id=asking_from(world, safe_now), question=question(),
    )  # fmt: skip
    assert result["holders"] == []
    take_in_all(world.at, minute=1)
    return result["reference"]


def the_contact(agency: UUID) -> UUID:
    with context(Actor.system(agency), Purpose.RUN_THE_SERVICE):
        return ContactOwed.objects.get().id


def owed(world: World, by: Actor, inbox: str, hours: float = 0) -> list:
    at = world.at + timedelta(hours=hours)
    found = waiting_tasks(by, at, {inbox})
    return [one for one in found if one.kind == "contact_asker"]


def emails(agency: UUID) -> list[tuple[str, str]]:
    with context(Actor.system(agency), Purpose.RUN_THE_SERVICE):
        found = Email.objects.filter(template="contact_owed")
        return sorted(found.values_list("to_address", "reference"))


def test_the_officer_is_told_and_a_clock_runs(world: World) -> None:
    hidden_family(world)
    reference = ask(world)
    (task,) = owed(world, officer(world), "lead_officer")
    assert task.reference == reference
    assert task.due_at - world.at == timedelta(hours=4)
    health = world.agencies["health"]
    assert emails(health) == [("lead-officer@health.example", reference)]
    assert not owed(world, world.actors["petra_at_willow"], "adviser")


def test_an_hour_where_the_child_is_not_safe(world: World) -> None:
    hidden_family(world)
    ask(world, SafeNow.NO)
    (task,) = owed(world, officer(world), "lead_officer")
    assert task.due_at - world.at == timedelta(hours=1)


def test_it_is_taken_in_once_however_often_the_worker_looks(world: World) -> None:
    hidden_family(world)
    ask(world)
    assert take_in_all(world.at, minute=1) == 0
    assert take_in_all(world.at, minute=2) == 0
    assert count("exchange_contact_owed") == 1


def test_what_is_shown_or_not_there_owes_nothing(world: World) -> None:
    ask(world)
    held(world)
    ask_who_knows(
        by=world.actors["petra_at_willow"], at=world.at, key="again", kind="concern",
        thing_id=asking_from(world, SafeNow.UNKNOWN), question=question(),
    )  # fmt: skip
    take_in_all(world.at, minute=2)
    assert count("exchange_contact_owed") == 0
    assert count("exchange_existence_look") == 2


def test_it_rises_until_it_is_answered(world: World) -> None:
    hidden_family(world)
    ask(world)
    health, later = world.agencies["health"], world.at + timedelta(hours=5)
    tick_all(later, minute=300)
    with context(Actor.system(health), Purpose.RUN_THE_SERVICE):
        assert TaskStep.objects.filter(kind="risen").count() == 1
    answer_contact(
        by=officer(world), at=later, key="a", contact_id=the_contact(health),
        answer=RANG,
    )  # fmt: skip
    assert not owed(world, officer(world), "lead_officer", hours=20)
    tick_all(world.at + timedelta(hours=20), minute=1200)
    with context(Actor.system(health), Purpose.RUN_THE_SERVICE):
        assert TaskStep.objects.filter(kind="risen").count() == 1


def test_the_custodian_sees_who_asked_and_why(world: World) -> None:
    hidden_family(world)
    ask(world)
    view = open_contact(
        by=officer(world), at=world.at, contact_id=the_contact(world.agencies["health"])
    )
    assert (view.asked_by, view.asker_agency) == ("Petra Pooled", "Willow Childminding")
    assert view.phone == "07700 900001"
    assert (view.purpose, view.reason) == ("safeguard", REASON)
    assert [name for _, name in view.records] == ["Teal Sedgewick"]
    (leaf,) = leaves("contact.opened")
    assert leaf.agency == world.agencies["health"]


def test_the_answer_is_kept_once(world: World) -> None:
    hidden_family(world)
    ask(world)
    contact, at = the_contact(world.agencies["health"]), world.at + timedelta(hours=1)
    when = world.at + timedelta(minutes=30)
    answer = NewAnswer(ContactOutcome.CONTACTED, "Rang Petra, known to me.", when)
    answer_contact(by=officer(world), at=at, key="a", contact_id=contact, answer=answer)
    kept = open_contact(by=officer(world), at=at, contact_id=contact).answer
    assert (kept.outcome, kept.text) == ("contacted", "Rang Petra, known to me.")
    assert (kept.contacted_at, kept.by) == (when, "Charlie Nurse")
    with pytest.raises(OutOfOrder):
        answer_contact(
            by=officer(world), at=at, key="b", contact_id=contact, answer=RANG
        )


@pytest.mark.parametrize(
    ("text", "hours"), [("", 0.5), ("Rang.", None), ("Rang.", -1), ("Rang.", 2)]
)
def test_an_answer_says_how_and_when(
    world: World, text: str, hours: float | None
) -> None:
    hidden_family(world)
    ask(world)
    when = None if hours is None else world.at + timedelta(hours=hours)
    with pytest.raises(UnusableQuestion):
        answer_contact(
            by=officer(world), at=world.at + timedelta(hours=1), key="a",
            contact_id=the_contact(world.agencies["health"]),
            answer=NewAnswer(ContactOutcome.CONTACTED, text, when),
        )  # fmt: skip


def test_a_sealed_record_is_shown_to_those_named_alone(world: World) -> None:
    """Petra is named; Charlie sees as officer that a contact is owed."""
    sealed(world, "petra")
    reference = ask(world)
    contact = the_contact(world.agencies["health"])
    seen = {
        name: open_contact(by=by, at=world.at, contact_id=contact).records
        for name, by in (
            ("officer", officer(world)), ("named", world.actors["petra"]),
        )
    }  # fmt: skip
    assert seen["officer"] == ()
    assert [name for _, name in seen["named"]] == ["Teal Sedgewick"]
    told = emails(world.agencies["health"])
    assert told == [
        ("lead-officer@health.example", reference), ("petra@health.example", reference),
    ]  # fmt: skip


def test_whoever_is_in_conflict_is_kept_out_of_the_question_too(world: World) -> None:
    in_conflict(world)
    ask(world)
    contact = the_contact(world.agencies["health"])
    assert open_contact(by=officer(world), at=world.at, contact_id=contact).records
    for roles in ({Role.ADVISER}, {Role.LEAD_INFORMATION_OFFICER}):
        petra = world.actors["petra"]
        by = Actor(petra.id, petra.agency, frozenset(roles))
        with pytest.raises(NotFound):
            open_contact(by=by, at=world.at, contact_id=contact)


def test_a_service_without_officers_answers_from_its_own_inbox(world: World) -> None:
    quiet = sensitive(world)
    ask(world)
    (task,) = owed(world, quiet, "adviser")
    assert open_contact(by=quiet, at=world.at, contact_id=task.about_id).records


def test_colleagues_and_other_agencies_open_nothing(world: World) -> None:
    hidden_family(world)
    ask(world)
    contact = the_contact(world.agencies["health"])
    with pytest.raises(Refused):
        open_contact(by=world.actors["charlie"], at=world.at, contact_id=contact)
    for who in ("petra_at_willow", "omar", "dana"):
        with pytest.raises(NotFound):
            open_contact(by=world.actors[who], at=world.at, contact_id=contact)


def test_a_reason_that_does_not_open_holds_nothing_up(world: World) -> None:
    """A statement that slipped in, with keys of its own making, cannot silence it."""
    hidden_family(world)
    with (
        context(world.actors["petra_at_willow"], Purpose.SAFEGUARD),
        connection.cursor() as cursor,
    ):
        for key in (b"", b"no key"):
            given = {"readers": [world.agencies["health"]], "wraps": [key]}
            assert look(cursor, asked(world), "teal sedgewick", **given) == []
    assert take_in_all(world.at, minute=1) == 1
    assert len(owed(world, officer(world), "lead_officer")) == 2


def test_officers_of_the_asker_see_that_somebody_asked(world: World) -> None:
    concern = asking_from(world)
    willow, petra = world.agencies["childminding"], world.actors["petra_at_willow"]
    ask_who_knows(
        by=petra, at=world.at, key="ask", kind="concern", thing_id=concern,
        question=question(),
    )  # fmt: skip
    by = Actor(petra.id, willow, frozenset({Role.DATA_PROTECTION_OFFICER}))
    looks = looks_at_concern(by=by, at=world.at, concern_id=concern).looks
    assert "existence.asked" in {one.event for one in looks}


def test_the_page_of_a_contact(scene) -> None:
    """In the prepared world: found in the officer's work, answered on the page."""
    omar = signed_in(scene.world, "omar")
    url = reverse("contact", args=[scene.ids["contact_id"]])
    assert url in omar.get(reverse("your-work")).content.decode()
    page = omar.get(url).content.decode()
    for words in ("Petra Pooled", "Willow Childminding", "07700 900001", "Teal"):
        assert words in page
    assert "A refuge is opened through its custodian alone" in page
    without_time = {"submit_key": "k", "outcome": "contacted", "text": "Rang."}
    assert omar.post(url, without_time).status_code == 422
    will_not = {"submit_key": "l", "outcome": "will_not", "text": "Not agreed."}
    assert omar.post(url, will_not).status_code == 302
    assert "Not agreed." in omar.get(url).content.decode()


def test_the_worker_has_the_job_every_minute() -> None:
    from procrastinate.contrib.django import app

    app.perform_import_paths()
    registered = app.periodic_registry.periodic_tasks
    assert [
        task.cron for (name, _), task in registered.items()
        if name == "take_in_contacts"
    ] == ["* * * * *"]  # fmt: skip
