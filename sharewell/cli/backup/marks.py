"""What a database holds at one moment: the ledger's head, each table's rows.

A restore is compared with it. The digest of a table is the sum of a hash of each row as
text: one scan, the same in any order, another if a single value differs.
"""

import json
from pathlib import Path
from typing import Any

from sharewell.cli.backup.programs import Database, Failed

TABLES = """
SELECT quote_ident(relname) FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""
COUNT = (
    "SELECT '{name}', count(*), "
    "coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM public.{name} AS t"
)
HEAD = (
    "SELECT 'head', size, encode(root, 'hex') FROM public.audit_tree_head "
    "ORDER BY size DESC LIMIT 1"
)
# Writers wait meanwhile, so that the point and the counts are of one moment.
LOCK_WAIT = "30s"
BYPASSES = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def what_it_holds(database: Database, point: str | None = None) -> dict[str, Any]:
    """Head, rows and digest of each table; `point` is set while nobody can write."""
    if database.one(BYPASSES) != "t":
        raise Failed(
            "ADMIN_DATABASE_URL must name an administrator: row-level security hides "
            "rows from everybody else, and the counts would be too small."
        )
    tables = [name for (name,) in database.rows(TABLES)]
    if "audit_tree_head" not in tables:
        raise Failed(f"{database.name} is not a database of Sharewell.")
    asked = ["BEGIN;"]
    if point is not None:
        asked += [
            f"SET LOCAL lock_timeout = '{LOCK_WAIT}';",
            f"LOCK TABLE {', '.join(f'public.{one}' for one in tables)} IN SHARE MODE;",
            f"SELECT 'point', pg_create_restore_point('{point}'), '';",
        ]
    else:
        asked[0] = "BEGIN ISOLATION LEVEL REPEATABLE READ;"
    asked += [*(COUNT.format(name=name) + ";" for name in tables), HEAD + ";"]
    asked.append("SELECT 'at', now(), ''; COMMIT;")
    said = {name: values for name, *values in database.rows("\n".join(asked))}
    size, root = said.pop("head", ["0", ""])
    at, lsn = said.pop("at")[0], said.pop("point", [""])[0]
    return {
        "database": database.name,
        "point": point,
        "lsn": lsn,
        "at": at,
        "head": {"size": int(size), "root": root},
        "tables": {
            name: {"rows": int(rows), "digest": digest}
            for name, (rows, digest) in said.items()
        },
    }


def read(file: Path) -> dict[str, Any]:
    """A mark as `script/backup mark` wrote it."""
    try:
        found = json.loads(file.read_text())
        return {name: found[name] for name in ("point", "at", "head", "tables")}
    except OSError as fault:
        raise Failed(f"{file}: {fault.strerror}.") from None
    except (ValueError, KeyError, TypeError):
        raise Failed(f"{file} is not a mark of script/backup.") from None


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """A line for each thing that is not as it was; none when they are equal."""
    lines = []
    if expected["head"] != found["head"]:
        was, now = expected["head"], found["head"]
        lines.append(
            f"ledger: {was['size']} entries under {was['root'][:16]}, now "
            f"{now['size']} under {now['root'][:16]}"
        )
    nothing = {"rows": "no such table", "digest": ""}
    for name in sorted({*expected["tables"], *found["tables"]}):
        was = expected["tables"].get(name, nothing)
        now = found["tables"].get(name, nothing)
        if was["rows"] != now["rows"]:
            lines.append(f"{name}: {was['rows']} rows, now {now['rows']}")
        elif was != now:
            lines.append(f"{name}: as many rows, but at least one is altered")
    return lines
