"""The sequencer's thread: numbers staged leaves twice a second, whatever happens."""

import logging
import threading
from datetime import UTC, datetime

from django.db import Error, connections

from sharewell.audit.sequencer import BATCH, sequence
from sharewell.core.errors import SharewellError

log = logging.getLogger("sharewell.sequencer")

INTERVAL_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0


def sequence_until(stop: threading.Event) -> None:
    """Sequence until `stop` is set; a lost database is met by waiting, ever longer."""
    pause = INTERVAL_SECONDS
    while not stop.is_set():
        try:
            taken = sequence(datetime.now(UTC))
            pause = 0.0 if taken == BATCH else INTERVAL_SECONDS
        except (Error, SharewellError) as fault:
            pause = min(max(pause, INTERVAL_SECONDS) * 2, LONGEST_PAUSE_SECONDS)
            first_line = str(fault).strip().partition("\n")[0]
            log.warning("The ledger waits for %.1f s: %s", pause, first_line)
            connections["ledger"].close()
        stop.wait(pause)
    connections["ledger"].close()
