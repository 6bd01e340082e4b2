"""The officer's page in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sharewell.assurance.rulebook import RulebookReview
from sharewell.core.procedure.provision import Provision
from sharewell.rulebooks import open_questions
from sharewell.web.presenters.findings import report_words
from sharewell.web.presenters.provision import provision_path
from sharewell.web.presenters.words import TASK, say

# A clock that is no task of anybody's.
DUTY = TASK | {"rise": "Rise again when nobody answers"}
REPORTS = (
    (
        "coverage",
        "Coverage",
        "Which clauses of the procedure have a rule, a test, a page.",
    ),
    ("proof", "Proof", "What was proved about every set of answers there can be."),
    (
        "differences",
        "Difference",
        "Which answers change between the editions, exactly.",
    ),
)


def report_sections(review: RulebookReview) -> list[dict[str, Any]]:
    """Each report with its state: made, not made, damaged, of another edition."""
    sections = []
    for name, title, about in REPORTS:
        found = getattr(review, name)
        current = found.is_about(review.edition.hash) if found else None
        sections.append(
            {
                "id": name,
                "title": title,
                "about": about,
                "fault": found.fault if found else "",
                "is_old": current is False,
                "words": report_words(found) if found and not found.fault else None,
            }
        )
    return sections


def awaiting_words(
    awaiting: Mapping[str, tuple[Provision, ...]], on: date
) -> list[dict[str, Any]]:
    """Each law that waits for confirmation, with the rows that wait for it."""
    return [
        {
            "name": awaits.replace("_", " "),
            "code": awaits,
            "rows": [
                {
                    "id": row.id,
                    "says": row.says,
                    "start": row.start,
                    "href": provision_path(row.id, max(on, row.start)),
                }
                for row in rows
            ],
        }
        for awaits, rows in awaiting.items()
    ]


def clock_rows(on: date) -> list[dict[str, Any]]:
    """Duties whose time no source sets, with the time that holds meanwhile."""
    return [
        {
            "duty": say(DUTY, one.duty),
            "asks": one.asks,
            "meanwhile": _time(one.figures(on)),
        }
        for one in open_questions.clocks()
    ]


def _time(figures: Mapping[str, int]) -> str:
    return "; ".join(_figure(key, number) for key, number in figures.items())


def _figure(key: str, number: int) -> str:
    """`hours_at_reasonable_cause` = 2 becomes `2 hours at reasonable cause`."""
    unit, rest = _parts(key)
    words = unit.replace("_", " ")
    days, odd = divmod(number, 24)
    as_days = f"({days} days)" if unit == "hours" and days > 1 and not odd else ""
    counted = f"{number} {words if number != 1 else words[:-1]}"
    return " ".join(filter(None, (counted, as_days, rest)))


def _parts(key: str) -> tuple[str, str]:
    for unit in ("working_days", "hours"):
        if key.startswith(unit):
            return unit, key[len(unit) :].replace("_", " ").strip()
    return key, ""
