"""Makes the demo partnership through the door, as people would: no row is written here.

The people, the texts and their order follow from the plan and the seed alone; record
ids and references are drawn anew in an empty database. An interrupted seeding goes on
where it stopped, and a finished one changes nothing: every act has a key of its own.
"""

from datetime import datetime

from sharewell.agencies.models import Agency
from sharewell.demo.errors import DemoError
from sharewell.demo.founding import FOUNDED, appoint_all, found_all
from sharewell.demo.hidden_family import hidden_family_steps
from sharewell.demo.histories import concern_steps
from sharewell.demo.load import load_plan
from sharewell.demo.registering import record_steps
from sharewell.demo.roster import Roster, roster
from sharewell.demo.stage import Stage, Step

DEFAULT_SEED = 1


def seed(*, at: datetime, seed: int = DEFAULT_SEED, password: str) -> Roster:
    """Make the partnership as it stands at `at` (UTC), or finish making it.

    Where it was begun earlier, times keep counting from then, and logins that exist
    keep their password. Raises DemoError where another one lives in the database.
    """
    plan = load_plan()
    stage = Stage(plan, begun(seed) or at, seed)
    found_all(stage)
    appoint_all(stage, password)
    for step in _in_order(stage):
        step.run(step.at)
    return roster(plan, seed)


def begun(seed: int = DEFAULT_SEED) -> datetime | None:
    """The moment of the first seeding with this number, or None; raises DemoError."""
    first = load_plan().agencies[0]
    row: Agency | None = Agency.objects.filter(name=first.name).first()
    if row is None:
        return None
    if row.id != Stage(load_plan(), row.founded_at, seed).agency_id(first.key):
        raise DemoError(
            f"{first.name} is in this database already, made with another seed than "
            f"{seed}. Use the same seed again, or an empty database."
        )
    founded_at: datetime = row.founded_at
    return founded_at + FOUNDED


def _in_order(stage: Stage) -> list[Step]:
    steps = list(record_steps(stage))
    for plan in stage.plan.concerns:
        steps += concern_steps(stage, plan)
        steps += hidden_family_steps(stage, plan)
    late = max(step.at for step in steps)
    if late > stage.now:
        raise DemoError(f"The plan has a step at {late}, after the seeding itself.")
    return sorted(steps, key=lambda step: step.at)
