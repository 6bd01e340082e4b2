"""Guidance is read by anybody, on any window, and on paper says which edition it is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import World
from tests.journeys.paper import words_of
from tests.journeys.visitor import Visitor
from tests.journeys.ways import ways

PAGES = (
    "How worried are you?",
    "Asking and telling",
    "Doubts that stop people",
    "The seven golden rules",
    "Every provision",
    "What changed",
    "Every question",
)
# The others are looked at with `make test-all`.
LOOKED_AT = ways("script", "no script", "320 pixels", "forced colours", often="script")


@LOOKED_AT
def test_a_stranger_reads_all_guidance(
    world: World, stranger: Visitor, way: str
) -> None:
    stranger.opens("/guidance")
    stranger.keeps_picture(f"{way}-guidance")
    for link in PAGES:
        stranger.opens("/guidance")
        stranger.follows(link)
        stranger.keeps_picture(f"{way}-{stranger.path.rsplit('/', 1)[-1]}")


@LOOKED_AT
@pytest.mark.slow  # with `make test-all`
def test_a_stranger_reads_the_rules_of_another_day(
    world: World, stranger: Visitor, way: str
) -> None:
    stranger.opens("/guidance/provisions")
    stranger.writes("Read the edition in force on", "the 1st")
    stranger.presses("Read it")
    stranger.is_told("is not a day we can read")
    stranger.keeps_picture(f"{way}-not-a-day")
    stranger.writes("Read the edition in force on", "2018-07-01")
    stranger.presses("Read it")
    stranger.reads("in force from 1 July 2018")
    rows = stranger.main.locator(".app-row a")
    stranger.follows_to(str(rows.first.get_attribute("href")))
    stranger.reads("Because")
    stranger.keeps_picture(f"{way}-provision")
    stranger.page.get_by_role("navigation", name="Back").get_by_role("link").click()
    stranger.arrives()
    stranger.reads("in force from 1 July 2018")


@pytest.mark.parametrize("path", ["/guidance/golden-rules", "/guidance/provisions"])
def test_on_paper_it_says_which_edition_when_and_where_the_current_one_is(
    world: World, stranger: Visitor, tmp_path: Path, path: str
) -> None:
    stranger.opens(path)
    note = stranger.page.locator(".app-print-note").text_content() or ""
    edition = re.search(r"Edition \w{16}, in force from \d+ \w+ \d{4}", note)
    printed_on = re.search(r"Printed on \d+ \w+ \d{4} at \d\d:\d\d", note)
    assert edition and printed_on
    stranger.page.emulate_media(media="print")
    stranger.keeps_picture(f"{path.rsplit('/', 1)[-1]}-on-paper")
    stranger.page.pdf(path=tmp_path / "page.pdf", format="A4")
    paper = words_of((tmp_path / "page.pdf").read_bytes())
    for words in (edition[0], printed_on[0], stranger.page.url):
        assert "".join(words.split()) in paper
    assert "Readit" not in paper


@LOOKED_AT
def test_the_officer_reads_what_is_known_about_the_rules(
    signed_in: Callable[..., Visitor], way: str
) -> None:
    officer = signed_in("omar", Visitor)
    officer.opens("/rulebook")
    officer.reads("What the text leaves open")
    officer.keeps_picture(f"{way}-rulebook")
