"""Every quarter a governor looks through who holds which role: keeps it, or ends it.

What is kept and what is ended is an entry of the ledger for each role, by name of the
role's row; nothing else is stored about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sharewell.access.command import Act, command
from sharewell.agencies import appointing
from sharewell.agencies.agreeing import OWN
from sharewell.agencies.holding import Holding, holdings, one_of
from sharewell.assurance.errors import Unusable
from sharewell.core.policy.action import Action
from sharewell.core.policy.model import Circumstances, Purpose, Resource
from sharewell.decisions.tasks import finish_tasks, open_tasks
from sharewell.decisions.vocabulary import TaskKind

CHANGED = (
    "Somebody's role changed since you opened this page. Open it again: it shows who "
    "holds which role now."
)


class Said(StrEnum):
    """What becomes of a role."""

    KEEP = "keep"
    END = "end"


@dataclass(frozen=True)
class AccessView:
    """Roles of others to answer for, one's own, and when the task is due, if one is."""

    others: tuple[Holding, ...]
    mine: tuple[Holding, ...]
    due_at: datetime | None


@command(Action.ACCESS_REVIEW, purpose=Purpose.ADMINISTER, writes=False)
def open_access(act: Act) -> AccessView:
    """Who holds which role now."""
    act.require(Resource("agency", act.by.agency, OWN))
    act.record("access.listed", kind="agency", id=act.by.agency)
    held = holdings(act)
    task = _tasks(act).first()
    return AccessView(
        tuple(one for one in held if one.practitioner != act.by.id),
        tuple(one for one in held if one.practitioner == act.by.id),
        None if task is None else task.due_at,
    )


@command(Action.ACCESS_REVIEW, purpose=Purpose.ADMINISTER)
def review_access(act: Act, *, said: Mapping[str, Said]) -> str:
    """Keep or end every role of others; the clock stops. Returns how many ended.

    `said` is by the role's id in words. Raises Unusable unless exactly the roles held
    now are answered for.
    """
    act.require(Resource("agency", act.by.agency, OWN))
    held = [one for one in holdings(act) if one.practitioner != act.by.id]
    if {str(one.id) for one in held} != set(said):
        raise Unusable(CHANGED)
    for one in held:
        act.require(
            Resource("appointment", one.id, OWN),
            Circumstances(about_person=one.practitioner),
        )
        if said[str(one.id)] is Said.END:
            appointing.end(act, one_of(act, one.id))
        else:
            act.record("appointment.confirmed", kind="appointment", id=one.id)
    if act.by.agency is not None:
        finish_tasks(act, about_id=act.by.agency, kinds=(TaskKind.REVIEW_ACCESS,))
    act.record("access.reviewed", kind="agency", id=act.by.agency)
    return str(sum(one is Said.END for one in said.values()))


def _tasks(act: Act):  # noqa: ANN202 - Django's own
    return open_tasks().filter(
        agency_id=act.by.agency, kind=TaskKind.REVIEW_ACCESS.value
    )
