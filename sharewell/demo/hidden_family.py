"""What waits about a hidden family in the demo: a contact owed, a release proposed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sharewell.core.matching.grade import Person
from sharewell.demo.plan import AskPlan, ConcernPlan, ReleasePlan
from sharewell.demo.stage import Stage, Step
from sharewell.exchange.existence import NewQuestion, ask_who_knows
from sharewell.exchange.releasing import open_to_release, propose_release
from sharewell.exchange.taking_in import take_in
from sharewell.exchange.vocabulary import AskedFor


def hidden_family_steps(stage: Stage, plan: ConcernPlan) -> Iterator[Step]:
    """Both a little before the seeding, so that their clocks are running."""
    if asks := plan.asks:
        yield Step(_before(stage, asks.minutes_ago), partial(_ask, stage, plan, asks))
    if release := plan.release:
        run = partial(_propose, stage, plan, release)
        yield Step(_before(stage, release.minutes_ago), run)


def _before(stage: Stage, minutes: int) -> datetime:
    return stage.now - timedelta(minutes=minutes)


def _ask(stage: Stage, plan: ConcernPlan, asks: AskPlan, at: datetime) -> None:
    """The question, and what the service takes in for each custodian afterwards."""
    ask_who_knows(
        by=stage.actor(asks.by, stage.plan.person(asks.by).agency),
        at=at,
        key=stage.key("ask", plan.key),
        kind="disclosure",
        thing_id=stage.disclosures[plan.key],
        question=NewQuestion(
            Person(asks.given, asks.family, asks.born),
            AskedFor.SAFEGUARD,
            asks.reason,
        ),
    )
    for agency in asks.custodians:
        key = stage.key("take in", plan.key, agency)
        take_in(by=stage.service(agency), at=at, key=key)


def _propose(
    stage: Stage, plan: ConcernPlan, release: ReleasePlan, at: datetime
) -> None:
    adviser, disclosure = stage.adviser(plan.agency), stage.disclosures[plan.key]
    found = open_to_release(by=adviser, at=at, disclosure_id=disclosure)
    worker = stage.plan.person(release.worker)
    propose_release(
        by=adviser,
        at=at,
        key=stage.key("release", plan.key),
        disclosure_id=disclosure,
        worker=stage.actor(worker.key, worker.agency).id,
        # As little as is enough to reach the child.
        details=tuple(one.id for one in found.details if one.kind == "address"),
        grounds=release.grounds,
    )
