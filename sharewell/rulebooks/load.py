"""The rulebooks that ship with Sharewell, read from their files."""

import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from sharewell.core.procedure.compile import compile_edition
from sharewell.core.procedure.provision import Edition, RulebookError

SHIPPED = ("national", "surrey")


@lru_cache(maxsize=64)
def edition(on: date, layers: tuple[str, ...] = SHIPPED) -> Edition:
    """The edition in force on a day. Compiled once per day and set of layers.

    Raises `RulebookError` for an unknown layer, or a day before the first row.
    """
    if not layers or any(layer not in SHIPPED for layer in layers):
        raise RulebookError(
            f"Layers {layers!r} are not all known. Known: {', '.join(SHIPPED)}."
        )
    files = tuple(file for layer in layers for file in layer_files(layer))
    return compile_edition(files, read_folder("sources"), on)


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
