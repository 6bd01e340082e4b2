"""A round of every agency, each by itself: how the worker's clocks go about."""

import logging
from collections.abc import Callable
from uuid import UUID

from sharewell.agencies.queries import agency_ids

log = logging.getLogger(__name__)


def of_every_agency(done_one: Callable[[UUID], bool], fault: str) -> int:
    """Call `done_one` for each agency; returns for how many it said yes.

    A fault in one is logged under `fault`, which has a %s for the agency's id, and
    holds up no other: one broken record must not stop a whole partnership's clocks.
    """
    done = 0
    for agency in agency_ids():
        try:
            done += done_one(agency)
        except Exception:
            log.exception(fault, agency)
    return done
