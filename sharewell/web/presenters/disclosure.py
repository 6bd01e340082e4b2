"""A disclosure in words: its steps, and its text to copy."""

from collections.abc import Iterable
from typing import Any

from sharewell.exchange.receiving import DisclosureView, StepView
from sharewell.web.dates import day, day_and_time
from sharewell.web.presenters.words import ENTRY, RECEIVED_OUTCOME, STEP, say


def step_entries(steps: Iterable[StepView]) -> list[dict[str, Any]]:
    """The steps as a timeline."""
    return [
        {
            "title": say(STEP, step.kind)
            + (f": {say(RECEIVED_OUTCOME, step.code)}" if step.code else ""),
            "by": ", ".join(part for part in (step.by, step.agency) if part),
            "at": step.at,
            "text": step.text,
        }
        for step in steps
    ]


def disclosure_copy(view: DisclosureView) -> str:
    """All that arrived, as plain text for the agency's own system."""
    lines = [
        f"Disclosure {view.reference}",
        f"From {view.sender}, {view.sender_agency}, sent {day_and_time(view.sent_at)}",
        f"To {view.recipient}, {view.recipient_agency}",
    ]
    for item in view.items:
        when = f", happened on {day(item.happened_on)}" if item.happened_on else ""
        lines += ["", f"{say(ENTRY, item.label)}{when}", item.text]
    for entry in step_entries(view.steps):
        lines += ["", f"{day_and_time(entry['at'])}: {entry['title']}"]
        if entry["text"]:
            lines.append(str(entry["text"]))
    return "\n".join(lines)
