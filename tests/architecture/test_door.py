"""Every write goes through the door, and only the door makes an act or a leaf."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.source import Module, called, functions, module, modules

RECORDS = frozenset({"agencies", "children", "decisions", "exchange"})
WRITING = frozenset(
    {
        "save",
        "bulk_create",
        "bulk_update",
        "update_or_create",
        "get_or_create",
        "create",
    }
)
# On a query set; on anything else these words mean something harmless.
WRITING_ON_ROWS = frozenset({"update", "delete"})
DOORS = frozenset({"command", "administers"})
MAKES_ACTS = frozenset({"access.command"})
APPENDS = frozenset({"access.command", "access.refusals"})


def _is_door(function: ast.FunctionDef) -> bool:
    return any(called(one) in DOORS for one in function.decorator_list)


def _takes_act(function: ast.FunctionDef) -> bool:
    arguments = function.args.posonlyargs + function.args.args
    return bool(arguments) and arguments[0].arg == "act"


def _writes(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in WRITING:
            return True
        if node.func.attr in WRITING_ON_ROWS and "objects" in ast.dump(node.func.value):
            return True
    return False


def unguarded_writes(source: Iterable[Module]) -> list[str]:
    """Functions that write and can be reached without an act.

    In an act is: what the door wraps, what is handed an act, and what is called from
    nowhere else. Functions are told apart by name, so a shared name is judged strictly.
    """
    own = [m for m in source if m.package in RECORDS]
    named = {(m.name, f.name): f for m in own for f in functions(m.tree)}
    callers: dict[str, set[tuple[str, str]]] = {}
    for where, function in named.items():
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                callers.setdefault(called(node).split(".")[-1], set()).add(where)
    safe = {w for w, f in named.items() if _is_door(f) or _takes_act(f)}
    grown = True
    while grown:
        more = {w for w in named if callers.get(w[1]) and callers[w[1]] <= safe} - safe
        grown = bool(more)
        safe |= more
    return [
        f"{name}.{function}" for (name, function), body in named.items()
        if _writes(body) and (name, function) not in safe
    ]  # fmt: skip


def stray_calls(
    source: Iterable[Module], name: str, allowed: frozenset[str]
) -> Iterator[str]:
    for one in source:
        if one.name in allowed:
            continue
        for node in ast.walk(one.tree):
            if isinstance(node, ast.Call) and called(node) == name:
                yield f"{one.name}:{node.lineno} calls {name}()"


def misnamed_actions(source: Iterable[Module]) -> list[str]:
    """Public functions of an actions.py that are not part of an act."""
    return [
        f"{one.name}.{function.name}"
        for one in source if one.name.endswith(".actions")
        for function in functions(one.tree)
        if not function.name.startswith("_")
        and not (_takes_act(function) or function.name in DOORS)
    ]  # fmt: skip


def test_every_write_is_part_of_an_act() -> None:
    assert unguarded_writes(modules()) == []


def test_only_the_door_makes_an_act() -> None:
    assert list(stray_calls(modules(), "Act", MAKES_ACTS)) == []


def test_only_the_door_and_the_recorder_of_refusals_append_to_the_ledger() -> None:
    assert list(stray_calls(modules(), "append", APPENDS)) == []


def test_every_function_of_an_actions_module_is_part_of_an_act() -> None:
    assert misnamed_actions(modules()) == []


def test_a_planted_write_outside_an_act_is_seen() -> None:
    planted = [
        module("decisions.planted", "def quick(row):\n    row.save()\n"),
        module(
            "children.planted", "def wipe(x):\n    C.objects.filter(id=x).delete()\n"
        ),
        module(
            "exchange.planted",
            "def _write(r):\n    r.save()\n"
            "def fine(act):\n    _write(1)\ndef bad(request):\n    _write(1)\n",
        ),
    ]
    assert unguarded_writes(planted) == [
        "decisions.planted.quick", "children.planted.wipe", "exchange.planted._write",
    ]  # fmt: skip


def test_a_planted_act_leaf_or_action_is_seen() -> None:
    planted = [
        module("decisions.x", "def go():\n    act = Act(1)\n    append(entry)\n"),
        module("decisions.actions", "def go(by):\n    return by\n"),
    ]
    assert list(stray_calls(planted, "Act", MAKES_ACTS)) == [
        "decisions.x:2 calls Act()"
    ]
    assert list(stray_calls(planted, "append", APPENDS)) == [
        "decisions.x:3 calls append()"
    ]
    assert misnamed_actions(planted) == ["decisions.actions.go"]
