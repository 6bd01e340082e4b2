"""The blocks of the page on operating, and how they are run away from a real host."""

import re
from dataclasses import dataclass

from tests.architecture.documents import DOCS

PAGE = DOCS / "how-to" / "operate.md"
BLOCK = re.compile(
    r"^(?P<before>[^\n]*)\n\n```sh\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
# Says in the line before the block, at the end of its last sentences.
WALKED = re.compile(r"\b[Ww]alked\b(?! but)[^.:]*[.:]|[Ww]alked but for")
NOT_WALKED = re.compile(r"\b[Nn]ot walked\b")


@dataclass(frozen=True)
class Block:
    """What stands in one block, and whether the page says that it is walked."""

    text: str
    before: str

    @property
    def is_walked(self) -> bool:
        return not NOT_WALKED.search(self.before) and bool(WALKED.search(self.before))

    @property
    def is_marked(self) -> bool:
        return self.is_walked or bool(NOT_WALKED.search(self.before))


def blocks(text: str) -> list[Block]:
    """Every shell block of the page, in order."""
    return [Block(one["text"], one["before"]) for one in BLOCK.finditer(text)]


def elsewhere(text: str, places: dict[str, str]) -> str:
    """The same commands with other places: longest names first."""
    for name in sorted(places, key=len, reverse=True):
        text = text.replace(name, places[name])
    return text
