"""Compiles the counting programs and runs them, in a folder that goes afterwards."""

import os
import subprocess  # nosec B404 # own programs, no shell
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sharewell.proof.enumerate_c_text import SEED

FEW = 10**7


def ran(gcc: str, text: str, passes: int) -> list[str]:
    """Compile and run; the lines it prints. Raises if either fails."""
    with _program(gcc, text, passes) as program:
        return _printed(_start(program))


def drew(gcc: str, text: str, draws: int, shown: int) -> tuple[list[str], list[int]]:
    """The lines of the first draws, then the counts: every core draws, by its seed."""
    parts = (os.cpu_count() or 1) if draws > FEW else 1
    with _program(gcc, text, draws) as program:
        running = [
            _start(
                program,
                draws // parts + (draws % parts if not part else 0),
                0 if part else shown,
                SEED + part,
            )
            for part in range(parts)
        ]
        printed = [_printed(one) for one in running]
    lines, printed[0] = printed[0][:shown], printed[0][shown:]
    return lines, [sum(map(int, counts)) for counts in zip(*printed, strict=True)]


@contextmanager
def _program(gcc: str, text: str, passes: int) -> Iterator[Path]:
    # Making it fast takes seconds, which pay only for many passes.
    level = "-O2" if passes > FEW else "-O1"
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder, "count.c"), Path(folder, "count")
        source.write_text(text, encoding="ascii")
        made = [gcc, level, "-w", "-o", str(program), str(source)]
        subprocess.run(made, check=True, capture_output=True, text=True)  # noqa: S603  # nosec B603 # own programs, no shell
        yield program


def _start(program: Path, *arguments: int) -> subprocess.Popen[str]:
    command = [str(program), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program, just compiled  # nosec B603 # own programs, no shell


def _printed(running: subprocess.Popen[str]) -> list[str]:
    printed, _ = running.communicate()
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, running.args)
    return printed.splitlines()
