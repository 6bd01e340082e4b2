"""What became of each demo concern, as steps that call the real actions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sharewell.core.policy.model import Actor
from sharewell.decisions.actions import add_entry, match_child, tell_adviser
from sharewell.decisions.deciding import record_decision
from sharewell.demo.handovers import handover_steps, refer
from sharewell.demo.plan import ConcernPlan
from sharewell.demo.stage import Stage, Step
from sharewell.demo.wording import new_concern, new_decision, new_entry

MATCHED_AFTER = timedelta(minutes=20)


def concern_steps(stage: Stage, plan: ConcernPlan) -> Iterator[Step]:
    """Every step of one concern; the caller puts them in order of time."""
    start = plan.starts(stage.now)
    yield Step(start, partial(refer if plan.is_direct else _tell, stage, plan))
    if plan.child:
        yield Step(start + MATCHED_AFTER, partial(_match, stage, plan, plan.child))
    for place, added in enumerate(plan.added):
        entry = dict(added)
        by, hours = stage.actor(entry.pop("by"), plan.agency), entry.pop("hours")
        yield Step(
            start + timedelta(hours=hours),
            partial(_add, stage, (plan.key, place), by, entry),
        )
    if plan.decision and not plan.is_direct:
        after = timedelta(hours=plan.decision.hours)
        yield Step(start + after, partial(_decide, stage, plan))
    for hours, run in handover_steps(stage, plan):
        yield Step(start + timedelta(hours=hours), run)


def _tell(stage: Stage, plan: ConcernPlan, at: datetime) -> None:
    told = tell_adviser(
        by=stage.actor(plan.by, plan.agency),
        at=at,
        key=stage.key("tell", plan.key),
        concern=new_concern(plan, at),
    )
    stage.concerns[plan.key] = UUID(told["concern"])


def _match(stage: Stage, plan: ConcernPlan, child: str, at: datetime) -> None:
    match_child(
        by=stage.adviser(plan.agency),
        at=at,
        key=stage.key("match", plan.key),
        concern_id=stage.concerns[plan.key],
        child_id=stage.children[child, plan.agency],
    )


def _add(
    stage: Stage,
    place: tuple[str, int],
    by: Actor,
    entry: dict[str, Any],
    at: datetime,
) -> None:
    add_entry(
        by=by,
        at=at,
        key=stage.key("add", *place),
        concern_id=stage.concerns[place[0]],
        entry=new_entry(entry, at),
    )


def _decide(stage: Stage, plan: ConcernPlan, at: datetime) -> None:
    made = record_decision(
        by=stage.adviser(plan.agency),
        at=at,
        key=stage.key("decide", plan.key),
        concern_id=stage.concerns[plan.key],
        decision=new_decision(stage, plan, at),
    )
    stage.decisions[plan.key] = UUID(made)
