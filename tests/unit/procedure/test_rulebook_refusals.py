"""What the loader refuses: each fault is put into the shipped rows and must be seen."""

import copy
from datetime import date

import pytest

from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.provision import RulebookError
from sharewell.rulebooks.load import SHIPPED, edition, layer_files, read_folder

ON = date(2026, 11, 20)


def shipped():
    files = [file for layer in SHIPPED for file in layer_files(layer)]
    return copy.deepcopy(files), copy.deepcopy(list(read_folder("sources")))


def row(files, name):
    return next(r for f in files for r in f.get("row", ()) if r["id"] == name)


def test_the_shipped_rows_load_on_both_sides_of_the_boundary():
    before, after = edition(date(2024, 4, 18)), edition(date(2024, 4, 19))
    assert before.hash != after.hash
    assert edition(date(2020, 1, 1)).hash == before.hash
    assert {"HMG-2018"} <= cited(before) and "HMG-2024" not in cited(before)
    assert {"HMG-2024"} <= cited(after) and "HMG-2018" not in cited(after)


def cited(rules):
    return {c.document for row in rules.provisions for c in row.citations}


def test_a_day_before_the_first_row_is_refused():
    with pytest.raises(RulebookError, match="2018-07-01"):
        edition(date(2018, 6, 30))


FAULTS = {
    "unknown fact": ({"when": {"levle": "unsure"}}, "levle"),
    "unknown value": ({"when": {"level": "Unsure"}}, "Unsure"),
    "bare number": ({"when": {"level": 1}}, "in quotes"),
    "other outcome": ({"then": "share_later"}, "share_later"),
    "unknown key": ({"wehn": {}}, "wehn"),
    "unknown table": ({"table": "determinations"}, "determinations"),
    "unknown stage": ({"stage": "later"}, "stage"),
    "dates reversed": ({"from": date(2025, 1, 1), "until": date(2024, 1, 1)}, "before"),
    "date as text": ({"from": "2025-01-01"}, "dates"),
    "no because": ({"because": []}, "because"),
    "no paraphrase": ({"because": [{"cite": "CA-1989 s47"}]}, "says"),
    "unknown document": ({"because": [{"cite": "CA-1899 s47", "says": "x"}]}, "1899"),
    "unknown section": ({"because": [{"cite": "CA-1989 s48", "says": "x"}]}, "s48"),
    "lapsed source": ({"because": [{"cite": "HMG-2018 GR1", "says": "x"}]}, "HMG-2018"),
    "person's fact": ({"when": {"consent": "refused"}}, "some_person"),
    "stage no name": ({"stage": 4}, "in quotes"),
    "over no list": ({"over": "N-D6"}, "list of row ids"),
    "over nobody": ({"over": ["N-D999"]}, "N-D999"),
    "over in a circle": ({"over": ["N-D1"]}, "circle"),
    "over another stage": ({"over": ["N-D21"]}, "stage"),
    "repeated id": ({"id": "N-D1"}, "twice"),
    "detail of another table": ({"hours": 4}, "hours"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_row_is_refused(name):
    change, says = FAULTS[name]
    files, sources = shipped()
    row(files, "N-D4").update(change)
    with pytest.raises(RulebookError, match=says):
        compile_edition(files, sources, ON)


def test_a_table_without_a_row_for_the_rest_is_refused():
    files, sources = shipped()
    row(files, "N-D99")["when"] = {"level": "none"}
    with pytest.raises(RulebookError, match="all other cases"):
        compile_edition(files, sources, ON)


def test_terms_in_a_circle_are_refused():
    files, sources = shipped()
    terms = next(f["term"] for f in files if "term" in f)
    terms["danger"]["any"] = [{"significant": True}]
    with pytest.raises(RulebookError, match="circle"):
        compile_edition(files, sources, ON)


def test_the_hash_follows_the_rules_and_nothing_else():
    files, sources = shipped()
    same = compile_edition(files, sources, date(2026, 11, 21))
    assert same.hash == edition(ON).hash
    row(files, "N-D4")["because"][0]["says"] = "Something else."
    assert compile_edition(files, sources, ON).hash != same.hash


def test_every_question_speaks_plainly():
    for fact in edition(ON).vocabulary.facts:
        assert fact.ask.endswith(("?", ".")) and fact.help
        assert all(choice.label for choice in fact.choices)
