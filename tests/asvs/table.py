"""The table of ASVS rows: read, held against the tests that are there, and written.

    python -m tests.asvs.table [--check]

Each row names tests by name alone, so that a file may move; the page says where they
are. A row is met when it names tests or a document and leaves nothing open, does not
apply for a reason, or is not met and says what is missing.
"""

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.architecture.documents import anchors
from tests.architecture.source import CHECKOUT

HERE = Path(__file__).parent
PAGE = CHECKOUT / "docs" / "asvs.md"
KEYS = frozenset({"about", "met", "written", "na", "open", "note"})
CHAPTERS = {
    1: "Encoding", 2: "Validation and business logic", 3: "Browser", 4: "API",
    5: "Files", 6: "Signing in", 7: "Sessions", 8: "Access", 9: "Tokens",
    10: "OAuth and OpenID Connect", 11: "Cryptography", 12: "Transport",
    13: "Configuration", 14: "Data protection", 15: "Building", 16: "Logs and faults",
}  # fmt: skip
Row = Mapping[str, object]

# Lines of a page are as long as its paragraphs.
# ruff: noqa: E501
HEAD = """# ASVS 5.0

Made by `make asvs` from `tests/asvs`; do not change it by hand. Every row of levels 1 and 2 of the [OWASP Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0) but chapter V17 (WebRTC, which nothing here speaks). The numbers are theirs, the words ours: read theirs beside them.

This is what we say of ourselves. Nobody outside has assessed it, and a test that passes shows what it tests, no more. "Written" means that a document says it, and that the document is there; whether people do it no test can see.

| | rows |
| --- | --- |
"""


def rows() -> dict[str, Row]:
    """Every row that was filled in, by its number."""
    found: dict[str, Row] = {}
    for file in sorted(HERE.glob("v*.toml")):
        for number, row in tomllib.loads(file.read_text()).items():
            assert number not in found, f"{number} is there twice"
            found[number] = row
    return found


def levels() -> dict[str, int]:
    """The level of each row, as its authors gave it."""
    read = tomllib.loads((HERE / "levels.toml").read_text())
    return {n: level for level in (1, 2) for n in read[f"level_{level}"]}


def names_of_tests() -> dict[str, list[str]]:
    """Each test's name and the files that have it, from their source."""
    found: dict[str, list[str]] = {}
    for file in sorted((CHECKOUT / "tests").rglob("test_*.py")):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                path = str(file.relative_to(CHECKOUT))
                found.setdefault(node.name, []).append(path)
    return found


def faults(
    filled: Mapping[str, Row],
    level: Mapping[str, int],
    tests: Mapping[str, list[str]],
) -> Iterator[str]:
    """Rows that are missing, blank or too many, and what they name that is not there."""
    yield from (f"{n}: no row" for n in level if n not in filled)
    yield from (f"{n}: no such row in ASVS" for n in filled if n not in level)
    for number, row in filled.items():
        if unknown := set(row) - KEYS:
            yield f"{number}: {sorted(unknown)} is not known"
        if any(not value for value in row.values()) or not row.get("about"):
            yield f"{number}: something is blank"
        if not {"met", "written", "na", "open"} & row.keys():
            yield f"{number}: neither met, nor a reason, nor what is missing"
        if "na" in row and {"met", "written", "open"} & row.keys():
            yield f"{number}: does not apply, and yet something is said"
        for name in row.get("met", ()):
            if len(tests.get(name, ())) != 1:
                yield f"{number}: {name} is in {len(tests.get(name, ()))} files, not 1"
        yield from _faults_of_document(number, str(row.get("written", "")))


def _faults_of_document(number: str, link: str) -> Iterator[str]:
    if not link:
        return
    path, _, anchor = link.partition("#")
    page = CHECKOUT / path
    if not page.exists() or (anchor and anchor not in anchors(page.read_text())):
        yield f"{number}: {link} leads nowhere"


def state(row: Row) -> str:
    """One of four words."""
    if "na" in row:
        return "not applicable"
    if "open" in row:
        return "NOT MET"
    return "met" if "met" in row else "written"


def page() -> str:
    """The whole document."""
    filled, level, tests = rows(), levels(), names_of_tests()
    count = Counter(state(row) for row in filled.values())
    text = HEAD + "".join(
        f"| {one} | {count[one]} |\n"
        for one in ("met", "written", "not applicable", "NOT MET")
    )
    text += f"| all | {len(filled)} |\n"
    for chapter, name in CHAPTERS.items():
        text += f"\n## V{chapter} {name}\n\n| row | level | about | how |\n"
        text += "| --- | --- | --- | --- |\n"
        numbers = [n for n in level if n.split(".")[0] == str(chapter)]
        for number in sorted(numbers, key=lambda n: [int(p) for p in n.split(".")]):
            row = filled[number]
            how = _how(row, tests)
            text += f"| {number} | {level[number]} | {row['about']} | {how} |\n"
    return text


def _how(row: Row, tests: Mapping[str, list[str]]) -> str:
    named = ", ".join(f"`{tests[name][0]}::{name}`" for name in row.get("met", ()))
    if "na" in row:
        return f"not applicable: {row['na']}"
    parts = []
    if "open" in row:
        parts.append(f"**NOT MET**: {row['open']}")
        named = f"what is there: {named}" if named else ""
    elif named:
        named = f"met: {named}"
    parts += [named] if named else []
    if "written" in row:
        link = str(row["written"]).removeprefix("docs/")
        parts.append(f"written: [{link}]({link})")
    if "note" in row:
        parts.append(str(row["note"]))
    return "; ".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page; with --check only say whether it is as it would be written."""
    wrong = list(faults(rows(), levels(), names_of_tests()))
    for one in wrong:
        sys.stderr.write(f"{one}\n")
    if wrong:
        return 1
    if "--check" in arguments:
        return int(PAGE.read_text() != page())
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
