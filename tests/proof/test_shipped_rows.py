"""The rows that ship: every obligation proved, as of today and with each layer."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from sharewell.cli.main import main
from sharewell.proof.prove import (
    edition_dates,
    proof_report,
    proved,
    shipped_invariants,
)
from sharewell.rulebooks.load import edition, layers_there_are, layers_under

TODAY = datetime.now(UTC).date()
ENOUGH = 40


def shown(report):
    return "\n".join(
        f"{one.kind} {one.id}: {one.says} {one.note}\n    "
        + "\n    ".join(one.example.hangs_on if one.example else ())
        for one in report.failed
    )


@pytest.mark.parametrize("layer", [one.name for one in layers_there_are()])
def test_every_obligation_is_proved_of_what_each_layer_makes(layer):
    day = max(TODAY, next(o.start for o in layers_there_are() if o.name == layer))
    report = proved(day, layers_under(layer))
    assert not report.failed, shown(report)


def test_the_rules_that_nothing_overrides_are_all_asked():
    asked = shipped_invariants()
    heads = [
        one.head
        for kind in (asked.invariants, asked.carries, asked.forbidden, asked.settled,
                     asked.ladders, asked.keeps)
        for one in kind
    ]  # fmt: skip
    assert len(heads) >= ENOUGH
    rules = {head.rule for head in heads}
    assert {"rule 1", "rule 2", "rule 3", "rule 4", "rule 5", "rule 9"} <= rules
    assert {"clause 4.a", "clause 4.b", "clause 4.c", "clause 4.d"} <= rules


def test_every_date_on_which_a_row_starts_or_ends_is_an_edition():
    days = edition_dates()
    assert days[0] == date(2018, 7, 1)
    assert date(2024, 4, 19) in days
    for day, after in pairwise(days):
        if after - day > timedelta(days=1):
            assert edition(day).hash == edition(after - timedelta(days=1)).hash


def test_the_command_prints_a_line_for_each_obligation_and_exits_with_the_answer(
    capsys,
):
    code = main(["rules", "prove", "--on", "2019-01-01", "--layers", "national"])
    printed = capsys.readouterr().out
    assert code == (1 if "FAILED" in printed else 0)
    assert "complete   determination" in printed
    assert "obligations proved" in printed


def test_the_report_for_the_page_is_plain_json():
    report = proof_report(edition(date(2019, 1, 1), ("national",)))
    assert json.loads(json.dumps(report)) == report
    assert report["proved"] + report["failed"] == len(report["obligations"])


def test_a_wrong_layer_is_answered_in_words(capsys):
    assert main(["rules", "prove", "--layers", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
