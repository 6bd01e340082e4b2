"""Which edition holds on a day, and what a reader of one has to learn for another."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from sharewell.rulebooks.approval import Approval, keep
from sharewell.rulebooks.editions import (
    approval,
    began,
    changes,
    edition_days,
    edition_on,
    turning_days,
)
from sharewell.rulebooks.load import edition
from sharewell.rulebooks.reports import Report, report

FIRST, LAST = edition_days()[0], edition_days()[-1]
DAY = timedelta(days=1)


@pytest.mark.parametrize("day", turning_days()[1:])
def test_nothing_changes_between_two_turning_days(day: date) -> None:
    # The day before a turn still has the rules of the turn before it.
    assert edition(day - DAY).hash == edition_on(day - DAY).hash
    assert edition(day).hash == edition_on(day).hash


def test_every_edition_differs_from_the_one_before() -> None:
    hashes = [edition(day).hash for day in edition_days()]
    assert all(a != b for a, b in pairwise(hashes))


def test_the_same_edition_is_compiled_once_however_many_days_are_asked_for() -> None:
    assert edition_on(LAST + 400 * DAY) is edition_on(LAST + 4000 * DAY)
    assert began(LAST + 400 * DAY) == LAST


def test_changes_are_what_begins_ends_and_stays_otherwise() -> None:
    found = changes(FIRST, LAST)
    old = {row.id: row for row in edition(FIRST).provisions}
    new = {row.id: row for row in edition(LAST).provisions}
    assert {row.id for row in found.began} == new.keys() - old.keys()
    assert {row.id for row in found.ended} == old.keys() - new.keys()
    assert {one.after.id for one in found.altered} == {
        id_ for id_ in old.keys() & new.keys() if old[id_] != new[id_]
    }
    assert found.began and found.altered


def test_there_and_back_is_the_other_way_round() -> None:
    there, back = changes(FIRST, LAST), changes(LAST, FIRST)
    assert there.began == back.ended and there.ended == back.began
    assert changes(LAST, LAST + DAY).is_empty and not there.is_empty


def test_an_edition_is_approved_only_under_its_own_hash(tmp_path: Path) -> None:
    last = edition(LAST)
    assert approval(last, tmp_path) is None
    for who in ("First", "Second"):
        given = Approval(last.hash, LAST, last.layers, who, "officer", LAST, "all")
        keep(given, last, tmp_path)
    found = approval(last, tmp_path)
    assert found and found.officer == "Second"
    assert approval(edition(FIRST), tmp_path) is None


def test_a_report_that_is_not_made_is_not_a_damaged_one(tmp_path: Path) -> None:
    assert report("proof", tmp_path) is None
    (tmp_path / "proof.json").write_text("{")
    damaged = report("proof", tmp_path)
    assert damaged and "cannot be read" in damaged.fault
    (tmp_path / "proof.json").write_text("[1]")
    assert report("proof", tmp_path) == Report(
        "proof", {}, "It holds no table of findings."
    )


def test_a_report_is_read_again_when_it_was_made_again(tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    for count in (1, 2):
        file.write_text(json.dumps({"proved": count, "edition": "abc"}))
        found = report("proof", tmp_path)
        assert found and found.found["proved"] == count
        assert found.is_about("abcdef") and not found.is_about("bcd")
    assert Report("proof", {}).is_about("abc") is None
