"""Bad input gets a clear error; typed text stays; nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from sharewell.access.context import context
from sharewell.agencies.actions import close_inbox
from sharewell.core.policy.model import Actor, Purpose
from sharewell.decisions import drafts
from sharewell.decisions.actions import tell_adviser
from sharewell.decisions.deciding import NewDecision, record_decision
from sharewell.decisions.models import Concern
from sharewell.decisions.raising import NewConcern, NewEntry
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome, SafeNow
from tests.browsing import hidden, signed_in
from tests.factories import World
from tests.integration.pages.test_main_flow import TOLD


@pytest.fixture
def alice(world: World) -> Client:
    return signed_in(world, "alice")


def tell(client: Client, **changed: Any) -> Any:
    page = client.get(reverse("tell"))
    return client.post(reverse("tell"), {**hidden(page), **TOLD, **changed})


def concerns(world: World) -> int:
    with context(world.actors["alice"], Purpose.SAFEGUARD):
        return Concern.objects.count()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"safe_now": ""}, "Say whether the child is safe now"),
        ({"safe_now": "perhaps"}, "Select a valid choice"),
        ({"about": ""}, "Write who it is about"),
        ({"seen": ""}, "Write what you saw or heard"),
        ({"seen": "   "}, "Write what you saw or heard"),
        ({"view": ""}, "Write in a few words what you think yourself"),
        ({"seen": "x" * 20_001}, "must be 20000 characters or fewer; it has 20001"),
        ({"about": "Ro\0bin"}, "Null characters are not allowed"),
        (
            {
                "happened_on_day": "31",
                "happened_on_month": "2",
                "happened_on_year": "2026",
            },
            "must be a real date",
        ),
        (
            {
                "happened_on_day": "1",
                "happened_on_month": "",
                "happened_on_year": "2026",
            },
            "must include a month",
        ),
        (
            {
                "happened_on_day": "1",
                "happened_on_month": "1",
                "happened_on_year": "2990",
            },
            "must be today or in the past",
        ),
        (
            {"born_on_day": "1", "born_on_month": "1", "born_on_year": "26"},
            "Year must include 4 numbers",
        ),
    ],
)
def test_a_wrong_field_is_named_and_the_typed_text_stays(
    world: World, alice: Client, changed: dict[str, str], said: str
) -> None:
    reply = tell(alice, **changed)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert said in page
    assert "<title>Error: " in page
    kept = {**TOLD, **changed}
    assert kept["words"] in page
    assert concerns(world) == 0


def test_something_far_too_large_is_refused_with_what_to_do(
    world: World, alice: Client
) -> None:
    reply = tell(alice, seen="x" * 1_200_000)
    assert reply.status_code == 400
    assert "Shorten it" in reply.content.decode()
    assert concerns(world) == 0


def test_hostile_text_is_kept_and_shown_as_text(world: World, alice: Client) -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} '; DROP TABLE decisions_concern; --"
    reply = tell(alice, seen=hostile)
    page = alice.get(reply["Location"].removesuffix("/told")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    assert concerns(world) == 1


@pytest.mark.parametrize(
    "name", ["concern", "told", "add", "child", "own-view", "decide"]
)
def test_an_unknown_reference_says_that_hidden_and_absent_look_alike(
    alice: Client, name: str
) -> None:
    reply = alice.get(reverse(name, args=[uuid4()]))
    assert reply.status_code == 404
    assert "does not mean that nothing is known" in reply.content.decode()


def test_an_address_that_is_none_is_not_found(alice: Client) -> None:
    assert alice.get("/concerns/not-a-reference").status_code == 404


def test_a_double_submit_makes_one_concern(world: World, alice: Client) -> None:
    page = alice.get(reverse("tell"))
    form = {**hidden(page), **TOLD}
    first, second = (alice.post(reverse("tell"), form) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert concerns(world) == 1


def test_the_same_form_sent_with_other_words_is_refused(
    world: World, alice: Client
) -> None:
    page = alice.get(reverse("tell"))
    form = {**hidden(page), **TOLD}
    alice.post(reverse("tell"), form)
    reply = alice.post(reverse("tell"), {**form, "seen": "Something else entirely."})
    assert reply.status_code == 422
    assert "already sent with different answers" in reply.content.decode()
    assert "Something else entirely." in reply.content.decode()
    assert concerns(world) == 1


def test_two_tabs_on_one_draft_do_not_overwrite_each_other(alice: Client) -> None:
    form = {**hidden(alice.get(reverse("tell"))), "seen": "first"}
    saved = alice.post(reverse("autosave"), form).json()
    newer = alice.post(
        reverse("autosave"), {**form, "revision": saved["revision"], "seen": "second"}
    )
    assert newer.json()["revision"] == 2
    stale = alice.post(
        reverse("autosave"), {**form, "revision": saved["revision"], "seen": "third"}
    )
    assert stale.status_code == 409
    assert "changed elsewhere" in stale.json()["message"]
    draft = alice.get(reverse("tell"), {"draft": form["draft"]}).content.decode()
    assert "second" in draft
    assert "third" not in draft


@pytest.mark.parametrize("do", ["tell", "refer"])
def test_sending_from_an_old_tab_keeps_the_later_text_of_a_colleague(
    world: World, alice: Client, do: str
) -> None:
    form = {**hidden(alice.get(reverse("tell"))), **TOLD}
    saved = alice.post(reverse("autosave"), form).json()
    later = {**form, "revision": saved["revision"], "seen": "A second bruise, since."}
    alice.post(reverse("autosave"), later)
    old = {**form, "revision": saved["revision"], "do": do, "safe_now": "no"}
    sent = alice.post(reverse("tell"), old, follow=True)
    assert concerns(world) == 1
    assert "a later text of this draft" in sent.content.decode()
    page = alice.get(reverse("tell"), {"draft": form["draft"]})
    assert "A second bruise, since." in page.content.decode()


def test_a_text_saved_at_the_moment_of_sending_is_kept(
    world: World, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {**hidden(alice.get(reverse("tell"))), **TOLD}
    saved = alice.post(reverse("autosave"), form).json()
    meanwhile = {**form, "revision": saved["revision"], "seen": "Saved meanwhile."}
    real = drafts._end

    def save() -> int:
        try:
            return alice.post(reverse("autosave"), meanwhile).status_code
        finally:
            connections.close_all()

    def end(*given: Any) -> bool:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(save).result() == 200
        return real(*given)

    monkeypatch.setattr(drafts, "_end", end)
    sent = alice.post(
        reverse("tell"), {**form, "revision": saved["revision"]}, follow=True
    )
    assert "a later text of this draft" in sent.content.decode()
    page = alice.get(reverse("tell"), {"draft": form["draft"]})
    assert "Saved meanwhile." in page.content.decode()


def test_a_draft_that_was_sent_says_so(alice: Client) -> None:
    form = {**hidden(alice.get(reverse("tell"))), **TOLD}
    saved = alice.post(reverse("autosave"), form).json()
    alice.post(reverse("tell"), form)
    late = alice.post(reverse("autosave"), {**form, "revision": saved["revision"]})
    assert late.status_code == 409
    assert "already submitted" in late.json()["message"]


def test_the_page_of_a_sent_draft_says_so_and_does_not_break(alice: Client) -> None:
    form = {**hidden(alice.get(reverse("tell"))), **TOLD}
    alice.post(reverse("autosave"), form)
    alice.post(reverse("tell"), form)
    page = alice.get(reverse("tell"), {"draft": form["draft"]})
    assert page.status_code == 200
    assert "That draft was sent, discarded" in page.content.decode()


def test_a_page_made_for_another_agency_files_nothing_in_this_one(
    world: World, alice: Client
) -> None:
    page = alice.get(reverse("tell"))
    form = {**hidden(page), **TOLD, "acting_for": str(uuid4())}
    reply = alice.post(reverse("tell"), form)
    assert reply.status_code == 422
    assert "act for another agency" in reply.content.decode()
    assert alice.post(reverse("autosave"), form).status_code == 409
    assert concerns(world) == 0


def test_a_draft_is_there_on_return_and_can_be_thrown_away(alice: Client) -> None:
    form = {**hidden(alice.get(reverse("tell"))), **TOLD}
    alice.post(reverse("autosave"), form)
    work = alice.get(reverse("your-work"))
    assert form["draft"] in work.content.decode()
    page = alice.get(reverse("tell"), {"draft": form["draft"]})
    assert TOLD["words"] in page.content.decode()
    alice.post(reverse("discard-draft", args=[form["draft"]]), hidden(work))
    assert form["draft"] not in alice.get(reverse("your-work")).content.decode()


def test_a_draft_of_another_team_is_not_there(world: World, alice: Client) -> None:
    form = {**hidden(alice.get(reverse("tell"))), **TOLD}
    alice.post(reverse("autosave"), form)
    bob = signed_in(world, "bob")
    page = bob.get(reverse("tell"), {"draft": form["draft"]}).content.decode()
    assert TOLD["words"] not in page
    stolen = bob.post(reverse("autosave"), {**form, "seen": "mine now"})
    assert stolen.status_code in {403, 404}


def test_a_recipient_that_closed_is_named_with_its_successor(world: World) -> None:
    decision = decided(world)
    front_door = world.inboxes["childrens_services.front_door"]
    other = world.inboxes["childrens_services.adviser"]
    close_inbox(
        by=Actor.system(world.agencies["childrens_services"]),
        at=world.at,
        key="close",
        inbox_id=front_door,
        successor_id=other,
    )
    lena = signed_in(world, "lena")
    page = lena.get(reverse("items", args=[decision]))
    preview = lena.post(
        reverse("items", args=[decision]),
        {
            **hidden(page),
            "refs": ["referrer"],
            "inbox": str(front_door),
            "answered": "nobody",
        },
    )
    assert preview.status_code == 422
    assert "not in the directory any more" in preview.content.decode()
    sent = lena.post(
        reverse("send", args=[decision]),
        {"refs": "referrer", "inbox": str(front_door), "previewed": "x" * 64},
    )
    assert sent.status_code == 422
    assert "is closed and takes nothing more" in sent.content.decode()


def test_what_changed_since_the_preview_is_not_sent(world: World) -> None:
    decision = decided(world)
    lena = signed_in(world, "lena")
    front_door = world.inboxes["childrens_services.front_door"]
    page = lena.get(reverse("items", args=[decision])).content.decode()
    refs = [
        part.split('"')[0] for part in page.split('value="')[1:] if part[:6] == "entry:"
    ]
    sent = lena.post(
        reverse("send", args=[decision]),
        {"refs": "\n".join(refs), "inbox": str(front_door), "previewed": "0" * 64},
    )
    assert sent.status_code == 422
    assert "Nothing was sent" in sent.content.decode()
    assert "A bruise on the arm" in sent.content.decode()


def decided(world: World) -> UUID:
    told = tell_adviser(
        by=world.actors["alice"],
        at=world.at,
        key="told",
        concern=NewConcern(
            Origin.NOTICED,
            SafeNow.YES,
            (NewEntry(EntryKind.SEEN, "A bruise on the arm."),),
        ),
    )
    made = record_decision(
        by=world.actors["lena"],
        at=world.at,
        key="decided",
        concern_id=UUID(told["concern"]),
        decision=NewDecision(
            facts={
                "date": world.at.date().isoformat(),
                "answers": {"level": "reasonable_cause", "recipient": "front_door"},
                "people": [],
            },
            outcome=Outcome.SHARE,
            own_view="Refer.",
            reasons="It does not fit.",
        ),
    )
    return UUID(made)
