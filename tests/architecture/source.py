"""The project's own source as syntax trees, and small questions about a tree."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = CHECKOUT / "sharewell"


@dataclass(frozen=True)
class Module:
    """One file: its dotted name below `sharewell`, such as "decisions.drafts"."""

    name: str
    tree: ast.Module

    @property
    def package(self) -> str:
        return self.name.split(".")[0]


def module(name: str, text: str) -> Module:
    """A module as it could stand there: for planting a violation."""
    return Module(name, ast.parse(text))


def modules(*, migrations: bool = False) -> Iterator[Module]:
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        if "migrations" in parts and not migrations:
            continue
        yield Module(".".join(parts), ast.parse(file.read_text()))


def called(node: ast.AST) -> str:
    """`a.b.c` for a call of it or the name itself; `?` stands for what has no name."""
    if isinstance(node, ast.Call):
        return called(node.func)
    if isinstance(node, ast.Attribute):
        return f"{called(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions of the module and methods of its classes; inner ones belong to them."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (one for one in node.body if isinstance(one, ast.FunctionDef))
