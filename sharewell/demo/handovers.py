"""What leaves the agency in a demo concern, and what the recipient does with it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from sharewell.core.policy.model import Actor
from sharewell.demo.errors import DemoError
from sharewell.demo.plan import ConcernPlan, ReceiptPlan, SendPlan
from sharewell.demo.stage import Stage
from sharewell.demo.wording import new_concern, new_decision
from sharewell.exchange.receiving import (
    acknowledge,
    open_disclosure,
    record_adds,
    record_outcome,
)
from sharewell.exchange.referring import refer_directly
from sharewell.exchange.sending import preview_disclosure, send_disclosure
from sharewell.exchange.vocabulary import ReceivedOutcome

Timed = tuple[float, Callable[[datetime], None]]


def handover_steps(stage: Stage, plan: ConcernPlan) -> Iterator[Timed]:
    """(Hours after the concern, what to do) for sending and for each step after it."""
    if plan.send and not plan.is_direct:
        yield plan.send.hours, partial(_send, stage, plan, plan.send)
    if receipt := plan.receipt:
        yield receipt.opened, partial(_open, stage, plan, receipt)
        if receipt.acknowledged is not None:
            yield receipt.acknowledged, partial(_acknowledge, stage, plan, receipt)
        if receipt.adds_after is not None:
            yield receipt.adds_after, partial(_add, stage, plan, receipt)
        if receipt.closed is not None:
            yield receipt.closed, partial(_close, stage, plan, receipt)


def refer(stage: Stage, plan: ConcernPlan, at: datetime) -> None:
    """Concern, decision and disclosure in one act of the raiser."""
    if plan.send is None:
        raise DemoError(f"The concern {plan.key!r} is direct and needs a recipient.")
    made = refer_directly(
        by=stage.actor(plan.by, plan.agency),
        at=at,
        key=stage.key("refer", plan.key),
        concern=new_concern(plan, at),
        decision=new_decision(stage, plan, at),
        inbox_id=stage.inboxes[plan.send.to],
        answered_by=plan.send.answered_by,
    )
    stage.concerns[plan.key] = UUID(made["concern"])
    stage.disclosures[plan.key] = UUID(made["disclosure"])


def _send(stage: Stage, plan: ConcernPlan, to: SendPlan, at: datetime) -> None:
    adviser, decision = stage.adviser(plan.agency), stage.decisions[plan.key]
    offered = preview_disclosure(by=adviser, at=at, decision_id=decision)
    # What was written later is left out, so that seeding again sends the same.
    going = {*offered.chosen, *(item for item in offered.items if item.caution)}
    refs = tuple(
        item.ref for item in offered.items if item in going and item.recorded_at <= at
    )
    seen = preview_disclosure(by=adviser, at=at, decision_id=decision, refs=refs)
    sent = send_disclosure(
        by=adviser,
        at=at,
        key=stage.key("send", plan.key),
        decision_id=decision,
        inbox_id=stage.inboxes[to.to],
        refs=refs,
        previewed=seen.digest,
        answered_by=to.answered_by,
        # Somebody who seeds a demonstration wrote the figures, and read them.
        read_again=True,
    )
    stage.disclosures[plan.key] = UUID(sent["disclosure"])


def _open(stage: Stage, plan: ConcernPlan, receipt: ReceiptPlan, at: datetime) -> None:
    open_disclosure(
        by=_recipient(stage, receipt),
        at=at,
        disclosure_id=stage.disclosures[plan.key],
    )


def _acknowledge(
    stage: Stage, plan: ConcernPlan, receipt: ReceiptPlan, at: datetime
) -> None:
    acknowledge(
        by=_recipient(stage, receipt),
        at=at,
        key=stage.key("acknowledge", plan.key),
        disclosure_id=stage.disclosures[plan.key],
    )


def _add(stage: Stage, plan: ConcernPlan, receipt: ReceiptPlan, at: datetime) -> None:
    record_adds(
        by=_recipient(stage, receipt),
        at=at,
        key=stage.key("adds", plan.key),
        disclosure_id=stage.disclosures[plan.key],
        text=receipt.adds,
    )


def _close(stage: Stage, plan: ConcernPlan, receipt: ReceiptPlan, at: datetime) -> None:
    record_outcome(
        by=_recipient(stage, receipt),
        at=at,
        key=stage.key("close", plan.key),
        disclosure_id=stage.disclosures[plan.key],
        outcome=ReceivedOutcome(receipt.outcome),
        message=receipt.message,
    )


def _recipient(stage: Stage, receipt: ReceiptPlan) -> Actor:
    return stage.actor(receipt.by, stage.plan.person(receipt.by).agency)
