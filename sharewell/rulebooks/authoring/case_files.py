"""A folder of case files, and the answers to them: each fault named, none fatal."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.authoring.scoring import Advise, Scored, score

MOST_BYTES = 1_000_000


class NoCases(SharewellError):
    """The folder or the file of answers cannot be used at all."""


@dataclass(frozen=True)
class Scores:
    """All cases scored, and for each file that could not be, what is wrong."""

    scored: tuple[Scored, ...]
    faults: Mapping[str, str]


def score_folder(
    folder: Path, answers: Mapping[str, object] | None, advise: Advise
) -> Scores:
    """Every *.json of a folder. `answers` by id; without them each file's `expect`."""
    scored: list[Scored] = []
    faults: dict[str, str] = {}
    seen: set[str] = set()
    for path in _files(folder):
        try:
            for case in _cases(path):
                name = _id(case, seen)
                expected = case.get("expect") if answers is None else answers.get(name)
                scored.append(score(case, expected, advise))
        except SharewellError as fault:
            faults[path.name] = str(fault)
    left = sorted((answers or {}).keys() - seen)
    if left and not faults:
        faults["answers"] = f"No case is there for: {', '.join(left)}."
    return Scores(tuple(scored), faults)


def read_answers(path: Path) -> dict[str, object]:
    """Answers by the id of the case. Raises `NoCases`."""
    given = _json(path)
    if not isinstance(given, dict):
        raise NoCases(f"{path.name} must be a JSON object of ids to answers.")
    return given


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise NoCases(f"{folder} holds no case: name a folder with *.json files.")
    return files


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    """One case a file, or a list of them."""
    given = _json(path)
    for case in given if isinstance(given, list) else [given]:
        if not isinstance(case, dict) or not isinstance(case.get("facts"), dict):
            raise NoCases('A case is a JSON object with "id" and "facts".')
        yield case


def _id(case: Mapping[str, Any], seen: set[str]) -> str:
    name = case.get("id")
    if not isinstance(name, str) or not name or name in seen:
        raise NoCases(f"The id {str(name)[:80]!r} is absent or given twice.")
    seen.add(name)
    return name


def _json(path: Path) -> object:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoCases(f"{path.name} is over {MOST_BYTES} bytes. Split it.")
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise NoCases(f"{path.name} cannot be read: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as fault:
        said = str(fault).partition("\n")[0][:200]
        raise NoCases(f"{path.name} is not valid JSON: {said}.") from fault
