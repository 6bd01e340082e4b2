"""`python -m tests.bench.ledger [--part appends|long] [--rounds N] [--entries N]`.

What the ledger costs: transactions a second with and without the leaf, side by side in
one run, on connections that no policy binds, for a signed context costs the same with
and without the leaf; how long a leaf waits for its checkpoint; a long ledger sequenced,
verified and proved. Both forms meet the same machine, so ratios are worth keeping; the
long ledger also says its own processor time, which other load does not change much.
"""

# ruff: noqa: T201

import argparse
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable
from uuid import uuid4

import psycopg

from tests.exhaustive.database import as_superuser, own_database, superuser_url

WRITERS = (1, 4, 16, 32)
WORK = 0.005
BAR, LAG_BAR, VERIFY_BAR = 0.9, 2.0, 30.0
PLAIN = (
    "INSERT INTO bench_row (id, event, object_kind, entry, leaf_hash) "
    "VALUES (%s, 'bench.written', '', %s, sha256(%s))"
)
LEAF = (
    "INSERT INTO audit_ledger_leaf (id, event, object_kind, entry, leaf_hash) "
    "VALUES (%s, 'bench.written', '', %s, sha256(%s))"
)
CHAIN = (
    "SELECT pg_advisory_xact_lock(77)",
    "INSERT INTO bench_chain (id, hash) SELECT %s, sha256(coalesce((SELECT hash "
    "FROM bench_chain ORDER BY number DESC LIMIT 1), '') || %s)",
)
TABLES = (
    "CREATE TABLE bench_row (LIKE audit_ledger_leaf)",
    "ALTER TABLE bench_row ADD PRIMARY KEY (id)",
    "CREATE TABLE bench_chain (number bigserial PRIMARY KEY, id uuid, hash bytea)",
)
Write = Callable[[psycopg.Cursor], None]


def entry(leaf_id: object) -> bytes:
    """A canonical entry, as long as most are."""
    return (
        f"sharewell ledger entry v1\nleaf: {leaf_id}\nevent: bench.written\nactor: -\n"
        "agency: -\npurpose: safeguard\nobject-kind: -\nobject: -\nverdict: permit\n"
        "reasons: own_agency\nat: 2026-03-01T09:30:00.000000Z\nedition: -\n"
        f"commitment: {'ab' * 32}\n"
    ).encode()


def plain(cursor: psycopg.Cursor) -> None:
    """The same bytes into a plain table: what the others are compared with."""
    leaf_id = uuid4()
    said = entry(leaf_id)
    cursor.execute(PLAIN, [leaf_id, said, b"\x00" + said])


def leaf(cursor: psycopg.Cursor) -> None:
    leaf_id = uuid4()
    said = entry(leaf_id)
    cursor.execute(LEAF, [leaf_id, said, b"\x00" + said])


def both(cursor: psycopg.Cursor) -> None:
    """A record with its leaf: what an act writes at the least."""
    plain(cursor)
    leaf(cursor)


def chain(cursor: psycopg.Cursor) -> None:
    """The control: one chain over all, which every writer must wait for."""
    cursor.execute(CHAIN[0])
    cursor.execute(CHAIN[1], [uuid4(), "x" * 400])


FORMS: dict[str, Write] = {"plain": plain, "leaf": leaf, "both": both, "chain": chain}


def rate(write: Write, writers: int, work: float, seconds: float) -> float:
    """Transactions a second; each inserts and then works before it commits."""
    counts, stop = [0] * writers, threading.Event()
    ready = threading.Barrier(writers + 1)

    def run(me: int) -> None:
        with psycopg.connect(superuser_url()) as connection:
            ready.wait()
            while not stop.is_set():
                with connection.transaction(), connection.cursor() as cursor:
                    write(cursor)
                    if work:
                        time.sleep(work)
                counts[me] += 1

    threads = [threading.Thread(target=run, args=(n,)) for n in range(writers)]
    for one in threads:
        one.start()
    ready.wait()
    began = time.perf_counter()
    time.sleep(seconds)
    stop.set()
    for one in threads:
        one.join()
    return sum(counts) / (time.perf_counter() - began)


def measure_appends(seconds: float, rounds: int) -> bool:
    """Ratios to the plain form, round by round; True if 32 writers keep the bar."""
    kept = True
    for work in (0.0, WORK):
        for writers in WRITERS:
            found: dict[str, list[float]] = {name: [] for name in FORMS}
            for number in range(rounds):
                # Turned round each time, so that no form is always first.
                for name in sorted(FORMS, reverse=bool(number % 2)):
                    found[name].append(rate(FORMS[name], writers, work, seconds))
            ratios = {
                name: statistics.median(map(float.__truediv__, rates, found["plain"]))
                for name, rates in found.items()
            }
            base = statistics.median(found["plain"])
            print(
                f"{writers:2} writers, {work * 1000:.0f} ms of work: plain {base:.0f} "
                f"a second; the leaf instead {ratios['leaf']:.3f} of it; both "
                f"{ratios['both']:.3f}; one chain {ratios['chain']:.3f}",
                flush=True,
            )
            if work and writers == WRITERS[-1]:
                kept = ratios["leaf"] >= BAR > ratios["chain"]
    return kept


