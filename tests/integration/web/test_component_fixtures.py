"""Every official example of the design system, through the Python macros."""

import json
from pathlib import Path
from typing import Any

import pytest

from sharewell.web.govuk.components import components, macro_name
from tests.integration.web.markup import meaning

pytestmark = pytest.mark.needs_npm

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "node_modules/govuk-frontend/dist/govuk/components"
OFFICIAL_COUNT = 657  # of govuk-frontend 6.3.0


def official_examples() -> list[tuple[str, dict[str, Any]]]:
    """Each example of the installed version, with its component's name."""
    files = sorted(EXAMPLES.glob("*/fixtures.json"))
    assert files, "node_modules/govuk-frontend is missing. Run: npm ci"
    return [
        (described["component"], example)
        for described in (json.loads(file.read_text("utf-8")) for file in files)
        for example in described["fixtures"]
    ]


def test_there_are_as_many_examples_as_the_pinned_version_has() -> None:
    assert len(official_examples()) == OFFICIAL_COUNT


def test_every_example_renders_as_its_authors_expect() -> None:
    different = [
        f"{component}: {example['name']}"
        for component, example in official_examples()
        if rendered(component, example["options"]) != meaning(example["html"])
    ]
    assert different == []


def test_a_changed_example_is_noticed() -> None:
    component, example = official_examples()[0]
    options = rendered(component, example["options"])
    assert options != meaning(example["html"].replace("class=", "data-x=", 1))


def rendered(component: str, options: dict[str, Any]) -> list[object]:
    return meaning(components()[macro_name(component)](options))
