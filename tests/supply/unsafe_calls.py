"""Bandit over everything that ships, with no finding; then a planted one, to be seen.

An exception stands beside its line, as `# nosec B000 # why`; one without a reason is a
finding too.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PLANTED = "import subprocess\nsubprocess.run('ls ' + input(), shell=True)\n"
EXCEPTION = re.compile(r"#\s*nosec\b(?P<rest>.*)$", re.MULTILINE)
WITH_REASON = re.compile(r"^ B\d{3} # \w.{8,}")


def bandit(*targets: Path) -> subprocess.CompletedProcess[str]:
    """Its own exit code: 0 nothing found, 1 something."""
    command = [sys.executable, "-m", "bandit", "-q", "-r", *map(str, targets)]
    return subprocess.run(command, text=True, capture_output=True)


def without_reason(text: str) -> list[str]:
    """Exceptions that do not say what is excepted, and why."""
    found = (one["rest"] for one in EXCEPTION.finditer(text))
    return [rest for rest in found if not WITH_REASON.match(rest)]


def main() -> int:
    """0 if nothing is open and the plants were seen."""
    done = bandit(CHECKOUT / "sharewell", CHECKOUT / "script")
    if done.returncode:
        print(done.stdout, done.stderr)
        return 1
    files = sorted((CHECKOUT / "sharewell").rglob("*.py"))
    bare = {str(f): b for f in files if (b := without_reason(f.read_text()))}
    if bare:
        print(f"Exceptions without a reason: {bare}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "planted.py").write_text(PLANTED)
        if bandit(Path(folder)).returncode != 1:
            print("A planted shell command was not seen.")
            return 1
    if not without_reason("x()  # nosec") or not without_reason("x()  # nosec B101"):
        print("A planted exception without a reason was not seen.")
        return 1
    count = sum(len(EXCEPTION.findall(f.read_text())) for f in files)
    print(f"No finding; {count} lines are excepted, each with its reason.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
