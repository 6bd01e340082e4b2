"""A concern in words: entries, what became of it, what to do next, text to copy."""

from typing import Any

from django.urls import reverse

from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Actor
from sharewell.decisions.answers import AnswerSheet, next_questions
from sharewell.decisions.permitted import may, may_answer, may_read_decision
from sharewell.decisions.queries import ConcernView, EntryView
from sharewell.decisions.vocabulary import EntryKind, Origin, Outcome
from sharewell.exchange.progress import Progress
from sharewell.web.dates import day, day_and_time
from sharewell.web.presenters.words import (
    ENTRY,
    OUTCOME,
    RECEIVED_OUTCOME,
    SAFE_NOW,
    SAID_BY,
    STEP,
    TASK,
    say,
)

SHORT = 60
# How it is known is no question for what the writer thinks or did.
WRITERS_OWN = frozenset({EntryKind.VIEW, EntryKind.ACTION})


def entry_rows(view: ConcernView) -> list[dict[str, Any]]:
    """Each entry with whose it is and its times; fact, words and view stay apart."""
    return [
        {
            "kind": entry.kind,
            "title": say(ENTRY, entry.kind),
            "text": entry.text,
            "is_quote": entry.kind == EntryKind.WORDS,
            "source": _source(entry),
            "corrected": entry.corrected_by is not None,
        }
        for entry in view.entries
    ]


def progress_entries(
    view: ConcernView, progress: tuple[Progress, ...]
) -> list[dict[str, Any]]:
    """One timeline of all that happened, oldest first."""
    found = [
        {"title": "Raised", "by": view.raised_by, "at": view.raised_at, "text": None}
    ]
    found += [
        {
            "title": f"Decided: {say(OUTCOME, outcome)}",
            "by": None,
            "at": at,
            "text": None,
        }
        for _, outcome, at in view.decisions
    ]
    for sent in progress:
        found.append(
            {
                "title": f"Sent to {sent.recipient}",
                "by": None,
                "at": sent.sent_at,
                "text": f"Reference {sent.reference}, {sent.recipient_agency}",
            }
        )
        found += [_step(step) for step in sent.steps]
    return sorted(found, key=lambda entry: entry["at"])


def next_step(
    view: ConcernView, sheet: AnswerSheet, progress: tuple[Progress, ...]
) -> dict[str, str]:
    """What the adviser does next: one link, and the sentence that says why."""
    if view.child is None and view.origin == Origin.NOTICED and not view.decisions:
        return _link(
            "child", view, "Find the child's record", "Search before you create."
        )
    if view.decisions and not sheet.is_started:
        decision_id, outcome, _ = view.decisions[-1]
        if outcome in {Outcome.SHARE, Outcome.SHARE_IN_PART} and not progress:
            return {
                "href": reverse("items", args=[decision_id]),
                "text": "Choose what to send",
                "why": "The decision is recorded; nothing has been sent yet.",
            }
        return _link("own-view", view, "Decide again", "If something has changed.")
    if not sheet.own_view:
        return _link(
            "own-view",
            view,
            "Write your own view",
            "Before the procedure says anything.",
        )
    if not sheet.people_named or next_questions(sheet):
        return _link(
            "questions", view, "Answer the questions", "Only those that still matter."
        )
    return _link("decide", view, "See what the procedure points to, and decide", "")


def offers(
    by: Actor, view: ConcernView, progress: tuple[Progress, ...]
) -> dict[str, Any]:
    """What the page offers this reader: only what the policy would permit."""
    return {
        "may_add": may(by, Action.CONCERN_ADD, view),
        "may_match": may(by, Action.CHILD_FIND, view),
        "may_see_looks": may(by, Action.LOOKS_REVIEW, view),
        "may_ask_others": may(by, Action.EXISTENCE_ASK, view),
        "may_ask_guardian": may(by, Action.CONCERN_ASK_GUARDIAN, view),
        "tasks": [
            {
                "id": task_id,
                "title": say(TASK, kind),
                "due_at": due_at,
                "may_answer": may_answer(by, view, task_id, kind),
            }
            for task_id, kind, due_at in view.tasks
            if may(by, Action.TASK_ANSWER, view)
        ],
        "decisions": [
            one
            for number, one in enumerate(view.decisions)
            if may_read_decision(by, view, number)
        ],
        "disclosures": [sent for sent in progress if sent.may_open],
        "calls": [sent for sent in progress if sent.call_is_owed],
    }


def who_typed(view: ConcernView) -> dict[str, str]:
    """The name as the practitioner typed it, to start the search with."""
    typed = next((e.text for e in view.entries if e.kind == EntryKind.WHO), "")
    words = typed.split(",")[0].split()
    if not words:
        return {}
    return {"given_name": " ".join(words[:-1]) or words[0], "family_name": words[-1]}


def correctable(view: ConcernView) -> list[tuple[str, str]]:
    """Entries a correction can name: not yet corrected, with the start of the text."""
    return [
        (str(e.id), f"{say(ENTRY, e.kind)}: {_short(e.text)}")
        for e in view.entries
        if not e.corrected_by
    ]


def copy_text(view: ConcernView, progress: tuple[Progress, ...]) -> str:
    """All of it as plain text, for the agency's own system."""
    lines = [
        f"Concern {view.reference}",
        f"Raised by {view.raised_by} on {day_and_time(view.raised_at)}",
        f"Safe now: {say(SAFE_NOW, view.safe_now)}",
    ]
    if view.child:
        lines.append(f"Child: {view.child.name} ({view.child.reference})")
    for entry in view.entries:
        lines += ["", f"{say(ENTRY, entry.kind)} ({_source(entry)})", entry.text]
    for entry in progress_entries(view, progress):
        lines += ["", f"{day_and_time(entry['at'])}: {entry['title']}"]
        if entry["text"]:
            lines.append(str(entry["text"]))
    return "\n".join(lines)


def _source(entry: EntryView) -> str:
    parts = [f"Written by {entry.recorded_by}, {day_and_time(entry.recorded_at)}"]
    if entry.kind not in WRITERS_OWN:
        parts.append(say(SAID_BY, entry.said_by))
    if entry.happened_on:
        parts.append(f"happened on {day(entry.happened_on)}")
    return "; ".join(parts)


def _step(step: Any) -> dict[str, Any]:
    title = say(STEP, step.kind)
    if step.code:
        title = f"{title}: {say(RECEIVED_OUTCOME, step.code)}"
    return {
        "title": title,
        "by": ", ".join(part for part in (step.by, step.agency) if part),
        "at": step.at,
        "text": step.text,
    }


def _link(name: str, view: ConcernView, text: str, why: str) -> dict[str, str]:
    return {"href": reverse(name, args=[view.id]), "text": text, "why": why}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"
