"""The pages of docs/procedure: rows, words and sources, made from the rulebook."""

import re
from collections.abc import Iterator

from sharewell.core.procedure.provision import TABLES, Hit, Provision, Source
from sharewell.core.procedure.sentences import (
    period,
    row_sentence,
    term_sentence,
    words,
)
from sharewell.core.procedure.vocabulary import Fact
from sharewell.rulebooks.authoring.contents import Contents

MADE = (
    "Made by `sharewell rules docs` from the files in `sharewell/rulebooks`. "
    "Change those, not this page.\n"
)
HITS = {
    Hit.FIRST: "The first row that applies decides, an earlier stage before a later.",
    Hit.COLLECT: "Every row that applies counts.",
}


def procedure_pages(held: Contents) -> dict[str, str]:
    """File name to text of every page."""
    tables = {f"{name}.md": _table(name, held) for name in held.tables()}
    return {
        "README.md": _overview(held),
        "conditions.md": _conditions(held),
        "vocabulary.md": _vocabulary(held),
        "sources.md": _sources(held),
        **tables,
    }


def _page(title: str, *parts: str) -> str:
    return "\n".join([f"# {title}\n", MADE, *parts])


def _overview(held: Contents) -> str:
    lines = [
        f"- [{words(name).capitalize()}]({name}.md): {len(held.of_table(name))} rows"
        for name in held.tables()
    ]
    lines += [
        f"- [Named conditions](conditions.md): {len(held.terms)}",
        f"- [Vocabulary](vocabulary.md): {len(held.vocabulary.facts)} questions",
        f"- [Sources](sources.md): {len(held.sources)}",
    ]
    return _page(
        "The procedure, row by row",
        "Every row of every date, as a sentence. "
        "[How to change one](../how-to/change-a-rule.md).\n",
        *lines,
        "",
    )


def _table(name: str, held: Contents) -> str:
    table = next(table for table in TABLES if table.name == name)
    whose = " It is asked of each person listed." if table.of_person else ""
    return _page(
        words(name).capitalize(),
        f"{HITS[table.hit]}{whose}\n",
        *(_row(row, held) for row in held.of_table(name)),
    )


def _row(row: Provision, held: Contents) -> str:
    """A heading that can be linked to, the sentence, and where it stands."""
    stands = [f"Layer {row.layer}"]
    if row.stage:
        stands.append(f"stage {words(row.stage)}")
    if row.over:
        stands.append(f"wins over {', '.join(row.over)}")
    stands.append(f"`{held.stood[row.id]}`")
    sentence = _plain(row_sentence(row, held.vocabulary))
    return f"## {row.id}\n\n{sentence}\n\n{'; '.join(stands)}.\n"


def _conditions(held: Contents) -> str:
    return _page(
        "Named conditions",
        "Rows and other conditions name them.\n",
        *(
            f"## {name}\n\n{_plain(term_sentence(held.terms[name], held.vocabulary))}\n"
            for name in sorted(held.terms)
        ),
    )


def _vocabulary(held: Contents) -> str:
    nevers = [f"- {_plain(never.says)}" for never in held.vocabulary.nevers]
    return _page(
        "Vocabulary",
        "Each fact with its question and the answers that it may have.\n",
        *("\n".join(_fact(fact)) for fact in held.vocabulary.facts),
        "## Answers that cannot hold together\n",
        *nevers,
        "",
    )


def _fact(fact: Fact) -> Iterator[str]:
    yield f"## {fact.name}\n"
    asked = "of each person" if fact.of_person else "of the matter"
    several = "; several may be ticked" if fact.many else ""
    yield f"**{_plain(fact.ask)}** {_plain(fact.help)} (Asked {asked}{several}.)\n"
    yield "| value | answer | hint |\n| --- | --- | --- |"
    for choice in fact.choices:
        alone = " (alone)" if choice.alone else ""
        hint = _plain(choice.hint)
        yield f"| `{choice.value}` | {_plain(choice.label)}{alone} | {hint} |"
    yield ""


def _sources(held: Contents) -> str:
    ordered = [held.sources[name] for name in sorted(held.sources)]
    return _page(
        "Sources",
        "What may be cited: documents and their sections, in our own words.\n",
        *("\n".join(_source(source, held)) for source in ordered),
    )


def _source(source: Source, held: Contents) -> Iterator[str]:
    yield f"## {source.document}\n"
    yield f"{_plain(source.title)}, {period(source.start, source.end)}.\n"
    yield "| section | about | rows |\n| --- | --- | --- |"
    for ref, about in source.sections.items():
        citing = [
            f"[{row.id}]({row.table}.md#{anchor(row.id)})"
            for row in held.rows
            if any((c.document, c.ref) == (source.document, ref) for c in row.citations)
        ]
        yield f"| {_plain(ref)} | {_plain(about)} | {', '.join(citing)} |"
    yield ""


def anchor(heading: str) -> str:
    """The place on a page that a link to a heading names."""
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")


def _plain(text: str) -> str:
    """Words that no reader of Markdown takes for markup, on one line of a table."""
    safe = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(safe.replace("*", "\\*").replace("`", "\\`").split())
