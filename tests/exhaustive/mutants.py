"""Each policy and each clause of what bars, broken one at a time: all must be noticed.

A change is made in a transaction that is rolled back; within it the role and the
context are those of the runtime. A clause that another guard stands behind is broken
together with that guard, whose absence alone must show nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

import sharewell.access
from tests.exhaustive.differences import differences
from tests.exhaustive.oracle import HANGS_ON, TABLES, Oracle
from tests.exhaustive.partnership import Hat

BARRED = (Path(sharewell.access.__file__).parent / "barred.sql").read_text()
FUNCTION = BARRED[BARRED.index("CREATE OR REPLACE") : BARRED.index("REVOKE ALL")]
POLICIES = (
    "SELECT tablename, policyname, permissive, qual FROM pg_policies "
    "WHERE schemaname = 'public' AND cmd = 'SELECT' AND tablename = ANY (%s) "
    "AND roles && '{public,sharewell_app}' ORDER BY tablename, policyname"
)
CONFLICTS = "ALTER POLICY access_conflict_select ON access_conflict USING (true)"
SEALS = "ALTER POLICY access_seal_select ON access_seal USING (true)"
THINGS = tuple(HANGS_ON)
# A term of a condition that is left out, as PostgreSQL writes it.
OURS = "( SELECT sharewell_access.agency() AS agency)"
ME = "( SELECT sharewell_access.actor() AS actor)"
TERMS = {
    "after it ran out": " AND (ends_at > now())",
    "to anybody there": f" AND (recipient_id = {ME})",
    "in another hat": f"(recipient_agency_id = {OURS}) AND ",
}
# Name: text of barred.sql, what stands there instead, policies opened beneath it.
CLAUSES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "the service is bound too": ("<> '00000000", "<> '10000000", ()),
    "a conflict of another agency": (
        "conflict.agency_id = me.agency AND", "", (CONFLICTS,),
    ),
    "anybody's conflict": ("AND conflict.practitioner_id = me.actor", "", ()),
    "an ended conflict": (
        "AND NOT EXISTS (SELECT FROM public.access_conflict_end AS ended\n"
        "                WHERE ended.conflict_id = conflict.id)", "", (),
    ),
    "any end ends all": ("WHERE ended.conflict_id = conflict.id", "", ()),
    "no conflicts": (
        "AND NOT EXISTS (SELECT FROM public.access_conflict_end", "AND false AND "
        "NOT EXISTS (SELECT FROM public.access_conflict_end", (),
    ),
    "a seal of another agency": ("seal.agency_id = me.agency", "true", (SEALS,)),
    "a lifted seal": (
        "AND NOT EXISTS (SELECT FROM public.access_seal_lift AS lift\n"
        "                WHERE lift.seal_id = seal.id)", "", (),
    ),
    "any lift lifts all": ("WHERE lift.seal_id = seal.id", "", ()),
    "no seals": ("AND NOT EXISTS (SELECT FROM public.access_seal_lift", "AND false "
        "AND NOT EXISTS (SELECT FROM public.access_seal_lift", ()),
    "named or not": (
        "AND NOT EXISTS (SELECT FROM public.access_seal_name AS named\n"
        "                WHERE named.seal_id = seal.id AND "
        "named.practitioner_id = me.actor)", "", (),
    ),
    "named in any seal": ("named.seal_id = seal.id AND", "", ()),
    "anybody named": ("AND named.practitioner_id = me.actor", "", ()),
    "nothing direct is the answer to all": ("direct = '{}'", "true", ()),
    "the thing itself stays open": (
        "FROM unnest(direct) AS id\n", "FROM unnest(direct) AS id WHERE false\n", (),
    ),
    "a child's concerns stay open": (
        "match.child_id = ANY (direct)", "match.child_id = ANY (direct) AND false", (),
    ),
    "any child's concerns": ("match.child_id = ANY (direct)", "true", ()),
    "an earlier match holds too": ("AND later.sequence > match.sequence", "AND false",
        ()),
    "the first match holds": ("later.sequence > match", "later.sequence < match", ()),
    "any later match": ("later.concern_id = match.concern_id\n", "true\n", ()),
    "a concern's disclosures stay open": (
        "JOIN hanging ON disclosure.concern_id = hanging.id",
        "JOIN hanging ON disclosure.concern_id = hanging.id AND false", (),
    ),
    "a child's disclosures stay open": (
        "JOIN hanging ON disclosure",
        "JOIN unnest(direct) AS hanging (id) ON disclosure", (),
    ),
    "any concern's disclosures": ("disclosure.concern_id = hanging.id", "true", ()),
    "what the recipient bars of the sender": (
        "disclosure.agency_id = me.agency", "true", (),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """Statements that break something, and the tables in which it must be seen."""

    name: str
    statements: tuple[str, ...]
    tables: tuple[str, ...]
    # What is taken away with it, and must not be missed by itself.
    beneath: tuple[str, ...] = ()


def mutants(connection: psycopg.Connection[Any]) -> list[Mutant]:
    """One for every change that should be noticed."""
    return [*_of_policies(connection), *_of_clauses()]


def not_noticed(
    connection: psycopg.Connection[Any],
    oracle: Oracle,
    hats: list[Hat],
    mutant: Mutant,
) -> str:
    """Why the mutant escaped; "" if it was seen."""
    if mutant.beneath and _shows(connection, oracle, hats, mutant, mutant.beneath):
        return "what stands behind it is missed by itself"
    statements = (*mutant.beneath, *mutant.statements)
    if not _shows(connection, oracle, hats, mutant, statements):
        return "no row told"
    return ""


def _shows(
    connection: psycopg.Connection[Any],
    oracle: Oracle,
    hats: list[Hat],
    mutant: Mutant,
    statements: tuple[str, ...],
) -> bool:
    with connection.transaction(force_rollback=True):
        for statement in statements:
            connection.execute(statement)
        connection.execute("SET LOCAL ROLE sharewell_app")
        return any(
            found.wrong
            for found in differences(connection, oracle, hats, mutant.tables)
        )


def _of_clauses() -> Iterator[Mutant]:
    for name, (find, put, beneath) in CLAUSES.items():
        if FUNCTION.count(find) != 1:
            raise ValueError(f"barred.sql no longer says once: {find}")
        changed = FUNCTION.replace(find, put)
        yield Mutant(f"barred(): {name}", (changed,), THINGS, beneath)


def _of_policies(connection: psycopg.Connection[Any]) -> Iterator[Mutant]:
    for table, name, permissive, qual in connection.execute(POLICIES, [list(TABLES)]):
        where = f"{name} ON {table}"
        yield Mutant(f"{where}: dropped", (f"DROP POLICY {where}",), (table,))
        if permissive == "PERMISSIVE":
            for changed, using in _loosened(qual):
                statement = f"ALTER POLICY {where} USING ({using})"
                yield Mutant(f"{where}: {changed}", (statement,), (table,))
            continue
        again = f"CREATE POLICY {where} FOR SELECT TO sharewell_app USING ({qual})"
        yield Mutant(f"{where}: permissive", (f"DROP POLICY {where}", again), (table,))
        if table == "decisions_draft":
            without = qual.replace("(concern_id IS NULL) OR", "")
            yield Mutant(
                f"{where}: without IS NULL",
                (f"ALTER POLICY {where} USING ({without})",), (table,),
            )  # fmt: skip


def _loosened(qual: str) -> Iterator[tuple[str, str]]:
    yield "USING (true)", "true"
    for name, text in TERMS.items():
        if text in qual:
            yield name, qual.replace(text, "")
    sides = split_or(qual)
    for number in range(len(sides) if len(sides) > 1 else 0):
        left = " OR ".join(one for n, one in enumerate(sides) if n != number)
        yield f"without side {number + 1} of {len(sides)}", left
    forged = r"AND \(wrap\.custodian_id = keys_sealed_text\.agency_id\)"
    if re.search(forged, qual):
        yield "whoever made the wrap", re.sub(forged, "", qual)


def split_or(qual: str) -> list[str]:
    """The sides of the outermost OR of a condition as PostgreSQL writes it."""
    inner, depth, sides, start = qual[1:-1], 0, [], 0
    for place, letter in enumerate(inner):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return [qual]
        if depth == 0 and inner.startswith(" OR ", place):
            sides.append(inner[start:place])
            start = place + 4
    return [*sides, inner[start:]] if sides else [qual]
