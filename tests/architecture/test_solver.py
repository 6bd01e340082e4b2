"""The solver is for authors: nothing that answers a request brings it into memory."""

import subprocess
import sys

SERVING = (
    "django.setup()",
    "import sharewell.config.wsgi, sharewell.config.urls",
    "import sharewell.cli.main, sharewell.cli.advise, sharewell.cli.rules",
    "import sharewell.rulebooks.advise, sharewell.rulebooks.load",
)


def loads_the_solver(*lines: str) -> bool:
    program = ["import sys, django", *lines, "print('z3' in sys.modules)"]
    run = subprocess.run(
        [sys.executable, "-c", "\n".join(program)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout.strip() == "True"


def test_the_service_and_its_commands_start_without_the_solver() -> None:
    assert not loads_the_solver(*SERVING)


def test_the_check_sees_the_solver_where_it_is() -> None:
    assert loads_the_solver("import sharewell.cli.rules.prove")
