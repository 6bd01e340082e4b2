"""Random changes to a ledger by somebody with the whole database.

Each mutation is a function of (cursor, random): it changes something and returns True,
or returns False where what it drew changes nothing (those must not be reported).
"""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from random import Random
from typing import Any

from tests.tampering.small_ledger import identifier, leaf

Mutation = Callable[[Any, Random], bool]
TABLES = {
    "audit_ledger_leaf": "id", "audit_tree_head": "size",
    "audit_checkpoint": "size", "audit_tree_node": "place",
}  # fmt: skip
COLUMNS = (
    ("audit_ledger_leaf", "id"), ("audit_ledger_leaf", "agency_id"),
    ("audit_ledger_leaf", "event"), ("audit_ledger_leaf", "object_kind"),
    ("audit_ledger_leaf", "object_id"), ("audit_ledger_leaf", "entry"),
    ("audit_ledger_leaf", "leaf_hash"), ("audit_ledger_leaf", "index"),
    ("audit_tree_head", "size"), ("audit_tree_head", "root"),
    ("audit_tree_head", "edge"), ("audit_tree_head", "at"),
    ("audit_checkpoint", "size"), ("audit_checkpoint", "note"),
    ("audit_tree_node", "place"), ("audit_tree_node", "hash"),
)  # fmt: skip


def rows(cursor: Any, table: str, column: str, where: str = "true") -> list[tuple]:
    name = TABLES[table]
    cursor.execute(
        f"SELECT {name}, {column} FROM {table} WHERE {where} ORDER BY {name}"
    )
    return cursor.fetchall()


def change_column(table: str, column: str, cursor: Any, draw: Random) -> bool:
    """One value of one row becomes another of its kind; sometimes the same."""
    name, old = draw.choice(rows(cursor, table, column))
    new = old if draw.random() < 0.05 else another(old, column, draw)
    if table == "audit_ledger_leaf" and column == "index":
        new = free_number(cursor, draw, old)
    cursor.execute(
        f"UPDATE {table} SET {column} = %s WHERE {TABLES[table]} = %s", [new, name]
    )
    return new != old


def another(old: Any, column: str, draw: Random) -> Any:
    if isinstance(old, memoryview | bytes):
        data = bytearray(old)
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        return bytes(data)
    if isinstance(old, str):
        return f"{old[:-1]}{'a' if old[-1:] != 'a' else 'b'}"
    if isinstance(old, int):
        return old + draw.choice([-1, 1]) * draw.randrange(100_000, 200_000)
    if column == "at":
        return old.replace(microsecond=draw.randrange(1, 999_999))
    return identifier(draw)


def free_number(cursor: Any, draw: Random, old: int | None) -> int | None:
    """A number that nobody has: none, below 0 or beyond the end."""
    cursor.execute("SELECT max(index) + 1 FROM audit_ledger_leaf")
    (after,) = cursor.fetchone()
    choices = [-draw.randrange(1, 9), after + draw.randrange(3)]
    return draw.choice(choices if old is None else [None, *choices])


def delete_entry(cursor: Any, draw: Random) -> bool:
    name, _ = draw.choice(rows(cursor, "audit_ledger_leaf", "index", NUMBERED))
    cursor.execute("DELETE FROM audit_ledger_leaf WHERE id = %s", [name])
    return True


def delete_row(table: str, cursor: Any, draw: Random) -> bool:
    name = TABLES[table]
    chosen, _ = draw.choice(rows(cursor, table, name))
    cursor.execute(f"DELETE FROM {table} WHERE {name} = %s", [chosen])
    return True


def insert_entry(cursor: Any, draw: Random) -> bool:
    """A well-formed entry with a fitting hash, put in anywhere; the rest moves on."""
    _, at = draw.choice(rows(cursor, "audit_ledger_leaf", "index", NUMBERED))
    shift(cursor, at + draw.randrange(2), 1)
    cursor.execute("SELECT agency_id FROM audit_ledger_leaf LIMIT 1")
    made = leaf(draw, [cursor.fetchone()[0]])
    cursor.execute(
        "SELECT min(n) FROM generate_series(0, 400) AS n WHERE NOT EXISTS "
        "(SELECT FROM audit_ledger_leaf WHERE index = n)"
    )
    made.index = cursor.fetchone()[0]
    made.save(using="intruder", force_insert=True)
    return True


def shift(cursor: Any, start: int, by: int) -> None:
    """Add `by` to every number from `start` on; below 0 meanwhile, so none clash."""
    cursor.execute(
        "UPDATE audit_ledger_leaf SET index = -1000000 - index - %s WHERE index >= %s",
        [by, start],
    )
    cursor.execute(
        "UPDATE audit_ledger_leaf SET index = -1000000 - index WHERE index <= -1000000"
    )


def swap_entries(cursor: Any, draw: Random) -> bool:
    numbered = rows(cursor, "audit_ledger_leaf", "index", NUMBERED)
    (one, at), (other, there) = draw.choice(numbered), draw.choice(numbered)
    update = "UPDATE audit_ledger_leaf SET index = %s WHERE id = %s"
    for number, name in ((-9, one), (at, other), (there, one)):
        if one != other:
            cursor.execute(update, [number, name])
    return one != other


def renumber(cursor: Any, draw: Random) -> bool:
    """Everything from somewhere on gets later numbers, leaving a gap."""
    _, start = draw.choice(rows(cursor, "audit_ledger_leaf", "index", NUMBERED))
    shift(cursor, start, draw.randrange(1, 5))
    return True


