"""The policy with one small fault: a rule, a condition or a listed action taken out."""

import ast
import copy
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sharewell.core.policy import forbids, groups, permits

WRITTEN = (groups, permits, forbids)
NAMES = {module.__name__ for module in WRITTEN}


def _as_one() -> ast.Module:
    """The three as one program: a fault in what is shared shows in all that use it."""
    body = [
        part
        for module in WRITTEN
        for part in ast.parse(Path(module.__file__).read_text()).body
        if not (isinstance(part, ast.ImportFrom) and part.module in NAMES)
    ]
    return ast.Module(body, [])


SOURCE = _as_one()
# A tuple in a type is no list of rules.
TYPES = {
    ast.dump(inner)
    for node in ast.walk(SOURCE) if isinstance(node, ast.Subscript)
    for inner in ast.walk(node.slice) if isinstance(inner, ast.Tuple)
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One element to take out: of a statement, of a node in it, and which part.

    `name` says what is taken out.
    """

    name: str
    statement: int
    place: int
    position: int

    def rules(self) -> tuple[tuple[permits.Rule, ...], tuple[forbids.Rule, ...]]:
        """Permits and forbids without it, ready to be asked."""
        changed = copy.deepcopy(SOURCE.body[self.statement])
        _take_out(list(ast.walk(changed))[self.place], self.position)
        faulty = types.ModuleType("faulty")
        for number, code in enumerate(_compiled()):
            one = _compile(changed) if number == self.statement else code
            exec(one, faulty.__dict__)  # noqa: S102
        return faulty.PERMITS, faulty.FORBIDS


def mutants() -> Iterator[Mutant]:
    """One for each element that can be taken out of a tuple, set, `and`, `or`, `|`."""
    for number, statement in enumerate(SOURCE.body):
        for place, node in enumerate(ast.walk(statement)):
            for position, part in enumerate(_parts(node)):
                name = f"line {part.lineno}: without {ast.unparse(part)}"
                yield Mutant(name, number, place, position)


@cache
def _compiled() -> tuple[types.CodeType, ...]:
    return tuple(_compile(statement) for statement in SOURCE.body)


def _compile(statement: ast.stmt) -> types.CodeType:
    whole = ast.fix_missing_locations(ast.Module([statement], []))
    return compile(whole, "faulty", "exec")


def _parts(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.Set | ast.Tuple) and ast.dump(node) not in TYPES:
        return node.elts
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [node.left, node.right]
    return []


def _take_out(node: ast.AST, position: int) -> None:
    if isinstance(node, ast.BoolOp):
        del node.values[position]
        if len(node.values) == 1:
            node.values = node.values * 2
    elif isinstance(node, ast.Set):
        del node.elts[position]
        if not node.elts:  # `{}` would be a mapping
            node.elts = [ast.Constant("nothing")]
    elif isinstance(node, ast.Tuple):
        del node.elts[position]
    elif isinstance(node, ast.BinOp):
        kept = node.right if position == 0 else node.left
        node.left = node.right = kept
