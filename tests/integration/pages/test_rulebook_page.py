"""The officer's page: what is known about the rules in force, and what is open."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from sharewell.assurance import rulebook
from sharewell.assurance.rulebook import awaiting
from sharewell.rulebooks import open_questions
from sharewell.rulebooks.approval import Approval
from sharewell.rulebooks.editions import edition_on
from sharewell.rulebooks.reports import report
from sharewell.web.clock import today
from tests.browsing import signed_in
from tests.factories import World
from tests.integration.access.leaves import leaves
from tests.integration.pages.test_guidance_pages import words

NOT_MADE = "Not made yet. On the machine that keeps the rules, run sharewell rules"


def opened(world: World) -> Any:
    return signed_in(world, "omar").get(reverse("rulebook"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the page looks for reports in this test."""
    monkeypatch.setattr(rulebook, "report", lambda name: report(name, tmp_path))
    return tmp_path


def test_the_officer_sees_what_is_open_and_what_is_not_made(
    world: World, folder: Path
) -> None:
    reply = opened(world)
    said, edition = words(reply), edition_on(today())
    assert edition.hash in said
    assert said.count(NOT_MADE) == 3
    for group in open_questions.groups():
        assert all(one.asks in said for one in group.questions)
    assert all(one.asks in said for one in open_questions.clocks())
    assert "24 hours; 1 hour when not safe" in said


def test_who_approved_the_edition_is_named_or_that_nobody_has(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    omar, day = signed_in(world, "omar"), date(2026, 11, 25)
    hash_ = edition_on(today()).hash
    given = Approval(hash_, day, (), "A. Name", "lead information officer", day, "all")
    for found, words_ in (
        (given, "By A. Name, lead information officer, on 25 November 2026"),
        (None, "By nobody yet"),
    ):
        monkeypatch.setattr(rulebook, "approval", lambda _, found=found: found)
        assert words_ in words(omar.get(reverse("rulebook")))


def test_law_that_waits_is_listed_with_every_row_that_waits_for_it(
    world: World,
) -> None:
    reply, waiting = opened(world), awaiting(today())
    assert waiting
    for row in (row for rows in waiting.values() for row in rows):
        assert f"/guidance/provisions/{row.id}?on=" in reply.content.decode()


def test_reports_are_shown_as_their_tools_wrote_them(
    world: World, folder: Path
) -> None:
    hash_ = edition_on(today()).hash
    proved = {"edition": hash_, "proved": 72, "obligations": [{"name": "rule 1"}]}
    (folder / "proof.json").write_text(json.dumps(proved))
    covered = {"edition": "f" * 64, "clauses": {"1.a": ["a journey"]}}
    (folder / "coverage.json").write_text(json.dumps(covered))
    (folder / "differences.json").write_text("{")
    said = words(opened(world))
    assert "Proved 72" in said and "rule 1" in said
    assert "1.a a journey" in said
    assert said.count("Made from another edition than the one in force") == 1
    assert said.count("It cannot be read") == 1
    assert NOT_MADE not in said


def test_that_an_officer_looked_is_recorded_with_the_edition(world: World) -> None:
    opened(world)
    (leaf,) = leaves("rulebook.reviewed")
    assert leaf.object_kind == "rulebook" and leaf.object_id is None
    assert leaf.edition == edition_on(today()).hash
    assert leaf.actor == world.actors["omar"].id


def test_only_the_officer_is_offered_the_page_and_a_refusal_is_recorded(
    world: World,
) -> None:
    link = f'href="{reverse("rulebook")}"'
    omar, lena = signed_in(world, "omar"), signed_in(world, "lena")
    assert link in omar.get(reverse("your-work")).content.decode()
    assert link not in lena.get(reverse("your-work")).content.decode()
    assert lena.get(reverse("rulebook")).status_code == 403
    (refusal,) = leaves("access.refused")
    assert refusal.reasons[0] == "rulebook:review"
