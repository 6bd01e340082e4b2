"""Who is killed, and how the service comes back after it."""

import os
import random
import signal
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from tests.faults.stack import Stack


class Victim(StrEnum):
    """A process, or a few that die together."""

    WEB = "web: master and workers"
    WEB_PROCESS = "web: one worker process"
    WORKER = "worker"
    WORKER_IN_SMTP = "worker in the middle of SMTP"
    POSTMASTER = "database: postmaster"
    DATABASE = "database: all its processes"
    BACKEND = "database: one backend"


# One of each line in every round; of several, one is drawn.
PARTS: tuple[tuple[Victim, ...], ...] = (
    (Victim.WEB, Victim.WEB, Victim.WEB_PROCESS),
    (Victim.WORKER, Victim.WORKER_IN_SMTP),
    (Victim.POSTMASTER, Victim.POSTMASTER, Victim.DATABASE, Victim.BACKEND),
)


def kill(stack: Stack, victim: Victim, draw: random.Random) -> None:
    """SIGKILL, only to processes of this stack."""
    match victim:
        case Victim.WEB:
            stack.end_web()
        case Victim.WEB_PROCESS:
            _kill(draw.choice(_children(stack.web.pid)))
        case Victim.WORKER | Victim.WORKER_IN_SMTP:
            os.killpg(stack.worker.pid, signal.SIGKILL)
            stack.worker.wait()
        case Victim.POSTMASTER:
            _kill(stack.postmaster())
        case Victim.BACKEND:
            _kill(draw.choice(_backends_of_web(stack)))
        case Victim.DATABASE:
            _kill_all(stack.postmaster())


def bring_back(stack: Stack, victim: Victim) -> None:
    """Start again what does not start again by itself."""
    match victim:
        case Victim.WEB:
            stack.start_web()
        case Victim.WORKER | Victim.WORKER_IN_SMTP:
            stack.start_worker()
        case Victim.POSTMASTER | Victim.DATABASE:
            stack.start_database()
        case Victim.WEB_PROCESS | Victim.BACKEND:
            pass  # gunicorn and the postmaster see to it


def stop_writing(stack: Stack) -> None:
    """Halt the process that writes what was committed without waiting for it."""
    for child in _children(stack.postmaster()):
        if "walwriter" in _title(child):
            os.kill(child, signal.SIGSTOP)


def _kill_all(postmaster: int) -> None:
    # Stopped first, so that it starts nothing while its children die.
    os.kill(postmaster, signal.SIGSTOP)
    for child in _children(postmaster):
        _kill(child)
    _kill(postmaster)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _backends_of_web(stack: Stack) -> list[int]:
    """Those of the runtime role, in the middle of a transaction if there are any."""
    found = {c: _title(c) for c in _children(stack.postmaster())}
    ours = [c for c, title in found.items() if "sharewell_app" in title]
    busy = [c for c in ours if not found[c].strip().endswith(" idle")]
    return busy or ours or list(found)


def _children(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            # The name in brackets may hold anything; what follows it does not.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(folder.name))
    return found


def _title(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    return ""
