"""Every statement of the procedure is encoded by a row, or says why by none."""

import dataclasses

import pytest

from sharewell.core.procedure.provision import RulebookError
from sharewell.rulebooks.authoring.book import read_book
from sharewell.rulebooks.authoring.contents import contents
from sharewell.rulebooks.authoring.coverage import (
    Coverage,
    coverage_faults,
    encoding_rows,
    read_coverage,
)
from sharewell.rulebooks.authoring.coverage_page import coverage_page
from sharewell.rulebooks.authoring.made import COVERAGE
from tests.unit.rulebooks.small import write


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return contents(read_book(write(tmp_path_factory.mktemp("small"))))


def listed(tmp_path, *statements):
    file = tmp_path / "coverage.toml"
    text = "".join(f"[[statement]]\n{one}\n" for one in statements)
    file.write_text(f'document = "GUIDE"\n{text}')
    return read_coverage(file)


def faults(tmp_path, held, *statements):
    return list(coverage_faults(listed(tmp_path, *statements), held))


ONE = 'id = "s1"\nref = "s1"\nsays = "One."'
TWO = 'id = "s2"\nref = "s2"\nsays = "Two."'


def test_the_shipped_list_covers_the_procedure():
    held = contents(read_book())
    assert list(coverage_faults(read_coverage(COVERAGE), held)) == []


def test_rows_are_found_by_their_citations(tmp_path, held):
    one, two = listed(tmp_path, ONE, TWO).statements
    assert {"D1", "D2"} <= {row.id for row in encoding_rows(one, held)}
    assert {row.id for row in encoding_rows(two, held)} == {"D2", "A1", "S1"}
    through = listed(tmp_path, f'{TWO}\nthrough = ["GUIDE s1"]\nthen = ["share_now"]')
    assert [row.id for row in encoding_rows(through.statements[0], held)] == ["D1"]


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ([ONE], "Section s2 of the source index has no statement"),
        ([ONE, TWO, TWO], "s2 is listed twice"),
        ([ONE, TWO, TWO.replace('"s2"', '"s3"')], "no section 's3'"),
        ([ONE, TWO + '\nrows = ["D9"]'], "row D9, which does not exist"),
        ([ONE, TWO + '\nterms = ["x"]'], "condition x, which does not exist"),
        ([ONE, TWO + '\nthen = ["do_not_share"]'], "no row encodes it"),
        ([ONE, TWO + '\nthen = ["ring"]'], "Row A1 cites GUIDE and encodes no"),
        ([ONE, TWO + '\nnot_a_rule = "x"'], "where it is met"),
    ],
)
def test_what_is_left_out_is_named(tmp_path, held, statements, says):
    assert any(says in fault for fault in faults(tmp_path, held, *statements))


def test_a_whole_list_has_no_fault(tmp_path, held):
    assert faults(tmp_path, held, ONE, TWO) == []


def test_a_statement_that_is_no_rule_says_where_it_is_met(tmp_path, held):
    no_rule = '\nthen = ["x"]\nnot_a_rule = "It is training."\nmet = "Courses."'
    found = faults(tmp_path, held, ONE, TWO + no_rule)
    assert all(fault.startswith("Row ") for fault in found)
    page = coverage_page(listed(tmp_path, ONE, TWO + no_rule), held)
    assert "Not a rule: It is training. Met by: Courses." in page
    assert "[D1](procedure/determination.md#d1)" in page


def test_a_misspelt_key_is_refused(tmp_path):
    with pytest.raises(RulebookError, match="not_rule"):
        listed(tmp_path, ONE + '\nnot_rule = "x"')
    with pytest.raises(RulebookError, match="says"):
        listed(tmp_path, 'id = "s1"\nref = "s1"')


def test_each_paraphrase_is_our_own_and_short():
    coverage: Coverage = read_coverage(COVERAGE)
    for statement in coverage.statements:
        assert len(statement.says.split()) <= 30, statement.id
        assert statement.says.endswith(".")


def test_a_row_that_loses_its_citation_is_noticed():
    held = contents(read_book())
    coverage = read_coverage(COVERAGE)
    first = next(s for s in coverage.statements if not s.not_a_rule and not s.terms)
    rows = tuple(r for r in held.rows if r not in encoding_rows(first, held))
    bare = dataclasses.replace(held, rows=rows, terms={})
    assert any(first.id in fault for fault in coverage_faults(coverage, bare))
