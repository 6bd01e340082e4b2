"""Rows of the procedure for a reader: sentence, citation, dates, state."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sharewell.core.procedure.provision import TABLES, Because, Edition, Provision
from sharewell.core.procedure.sources import holds
from sharewell.rulebooks.editions import Changes, began, edition_days
from sharewell.rulebooks.guidance import citation, golden_rules
from sharewell.rulebooks.load import layers_there_are
from sharewell.web.dates import day
from sharewell.web.presenters.sentences import conditions, gives, sentence
from sharewell.web.presenters.words import TABLE, say

SHORT = 16  # letters of a hash that a person compares


def provision_path(id_: str, on: date | str) -> str:
    """Where a row is explained as it was on a day."""
    return f"{reverse('provision', args=[id_])}?{urlencode({'on': on})}"


def layer_title(name: str) -> str:
    """The layer by its name in full."""
    return next(one.title for one in layers_there_are() if one.name == name)


def row_words(row: Provision, edition: Edition, on: date) -> dict[str, Any]:
    """One row for a list."""
    return {
        "id": row.id,
        "href": provision_path(row.id, on),
        "sentence": sentence(row, edition),
        "layer": layer_title(row.layer),
        "span": span(row.start, row.end),
        "cites": [citation(f"{c.document} {c.ref}", row.id) for c in row.citations],
        "operative": row.operative,
    }


def table_words(edition: Edition, on: date) -> list[dict[str, Any]]:
    """Every row of the edition, table by table, in order of precedence."""
    return [
        {
            "id": table.name,
            "title": say(TABLE, table.name),
            "rows": [row_words(row, edition, on) for row in edition.rows(table.name)],
        }
        for table in TABLES
        if edition.rows(table.name)
    ]


def provision_words(row: Provision, edition: Edition, on: date) -> dict[str, Any]:
    """One row in full."""
    there = {one.id for one in edition.provisions}
    return row_words(row, edition, on) | {
        "table": say(TABLE, row.table),
        "gives": gives(row),
        "conditions": conditions(row, edition),
        "reasons": [_reason(one, row) for one in row.because],
        "over": [
            {"id": one, "href": provision_path(one, on)}
            for one in row.over
            if one in there
        ],
        "stage": row.stage.replace("_", " "),
        "awaits": row.awaits.replace("_", " "),
    }


def edition_words(edition: Edition, on: date) -> dict[str, Any]:
    """Which edition is read: its hash, from when it holds, for which layers."""
    return {
        "hash": edition.hash,
        "short": edition.hash[:SHORT],
        "on": on,
        "began": began(on),
        "layers": " and ".join(layer_title(one) for one in edition.layers),
    }


def edition_choices(path: str, on: date) -> list[dict[str, Any]]:
    """Every edition there is, newest first, with the way to read it."""
    return [
        {
            "text": f"From {day(one)}",
            "href": f"{path}?{urlencode({'on': one})}",
            "is_shown": one == began(on),
        }
        for one in reversed(edition_days())
    ]


def change_words(found: Changes, before: date, after: date) -> dict[str, Any]:
    """What began, what ended, what stayed but rests on something else."""
    return {
        "began": [row_words(row, found.after, after) for row in found.began],
        "ended": [row_words(row, found.before, before) for row in found.ended],
        "altered": [
            {
                "id": one.after.id,
                "href": provision_path(one.after.id, after),
                "sentence": sentence(one.after, found.after),
                "differences": list(
                    _differences(
                        row_words(one.before, found.before, before),
                        row_words(one.after, found.after, after),
                    )
                ),
            }
            for one in found.altered
        ],
        "is_empty": found.is_empty,
    }


def span(start: date, end: date | None) -> str:
    """`from 1 July 2018`, or `from 1 July 2018 until 18 April 2024`, the last day."""
    if end is None:
        return f"from {day(start)}"
    return f"from {day(start)} until {day(end - timedelta(days=1))}"


def golden_words(on: date) -> list[dict[str, Any]]:
    """The golden rules of each national edition, with when they hold."""
    return [
        {
            "name": one.name,
            "idea": one.idea,
            "rules": one.rules,
            "start": one.start,
            "span": span(one.start, one.end),
            "is_in_force": holds(one.start, one.end, on),
        }
        for one in golden_rules()
    ]


def _reason(reason: Because, row: Provision) -> dict[str, Any]:
    return {
        "says": reason.says,
        "cite": citation(f"{reason.cite.document} {reason.cite.ref}", row.id),
        "span": span(reason.start, reason.end),
    }


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    if before["sentence"] != after["sentence"]:
        yield f"Until then: {before['sentence']}"
    old, new = map(str, before["cites"]), map(str, after["cites"])
    was, now = "; ".join(old), "; ".join(new)
    if was != now:
        yield f"Rested on {was}; now rests on {now}"
    if before["operative"] != after["operative"]:
        yield "Now in force" if after["operative"] else "No longer in force"
