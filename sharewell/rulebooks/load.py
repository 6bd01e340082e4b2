"""The rulebooks that ship with Sharewell, read from their files."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.provision import Edition, RulebookError

# What an agency of the Surrey partnership works under, today.
SHIPPED = ("national", "surrey")


@lru_cache(maxsize=64)
def edition(on: date, layers: tuple[str, ...] = SHIPPED) -> Edition:
    """The edition in force on a day. Compiled once per day and set of layers.

    Raises `RulebookError` for an unknown layer, or a day before the first row.
    """
    known = {layer.name for layer in layers_there_are()}
    if not layers or not known.issuperset(layers):
        raise RulebookError(
            f"Layers {layers!r} are not all known. Known: {', '.join(sorted(known))}."
        )
    files = tuple(file for layer in layers for file in layer_files(layer))
    return compile_edition(files, read_folder("sources"), on)


@dataclass(frozen=True)
class Layer:
    """One layer of rules. `builds_on` "": the lowest. `awaits`: see `Provision`."""

    name: str
    kind: str
    title: str
    builds_on: str
    start: date
    awaits: str


@cache
def layers_there_are() -> tuple[Layer, ...]:
    """The layers that ship, the lowest first."""
    found = resources.files("sharewell.rulebooks") / "layers.toml"
    return tuple(
        Layer(
            raw["name"],
            raw["kind"],
            raw["title"],
            raw.get("builds_on", ""),
            raw["from"],
            raw.get("awaits", ""),
        )
        for raw in _read(found)["layer"]
    )


def layers_under(name: str) -> tuple[str, ...]:
    """A layer and all that it builds on, the lowest first, as `edition` takes them.

    Raises `RulebookError` for a layer that there is not.
    """
    by_name = {layer.name: layer for layer in layers_there_are()}
    if name not in by_name:
        raise RulebookError(f"No layer {name!r}. There are: {', '.join(by_name)}.")
    below = by_name[name].builds_on
    return (*layers_under(below), name) if below else (name,)


def layer_files(layer: str) -> tuple[dict[str, Any], ...]:
    """The files of a layer that hold facts, terms or rows: those that name a layer.

    Other data (clocks, holidays) lives beside them and names none.
    """
    files = read_folder(layer)
    for file in files:
        if "layer" not in file and file.keys() & {"fact", "never", "term", "row"}:
            raise RulebookError(f"A file of {layer} names no layer. Add layer = ...")
    return tuple(file for file in files if "layer" in file)


@cache
def read_folder(folder: str) -> tuple[dict[str, Any], ...]:
    """The raw files of one folder, in order of file name."""
    found = resources.files("sharewell.rulebooks") / folder
    files = sorted(found.iterdir(), key=lambda file: file.name)
    return tuple(_read(file) for file in files if file.name.endswith(".toml"))


def _read(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise RulebookError(f"{file.name} is not valid TOML: {fault}.") from fault
