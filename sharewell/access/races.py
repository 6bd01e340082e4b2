"""Two who write to one record at the same moment: the later begins again.

Numbers within a record are counted, and a unique key refuses the second of two that
counted the same; likewise a step that can be taken once, a seal and a new draft.
Nothing of the refused attempt was kept, so it is made again on what is there by then.
"""

import re
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError

from sharewell.access.errors import WrittenAtOnce

Result = TypeVar("Result")

ATTEMPTS = 5
# By these endings a model says that its unique key settles a race and hides no fault.
# What is answered or ended once says so by the one row that its key allows.
SETTLES_A_RACE = re.compile(
    r"(_per_sequence|_per_revision|_once|_draft_pkey)$"
    r"|^access_[a-z_]+_(conflict|emergency|proposal|seal)_id_key$"
)


def begin_again(attempt: Callable[[], Result]) -> Result:
    """What `attempt` gives, made anew after a lost race; raises WrittenAtOnce."""
    for _ in range(ATTEMPTS):
        try:
            return attempt()
        except IntegrityError as clash:
            if not SETTLES_A_RACE.search(constraint(clash)):
                raise
    raise WrittenAtOnce


def constraint(clash: IntegrityError) -> str:
    """The name of the constraint that refused, or empty."""
    diagnosis = getattr(clash.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
