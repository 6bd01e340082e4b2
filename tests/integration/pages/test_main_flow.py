"""The main job over HTTP, from the teacher's page to the outcome told back."""

import re

from django.urls import reverse

from tests.browsing import hidden, signed_in, submit
from tests.factories import World

TOLD = {
    "safe_now": "yes",
    "about": "Robin Quillfeather",
    "seen": "Came in with a bruise on the left arm, about the size of a plum.",
    "words": "I fell over the dog that we have not got.",
    "view": "It does not fit and is the second this month.",
    "do": "tell",
}


def test_a_concern_becomes_a_decision_and_a_disclosure(world: World) -> None:
    alice = signed_in(world, "alice")
    told = submit(alice, reverse("tell"), **TOLD)
    assert b"Your lead has been told" in told.content
    concern = re.search(r"/concerns/([0-9a-f-]{36})/told", told.request["PATH_INFO"])[1]

    lena = signed_in(world, "lena")
    assert concern.encode() in lena.get(reverse("your-work")).content
    found = submit(
        lena,
        reverse("child", args=[concern]),
        given_name="Robin",
        family_name="Quillfeather",
        born_on_day="3",
        born_on_month="4",
        born_on_year="2017",
    )
    assert b"matched to a record" in found.content, found.content.decode()[-3000:]
    page = submit(
        lena, reverse("own-view", args=[concern]), own_view="Serious enough to refer."
    )
    page = answer_all(lena, page, concern)
    assert b"The procedure points to" in page.content
    decided = lena.post(
        reverse("decide", args=[concern]),
        {
            **hidden(page),
            "outcome": "share",
            "reasons": "Second unexplained bruise.",
            "lawful_basis": "",
        },
        follow=True,
    )
    assert b"Choose what goes" in decided.content, decided.content.decode()[-3000:]
    items = decided.request["PATH_INFO"]
    refs = re.findall(
        r'name="refs"[^>]*value="([^"]*)"[^>]*checked', decided.content.decode()
    )
    preview = lena.post(
        items,
        {
            **hidden(decided),
            "refs": refs,
            "inbox": str(world.inboxes["childrens_services.front_door"]),
            "answered": "name",
            "answered_by": "Dana, duty worker",
        },
    )
    assert b"exactly what they will see" in preview.content, preview.content.decode()[
        :6000
    ]
    sent = lena.post(items.replace("items", "send"), hidden(preview), follow=True)
    assert b"Sent to" in sent.content
    disclosure = re.search(r"/disclosures/([0-9a-f-]{36})", sent.request["PATH_INFO"])[
        1
    ]

    dana = signed_in(world, "dana")
    opened = dana.get(reverse("disclosure", args=[disclosure]))
    assert b"size of a plum" in opened.content
    taken = dana.post(
        reverse("acknowledge", args=[disclosure]), hidden(opened), follow=True
    )
    added = dana.post(
        reverse("adds", args=[disclosure]),
        {**hidden(taken), "text": "We knew of nothing."},
        follow=True,
    )
    closed = dana.post(
        reverse("outcome", args=[disclosure]),
        {**hidden(added), "outcome": "section_47", "message": "We are visiting today."},
        follow=True,
    )
    assert b"The sender has been told" in closed.content
    assert (
        b"We are visiting today."
        in alice.get(reverse("concern", args=[concern])).content
    )
    assert (
        b"We knew of nothing"
        not in lena.get(reverse("disclosure", args=[disclosure])).content
    )


PLAIN = {
    "level": "reasonable_cause",
    "recipient": "front_door",
    "child_safe_now": "yes",
    "nature": ["injury"],
    "at_risk_now": ["this_child"],
    "crime_suspected": "no",
    "asking_would": ["none"],
    "asking_best_interests": "yes",
    "safe_to_ask": "yes",
    "feared": "no",
    "safe_to_tell": "yes",
    "parental_responsibility": "yes",
    "consent": "not_sought",
    "handling": ["none"],
    "social_worker": "none",
    "competent": "no",
}


def answer_all(client, page, concern: str, people=("mother",), answers=PLAIN):
    """Answer what is asked until nothing that matters is left; the last page."""
    asked = 0
    while (
        "/questions/" in page.request["PATH_INFO"]
        or "/people" in page.request["PATH_INFO"]
    ):
        path = page.request["PATH_INFO"]
        if path.endswith("/people"):
            given = {"people": list(people)}
        else:
            given = {"answer": answers[path.rsplit("/", 1)[1]]}
        page = submit(client, path, **given)
        asked += 1
        assert asked < 30, path
    answer_all.asked = asked
    return page


def test_two_tabs_on_the_own_view_do_not_overwrite_each_other(world: World) -> None:
    alice = signed_in(world, "alice")
    told = submit(alice, reverse("tell"), **TOLD)
    concern = told.request["PATH_INFO"].split("/")[2]
    lena = signed_in(world, "lena")
    address = reverse("own-view", args=[concern])
    stale = hidden(lena.get(address))
    lena.post(address, {**stale, "own_view": "The first tab."})
    overtaken = lena.post(address, {**stale, "own_view": "The second tab."})
    assert overtaken.status_code == 422
    assert "The first tab." in overtaken.content.decode()
    assert "The second tab." in overtaken.content.decode()
    both = {**hidden(overtaken), "own_view": "Both tabs."}
    assert lena.post(address, both).status_code == 302
    assert "Both tabs." in lena.get(address).content.decode()


def test_the_own_view_is_added_to_once_advice_can_be_seen(world: World) -> None:
    alice = signed_in(world, "alice")
    told = submit(alice, reverse("tell"), **TOLD)
    concern = told.request["PATH_INFO"].split("/")[2]
    lena = signed_in(world, "lena")
    page = submit(lena, reverse("own-view", args=[concern]), own_view="My first view.")
    answer_all(lena, page, concern)
    page = submit(lena, reverse("own-view", args=[concern]), own_view="On reflection.")
    text = page.content.decode()
    assert "My first view." in text
    assert "Added after the questions were answered: On reflection." in text
