"""Controls that make the service careless: the harm must come, and be found."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from tests.faults.careless import Careless
from tests.faults.clients import InFlight
from tests.faults.rounds import Site, Tally, prepared, strike
from tests.faults.verdict import Fault, FaultKind, judge
from tests.faults.victims import Victim, bring_back, kill, stop_writing

# How often it may be tried before the harm must have shown.
CHANCES = 8
SERVER = "tests.faults.careless"
Say = Callable[[str], None]
Attempt = Callable[[Site, Tally, random.Random], None]


def unseen_harm(
    site: Site, tally: Tally, draw: random.Random, say: Say
) -> dict[str, bool]:
    """Each control by name, with whether its harm stayed unseen."""
    tries = {
        "a server that does not act in one transaction": (
            _without_transaction,
            FaultKind.HALF_DONE,
        ),
        "a server that forgets what was submitted": (
            _without_key,
            FaultKind.DUPLICATED,
        ),
        "a database that answers before it has written": (
            _answering_first,
            FaultKind.LOST,
        ),
    }
    own = replace(tally, sends=list(tally.sends))
    return {
        name: not _is_found(site, own, draw, say, name, attempt, kind)
        for name, (attempt, kind) in tries.items()
    }


def _is_found(
    site: Site,
    tally: Tally,
    draw: random.Random,
    say: Say,
    name: str,
    attempt: Attempt,
    kind: FaultKind,
) -> bool:
    before = set(_faults(site, tally))
    for chance in range(1, CHANCES + 1):
        attempt(site, tally, draw)
        new = [f for f in _faults(site, tally) if f.kind is kind and f not in before]
        if new:
            say(f"{name}: {kind} {len(new)} times at try {chance}, as it must be")
            return True
    return False


def _faults(site: Site, tally: Tally) -> list[Fault]:
    with site.superuser() as connection:
        return judge(connection, tally.sends)


def _without_transaction(site: Site, tally: Tally, draw: random.Random) -> None:
    """Killed in the middle of a send, like the real one."""
    tabs = prepared(site, draw, each=1)
    site.stack.end_web()
    site.stack.start_web(SERVER, Careless.TRANSACTION)
    strike(site, tally, Victim.WEB, tabs, draw)


def _without_key(site: Site, tally: Tally, draw: random.Random) -> None:
    """Everybody sends again with the same key, as if no answer had come."""
    sends = list(chain(*prepared(site, draw, each=1)))
    site.stack.end_web()
    site.stack.start_web(SERVER, Careless.KEY)
    for send in [*sends, *sends]:
        send.acknowledged, send.reference = None, ""
        site.clients[send.sender].submit(send, InFlight())
    tally.sends += sends
    site.stack.end_web()
    site.stack.start_web()


def _answering_first(site: Site, tally: Tally, draw: random.Random) -> None:
    """Everybody is answered; then every process of the database dies at once."""
    sends = list(chain(*prepared(site, draw, each=1)))
    with site.superuser() as connection:
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")
    stop_writing(site.stack)
    for send in sends:
        site.clients[send.sender].submit(send, InFlight())
    tally.sends += sends
    kill(site.stack, Victim.DATABASE, draw)
    bring_back(site.stack, Victim.DATABASE)
