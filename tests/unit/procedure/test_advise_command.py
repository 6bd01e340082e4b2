"""`sharewell advise`: exit codes, and messages that name the fact."""

import io
import json
import sys
from pathlib import Path

import pytest

from sharewell.cli.advise import ANSWERED, BAD_INPUT, OPEN, run

CASES = Path(__file__).parents[2] / "spec" / "cases"


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "facts.json"
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return str(path)

    return write


def facts(name="surrey-delay"):
    return json.loads((CASES / f"{name}.json").read_text())["facts"]


def test_an_answered_case(written, capsys):
    assert run([written(facts())]) == ANSWERED
    shown = capsys.readouterr().out
    assert "The procedure points to: share now" in shown
    assert "CA-1989 s47" in shown


def test_json_holds_the_plain_answers_and_the_edition(written, capsys):
    assert run([written(facts()), "--json"]) == ANSWERED
    given = json.loads(capsys.readouterr().out)
    assert given["plain"]["share"] == "yes" and len(given["edition"]) == 64


def test_standard_input(monkeypatch, capsys):
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(facts()).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run([]) == ANSWERED


def test_an_open_case_says_what_to_ask_and_is_no_refusal(written, capsys):
    assert run([written({"date": "2026-11-20"})]) == OPEN
    shown = capsys.readouterr().out
    assert "Ask next: level" in shown and "points to" not in shown


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"date": "2026-11-20", "answers": {"level": "Unsure"}}, "reasonable_cause"),
        ({"answers": {}}, "date"),
        ({"date": "2017-01-01"}, "2018-07-01"),
        ("{", "JSON"),
        ("[]", "JSON object"),
        ("[" * 100_000, "JSON"),
        ('{"date": "2026-11-20", "date": "2026-11-21"}', "twice"),
    ],
)
def test_bad_input_names_what_is_wrong(written, capsys, given, says):
    assert run([written(given)]) == BAD_INPUT
    assert says in capsys.readouterr().err


def test_a_missing_file_is_said_so(tmp_path, capsys):
    assert run([str(tmp_path / "absent.json")]) == BAD_INPUT
    assert "Cannot read" in capsys.readouterr().err


def test_on_uses_the_rules_of_that_day(written, capsys):
    run([written(facts()), "--json", "--on", "2020-01-01"])
    earlier = json.loads(capsys.readouterr().out)["edition"]
    run([written(facts()), "--json"])
    assert json.loads(capsys.readouterr().out)["edition"] != earlier
