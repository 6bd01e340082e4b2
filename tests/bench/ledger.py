"""`python -m tests.bench.ledger [--part appends|long] [--rounds N] [--entries N]`.

What the ledger costs: transactions a second with and without the leaf, side by side in
one run, on connections that no policy binds, for a signed context costs the same with
and without the leaf; how long a leaf waits for its checkpoint; a long ledger sequenced,
verified and proved. Both forms meet the same machine, so ratios are worth keeping; the
long ledger also says its own processor time, which other load does not change much.
"""

# ruff: noqa: T201

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from uuid import uuid4

from tests.exhaustive.database import as_superuser, own_database, superuser_url

WRITERS = (1, 4, 16, 32)
THREADS = 2
SEQUENCER = [
    sys.executable,
    "-m",
    "sharewell.cli.main",
    "worker",
    "--only",
    "sequencer",
]
WORK = 0.005
# By then nobody numbers any more, and there is nothing to measure.
LOST_SECONDS = 60.0
BAR, LAG_BAR, VERIFY_BAR = 0.9, 2.0, 30.0
# Sent by the database's own bench client: one in Python would be what is measured.
SAID = (
    "convert_to(format(E'sharewell ledger entry v1\\nleaf: %s\\nevent: bench.written\\n"
    "actor: -\\nagency: -\\npurpose: safeguard\\nobject-kind: -\\nobject: -\\n"
    "verdict: permit\\nreasons: own_agency\\nat: 2026-03-01T09:30:00.000000Z\\n"
    "edition: -\\ncommitment: %s\\n', id, repeat('ab', 32)), 'UTF8')"
)
ROW = (
    "INSERT INTO {} (id, event, object_kind, entry, leaf_hash) SELECT id, "
    "'bench.written', '', said, sha256('\\x00' || said) "
    f"FROM (SELECT id, {SAID} AS said "
    "FROM (SELECT gen_random_uuid() AS id) AS made) AS entry;\n"
)
PLAIN, LEAF = ROW.format("bench_row"), ROW.format("audit_ledger_leaf")
# The control: one chain over all, which every writer must wait for.
CHAIN = (
    "SELECT pg_advisory_xact_lock(77);\n"
    "INSERT INTO bench_chain (id, hash) SELECT gen_random_uuid(), sha256(coalesce("
    "(SELECT hash FROM bench_chain ORDER BY number DESC LIMIT 1), '') "
    "|| convert_to(repeat('x', 400), 'UTF8'));\n"
)
# `both` is a record with its leaf: what an act writes at the least.
FORMS = {"plain": PLAIN, "leaf": LEAF, "both": PLAIN + LEAF, "chain": CHAIN}
TABLES = (
    "CREATE TABLE bench_row (LIKE audit_ledger_leaf)",
    "ALTER TABLE bench_row ADD PRIMARY KEY (id)",
    "CREATE TABLE bench_chain (number bigserial PRIMARY KEY, id uuid, hash bytea)",
)
RATE = re.compile(
    r"^tps = ([0-9.]+) \(without initial connection time\)$", re.MULTILINE
)


def entry(leaf_id: object) -> bytes:
    """A canonical entry, as long as most are."""
    return (
        f"sharewell ledger entry v1\nleaf: {leaf_id}\nevent: bench.written\nactor: -\n"
        "agency: -\npurpose: safeguard\nobject-kind: -\nobject: -\nverdict: permit\n"
        "reasons: own_agency\nat: 2026-03-01T09:30:00.000000Z\nedition: -\n"
        f"commitment: {'ab' * 32}\n"
    ).encode()


def pgbench() -> str:
    """The one that came with the server."""
    with as_superuser() as connection:
        asked = "SELECT setting FROM pg_config WHERE name = 'BINDIR'"
        return str(connection.execute(asked).fetchone()[0]) + "/pgbench"


