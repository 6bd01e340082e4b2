"""`sharewell ledger sequence` and `verify`, as an auditor would run them."""

import json
import subprocess
import sys
from collections.abc import Iterator

from tests.faults.stack import CHECKOUT
from tests.faults.verdict import Fault, FaultKind


def judge_ledger() -> Iterator[Fault]:
    """What the verification finds after everything staged was numbered."""
    _ledger("sequence")
    done = _ledger("verify", "--json", "--quiet")
    if done.returncode == 1:
        for finding in json.loads(done.stdout)["findings"]:
            yield Fault(FaultKind.LEDGER, str(finding))
    elif done.returncode:
        yield Fault(FaultKind.LEDGER, f"could not be verified: {done.stderr[-300:]}")


def _ledger(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sharewell.cli.main", "ledger", *arguments]
    return subprocess.run(
        command,
        check=False,
        cwd=CHECKOUT,
        text=True,
        capture_output=True,
        start_new_session=True,
    )
