"""A folder of rulebook files as their authors write it, with the text of each file."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sharewell.core.errors import SharewellError
from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.provision import Edition
from sharewell.rulebooks.authoring.faults import Fault
from sharewell.rulebooks.load import SHIPPED

SHIPPED_FOLDER = Path(__file__).parents[1]
SOURCES, LAYERS = "sources", "layers.toml"
# Beside the layers: what is cited, and what must hold of every edition.
NO_LAYERS = frozenset({SOURCES, "invariants", "approved"})
NAMES_A_LAYER = re.compile(r"^layer\s*=", re.MULTILINE)
RULES = frozenset({"layer", "fact", "never", "term", "row", "stages", "confirmed"})


class NoRulebook(SharewellError):
    """The folder is not there, cannot be read, or holds no rulebook."""


@dataclass(frozen=True)
class BookFile:
    """One file: `name` is its path within the folder, with forward slashes."""

    name: str
    text: str
    raw: dict[str, Any]

    @property
    def folder(self) -> str:
        """The layer, or "sources"."""
        return self.name.partition("/")[0]

    @property
    def has_rules(self) -> bool:
        """Whether it holds facts, terms or rows; clocks and holidays do not."""
        return bool(RULES & self.raw.keys())


@dataclass(frozen=True)
class Book:
    """All files of a folder that could be read, the lowest layer first.

    `below` names for each layer the one that it builds on, "" for the lowest.
    """

    folder: Path
    files: tuple[BookFile, ...]
    below: Mapping[str, str]

    def rules(self) -> tuple[BookFile, ...]:
        """The files with facts, terms or rows."""
        return tuple(f for f in self.files if f.folder != SOURCES and f.has_rules)

    def sources(self) -> tuple[BookFile, ...]:
        """The section indexes."""
        return tuple(f for f in self.files if f.folder == SOURCES)

    def under(self, layer: str) -> tuple[str, ...]:
        """A layer and all that it builds on, the lowest first. Raises `NoRulebook`."""
        if layer not in self.below:
            raise NoRulebook(f"No layer {layer!r}. There are: {', '.join(self.below)}.")
        chain = [layer]
        while below := self.below.get(chain[0], ""):
            if below in chain:
                raise NoRulebook(f"{LAYERS}: {below} builds on itself. Mend builds_on.")
            chain.insert(0, below)
        return tuple(chain)

    def usual(self) -> str:
        """The layer that is meant when none is named."""
        return SHIPPED[-1] if SHIPPED[-1] in self.below else [*self.below][-1]

    def edition(self, on: date, layer: str | None = None) -> Edition:
        """The edition in force on a day. Raises `RulebookError` or `NoRulebook`."""
        layers = self.under(layer or self.usual())
        files = [f.raw for name in layers for f in self.rules() if f.folder == name]
        return compile_edition(files, [f.raw for f in self.sources()], on)

    def raw_rows(self) -> Iterator[tuple[BookFile, int, dict[str, Any]]]:
        """Every row of any date: its file, its place among the rows there, itself."""
        for file in self.rules():
            for index, row in enumerate(file.raw.get("row", ())):
                yield file, index, row


def read_book(folder: Path = SHIPPED_FOLDER) -> Book:
    """The rulebook of a folder. Raises `NoRulebook` for files that are no TOML."""
    book, faults = read_with_faults(folder)
    if faults:
        raise NoRulebook("\n".join(str(fault) for fault in faults))
    return book


def read_with_faults(folder: Path) -> tuple[Book, list[Fault]]:
    """What could be read, and what could not. Raises `NoRulebook` for no rulebook."""
    files: list[BookFile] = []
    faults: list[Fault] = []

    def read(path: Path, name: str) -> BookFile | None:
        made = _read(path, name)
        if isinstance(made, Fault):
            faults.append(made)
            return None
        return made

    listed = folder / LAYERS
    below = _below(read(listed, LAYERS) if listed.exists() else None)
    layers = [*below] or _layers(folder)
    if not layers:
        raise NoRulebook(
            f"{folder} holds no rulebook. Name a folder with a folder for each layer, "
            f"such as {SHIPPED[0]}, and one called {SOURCES}."
        )
    for name in (*layers, SOURCES):
        for path in sorted((folder / name).glob("*.toml")):
            made = read(path, f"{name}/{path.name}")
            files += [made] if made is not None else []
    chain = {one: layers[n - 1] if n else "" for n, one in enumerate(layers)}
    return Book(folder, tuple(files), below or chain), faults


def _below(listed: BookFile | None) -> dict[str, str]:
    """Each layer with the one that it builds on, from the list of layers."""
    layers = listed.raw.get("layer", ()) if listed is not None else ()
    return {str(each.get("name")): str(each.get("builds_on", "")) for each in layers}


def _layers(folder: Path) -> list[str]:
    """Without a list of layers each builds on the one before."""
    try:
        found = [each.name for each in folder.iterdir() if _is_layer(each)]
    except OSError as fault:
        raise NoRulebook(f"Cannot read {folder}: {fault.strerror}.") from fault
    rank = {layer: n for n, layer in enumerate(SHIPPED)}
    return sorted(found, key=lambda name: (rank.get(name, len(rank)), name))


def _is_layer(folder: Path) -> bool:
    if not folder.is_dir() or folder.name in NO_LAYERS or folder.name in SHIPPED:
        return folder.is_dir() and folder.name in SHIPPED
    texts = (file.read_text(errors="replace") for file in folder.glob("*.toml"))
    return any(NAMES_A_LAYER.search(text) for text in texts)


def _read(path: Path, name: str) -> BookFile | Fault:
    try:
        data = path.read_bytes()
        text = data.decode()
        return BookFile(name, text, tomllib.loads(text))
    except OSError as fault:
        return Fault(name, 1, f"The file cannot be read: {fault.strerror}.")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        return Fault(
            name, line, "A letter here is not in UTF-8. Save the file as UTF-8."
        )
    except tomllib.TOMLDecodeError as fault:
        return _no_toml(name, text, str(fault))
    except RecursionError:
        return Fault(name, 1, "Brackets are nested too deep to be read.")


def _no_toml(name: str, text: str, said: str) -> Fault:
    """The reader's message ends with "(at line 3, column 5)" or "(at end ...)"."""
    what, _, where = said.rpartition(" (at ")
    number = where.removeprefix("line ").partition(",")[0]
    line = int(number) if number.isdecimal() else max(1, len(text.splitlines()))
    return Fault(
        name,
        line,
        f"This is not valid TOML: {what[:1].lower()}{what[1:]}. Look at the brackets "
        "and quotation marks here and on the line before.",
    )
