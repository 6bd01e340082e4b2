"""Known vulnerabilities of what is locked; exit 77 and a reason where nobody answers.

    python -m tests.supply.audit python|npm

Both ask a service on the network. An answer that looked at nothing is no answer: a
mirror of a registry that lacks the service is "not run", never "nothing found".
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
FAULT = re.compile("error|refused|timed out", re.IGNORECASE)
NOT_RUN = 77
WAIT_SECONDS = 180


def python() -> tuple[int, str]:
    """pip-audit over both locks, without installing anything."""
    looked, found, skipped = 0, [], 0
    for lock in ("requirements/run.txt", "requirements/dev.txt"):
        done = _run(
            sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes",
            "--format", "json", "--progress-spinner", "off", "--timeout", "10",
            "-r", lock,
        )  # fmt: skip
        try:
            answer = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError):
            return NOT_RUN, _why(done)
        for one in answer:
            skipped += "skip_reason" in one
            looked += "skip_reason" not in one
            found += [
                f"{one['name']} {one['version']}: {bad['id']}"
                for bad in one.get("vulns", [])
            ]
    return verdict(looked, skipped, found)


def verdict(looked: int, skipped: int, found: list[str]) -> tuple[int, str]:
    """What was found counts always; a part that nobody knew leaves the rest open."""
    if found:
        return 1, "\n".join(found)
    if skipped:
        return NOT_RUN, (
            f"the service knew {looked} of {looked + skipped} packages: it is not "
            "there, or lacks the list of vulnerabilities"
        )
    return 0, f"{looked} packages, none with a known vulnerability."


def npm() -> tuple[int, str]:
    """npm's own audit of the lock; what it finds builds assets and does not run."""
    done = _run("npm", "audit", "--json", "--package-lock-only", "--audit-level=low")
    try:
        answer = json.loads(done.stdout)
        total = answer["metadata"]["vulnerabilities"]["total"]
    except (ValueError, KeyError, TypeError):
        return NOT_RUN, _why(done)
    if total:
        return 1, "\n".join(sorted(answer.get("vulnerabilities", {})))
    return 0, "none with a known vulnerability."


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    path = f"{CHECKOUT}/.venv/bin:{os.environ['PATH']}"
    try:
        return subprocess.run(
            command, cwd=CHECKOUT, text=True, capture_output=True, timeout=WAIT_SECONDS,
            env={**os.environ, "PATH": path},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as fault:
        return subprocess.CompletedProcess(command, NOT_RUN, "", str(fault))


def _why(done: subprocess.CompletedProcess[str]) -> str:
    lines = [*done.stderr.splitlines(), *done.stdout.splitlines()]
    said = [one for one in lines if FAULT.search(one)]
    return next(iter(said or [one for one in lines if one.strip()]), "no answer")


def main(kind: str) -> int:
    """Print what came of it."""
    code, words = {"python": python, "npm": npm}[kind]()
    print(f"NOT RUN: {words}" if code == NOT_RUN else words)
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
