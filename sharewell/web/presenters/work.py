"""Lists of work as rows: where it leads, what it is, how long it has waited."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from sharewell.decisions.drafts import DraftLine
from sharewell.decisions.queries import RaisedLine, TaskLine
from sharewell.exchange.progress import CallLine, ReceivedLine
from sharewell.web.dates import day_and_time
from sharewell.web.presenters.words import DRAFT, OUTCOME, STATE, TASK, URGENCY, say

Row = dict[str, Any]
PAGES = {
    "concern": "concern",
    "disclosure": "disclosure",
    "emergency": "review-emergency",
    "contact": "contact",
    "asking": "review-asking",
}
# Whose page is about the agency as a whole, and so needs no id.
PAGES_OF_THE_AGENCY = {"access": "access-review"}
DRAFT_PAGES = {"concern": "tell", "request": "asked"}
MINUTES_AN_HOUR = 60
HOURS_SHOWN = 48


def task_rows(tasks: list[TaskLine]) -> list[Row]:
    """Tasks with their clocks, soonest due first."""
    return [
        {
            "href": _page(task),
            "title": say(TASK, task.kind),
            "text": f"{task.reference}, {task.inbox_name}. "
            f"Due by {day_and_time(task.due_at)}.",
            "since": task.raised_at,
            "due": task.due_at,
            "tag": _overdue(task.is_overdue),
        }
        for task in tasks
    ]


def call_rows(calls: list[CallLine], shown: list[TaskLine], at: datetime) -> list[Row]:
    """Calls one owes for what one sent; what one's inbox shows is not shown twice."""
    there = {task.about_id for task in shown}
    return [
        {
            "href": reverse("referred", args=[call.disclosure_id]),
            "title": say(TASK, "voice"),
            "text": f"{call.reference}. Due by {day_and_time(call.due_at)}.",
            "since": call.raised_at,
            "tag": _overdue(call.due_at <= at),
        }
        for call in calls
        if call.disclosure_id not in there
    ]


def received_rows(lines: list[ReceivedLine], at: datetime) -> list[Row]:
    """Disclosures by declared urgency, then by time waiting: forty at a glance."""
    order = list(URGENCY)
    ranked = sorted(lines, key=lambda one: (order.index(one.urgency), one.sent_at))
    return [
        {
            "href": reverse("disclosure", args=[line.id]),
            "reference": line.reference,
            "sender": line.sender_agency,
            "inbox": line.inbox_name,
            "sent_at": line.sent_at,
            "waiting": waiting(at - line.sent_at),
            "state": say(STATE, line.state),
            "tag": {
                "text": URGENCY[line.urgency][0],
                "classes": URGENCY[line.urgency][1],
            },
        }
        for line in ranked
    ]


def raised_rows(lines: list[RaisedLine]) -> list[Row]:
    """What the person raised, newest first."""
    return [
        {
            "href": reverse("concern", args=[line.id]),
            "title": f"Concern {line.reference}",
            "text": f"Decided: {say(OUTCOME, line.latest_outcome)}."
            if line.latest_outcome
            else "Not decided yet.",
            "since": line.raised_at,
            "tag": None,
        }
        for line in lines
    ]


def draft_rows(lines: list[DraftLine]) -> list[Row]:
    """Unfinished drafts of the team."""
    return [
        {
            "href": f"{reverse(DRAFT_PAGES[line.kind])}?draft={line.id}",
            "title": say(DRAFT, line.kind),
            "text": "Yours"
            if line.is_mine
            else "A colleague's: opening it lets you go on",
            "since": line.saved_at,
            "id": line.id,
            "is_mine": line.is_mine,
            "tag": None,
        }
        for line in lines
    ]


def _page(task: TaskLine) -> str:
    if whole := PAGES_OF_THE_AGENCY.get(task.about_kind):
        return reverse(whole)
    return reverse(PAGES[task.about_kind], args=[task.about_id])


def _overdue(is_overdue: bool) -> dict[str, str] | None:
    return {"text": "Overdue", "classes": "govuk-tag--red"} if is_overdue else None


def waiting(time: timedelta) -> str:
    """Time waiting in the unit a person would use."""
    minutes = max(0, int(time.total_seconds() // MINUTES_AN_HOUR))
    if minutes < MINUTES_AN_HOUR:
        return f"{minutes} min"
    hours = minutes // MINUTES_AN_HOUR
    return f"{hours} h" if hours < HOURS_SHOWN else f"{hours // 24} days"
