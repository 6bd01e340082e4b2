"""The pages made from the rows: whole, led to, and those on disk not stale."""

from sharewell.cli.rules import run
from sharewell.cli.rules.docs import CHECKOUT
from sharewell.rulebooks.authoring.book import read_book
from sharewell.rulebooks.authoring.contents import contents
from sharewell.rulebooks.authoring.made import made_pages, stale
from sharewell.rulebooks.authoring.pages import anchor, procedure_pages
from tests.architecture.documents import broken_links
from tests.unit.rulebooks.small import write


def test_the_committed_pages_are_not_stale():
    found = stale(made_pages(), CHECKOUT / "docs")
    assert found == [], "run: sharewell rules docs"


def test_a_stale_a_missing_and_a_left_over_page_are_seen(tmp_path, capsys):
    assert run(["docs", "--into", str(tmp_path)]) == 0
    assert run(["docs", "--into", str(tmp_path), "--check"]) == 0
    folder = tmp_path / "procedure"
    (folder / "steps.md").write_text("old")
    (folder / "sources.md").unlink()
    (folder / "gone.md").write_text("a table of long ago")
    capsys.readouterr()
    assert run(["docs", "--into", str(tmp_path), "--check"]) == 1
    named = capsys.readouterr().out.split()[1::2]
    assert set(named) == {f"procedure/{n}.md" for n in ("steps", "sources", "gone")}
    assert run(["docs", "--into", str(tmp_path)]) == 0
    assert run(["docs", "--into", str(tmp_path), "--check"]) == 0
    assert not (folder / "gone.md").exists()


def test_every_row_condition_fact_value_and_section_is_on_its_page():
    held = contents(read_book())
    pages = made_pages()
    for row in held.rows:
        page = pages[f"procedure/{row.table}.md"]
        assert f"## {row.id}\n" in page and f"Layer {row.layer}" in page
    for name in held.terms:
        assert f"## {name}\n" in pages["procedure/conditions.md"]
    for fact in held.vocabulary.facts:
        part = pages["procedure/vocabulary.md"].partition(f"## {fact.name}\n")[2]
        assert all(f"| `{value}` |" in part for value in fact.values)
    for source in held.sources.values():
        part = pages["procedure/sources.md"].partition(f"## {source.document}\n")[2]
        assert part and all(ref in part for ref in source.sections)


def test_links_of_the_made_pages_lead_somewhere(tmp_path):
    run(["docs", "--into", str(tmp_path)])
    (tmp_path / "how-to").mkdir()
    (tmp_path / "how-to" / "change-a-rule.md").write_text("# x")
    for page in tmp_path.rglob("*.md"):
        assert broken_links(page, page.read_text()) == []


def test_a_small_page_reads_well(tmp_path):
    page = procedure_pages(contents(read_book(write(tmp_path))))["determination.md"]
    assert "## D1\n\nIf “serious” holds" in page
    assert "Layer national; wins over D2; `national/rows.toml`." in page


def test_the_place_of_a_heading():
    assert anchor("N-D1") == "n-d1" and anchor("SURREY-4.4") == "surrey-44"
