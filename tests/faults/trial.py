"""Rounds, the verdict after each, the verdict at the end, and the controls."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime

from tests.factories import make_world
from tests.faults.clients import Client
from tests.faults.control import controls
from tests.faults.ledger import judge_ledger
from tests.faults.mail_server import MailServer
from tests.faults.mails import judge_jobs, judge_mails, wait_until_sent
from tests.faults.rounds import SENDERS, Site, Tally, run_round
from tests.faults.stack import Stack
from tests.faults.table import show
from tests.faults.verdict import Fault, judge

Say = Callable[[str], None]
DRAIN_SECONDS = 90


def trial(stack: Stack, mail: MailServer, *, rounds: int, seed: int, say: Say) -> int:
    """The exit code: 0 when there was no fault and no control was blind."""
    draw = random.Random(seed)
    site, tally = _settle(stack, mail), Tally()
    say("web and worker run; three people are signed in")
    faults = _play(site, tally, rounds, draw, say)
    faults += _at_the_end(site, tally, say)
    with site.superuser() as connection:
        say(show(connection, tally, mail.copies, faults))
    blind = controls(site, tally, draw, say)
    return 1 if faults or blind else 0


def _settle(stack: Stack, mail: MailServer) -> Site:
    since = datetime.now(UTC)
    world = make_world(since)
    clients = {who: Client(stack.base, world.login(who)) for who in set(SENDERS)}
    return Site(stack, mail, world, clients, since)


def _play(
    site: Site, tally: Tally, rounds: int, draw: random.Random, say: Say
) -> list[Fault]:
    found: list[Fault] = []
    for number in range(1, rounds + 1):
        began = time.monotonic()
        run_round(site, tally, draw)
        played = time.monotonic() - began
        new = [f for f in _verdict(site, tally) if f not in found]
        found += new
        _name(new, say)
        judged = time.monotonic() - began - played
        say(f"round {number}: {played:.1f} + {judged:.1f} s, {len(new)} faults")
    return found


def _verdict(site: Site, tally: Tally) -> list[Fault]:
    with site.superuser() as connection:
        return [
            *judge(connection, tally.sends),
            *judge_mails(connection, site.mail.copies),
            *judge_ledger(),
        ]


def _at_the_end(site: Site, tally: Tally, say: Say) -> list[Fault]:
    """With time to finish: every message has arrived and no job is left."""
    with site.superuser() as connection:
        wait_until_sent(connection, DRAIN_SECONDS)
        found = [*_verdict(site, tally), *judge_jobs(connection)]
    _name(found, say)
    say("messages sent, jobs done, ledger verified")
    return found


def _name(faults: list[Fault], say: Say) -> None:
    for fault in faults:
        say(f"FAULT: {fault.kind}: {fault.what}")
