"""The table of ASVS rows is whole, names what is there, and is as it is written."""

from tests.asvs.table import PAGE, faults, levels, names_of_tests, page, rows


def test_every_row_is_filled_and_what_it_names_is_there() -> None:
    assert list(faults(rows(), levels(), names_of_tests())) == []


def test_the_page_is_as_it_would_be_written() -> None:
    assert PAGE.read_text() == page(), "run make asvs"


def test_the_rows_are_those_of_the_standard() -> None:
    counted = list(levels().values())
    # 70 of level 1 and 183 of level 2, less the seven of V17, all of level 2.
    assert (counted.count(1), counted.count(2)) == (70, 176)


def test_a_row_that_is_missing_blank_or_wrong_is_seen() -> None:
    level = {"1.1.1": 1, "1.1.2": 2}
    met = {"about": "x", "met": ["test_here"]}
    tests = {"test_here": ["a.py"], "test_twice": ["a.py", "b.py"]}

    def said(row: dict) -> list[str]:
        return list(faults({"1.1.1": row, "1.1.2": met}, level, tests))

    assert said(met) == []
    assert list(faults({"1.1.1": met}, level, tests)) == ["1.1.2: no row"]
    assert said({**met, "met": ["test_gone"]}) != []
    assert said({**met, "met": ["test_twice"]}) != []
    assert said({**met, "met": []}) != []
    assert said({"about": "x"}) != []
    assert said({"about": "x", "na": ""}) != []
    assert said({**met, "na": "no"}) != []
    assert said({"about": "x", "written": "docs/none.md"}) != []
    assert said({"about": "x", "written": "docs/threat-model.md#none"}) != []