def lags(stop: threading.Event, found: list[float]) -> None:
    """From the commit of a leaf to its checkpoint, for one leaf after another."""
    with as_superuser() as connection:
        while not stop.is_set():
            leaf_id = uuid4()
            said = entry(leaf_id)
            connection.execute(LEAF, [leaf_id, said, b"\x00" + said])
            began = time.perf_counter()
            asked = "SELECT index FROM audit_ledger_leaf WHERE id = %s"
            while connection.execute(asked, [leaf_id]).fetchone()[0] is None:
                time.sleep(0.005)
            found.append(time.perf_counter() - began)
            time.sleep(0.05)


def appends(seconds: float, rounds: int) -> bool:
    """Appends with the sequencer at work beside them, as it is in use."""
    from sharewell.cli.sequencing import sequence_until

    stop, found = threading.Event(), []
    side = [
        threading.Thread(target=sequence_until, args=(stop,)),
        threading.Thread(target=lags, args=(stop, found)),
    ]
    for one in side:
        one.start()
    kept = measure_appends(seconds, rounds)
    stop.set()
    side[1].join()
    side[0].join()
    ordered = sorted(found)
    p50, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
    print(
        f"from commit to checkpoint, {len(found)} leaves: median {p50:.2f} s, "
        f"99th of 100 {p99:.2f} s, longest {ordered[-1]:.2f} s"
    )
    return kept and p99 <= LAG_BAR


def million(count: int) -> bool:
    """A long ledger: written, sequenced, verified, proved."""
    from datetime import UTC, datetime

    from sharewell.audit import publishing
    from sharewell.audit.log_check import check_log
    from sharewell.audit.sequencer import sequence_all

    with as_superuser() as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_ledger_leaf WHERE index IS NULL")
        columns = "id, event, object_kind, entry, leaf_hash"
        into = f"COPY audit_ledger_leaf ({columns}) FROM STDIN"
        from hashlib import sha256

        with cursor.copy(into) as copy:
            for _ in range(count):
                leaf_id = uuid4()
                said = entry(leaf_id)
                hashed = sha256(b"\x00" + said).digest()
                copy.write_row([leaf_id, "bench.written", "", said, hashed])
        connection.execute("ANALYZE audit_ledger_leaf")
    clocks = Clocks()
    sequence_all(datetime.now(UTC))
    print(f"{count:,} entries sequenced and signed: {clocks.said()}", flush=True)
    before = memory()
    clocks = Clocks()
    checked = check_log(lambda _: None, progress=lambda *_: None)
    seconds = clocks.seconds()
    print(
        f"{checked.entries:,} entries verified, {len(checked.findings)} findings: "
        f"{clocks.said()}; memory at most {memory():.0f} MB, {before:.0f} before"
    )
    with as_superuser() as connection:
        asked = "SELECT id FROM audit_ledger_leaf WHERE index = %s"
        found = connection.execute(asked, [count // 3]).fetchone()[0]
    for name, make in (
        ("inclusion", lambda: publishing.inclusion(found)),
        ("consistency", lambda: publishing.consistency(count // 3, using="ledger")),
    ):
        took = []
        for _ in range(20):
            began = time.perf_counter()
            make()
            took.append(time.perf_counter() - began)
        print(f"a proof of {name}: median {statistics.median(took) * 1000:.1f} ms")
    return not checked.findings and seconds < VERIFY_BAR


class Clocks:
    """Elapsed time and this process's own."""

    def __init__(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def seconds(self) -> float:
        return time.perf_counter() - self.began[0]

    def said(self) -> str:
        own = time.process_time() - self.began[1]
        return f"{self.seconds():.1f} s elapsed, {own:.1f} s of its own processor time"


def memory() -> float:
    """The most this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """0 when every bar is kept."""
    parser = argparse.ArgumentParser("tests.bench.ledger", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0, help="of each block")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--part", choices=["appends", "long", "both"], default="both")
    given = parser.parse_args()
    kept = True
    with own_database():
        with as_superuser() as connection:
            (name,) = connection.execute("SELECT current_database()").fetchone()
            # Tests turn it off; what waits for the disk must wait for it here.
            connection.execute(f"ALTER DATABASE {name} RESET synchronous_commit")
            for statement in TABLES:
                connection.execute(statement)
        if given.part in {"appends", "both"}:
            kept &= appends(given.seconds, given.rounds)
        if given.part in {"long", "both"}:
            kept &= million(given.entries)
    print("Every bar is kept." if kept else "NOT KEPT: see above.")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
