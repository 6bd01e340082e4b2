"""`sharewell rules check`: each fault with its file and line, and never a traceback."""

import dataclasses
import shutil

import pytest

from sharewell.cli.rules import run
from sharewell.rulebooks.authoring.book import (
    SHIPPED_FOLDER,
    NoRulebook,
    read_book,
    read_with_faults,
)
from sharewell.rulebooks.authoring.check import check
from tests.unit.rulebooks.small import FACTS, ROWS, rest, write


def line(text, part):
    return text[: text.rindex(part)].count("\n") + 1


def test_the_shipped_rows_have_no_fault(capsys):
    assert run(["check"]) == 0, capsys.readouterr().out


def test_a_sound_rulebook_has_no_fault(tmp_path):
    assert check(write(tmp_path)) == []


FAULTS = {  # what is replaced, by what, the line on which it then stands, what is said
    "misspelt fact": ("{ level = ", "{ levle = ", "'levle'", "mean 'level'"),
    "misspelt value": ('"unsure" }', '"unsrue" }', "unsrue", "mean 'unsure'"),
    "capital": ('"unsure" }', '"Unsure" }', "Unsure", "mean 'unsure'"),
    "no outcome": ('"seek_advice"', '"seek_advise"', "advise", "'seek_advice'"),
    "no table": ('table = "steps"', 'table = "step"', "'step'", "mean 'steps'"),
    "unknown key": ("hours = 4", "hour = 4", "'hour'", "mean 'hours'"),
    "no section": ('"GUIDE s2", from', '"GUIDE s3", from', "'GUIDE s3'", "It has"),
    "no document": ('"GUIDE s2", from', '"GIUDE s2", from', "'GIUDE'", "'GUIDE'"),
    "absent row": ('["D2"]', '["D3"]', "D3", "does not exist"),
    "one row, no list": ('over = ["D2"]', 'over = "D2"', "over", "list of row ids"),
    "date as text": ("until = 2026-01-01", 'until = "2026"', "until", "unquoted"),
    "a number": ("hours = 4", 'hours = "4"', "hours", "does not fit"),
    "person's fact": ("{ serious = true }", '{ safe_to_ask = "no" }', "safe", "some"),
    "repeated": ('id = "D2"', 'id = "D1"', "D1", "given twice"),
    "no full stop": ("call.", "call", "telephone call", "full stop"),
    "wrong stage": ('then = "ring"', 'then = "ring"\nwhen = 1', "", "not valid TOML"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_line(tmp_path, name):
    old, new, *said = FAULTS[name]
    assert ROWS.count(old) == 1
    text = ROWS.replace(old, new)
    found = check(write(tmp_path, rows=text))
    assert found and all(fault.file == "national/rows.toml" for fault in found)
    assert any(
        fault.line == line(text, new.split("\n")[-1])
        and all(part in str(fault) for part in said)
        for fault in found
    ), found


def test_all_faults_are_found_at_once(tmp_path):
    text = ROWS
    for old, new, *_ in (FAULTS["misspelt fact"], FAULTS["no outcome"]):
        text = text.replace(old, new)
    text = text.replace('"GUIDE s1", until', '"GUIDE s9", until')
    text = text.replace("hours = 4", "hour = 4\nworking_days = -1")
    facts = FACTS.replace('ask = "What', 'aks = "What').replace('"Yes"', '""')
    found = check(write(tmp_path, rows=text, facts=facts))
    assert [(f.file, f.line) for f in found] == sorted(
        (f"national/{file}.toml", line(whole, part))
        for file, whole, part in (
            ("facts", facts, "aks ="),
            ("facts", facts, '[[fact]]\nname = "nature"'),
            ("facts", facts, '{ value = "yes"'),
            ("rows", text, "levle"),
            ("rows", text, "seek_advise"),
            ("rows", text, "GUIDE s9"),
            ("rows", text, "hour = 4"),
            ("rows", text, "working_days"),
        )
    )


def test_a_fault_of_a_fact_is_no_fault_of_the_rows_that_read_it(tmp_path):
    facts = FACTS.replace('ask = "How worried are you?"\n', "")
    (fault,) = check(write(tmp_path, facts=facts))
    assert "'ask'" in fault.says


def test_a_term_is_read_cell_by_cell(tmp_path):
    facts = FACTS.replace('nature = ["neglect", "injury"]', 'nature = ["neglet", "x"]')
    found = check(write(tmp_path, facts=facts))
    assert [f.line for f in found] == [line(facts, "neglet")]
    assert "mean 'neglect'" in str(found[0])


def test_what_shows_only_when_rows_are_put_together(tmp_path):
    text = rest().replace('table = "steps"', "")
    first = text.index("when = {}")
    text = text[:first] + 'when = { level = "none" }' + text[first + 9 :]
    (fault,) = check(write(tmp_path, rest=text))
    assert "all other cases" in fault.says
    circle = FACTS.replace('{ level = "harm" }', "{ serious = true }")
    (fault,) = check(write(tmp_path, facts=circle))
    assert "circle" in fault.says


def test_a_file_that_is_no_toml_gives_its_line(tmp_path):
    text = ROWS.replace('then = "ring"', 'then = "ring')
    (fault,) = check(write(tmp_path, rows=text))
    assert fault.line == line(text, 'then = "ring') and "TOML" in fault.says


def test_a_file_that_ends_too_soon_or_is_no_text(tmp_path):
    (fault,) = check(write(tmp_path, rows=ROWS + "x = ["))
    assert fault.line == len(ROWS.splitlines()) + 1
    write(tmp_path, rows=ROWS)
    data = ROWS.encode().replace(b"The rows", b"The \xff rows")
    (tmp_path / "national" / "rows.toml").write_bytes(data)
    (fault,) = check(tmp_path)
    assert fault.line == 1 and "UTF-8" in fault.says


ODD = {
    "no layer": ROWS.replace('layer = "national"\n', ""),
    "another layer": ROWS.replace('"national"', '"surrey"'),
    "no date": ROWS.replace("from = 2018-07-01\n", "", 1),
    "rows are text": ROWS.partition("[[row]]")[0] + 'row = "x"',
    "row alone": ROWS.replace("[[row]]", "[row]", 1).partition("[[row]]")[0],
    "unknown part": ROWS + "\n[[rwo]]\nid = 1\n",
    "values": ROWS + "\n[[fact]]\nname = 1\nvalues = 3\n",
    "cells": ROWS.replace("{ serious = true }", '"serious"'),
    "because": ROWS.replace("because = [\n", 'because = "x"\nb = [\n'),
    "a list in a list": ROWS.replace('level = "unsure"', 'level = [["unsure"]]'),
    "id": ROWS.replace('id = "D1"', "id = 1979-05-27"),
    "stage": ROWS.replace('then = "ring"', 'then = "ring"\nstage = 4'),
    "deep": ROWS + "x = " + "[" * 5000,
    "dates": ROWS.replace("until = 2025-06-01", "until = 2025-06-01T00:00:00"),
}


@pytest.mark.parametrize("name", ODD)
def test_nothing_ends_in_a_traceback(tmp_path, name, capsys):
    assert run(["check", str(write(tmp_path, rows=ODD[name]))]) == 1
    said = capsys.readouterr().out
    assert "national/rows.toml, line " in said and "to put right." in said


def test_no_rulebook_is_said_so(tmp_path, capsys):
    assert run(["check", str(tmp_path / "none")]) == 2
    assert run(["check", str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    write(tmp_path, rows="x = [")
    with pytest.raises(NoRulebook, match=r"rows\.toml, line 1"):
        read_book(tmp_path)


def test_layers_come_national_first_and_other_folders_are_no_layers(tmp_path):
    write(tmp_path)
    for name in ("agency", "surrey"):
        shutil.copytree(SHIPPED_FOLDER / "surrey", tmp_path / name)
    (tmp_path / "coverage").mkdir()
    (tmp_path / "coverage" / "x.toml").write_text("x = 1")
    book = read_book(tmp_path)
    layers = dict.fromkeys(file.folder for file in book.files)
    assert list(layers) == ["national", "surrey", "agency", "sources"]
    assert book.under("agency") == ("national", "surrey", "agency")


LISTED = """\
[[layer]]
name = "national"

[[layer]]
name = "one"
builds_on = "national"

[[layer]]
name = "two"
builds_on = "national"
"""


def test_layers_are_checked_each_with_what_it_builds_on(tmp_path):
    write(tmp_path)
    (tmp_path / "layers.toml").write_text(LISTED)
    row = ROWS.partition("[[row]]")[2].partition("[[row]]")[0].replace("D1", "X1")
    for name, over in (("one", "D2"), ("two", "D9")):
        (tmp_path / name).mkdir()
        text = f'layer = "{name}"\nfrom = 2018-07-01\n[[row]]{row}'
        text = text.replace("X1", f"X-{name}").replace('["D2"]', f'["{over}"]')
        (tmp_path / name / "rows.toml").write_text(text)
    (fault,) = check(tmp_path)
    assert fault.file == "two/rows.toml" and "D9" in fault.says
    book, _ = read_with_faults(tmp_path)
    assert book.under("two") == ("national", "two")
    with pytest.raises(NoRulebook, match="No layer 'three'"):
        book.under("three")
    (tmp_path / "layers.toml").write_text(LISTED.replace('"national"', '"two"'))
    assert run(["check", str(tmp_path)]) in (1, 2)
    (tmp_path / "layers.toml").write_text("x")
    assert run(["check", str(tmp_path)]) == 1


def test_a_layer_that_builds_on_itself_is_said_so(tmp_path):
    book = read_book(write(tmp_path))
    circle = dataclasses.replace(book, below={"a": "b", "b": "a"})
    with pytest.raises(NoRulebook, match="builds on itself"):
        circle.under("a")