def rate(form: str, writers: int, work: float, seconds: float) -> float:
    """Transactions a second; each inserts and then works before it commits."""
    pause = f"\\sleep {work * 1000:.0f} ms\n" if work else ""
    with tempfile.NamedTemporaryFile("w") as script:
        script.write(f"BEGIN;\n{FORMS[form]}{pause}COMMIT;\n")
        script.flush()
        said = subprocess.run(
            [
                *(pgbench(), "--no-vacuum", "--file", script.name),
                *("--client", str(writers), "--jobs", str(min(writers, THREADS))),
                *("--time", f"{seconds:.0f}", superuser_url()),
            ],
            check=True,
            text=True,
            capture_output=True,
        ).stdout
    return float(RATE.findall(said)[0])


def ratios(writers: int, work: float, seconds: float, rounds: int) -> dict[str, float]:
    """Of each form to the plain one, the median of the rounds; all of them printed."""
    found: dict[str, list[float]] = {name: [] for name in FORMS}
    for number in range(rounds):
        # Turned round each time, so that no form is always first.
        for name in sorted(FORMS, reverse=bool(number % 2)):
            found[name].append(rate(name, writers, work, seconds))
    each = {
        name: sorted(map(float.__truediv__, rates, found["plain"]))
        for name, rates in found.items()
    }
    middle = {name: statistics.median(one) for name, one in each.items()}
    least, most = each["leaf"][0], each["leaf"][-1]
    print(
        f"{writers:2} writers, {work * 1000:.0f} ms of work: plain "
        f"{statistics.median(found['plain']):.0f} a second; the leaf instead "
        f"{middle['leaf']:.3f} of it ({least:.2f} to {most:.2f}); "
        f"both {middle['both']:.3f}; one chain {middle['chain']:.3f}",
        flush=True,
    )
    return middle


ONE_LEAF = (
    "INSERT INTO audit_ledger_leaf (id, event, object_kind, entry, leaf_hash) "
    "VALUES (%s, 'bench.written', '', %s, sha256(%s))"
)


def lags(stop: threading.Event, found: list[float]) -> None:
    """From the commit of a leaf to its checkpoint, for one leaf after another."""
    with as_superuser() as connection:
        while not stop.is_set():
            leaf_id = uuid4()
            said = entry(leaf_id)
            connection.execute(ONE_LEAF, [leaf_id, said, b"\x00" + said])
            began = time.perf_counter()
            asked = "SELECT index FROM audit_ledger_leaf WHERE id = %s"
            while connection.execute(asked, [leaf_id]).fetchone()[0] is None:
                if time.perf_counter() - began > LOST_SECONDS:
                    return
                time.sleep(0.005)
            found.append(time.perf_counter() - began)
            time.sleep(0.05)


def appends(seconds: float, rounds: int) -> bool:
    """What an append costs by itself, which has the bar; then what numbering adds.

    The sequencer is a process, as it is in use, but on the same processors as the
    clients and the database: where those are busy, its own work shows in the ratio.
    """
    print("appends by themselves:")
    kept = True
    for work in (0.0, WORK):
        # Many short blocks: from one to the next the machine is not the same.
        middle = ratios(WRITERS[-1], work, 1.0, 5 * rounds)
        kept &= middle["leaf"] >= BAR > middle["chain"]
    print("with the sequencer beside them:")
    stop, found = threading.Event(), []
    looking = threading.Thread(target=lags, args=(stop, found))
    with subprocess.Popen(SEQUENCER) as sequencer:
        looking.start()
        try:
            for work in (0.0, WORK):
                for writers in WRITERS:
                    ratios(writers, work, seconds, rounds)
        finally:
            went_on = looking.is_alive()
            stop.set()
            looking.join()
            sequencer.terminate()
    ordered = sorted(found)
    p50, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
    print(
        f"from commit to checkpoint, {len(found)} leaves: median {p50:.2f} s, "
        f"99th of 100 {p99:.2f} s, longest {ordered[-1]:.2f} s"
    )
    return kept and went_on and p99 <= LAG_BAR


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
    # Those of the appends are verified with them.
    seconds = clocks.seconds() * 1_000_000 / checked.entries
    print(
        f"{checked.entries:,} entries verified, {len(checked.findings)} findings: "
        f"{clocks.said()}, {seconds:.1f} s a million; memory at most "
        f"{memory():.0f} MB, {before:.0f} before"
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
