"""Which row wins: by stage, then by `over`, then by place; the catch-all is last."""

from collections.abc import Mapping, Sequence

from sharewell.core.procedure.provision import TABLES, Hit, Provision, RulebookError


def in_order(
    rows: tuple[Provision, ...],
    stages: Mapping[str, Sequence[str]],
    known: set[str],
) -> tuple[Provision, ...]:
    """Rows of each table in order of precedence. `known`: ids of rows of any date."""
    ordered: list[Provision] = []
    for table in TABLES:
        mine = [row for row in rows if row.table == table.name]
        if table.hit is Hit.FIRST:
            mine = _by_precedence(mine, table.name, stages[table.name], known)
        ordered.extend(mine)
    return tuple(ordered)


def _by_precedence(
    rows: list[Provision], table: str, stages: Sequence[str], known: set[str]
) -> list[Provision]:
    by_id = {row.id: row for row in rows}
    for row in rows:
        _check(row, by_id, stages, known)
    if not any(row.operative and not row.when for row in rows):
        raise RulebookError(
            f"Table {table} has no row for all other cases. Add one with when = {{}}."
        )
    waiting = sorted(rows, key=lambda row: (not row.when, _stage(row, stages)))
    ordered: list[Provision] = []
    while waiting:
        free = next((row for row in waiting if not _beaten(row, waiting)), None)
        if free is None:
            raise RulebookError(
                f"over makes a circle among: {', '.join(r.id for r in waiting)}."
            )
        waiting.remove(free)
        ordered.append(free)
    return ordered


def _stage(row: Provision, stages: Sequence[str]) -> int:
    return stages.index(row.stage) if stages else 0


def _beaten(row: Provision, others: list[Provision]) -> bool:
    return any(row.id in other.over for other in others)


def _check(
    row: Provision, by_id: dict[str, Provision], stages: Sequence[str], known: set[str]
) -> None:
    if row.stage not in (stages or ("",)):
        raise RulebookError(
            f"Row {row.id}: no stage {row.stage!r}. It may be: {', '.join(stages)}.",
            row.stage,
            stages,
        )
    for beaten in row.over:
        if beaten not in known:
            raise RulebookError(
                f"Row {row.id} is over {beaten}, which does not exist.", beaten, known
            )
        other = by_id.get(beaten)  # absent: of another date
        if other and other.stage != row.stage:
            raise RulebookError(
                f"Row {row.id} is over {beaten} of another stage: the stage decides."
            )
