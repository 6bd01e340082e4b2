"""The children's records of the demo, each kept by the adviser of its agency."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sharewell.children.actions import record_child
from sharewell.children.recording import NewChild, NewDetail
from sharewell.core.identifiers import IdentifierScheme
from sharewell.demo.numbers import nhs_number
from sharewell.demo.plan import ChildPlan, RecordPlan
from sharewell.demo.stage import Stage, Step

OWN_NUMBER = "own_number"


def record_steps(stage: Stage) -> Iterator[Step]:
    """One step for each record."""
    for family in stage.plan.families:
        for child in family.children:
            for record in child.records:
                yield _step(stage, child, record)


def _step(stage: Stage, child: ChildPlan, record: RecordPlan) -> Step:
    def run(at: datetime) -> None:
        made = record_child(
            by=stage.adviser(record.agency),
            at=at,
            key=stage.key("child", child.key, record.agency),
            child=_new(stage, child, record),
        )
        stage.children[child.key, record.agency] = UUID(made)

    return Step(stage.now - timedelta(days=record.days_ago), run)


def _new(stage: Stage, child: ChildPlan, record: RecordPlan) -> NewChild:
    identifiers = []
    if record.nhs:
        scheme = IdentifierScheme.NHS_NUMBER.value
        identifiers.append((scheme, nhs_number(stage.seed, child.key)))
    if record.own:
        identifiers.append((OWN_NUMBER, record.own))
    return NewChild(
        record.given,
        record.family,
        record.born_on(stage.now),
        tuple(identifiers),
        tuple(NewDetail(d.kind, d.text, d.locates) for d in record.details),
        record.hidden,
        record.also_known_as,
    )
