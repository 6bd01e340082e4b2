"""`sharewell rules`: for those who write the rows, check them and approve them.

Each sub-command is a module with `run(arguments) -> int`, imported only when asked for:
some need the packages of the `authoring` extra, which a serving machine does not have.
Exit: 0 done, 1 something to put right, 2 wrongly asked or a package is missing.
"""

import importlib
import os
import sys

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("sharewell.cli.rules.check", "every fault of the rows, with its line"),
    "report": ("sharewell.cli.rules.report", "make anew what the officers' page reads"),
    "prove": ("sharewell.cli.rules.prove", "that the rows are complete and safe"),
    "show": ("sharewell.cli.rules.show", "rows as sentences"),
    "docs": ("sharewell.cli.rules.docs", "make the pages of the rows anew"),
    "schema": ("sharewell.cli.rules.schema", "the JSON Schemas of facts and advice"),
    "cases": ("sharewell.cli.rules.cases", "advice beside the answers of cases"),
    "sheet": ("sharewell.cli.rules.sheet", "the rows as a spreadsheet, there and back"),
    "dmn": ("sharewell.cli.rules.dmn", "the rules of one day as DMN 1.3"),
    "explain": ("sharewell.cli.rules.explain", "why the rows point where they do"),
    "diff": ("sharewell.cli.rules.diff", "exactly what changes between two editions"),
    "gate": ("sharewell.cli.rules.gate", "is every edition approved as it ships?"),
    "approve": ("sharewell.cli.rules.approve", "a named officer stands for them"),
    "count": ("sharewell.cli.rules.count", "every fact set, counted in two ways"),
    "mutate": ("sharewell.cli.rules.mutate", "is every one-edit fault noticed?"),
}
# The packages of the `authoring` extra, by the name under which they are imported.
AUTHORING = {"openpyxl": "openpyxl", "tomlkit": "tomlkit", "z3": "z3-solver"}
NOT_ALL_READ, WRONGLY_ASKED = 1, 2


def run(arguments: list[str]) -> int:
    """Run a sub-command; a missing package gives the line that installs it."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(_usage())
        return 0 if arguments else WRONGLY_ASKED
    name, *rest = arguments
    if name not in COMMANDS:
        print(
            f"sharewell rules: there is no sub-command {name!r}.\n\n{_usage()}",
            file=sys.stderr,
        )
        return WRONGLY_ASKED
    try:
        return int(importlib.import_module(COMMANDS[name][0]).run(rest))
    except BrokenPipeError:  # the reader had seen enough: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_ALL_READ
    except ModuleNotFoundError as fault:
        if fault.name not in AUTHORING:
            raise
        print(_missing(name, AUTHORING[fault.name]), file=sys.stderr)
        return WRONGLY_ASKED


def _missing(name: str, package: str) -> str:
    return (
        f"sharewell rules {name} needs {package}, which is not installed here. "
        "Install what authors need: pip install 'sharewell[authoring]'"
    )


def _usage() -> str:
    lines = ["usage: sharewell rules COMMAND [options]", ""]
    lines += [f"  {name:<8} {about}" for name, (_, about) in COMMANDS.items()]
    return "\n".join(lines)
