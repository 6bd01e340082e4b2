"""`sharewell ledger sequence` and `verify`, as an auditor would run them."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout

from django.db import connections

from sharewell.cli.ledger import run
from tests.faults.verdict import Fault, FaultKind

INTACT, NOT_INTACT = 0, 1


def number() -> None:
    """Everything staged gets its number."""
    # The database may have been killed since they were opened.
    connections.close_all()
    _ledger("sequence")


def judge_ledger() -> Iterator[Fault]:
    """What the verification finds after everything staged was numbered."""
    number()
    code, said = _ledger("verify", "--json", "--quiet")
    if code == NOT_INTACT:
        for finding in json.loads(said)["findings"]:
            yield Fault(FaultKind.LEDGER, str(finding))
    elif code != INTACT:
        yield Fault(FaultKind.LEDGER, f"could not be verified: {said}")


def _ledger(*arguments: str) -> tuple[int, str]:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run(list(arguments))
    return code, said.getvalue()