def truncate_tail(cursor: Any, draw: Random) -> bool:
    """The end goes; half of the time with the heads, checkpoints and nodes over it."""
    heads = rows(cursor, "audit_tree_head", "root")
    size, _ = draw.choice(heads[:-1])
    delete = "DELETE FROM audit_ledger_leaf WHERE index >= %s"
    if draw.random() < 0.5:
        cursor.execute(
            "DELETE FROM audit_ledger_leaf WHERE index >= %s",
            [size + draw.randrange(9)],
        )
        return True
    cursor.execute(delete, [size])
    for table in ("audit_tree_head", "audit_checkpoint"):
        cursor.execute(f"DELETE FROM {table} WHERE size > %s", [size])
    cursor.execute("DELETE FROM audit_tree_node WHERE %s < 256", [size])
    return True


def replace_checkpoint(cursor: Any, draw: Random) -> bool:
    """By one of another size, or one that another key signed."""
    signed = rows(cursor, "audit_checkpoint", "note")
    (size, old), (_, note) = draw.choice(signed), draw.choice(signed)
    if draw.random() < 0.5:
        note = forged(cursor, size)
    update = "UPDATE audit_checkpoint SET note = %s WHERE size = %s"
    cursor.execute(update, [note, size])
    return bytes(note) != bytes(old)


def forged(cursor: Any, size: int) -> bytes:
    """What the ledger should say, signed by somebody who has not its key."""
    from django.conf import settings

    from sharewell.core.ledger.checkpoint import Checkpoint
    from sharewell.core.ledger.dated import sign_dated
    from sharewell.core.ledger.note_keys import KeyKind, VerifierKey
    from sharewell.keys.signing import SigningKey

    cursor.execute("SELECT root, at FROM audit_tree_head WHERE size = %s", [size])
    root, at = cursor.fetchone()
    key = SigningKey(sha256(b"somebody else").digest())
    name = VerifierKey(settings.LEDGER_NAME, KeyKind.LOG, key.public)
    said = Checkpoint(name.name, size, bytes(root))
    return sign_dated(said, name, key.sign, int(at.timestamp()))


def rewrite_entry(cursor: Any, draw: Random) -> bool:
    """An entry, its hash and its columns together: only the tree can tell."""
    name, entry = draw.choice(rows(cursor, "audit_ledger_leaf", "entry", NUMBERED))
    new = bytes(entry).replace(b"purpose: safeguard", b"purpose: oversee")
    cursor.execute(
        "UPDATE audit_ledger_leaf SET entry = %s, leaf_hash = sha256(%s) WHERE id = %s",
        [new, b"\x00" + new, name],
    )
    return True


def rewrite_history(cursor: Any, draw: Random) -> bool:
    """One entry and every head, node and hash over it; signatures cannot be made."""
    from sharewell.core.ledger.edge import Edge
    from sharewell.core.ledger.growing import Growing

    rewrite_entry(cursor, draw)
    cursor.execute(
        "SELECT leaf_hash FROM audit_ledger_leaf WHERE index >= 0 ORDER BY index"
    )
    tree, heads = Growing(), {}
    for (kept,) in cursor.fetchall():
        tree.append(bytes(kept))
        heads[tree.size] = tree.edge()
    for size, _ in rows(cursor, "audit_tree_head", "root"):
        edge: Edge = heads[size]
        cursor.execute(
            "UPDATE audit_tree_head SET root = %s, edge = %s WHERE size = %s",
            [edge.root(), edge.to_bytes(), size],
        )
    for place, kept in tree.completed:
        cursor.execute(
            "UPDATE audit_tree_node SET hash = %s WHERE place = %s", [kept, place]
        )
    if draw.random() < 0.5:
        for size, _ in rows(cursor, "audit_checkpoint", "note"):
            cursor.execute(
                "UPDATE audit_checkpoint SET note = %s WHERE size = %s",
                [forged(cursor, size), size],
            )
    return True


def number_waiting(cursor: Any, draw: Random) -> bool:
    """An entry that waits gets the next number, and no head over it."""
    waiting = rows(cursor, "audit_ledger_leaf", "index", "index IS NULL")
    cursor.execute(
        "UPDATE audit_ledger_leaf SET index = (SELECT max(index) + 1 FROM "
        "audit_ledger_leaf) WHERE id = %s",
        [draw.choice(waiting)[0]],
    )
    return True


def nothing(cursor: Any, draw: Random) -> bool:
    """Every row of a table is written anew, as it was."""
    table = draw.choice(sorted(TABLES))
    cursor.execute(f"UPDATE {table} SET {TABLES[table]} = {TABLES[table]}")
    return False


NUMBERED = "index IS NOT NULL"
MUTATIONS: dict[str, Mutation] = {
    **{
        f"change {table}.{column}": partial(change_column, table, column)
        for table, column in COLUMNS
    },
    "delete an entry": delete_entry,
    **{
        f"delete from {table}": partial(delete_row, table)
        for table in ("audit_tree_head", "audit_checkpoint", "audit_tree_node")
    },
    "insert an entry": insert_entry,
    "swap two entries": swap_entries,
    "renumber": renumber,
    "number a waiting entry": number_waiting,
    "truncate the tail": truncate_tail,
    "replace a checkpoint": replace_checkpoint,
    "rewrite an entry with its hash": rewrite_entry,
    "rewrite history": rewrite_history,
    "change nothing": nothing,
}
