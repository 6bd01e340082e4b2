"""Contexts that nobody should be believed by: each is tried, and none may show a row.

A try is refused when PostgreSQL raises, or when the value cannot be sent as text.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import psycopg
from django.conf import settings

from sharewell.access.signed import sign
from sharewell.core.policy.model import Purpose
from tests.exhaustive.layers import actor
from tests.exhaustive.partnership import Hat

Forgery = tuple[str, str | bytes]
ASKED = "SELECT count(*) FROM decisions_concern"
REFUSALS = {"SW001", "SW002"}


def good(hat: Hat, pid: int, seconds: int = 40, key: bytes = b"") -> str:
    """What the product would sign for this connection."""
    return sign(
        key or settings.CONTEXT_KEY, actor(hat), Purpose.SAFEGUARD,
        expires=int(time.time()) + seconds, backend_pid=pid,
    )  # fmt: skip


def forgeries(hats: list[Hat], pid: int, other_pid: int) -> Iterator[Forgery]:
    """Kind and value, for each of the people; made just before it is tried."""
    drawn = random.Random(5)
    for number, hat in enumerate(hats):
        other = hats[number - 1]
        for seconds in (-1, -50, -3600, 62, 90, 3600, 10**8):
            yield "expired or too far ahead", good(hat, pid, seconds)
        yield "of another process", good(hat, other_pid)
        yield "of a process to be", good(hat, pid + 1)
        yield "signed with another key", good(hat, pid, key=drawn.randbytes(42))
        yield from _swapped(good(hat, pid), good(other, pid))
        yield from _mangled(good(hat, pid))
        for bit in range(len(good(hat, pid)) * 8):
            yield "one bit flipped", _flipped(good(hat, pid), bit)


def tries(
    connection: psycopg.Connection[Any], forged: Iterator[Forgery]
) -> tuple[Counter[str], list[Forgery]]:
    """Kind -> number refused; and those that were believed."""
    refused: Counter[str] = Counter()
    believed = []
    for kind, value in forged:
        if _is_believed(connection, value):
            believed.append((kind, value))
        else:
            refused[kind] += 1
    return refused, believed


def _is_believed(connection: psycopg.Connection[Any], value: str | bytes) -> bool:
    try:
        text = value.decode() if isinstance(value, bytes) else value
        with connection.transaction():
            connection.execute(
                "SELECT set_config('sharewell.context', %s, true)", [text]
            )
            connection.execute(ASKED)
    except (UnicodeDecodeError, psycopg.DataError):
        # Never reached the database as a context: a NUL, or no text at all.
        return False
    except psycopg.Error as error:
        if error.sqlstate not in REFUSALS:
            raise
        return False
    return True


def _flipped(value: str, bit: int) -> bytes:
    flipped = bytearray(value.encode())
    flipped[bit // 8] ^= 1 << bit % 8
    return bytes(flipped)


def _swapped(mine: str, theirs: str) -> Iterator[Forgery]:
    """One part of the other's, or a part that opens more, under a good signature."""
    parts, others = mine.split("."), theirs.split(".")
    wider = {3: "administer", 4: "abc", 5: "9999999999", 6: "1"}
    for place in range(1, 8):
        for put in {others[place], wider.get(place, "-")} - {parts[place]}:
            changed = [*parts]
            changed[place] = put
            yield "a part swapped", ".".join(changed)


def _mangled(value: str) -> Iterator[Forgery]:
    mark = value.rsplit(".", 1)[1]
    for changed in (
        value.upper(), value + "\n", value + " ", " " + value, value[:-1], value + "0",
        value * 2, f"{value}.{mark}", value.replace(".", "..", 1), value[3:],
        value.replace("v1", "v2"), value.replace("v1", "v1\n"), mark, "", "-",
        value.replace(mark, "0" * 64), value.replace(mark, mark[::-1]),
        value.replace(mark, "' OR true --"), value.translate({48: "٠", 49: "١"}),
        "v1.-.-.safeguard.-.9999999999.1." + "0" * 64,
    ):  # fmt: skip
        if changed != value:
            yield "mangled", changed
