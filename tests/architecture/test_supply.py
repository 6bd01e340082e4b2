"""Everything that is installed is locked: a version, fingerprints, no named host.

Besides: what says "not run" must not read as "passed".
"""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import CHECKOUT
from tests.supply import audit

LOCKS = (
    *sorted((CHECKOUT / "requirements").glob("*.txt")),
    *sorted((CHECKOUT / "tests").glob("*/requirements.txt")),
)
START = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==[^\s;]+ ")
HOST = re.compile(r"https?://|git\+|--(extra-)?index-url|--find-links")
BY_EXTRA = {"run": (), "demo": ("demo",), "dev": ("demo", "authoring", "dev")}


def faults(text: str) -> list[str]:
    """Entries without an exact version or a fingerprint, and hosts named."""
    found = [f"a host is named: {one}" for one in HOST.findall(text)]
    for entry in START.split(text):
        name = entry.split(" ")[0].strip()
        if not name or name.startswith("#"):
            continue
        if not PINNED.match(entry):
            found.append(f"no exact version: {name}")
        if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry):
            found.append(f"no fingerprint: {name}")
    return found


@pytest.mark.parametrize(
    "lock", LOCKS, ids=lambda lock: str(lock.relative_to(CHECKOUT))
)
def test_every_package_is_locked_with_fingerprints(lock: Path) -> None:
    assert faults(lock.read_text()) == []


def test_a_loose_package_is_seen() -> None:
    good = f"a==1 \\\n    --hash=sha256:{'0' * 64}\n    # via b\n"
    assert faults(good) == []
    assert faults("a>=1 \\\n    --hash=sha256:" + "0" * 64) == [
        "no exact version: a>=1"
    ]
    assert faults("a==1 \\\n    # via b\n") == ["no fingerprint: a==1"]
    assert faults("--index-url https://x.invalid\n" + good)[0].startswith("a host")


def wanted(extras: tuple[str, ...]) -> set[str]:
    """What pyproject.toml asks for, as name==version."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    asked = list(project["dependencies"])
    for extra in extras:
        asked += project["optional-dependencies"][extra]
    return {re.sub(r"\[.*?\]", "", one).lower() for one in asked}


@pytest.mark.parametrize("kind", BY_EXTRA)
def test_the_lock_has_what_the_project_asks_for(kind: str) -> None:
    text = (CHECKOUT / "requirements" / f"{kind}.txt").read_text()
    locked = set(re.findall(r"^(\S+==\S+)", text, re.MULTILINE))
    assert wanted(BY_EXTRA[kind]) <= locked


def loose(lock: dict) -> list[str]:
    """Packages of npm without a fingerprint, or fetched from a named place."""
    parts = {path: one for path, one in lock["packages"].items() if path}
    return [
        path
        for path, one in parts.items()
        if not one.get("integrity", "").startswith("sha512-") or "resolved" in one
    ]


def test_npm_is_locked_with_fingerprints() -> None:
    lock = json.loads((CHECKOUT / "package-lock.json").read_text())
    assert len(lock["packages"]) > 10
    assert loose(lock) == []
    planted = {"packages": {"": {}, "a": {"integrity": "sha1-x"}, "b": {}}}
    assert loose(planted) == ["a", "b"]


def test_an_answer_that_looked_at_nothing_is_not_run() -> None:
    assert audit.verdict(0, 40, [])[0] == audit.NOT_RUN
    assert audit.verdict(39, 1, [])[0] == audit.NOT_RUN
    assert audit.verdict(40, 0, [])[0] == 0
    assert audit.verdict(1, 39, ["django 5.2: CVE-0"]) == (1, "django 5.2: CVE-0")
