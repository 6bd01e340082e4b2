"""What the service never uses: programs, pickles, XML, weak hashes, guessable numbers.

Looked for in the source of everything that is installed where requests are served, and
in the scripts that browsers are sent.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import CHECKOUT, Module, called, module, modules

NEVER_IMPORTED = frozenset(
    {
        "subprocess", "pickle", "marshal", "shelve", "random", "xml", "lxml", "yaml",
        "ctypes", "telnetlib", "ftplib",
    }
)  # fmt: skip
# Not in the service: made-up data, authors' commands, backups.
ELSEWHERE = ("demo", "proof", "rulebooks.authoring", "cli.rules", "cli.backup")
NEVER_CALLED = frozenset(
    {"eval", "os.system", "os.popen", "hashlib.md5", "hashlib.sha1", "md5", "sha1"}
)
# The compiler of the rows makes numbers, keywords and quoted constants; no input.
MAY_EXECUTE = frozenset({"core.procedure.compiled"})
IN_A_SCRIPT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    r"|postMessage|indexedDB|__proto__|(?:local|session)Storage\.setItem.*"
)
# That the screen is hidden, and when the session ends: nothing of anybody.
KEPT = {
    'sessionStorage.setItem(HIDDEN, "1");',
    "localStorage.setItem(SHARED, String(Date.now() + length));",
}


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module.partition(".")[0]


def faults(one: Module) -> Iterator[str]:
    if one.name.startswith(ELSEWHERE):
        return
    for node in ast.walk(one.tree):
        for name in NEVER_IMPORTED.intersection(imported(node)):
            yield f"{one.name}:{node.lineno} imports {name}"
        if isinstance(node, ast.Call):
            name = called(node)
            executes = name == "exec" and one.name not in MAY_EXECUTE
            if name in NEVER_CALLED or executes:
                yield f"{one.name}:{node.lineno} calls {name}"


def test_the_service_uses_nothing_of_it() -> None:
    assert [fault for one in modules() for fault in faults(one)] == []


@pytest.mark.parametrize(
    "text",
    ["import subprocess", "from xml.etree import ElementTree", "eval(given)",
     "exec(given)", "hashlib.md5(b)", "import random"],
)  # fmt: skip
def test_a_planted_use_is_seen(text: str) -> None:
    assert list(faults(module("web.x", text)))


def test_our_scripts_write_text_and_keep_nothing() -> None:
    scripts = sorted((CHECKOUT / "assets" / "js").glob("*.js"))
    assert scripts
    found = {s.name: IN_A_SCRIPT.findall(s.read_text()) for s in scripts}
    assert {use for uses in found.values() for use in uses} == KEPT
    assert IN_A_SCRIPT.search("element.innerHTML = text")
