"""What the text leaves open for the information officers; also as a document.

python -m sharewell.rulebooks.open_questions > docs/open-questions-for-officers.md
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sharewell.rulebooks.clocks import figures
from sharewell.rulebooks.guidance import Citation, cited, content

INTRODUCTION = """# Open questions for the information officers

The sources leave these open. Each says what the rulebook does until somebody with the authority answers. The page for officers (`/rulebook`) shows the same list, with the figures of the clocks in force on the day. Written by `python -m sharewell.rulebooks.open_questions` from `sharewell/rulebooks/content/open-questions.toml`; change it there.
"""  # noqa: E501 - a paragraph of a document is one line
CLOCKS = """
## Times that no source sets

The figures stand in `sharewell/rulebooks/national/clocks.toml`, dated, for the partnership to confirm or to change.
"""  # noqa: E501


@dataclass(frozen=True)
class OpenQuestion:
    """One question, and what is done meanwhile."""

    id: str
    asks: str
    meanwhile: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class Group:
    """Questions of one kind."""

    title: str
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True)
class OpenClock:
    """A duty whose time no source sets."""

    duty: str
    asks: str

    def figures(self, on: date) -> Mapping[str, int]:
        """How long it may wait under the clocks in force: hours and working days."""
        return figures(self.duty, on)


@cache
def groups() -> tuple[Group, ...]:
    """Every open question, by kind."""
    return tuple(
        Group(
            raw["title"],
            tuple(
                OpenQuestion(
                    one["id"], one["asks"], one["meanwhile"], cited(one, one["id"])
                )
                for one in raw["questions"]
            ),
        )
        for raw in content("open-questions", "group")
    )


@cache
def clocks() -> tuple[OpenClock, ...]:
    """Every duty whose time is the partnership's to set."""
    return tuple(
        OpenClock(raw["duty"], raw["asks"])
        for raw in content("open-questions", "clock")
    )


def document() -> str:
    """All of it as Markdown."""
    return "\n".join([INTRODUCTION, *_questions(), CLOCKS, *_clocks(), ""])


def _questions() -> Iterator[str]:
    for place, group in enumerate(groups()):
        yield f"{'' if place == 0 else chr(10)}## {group.title}\n"
        for one in group.questions:
            where = "; ".join(map(str, one.cites))
            yield f"- **{one.asks}** Meanwhile: {one.meanwhile} [{where}]"


def _clocks() -> Iterator[str]:
    for one in clocks():
        yield f"- `{one.duty}`: {one.asks}"


if __name__ == "__main__":
    print(document(), end="")  # noqa: T201 - that is what it is run for
