"""Guidance as pages: open to everybody, dated, and reached from where doubt arises."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sharewell.rulebooks import guidance
from sharewell.rulebooks.editions import changes, edition_days, edition_on
from sharewell.web.clock import today
from sharewell.web.presenters.provision import provision_path
from tests.browsing import signed_in
from tests.factories import World
from tests.integration.access.scene import make_scene

FIRST = edition_days()[0]
NOT_DAYS = {
    "2024-02-31": "is not a day we can read",
    "yesterday": "is not a day we can read",
    "<b>": "is not a day we can read",
    "2024-04-19T00:00": "is not a day we can read",
    "": "Write a day",
    "2018-06-30": "begin on 1 July 2018",
    "0001-01-01": "begin on 1 July 2018",
}
PAGES = (
    "guidance",
    "golden-rules",
    "routes",
    "asking-and-telling",
    "every-question",
    "provisions",
    "changes",
    "myths",
)
pytestmark = pytest.mark.usefixtures("database")


def words(reply: Any) -> str:
    """What is read, without marks and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", reply.content.decode())).split())


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_reads_it_and_it_says_its_edition_on_paper(name: str) -> None:
    reply = Client().get(reverse(name))
    assert reply.status_code == 200
    note = reply.content.decode().split("app-print-note")[1]
    assert f"Edition {edition_on(today()).hash[:16]}" in note
    assert "Printed on" in note and f"http://testserver{reverse(name)}" in note


@pytest.mark.parametrize("day", edition_days())
def test_every_row_of_an_edition_is_listed_and_has_a_page(day: date) -> None:
    client, edition = Client(), edition_on(day)
    listed = client.get(reverse("provisions"), {"on": day.isoformat()})
    assert edition.hash[:16] in words(listed)
    hrefs = set(
        re.findall(r'href="(/guidance/provisions/[^"]+)"', listed.content.decode())
    )
    for row in edition.provisions:
        path = provision_path(row.id, day)
        assert path in hrefs
        page = client.get(path)
        assert page.status_code == 200, row.id
        said = words(page)
        assert all(reason.says in said for reason in row.because)
        for cite in row.citations:
            source = edition.sources[cite.document]
            assert source.title in said
            about = source.sections[cite.ref]
            assert about[1:] in said, row.id
        assert ("Not in force until a named officer confirms it" in said) is (
            not row.operative
        )


@pytest.mark.parametrize("day", NOT_DAYS)
def test_what_is_no_day_is_said_and_kept(day: str) -> None:
    for name in ("provisions", "changes"):
        field = "on" if name == "provisions" else "earlier"
        reply = Client().get(reverse(name), {field: day})
        assert reply.status_code == 422
        assert NOT_DAYS[day] in words(reply)
        assert "<title>Error:" in reply.content.decode()
        assert b"<b>" not in reply.content


def test_a_row_that_is_not_in_that_edition_is_found_in_another() -> None:
    found = changes(FIRST, edition_days()[-1])
    row = found.began[0]
    reply = Client().get(provision_path(row.id, FIRST))
    assert reply.status_code == 404
    assert "is not in the edition in force that day" in words(reply)
    assert provision_path(row.id, row.start) in unescape(reply.content.decode())


def test_a_name_that_no_edition_knows_is_not_repeated() -> None:
    reply = Client().get(reverse("provision", args=["<b>nowhere"]))
    assert reply.status_code == 404
    assert (
        b"nowhere" not in reply.content.split(b"<main")[1].split(b"app-print-note")[0]
    )


def test_what_changed_lists_what_began_and_ended() -> None:
    first, last = edition_days()[0], edition_days()[-1]
    given = {"earlier": first.isoformat(), "later": last.isoformat()}
    reply, found = Client().get(reverse("changes"), given), changes(first, last)
    body = unescape(reply.content.decode())
    assert all(provision_path(row.id, last) in body for row in found.began)
    assert all(provision_path(row.id, first) in body for row in found.ended)
    assert f"The same rule, changed ({len(found.altered)})" in words(reply)


def test_changes_run_forward() -> None:
    given = {"earlier": "2024-04-19", "later": "2018-07-01"}
    reply = Client().get(reverse("changes"), given)
    assert reply.status_code == 422
    assert "This day is before 19 April 2024" in words(reply)


def test_a_doubt_and_the_question_that_raises_it_lead_to_each_other() -> None:
    myths = Client().get(reverse("myths")).content.decode()
    asked = Client().get(reverse("every-question")).content.decode()
    for fact in edition_on(today()).vocabulary.facts:
        assert f'id="{fact.name}"' in asked
        if fact.myth:
            assert f'href="/guidance/questions#{fact.name}"' in myths
            assert f'href="/myths#{fact.myth}"' in asked
            assert f'id="{fact.myth}"' in myths


def test_the_doubt_is_answered_where_the_question_is_put(world: World) -> None:
    scene = make_scene(world)
    lena = signed_in(world, "lena")
    fact = next(
        one for one in edition_on(today()).vocabulary.of_case() if one.myth is not None
    )
    page = lena.get(reverse("question", args=[scene.ids["concern_id"], fact.name]))
    myth = next(one for one in guidance.myths() if one.id == fact.myth)
    assert myth.truth in words(page)
    assert f'href="/myths#{myth.id}"' in page.content.decode()


def test_every_finding_leads_to_its_provision_on_the_day_of_the_advice(
    world: World,
) -> None:
    scene = make_scene(world)
    lena = signed_in(world, "lena")
    page = lena.get(reverse("decision", args=[scene.ids["decision_id"]]))
    found = re.findall(
        r'href="(/guidance/provisions/[^"]+)"', unescape(page.content.decode())
    )
    assert found
    for href in found:
        assert href.endswith(f"?on={today().isoformat()}")
        assert lena.get(href).status_code == 200
    assert "app-print-note" in page.content.decode()
