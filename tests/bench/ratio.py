"""`python -m tests.bench.ratio [--rounds N]`: what protection costs a whole request.

The same views answer the same requests in one process: once as they are (the
application's filter, row-level security, the signed context, a ledger leaf), once with
all four taken away: past row-level security, no context told to the database, every
question of access answered yes, nothing barred, no leaf. Blocks alternate, so that
noise meets both alike; only ratios are worth keeping.
"""

# ruff: noqa: T201

import argparse
import logging
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from tests.exhaustive.database import as_superuser, own_database, unprotected
from tests.exhaustive.filling import add_rows
from tests.exhaustive.partnership import Size, draw
from tests.kept_rows import WITHOUT_TRIGGERS

BAR = 2.0
ASKS = 10  # of one kind in a block
OTHERS = Size(20, 400, 3000, 3000, 3000, 3000)
OWN_CHILDREN = 5000
# Where the product asks whether somebody may, and what is barred to them.
NOTHING_BARRED = (
    "sharewell.decisions.standing.standing_to",
    "sharewell.decisions.drafts.standing_to",
    "sharewell.exchange.receiving.standing_to",
    "sharewell.children.queries.barred_things",
    "sharewell.decisions.reach.barred_things",
)
Ask = Callable[[], Any]


def main() -> int:
    """0 when each kind of request costs at most twice the unprotected one."""
    parser = argparse.ArgumentParser("tests.bench.ratio", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with own_database():
        asks = _prepare()
        found = measure(asks, given.rounds)
    return 0 if show(found) else 1


def measure(
    asks: dict[str, Ask], rounds: int
) -> dict[str, tuple[list[float], list[float]]]:
    """Kind -> seconds of a request with protection and without, round by round."""
    found: dict[str, tuple[list[float], list[float]]] = {n: ([], []) for n in asks}
    for _ in range(rounds):
        for name, ask in asks.items():
            found[name][0].append(_seconds(ask))
        with without_protection():
            for name, ask in asks.items():
                found[name][1].append(_seconds(ask))
    return found


@contextmanager
def without_protection() -> Iterator[None]:
    """The same product with all that protects a record taken away."""
    from django.db import connection

    from sharewell.core.policy.model import Verdict

    yes = Verdict(permit=True, reasons=("nobody_asked",))
    with ExitStack() as stack:
        stack.enter_context(unprotected())
        for name in NOTHING_BARRED:
            stack.enter_context(patch(name, lambda *_: frozenset()))
        for name, answer in (
            ("sharewell.access.command.decide", yes),
            ("sharewell.access.command.append", None),
            ("sharewell.access.context._tell_database", None),
        ):
            stack.enter_context(patch(name, return_value=answer))
        connection.ensure_connection()
        connection.execute_wrappers.clear()
        yield


def show(found: dict[str, tuple[list[float], list[float]]]) -> bool:
    """Print medians and ratios; whether every ratio is within the bar."""
    print(f"{'':24}{'with, ms':>10}{'without, ms':>13}{'ratio':>8}  10th-90th")
    ratios = []
    for name, (guarded, bare) in found.items():
        each = [a / b for a, b in zip(guarded, bare, strict=True)]
        tenths = statistics.quantiles(each, n=10)
        ratios.append(statistics.median(each))
        print(
            f"{name:24}{_middle(guarded):10.1f}{_middle(bare):13.1f}{ratios[-1]:8.2f}"
            f"  {tenths[0]:.2f}-{tenths[-1]:.2f}"
        )
    print(f"at most {max(ratios):.2f}; the bar is {BAR}")
    return max(ratios) <= BAR


def _middle(times: list[float]) -> float:
    return statistics.median(times) * 1000


def _seconds(ask: Ask) -> float:
    """Of one request, after one that is not counted: the connection may be new."""
    _checked(ask)
    start = perf_counter()
    for _ in range(ASKS):
        _checked(ask)
    return (perf_counter() - start) / ASKS


def _checked(ask: Ask) -> None:
    reply = ask()
    if reply.status_code not in {200, 302}:
        sys.exit(f"{reply.request['PATH_INFO']} answered {reply.status_code}.")


def _prepare() -> dict[str, Ask]:
    """A world with a history, many others beside it, and what is asked of it."""
    from django.urls import reverse

    from tests.browsing import sign_in
    from tests.factories import make_world
    from tests.integration.access.scene import make_scene

    scene = make_scene(make_world(datetime.now(UTC)))
    with as_superuser() as superuser:
        superuser.execute(WITHOUT_TRIGGERS)
        for table, rows in draw(OTHERS).rows.items():
            add_rows(superuser, table, rows)
        _add_children(superuser, scene.world.agencies["school"])
        superuser.execute("ANALYZE")
    lena = sign_in(scene.world, "lena")
    concern = reverse("concern", args=[scene.ids["concern_id"]])
    decision = reverse("decision", args=[scene.ids["decision_id"]])
    disclosure = reverse("disclosure", args=[scene.ids["disclosure_id"]])
    search = reverse("child", args=[scene.ids["concern_id"]])
    # Another concern, for it grows with every round.
    add = reverse("add", args=[scene.ids["departed_id"]])
    who = {"given_name": "Wren77", "family_name": "Reed77"}
    return {
        "open a concern": lambda: lena.get(concern),
        "open a decision": lambda: lena.get(decision),
        "open a disclosure": lambda: lena.get(disclosure),
        "the list of work": lambda: lena.get(reverse("your-work")),
        "search for a child": lambda: lena.post(search, who),
        "add to a concern": lambda: lena.post(
            add, {"submit_key": str(uuid4()), "text": "Spoken to."}
        ),
    }


def _add_children(superuser: Any, school: Any) -> None:
    """Enough of them in the own agency for a search to have something to leave out."""
    children = [
        {"id": uuid4(), "agency_id": school, "reference": f"B{n}"}
        for n in range(OWN_CHILDREN)
    ]
    add_rows(superuser, "children_child_record", children)
    names = [
        {
            "agency_id": school, "child_id": child["id"], "sequence": 1,
            "given_name": f"Wren{n}", "family_name": f"Reed{n}",
            "normalised": f"wren{n} reed{n}",
        }
        for n, child in enumerate(children)
    ]  # fmt: skip
    add_rows(superuser, "children_child_name", names)


if __name__ == "__main__":
    sys.exit(main())
