"""Whoever began to tell something can go on, an administrator as well."""

from uuid import UUID

from django.test import Client
from django.urls import reverse

from sharewell.decisions.drafts import save_draft
from sharewell.decisions.vocabulary import DraftKind
from tests.browsing import hidden, signed_in
from tests.factories import World
from tests.integration.pages.test_main_flow import TOLD

OMARS = UUID("0b6c1f0e-2d53-4a52-9a7e-5a1c1f6f3f01")


def begin(client: Client) -> dict[str, str]:
    form = {**hidden(client.get(reverse("tell"))), **TOLD}
    assert client.post(reverse("autosave"), form).status_code == 200
    return form


def test_an_administrator_goes_on_with_what_she_began(world: World) -> None:
    adam = signed_in(world, "adam")
    form = begin(adam)
    assert form["draft"] in adam.get(reverse("your-work")).content.decode()
    page = adam.get(reverse("tell"), {"draft": form["draft"]})
    assert page.status_code == 200
    assert TOLD["words"] in page.content.decode()
    told = adam.post(reverse("tell"), {**TOLD, **hidden(page)}, follow=True)
    assert "Your lead has been told" in told.content.decode()


def test_a_request_is_saved_as_it_is_typed_and_found_again(world: World) -> None:
    alice = signed_in(world, "alice")
    page = alice.get(reverse("asked"))
    assert f'data-autosave="{reverse("autosave")}"' in page.content.decode()
    typed = {"asker": "A clinic", "asked": "The dates of her absences", "about": ""}
    form = {**hidden(page), **typed}
    assert alice.post(reverse("autosave"), form).status_code == 200
    work = alice.get(reverse("your-work")).content.decode()
    assert "Unfinished note of what somebody asks for" in work
    assert f"{reverse('asked')}?draft={form['draft']}" in work
    again = alice.get(reverse("tell"), {"draft": form["draft"]}, follow=True)
    assert again.request["PATH_INFO"] == reverse("asked")
    assert typed["asked"] in again.content.decode()
    given = {**hidden(again), **typed, "view": "Nothing worries me."}
    told = alice.post(reverse("asked"), given, follow=True)
    assert "Your lead has been told" in told.content.decode()
    assert form["draft"] not in alice.get(reverse("your-work")).content.decode()


def test_an_administrator_throws_away_what_she_began(world: World) -> None:
    adam = signed_in(world, "adam")
    form = begin(adam)
    address = reverse("discard-draft", args=[form["draft"]])
    for _ in range(2):
        assert adam.post(address).status_code == 302
    assert form["draft"] not in adam.get(reverse("your-work")).content.decode()


def test_a_colleagues_draft_in_her_team_stays_closed_to_her(world: World) -> None:
    save_draft(
        by=world.actors["omar"], at=world.at, draft_id=OMARS, kind=DraftKind.CONCERN,
        team="office", revision=0, fields={"seen": "Half a sentence"},
    )  # fmt: skip
    adam = signed_in(world, "adam")
    assert str(OMARS) not in adam.get(reverse("your-work")).content.decode()
    assert adam.get(reverse("tell"), {"draft": OMARS}).status_code == 403
    assert adam.post(reverse("discard-draft", args=[OMARS])).status_code == 403
