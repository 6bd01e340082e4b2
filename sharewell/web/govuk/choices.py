"""Components that offer choices: radios, checkboxes, a list."""

from collections.abc import Iterator
from typing import Any

from sharewell.web.govuk.asking import (
    Asking,
    as_text,
    error_message,
    grouped,
    labelled,
    passed_on,
)
from sharewell.web.govuk.components import components


def radios(asking: Asking) -> str:
    """One of a few choices."""
    chosen = {as_text(asking.bound.value())}
    items = list(_items(asking, chosen))
    return components()["govukRadios"](grouped(asking) | {"items": items})


def checkboxes(asking: Asking) -> str:
    """Any of a few choices; an exclusive one unticks the others."""
    chosen = {as_text(value) for value in asking.bound.value() or ()}
    items = list(_items(asking, chosen, {"behaviour": "exclusive"}))
    return components()["govukCheckboxes"](grouped(asking) | {"items": items})


def tick(asking: Asking) -> str:
    """A single yes, whose label stands beside the box."""
    bound = asking.bound
    item: dict[str, Any] = {
        "attributes": passed_on(asking.attrs),
        "checked": bool(bound.value()),
        "text": str(bound.label),
        "value": "on",
    }
    if bound.help_text:
        item["hint"] = {"text": str(bound.help_text)}
    return components()["govukCheckboxes"](
        {"idPrefix": bound.auto_id, "items": [item], "name": bound.html_name}
        | error_message(bound)
    )


def options_list(asking: Asking) -> str:
    """One of many choices."""
    chosen = as_text(asking.bound.value())
    items = [
        {
            "selected": as_text(value) == chosen,
            "text": str(label),
            "value": as_text(value),
        }
        for value, label in asking.bound.field.choices
    ]
    return components()["govukSelect"](labelled(asking) | {"items": items})


def _items(
    asking: Asking, chosen: set[str], exclusive_mark: dict[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    field = asking.bound.field
    hints = getattr(field, "item_hints", {})
    exclusive = getattr(field, "exclusive", None)
    for choice, label in field.choices:
        value = as_text(choice)
        if not value:
            continue  # Django's blank choice: an unanswered question is just that
        item: dict[str, Any] = {
            "checked": value in chosen,
            "text": str(label),
            "value": value,
        }
        if value in hints:
            item["hint"] = {"text": str(hints[value])}
        if value in asking.conditional:
            item["conditional"] = {"html": asking.conditional[value]}
        if exclusive is not None and value == as_text(exclusive):
            yield {"divider": "or"}
            item |= exclusive_mark or {}
        yield item
