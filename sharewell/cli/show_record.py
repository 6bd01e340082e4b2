"""The answer about a decision record, for a court clerk and for another program."""

import json
from datetime import UTC, datetime

from sharewell.core.ledger.record_checked import (
    NotAsSealed,
    ProvenRecord,
    fingerprint,
)

NAME_WIDTH = 16


def show(found: ProvenRecord, *, key_compared: bool, words: bool = False) -> str:
    """What holds, what it rests on, and what it does not say."""
    said = found.content
    ledger = found.recorded.checkpoint
    sealed_at = _since_1970(found.recorded.signed_at)
    rows = {
        "Decision": said.get("reference", ""),
        "Outcome": str(said.get("outcome", "")).replace("_", " "),
        "Recorded": _time(found.recorded.entry.at),
        "Copy made": _time(found.copied.entry.at),
        "Entry": f"number {found.recorded.index:,} of the ledger {ledger.origin}",
        "Sealed": f"{sealed_at}, over {ledger.size:,} entries",
        "Witnesses": _witnesses(found) or "none of those you named",
        "Key": fingerprint(found.key),
    }
    lines = [_verdict(found, key_compared), ""]
    lines += [f"  {name:<{NAME_WIDTH}}{_plain(text)}" for name, text in rows.items()]
    if words:
        lines += ["", *_narrative(said)]
    return "\n".join([*lines, "", *_limits(found)])


def show_refused(refused: NotAsSealed) -> str:
    """What does not fit, in words, and for an expert which check it was."""
    lines = ["REFUSED. Do not rely on this file.", "", str(refused)]
    if refused.detail:
        lines += ["", f"For an expert: {_plain(refused.detail)}"]
    return "\n".join(lines)


def as_json(
    found: ProvenRecord | None,
    refused: NotAsSealed | None = None,
    *,
    key_compared: bool = False,
) -> str:
    """One JSON object: `unchanged`, and either what was found or why not."""
    if found is None:
        why = {"message": str(refused), "detail": refused and refused.detail}
        return json.dumps({"unchanged": False, "refused": why}, indent=2)
    said = {
        "unchanged": True,
        "key_compared": key_compared,
        "pages_checked": found.has_pages,
        "key": str(found.key),
        "fingerprint": fingerprint(found.key),
        "ledger": found.recorded.checkpoint.origin,
        "size": found.recorded.checkpoint.size,
        "sealed_at": found.recorded.signed_at,
        "entry": found.recorded.index,
        "recorded_at": found.recorded.entry.at.isoformat(),
        "copied_at": found.copied.entry.at.isoformat(),
        "witnesses": [
            {"name": one.witness, "at": one.at} for one in found.recorded.seen_by
        ],
        "record": found.content,
    }
    return json.dumps(said, indent=2)


def _verdict(found: ProvenRecord, key_compared: bool) -> str:
    what = "This record and its pages are" if found.has_pages else "This record is"
    if key_compared:
        return f"UNCHANGED. {what} as sealed."
    return (
        f"UNCHANGED ONLY IF THE KEY IS RIGHT. {what} as sealed with the key below. "
        "Anybody can make a key: compare its fingerprint with one that reached you "
        "another way, or run this again with --key."
    )


def _limits(found: ProvenRecord) -> list[str]:
    no_pages = "No pages were given, so none were checked: give the PDF."
    return [
        *([] if found.has_pages else [no_pages]),
        "The times are those of the service's own clock, but for the witnesses'.",
        "This does not say that the reasons were right, nor that no later decision",
        "was made.",
    ]


def _witnesses(found: ProvenRecord) -> str:
    return "; ".join(
        f"{one.witness} on {_since_1970(one.at)}" for one in found.recorded.seen_by
    )


def _narrative(said: dict[str, object]) -> list[str]:
    lines: list[str] = []
    for title, name in (("Own view", "own_view"), ("Reasons", "reasons")):
        lines.append(f"  {title}, as sealed:")
        lines += [
            f"    {_plain(line)}" for line in str(said.get(name, "")).splitlines()
        ]
    return lines


def _time(at: datetime) -> str:
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def _since_1970(seconds: int) -> str:
    try:
        return _time(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return f"{seconds:,} seconds after 1970: no time that a clock can show"


def _plain(text: object) -> str:
    """Without what could move the cursor or colour the screen."""
    return "".join(c if c.isprintable() else "?" for c in str(text))
