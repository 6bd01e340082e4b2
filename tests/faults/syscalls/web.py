"""The web server's system calls fail while somebody sends, and sends again.

Whatever failed, the answer that comes in the end must be true: one disclosure, whole,
with its leaves. Control: a server that does not act in one transaction must leave half
of one behind.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import psycopg

from tests.faults.careless import Careless
from tests.faults.durability.arguments import arguments
from tests.faults.stack import Stack
from tests.faults.syscalls.tracer import NotAttached, Tracer, cannot_run
from tests.faults.victims import _children
from tests.personas import Who

# A send asks the database some hundred times.
FIRST = (5, 20, 40, 60, 80, 100, 120, 140)
CALLS = (
    ("sendto", "error=ECONNRESET"),
    ("recvfrom", "error=ECONNRESET"),
    ("sendto", "error=EPIPE"),
    ("recvfrom", "error=EIO"),
    ("sendto", "signal=KILL"),
    ("openat", "error=EMFILE"),
    ("poll,ppoll", "error=EIO"),
)
SERVER = "tests.faults.careless"
CONTROL_PLANS = 12
LOOK_SECONDS = 0.02


def plans() -> Iterator[str]:
    """As strace takes them: each call, ever later; without an end."""
    while True:
        for first in FIRST:
            for call, how in CALLS:
                yield f"{call}:{how}:when={first}"


def main() -> int:
    given = arguments("make faults-syscalls, web", __doc__, trials=50)
    if why := cannot_run():
        say(f"NOT RUN: failing system calls of the web server: {why}")
        return 0
    stack = Stack(given.engine, mail_port=9)
    try:
        stack.start()
        import django

        django.setup()
        stack.start_web()
        from tests.factories import make_world
        from tests.faults.clients import Client

        world = make_world(datetime.now(UTC))
        client = Client(stack.base, world.login(Who.LENA))
        draw = random.Random(given.seed)
        failed = _trials(stack, world, client, draw, given.trials)
        return int(_is_blind(stack, world, client, draw) or failed)
    finally:
        stack.stop()


def _trials(stack: Stack, world, client, draw: random.Random, points: int) -> bool:
    sends: list = []
    hit = 0
    for plan in plans():
        hit += _carry_out(stack, world, client, draw, sends, plan)
        if hit >= points or len(sends) >= 4 * points:
            break
    faults = _faults(stack, sends)
    again = sum(send.was_interrupted for send in sends)
    say(
        f"  the web server               {hit:>6} points in {len(sends)} plans, "
        f"{sum(send.acknowledged is not None for send in sends)} sends acknowledged, "
        f"{again} sent again, FAULTS {len(faults)}"
    )
    for fault in faults[:10]:
        say(f"  {fault.kind}: {fault.what}")
    return bool(faults) or hit < points


def _carry_out(
    stack: Stack,
    world,
    client,
    draw: random.Random,
    sends: list,
    plan: str,
) -> int:
    from django.db import connections

    from tests.faults.clients import InFlight
    from tests.faults.sends import prepare

    connections.close_all()
    send = prepare(world, Who.LENA, draw)
    client.preview(send)
    sends.append(send)
    process = _children(stack.web.pid)[0]
    try:
        tracer = Tracer(process, plan)
    except NotAttached:
        return 0
    # strace counts for each thread: without an end, every try would fail anew.
    submitting = Thread(target=client.submit, args=(send, InFlight()), daemon=True)
    submitting.start()
    while submitting.is_alive() and not tracer.hits():
        time.sleep(LOOK_SECONDS)
    points = tracer.stop()
    submitting.join()
    return points


def _faults(stack: Stack, sends: list) -> list:
    from tests.faults.verdict import judge

    with psycopg.connect(stack.superuser_url, autocommit=True) as connection:
        return judge(connection, sends)


def _is_blind(stack: Stack, world, client, draw: random.Random) -> bool:
    stack.end_web()
    stack.start_web(SERVER, Careless.TRANSACTION)
    sends: list = []
    found: list = []
    for first in list(FIRST)[:CONTROL_PLANS]:
        with suppress(RuntimeError):
            plan = f"sendto:signal=KILL:when={first}"
            _carry_out(stack, world, client, draw, sends, plan)
        known = [f for f in _faults(stack, sends) if f.kind == "half done"]
        if found := known:
            break
    say(
        f"control, a server that does not act in one transaction: {len(found)} half "
        f"done after {len(sends)} kills: {'seen' if found else 'BLIND'}"
    )
    return not found


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
