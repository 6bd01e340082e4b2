"""What is installed with the product may be passed on with it."""

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from tests.architecture.source import CHECKOUT

RUNTIME = CHECKOUT / "requirements" / "run.txt"
COPYLEFT = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
LESSER = re.compile(r"\b(LGPL|Lesser General Public)", re.IGNORECASE)
# Used as a library, unchanged: LGPL-3 asks no more.
LESSER_ALLOWED = frozenset({"psycopg", "psycopg-binary", "psycopg-pool"})


# Offered under several, of which we take the one named here.
CHOSEN = {"pyphen": "MPL-1.1"}


def required() -> list[str]:
    names = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", RUNTIME.read_text(), re.MULTILINE)
    assert len(names) > 20
    return names


def stated(found: Distribution) -> str:
    """Licence as the package states it; its short field, expression and classifiers."""
    about = found.metadata
    short = (about.get("License") or "").splitlines()[:1]
    classifiers = [
        c for c in about.get_all("Classifier") or [] if c.startswith("License")
    ]
    return " / ".join(
        [about.get("License-Expression") or "", *short, *classifiers]
    ).strip(" /")


def fault(name: str, licence: str) -> str | None:
    if LESSER.search(licence):
        return None if name in LESSER_ALLOWED else f"{name}: {licence}"
    if COPYLEFT.search(licence) or not licence:
        return f"{name}: {licence or 'states no licence'}"
    return None


def test_every_runtime_dependency_may_be_passed_on() -> None:
    found = []
    for name in required():
        try:
            licence = CHOSEN.get(name) or stated(distribution(name))
            found.append(fault(name, licence))
        except PackageNotFoundError:  # not for this platform
            continue
    assert [one for one in found if one] == []


def npm_faults(lock: dict) -> list[str]:
    """What npm's lock says of each package; it builds what is committed."""
    parts = [(path, one) for path, one in lock["packages"].items() if path]
    found = (fault(path, one.get("license", "")) for path, one in parts)
    return [one for one in found if one]


def test_what_builds_the_assets_may_be_used() -> None:
    assert npm_faults(json.loads((CHECKOUT / "package-lock.json").read_text())) == []
    planted = {"packages": {"": {}, "a": {"license": "GPL-3.0"}, "b": {}}}
    assert npm_faults(planted) == ["a: GPL-3.0", "b: states no licence"]


def test_a_planted_licence_is_seen() -> None:
    assert fault("planted", "AGPL-3.0-only") == "planted: AGPL-3.0-only"
    assert fault("planted", "GNU General Public License v3 (GPLv3)")
    assert fault("planted", "LGPL-3.0-only")
    assert fault("planted", "") == "planted: states no licence"
    assert fault("psycopg", "LGPL-3.0-only") is None
    assert fault("planted", "MIT") is None
