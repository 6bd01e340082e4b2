"""`make faults-clock`: web server and sequencer with a false clock, a day back or on.

Contexts follow the database's clock: under a false one nothing is opened or written.
Codes and ID tokens are refused. The sequencer numbers in the order it always does.
Control: with the right clock, before and after, everything works.
"""

import argparse
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from tests.faults.clock.attempts import (
    Trial,
    opens,
    say,
    sends,
    signs_in,
    token_under,
    wait_for_the_next_code,
)
from tests.faults.clock.false_clock import FalseClock, cannot_run
from tests.faults.stack import CHECKOUT, Stack
from tests.personas import Who

RIGHT = timedelta()
SHIFTS = {"-1d": timedelta(days=-1), "+1d": timedelta(days=1)}
STEP_BACK = timedelta(hours=-2)


def main() -> int:
    parser = argparse.ArgumentParser("make faults-clock", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["embedded", "debian"], default="embedded")
    given = parser.parse_args()
    if why := cannot_run():
        say(f"NOT RUN: false clocks: {why}")
        return 0
    say(f"faults-clock: seed {given.seed}, engine {given.engine}")
    stack = Stack(given.engine, mail_port=9)
    try:
        stack.start()
        clock = FalseClock(stack.folder)
        stack._environment |= clock.environment()
        import django

        django.setup()
        stack.start_worker()
        stack.start_web()
        trial = Trial(stack, clock, given.seed)
        play(trial)
    finally:
        stack.stop()
    say(f"asked {trial.asked}, failed {trial.failed}")
    return 1 if trial.failed else 0


def play(trial: Trial) -> None:
    from tests.factories import make_world
    from tests.faults.clients import Client
    from tests.faults.sends import prepare

    world = make_world(datetime.now(UTC))
    lena = Client(trial.stack.base, world.login(Who.LENA))
    trial.ask("control: right clock: the page opens", opens(lena))
    said = token_under(None)
    trial.ask("control: right clock: an honest ID token", said == "accepted", said)
    before = trial.all_numbered()
    for shift, by in SHIFTS.items():
        send = prepare(world, Who.LENA, trial.draw)
        trial.clock.move(RIGHT)
        if not opens(lena):
            # A day on, the session was over.
            wait_for_the_next_code()
            lena = Client(trial.stack.base, world.login(Who.LENA))
        lena.preview(send)
        trial.clock.move(by)
        under_a_false_clock(trial, world, shift, by)
        trial.ask(f"{shift}: a signed-in person opens nothing", not opens(lena))
        trial.ask(f"{shift}: nothing is sent", not sends(trial, lena, send))
        before = order(trial, before, shift)
    trial.clock.move(RIGHT)
    wait_for_the_next_code()
    petra = Client(trial.stack.base, world.login(Who.PETRA))
    trial.ask("control: right again: sign-in and page", opens(petra))
    trial.clock.move(STEP_BACK)
    trial.ask("two hours back at work: nothing opens", not opens(petra))
    trial.clock.move(RIGHT)
    trial.ask("control: stepped on again: the page opens", opens(petra))
    send = prepare(world, Who.PETRA, trial.draw)
    petra.preview(send)
    trial.ask("control: right again: it is sent", sends(trial, petra, send))
    order(trial, before, "at the end")
    verified(trial)


def under_a_false_clock(trial: Trial, world, shift: str, by: timedelta) -> None:
    now = datetime.now(UTC)
    for who, at, which in (
        (Who.PETRA, now, "the true code"),
        (Who.FREYA, now + by, "the code of that day"),
    ):
        came_in = signs_in(trial, world.login(who), at)
        trial.ask(f"{shift}: {which} is refused", not came_in)
    said = token_under(trial.clock)
    trial.ask(f"{shift}: an honest ID token is refused", "refused" in said, said)


def order(trial: Trial, before: list, when: str) -> list:
    """What had a number has it still, and no number is left out."""
    now = trial.all_numbered()
    numbers = [index for _, index in now]
    whole = numbers == list(range(len(now)))
    trial.ask(f"{when}: all numbered, without a gap", whole, numbers[-5:])
    trial.ask(f"{when}: the order before is unchanged", now[: len(before)] == before)
    return now


def verified(trial: Trial) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sharewell.cli.main", "ledger", "verify", "--quiet"],
        text=True, capture_output=True, cwd=CHECKOUT,
    )  # fmt: skip
    trial.ask("the ledger verifies", done.returncode == 0, done.stdout + done.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
