"""Two people, or two tabs, on one answer sheet: nobody's answer is lost unseen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.browsing import hidden, signed_in, submit
from tests.factories import World
from tests.integration.pages.test_main_flow import PLAIN, TOLD, answer_all

DOUBT = "unsure"


@pytest.fixture
def lena(world: World) -> Client:
    return signed_in(world, "lena")


@pytest.fixture
def concern(world: World) -> str:
    told = submit(signed_in(world, "alice"), reverse("tell"), **TOLD)
    found: str = told.request["PATH_INFO"].split("/")[2]
    return found


def started(lena: Client, concern: str) -> Any:
    return submit(lena, reverse("own-view", args=[concern]), own_view="Not right.")


def chosen(page: Any) -> list[str]:
    text = page.content.decode()
    tags = [tag.split(">")[0] for tag in text.split("<input")[1:]]
    return [t.split('value="')[1].split('"')[0] for t in tags if " checked" in t]


def test_an_answer_given_since_is_shown_and_not_overwritten(
    lena: Client, concern: str
) -> None:
    started(lena, concern)
    level = reverse("question", args=[concern, "level"])
    stale = hidden(lena.get(level))
    submit(lena, level, answer="immediate_danger")
    overtaken = lena.post(level, {**stale, "answer": DOUBT})
    text = overtaken.content.decode()
    assert overtaken.status_code == 422
    assert "The answer is now: “A child is in danger right now”" in text
    assert chosen(overtaken) == [DOUBT]
    assert chosen(lena.get(level)) == ["immediate_danger"]
    assert lena.post(level, {**hidden(overtaken), "answer": DOUBT}).status_code == 302
    assert chosen(lena.get(level)) == [DOUBT]


def test_the_same_answer_twice_and_answers_to_other_questions_go_through(
    lena: Client, concern: str
) -> None:
    started(lena, concern)
    level = reverse("question", args=[concern, "level"])
    recipient = reverse("question", args=[concern, "recipient"])
    first, other = hidden(lena.get(level)), hidden(lena.get(recipient))
    for _ in range(2):
        given = {**first, "answer": PLAIN["level"]}
        assert lena.post(level, given).status_code == 302
    assert lena.post(recipient, {**other, "answer": "police"}).status_code == 302
    assert chosen(lena.get(level)) == [PLAIN["level"]]


def test_people_named_since_are_shown_and_not_replaced(
    lena: Client, concern: str
) -> None:
    started(lena, concern)
    people = reverse("people", args=[concern])
    stale = hidden(lena.get(people))
    submit(lena, people, people=["mother"])
    overtaken = lena.post(people, {**stale, "people": ["father"]})
    assert overtaken.status_code == 422
    assert "answered this since" in overtaken.content.decode()
    assert chosen(overtaken) == ["father"]
    assert chosen(lena.get(people)) == ["mother"]


def test_an_answer_about_one_person_is_not_kept_about_another(
    lena: Client, concern: str
) -> None:
    started(lena, concern)
    people = reverse("people", args=[concern])
    submit(lena, people, people=["mother"])
    feared = reverse("person-question", args=[concern, "p1", "feared"])
    of_the_mother = hidden(lena.get(feared))
    submit(lena, people, people=["father"])
    overtaken = lena.post(feared, {**of_the_mother, "answer": "no"})
    assert overtaken.status_code == 422
    assert "changed since this page was made" in overtaken.content.decode()
    assert chosen(lena.get(feared)) == []


def test_a_decision_is_asked_for_again_when_an_answer_changed_since(
    lena: Client, concern: str
) -> None:
    page = answer_all(lena, started(lena, concern), concern)
    decide = reverse("decide", args=[concern])
    given = {**hidden(page), "outcome": "share", "reasons": "The second bruise."}
    level = reverse("question", args=[concern, "level"])
    submit(lena, level, answer="immediate_danger")
    again = lena.post(decide, given)
    assert again.status_code == 422
    text = again.content.decode()
    assert "Nothing is decided yet" in text
    assert "The second bruise." in text
    assert "share" in chosen(again)
    taken = lena.post(decide, {**given, **hidden(again)}, follow=True)
    assert "Choose what goes" in taken.content.decode()


def test_who_decides_second_is_told_that_it_was_not_recorded(
    lena: Client, concern: str
) -> None:
    page = answer_all(lena, started(lena, concern), concern)
    decide = reverse("decide", args=[concern])
    first = {**hidden(page), "outcome": "share", "reasons": "The second bruise."}
    assert lena.post(decide, first).status_code == 302
    twice = lena.post(decide, first, follow=True)
    assert "Your decision is recorded" in twice.content.decode()
    other = {**first, "outcome": "do_not_share", "reasons": "The dog did it."}
    late = lena.post(decide, other)
    assert late.status_code == 409
    assert "Yours was not recorded" in late.content.decode()
    assert "The dog did it." in late.content.decode()
