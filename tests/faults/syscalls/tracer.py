"""strace as a saboteur: makes chosen system calls of one process fail."""

import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

STRACE = "strace"
ATTACHED_WITHIN_SECONDS = 20
ENDS_WITHIN_SECONDS = 10
INJECTED = "(INJECTED"


def cannot_run() -> str | None:
    """Why calls cannot be made to fail here, or None."""
    if shutil.which(STRACE) is None:
        return "strace is not installed: script/bootstrap dev strace"
    probe = subprocess.Popen(["sleep", "30"])
    try:
        tracer = Tracer(probe.pid, "read:error=EIO")
        tracer.stop()
    except NotAttached as fault:
        return f"no process may be traced: {fault}"
    finally:
        probe.kill()
        probe.wait()
    return None


class NotAttached(RuntimeError):
    """strace did not get hold of the process; the message is strace's own."""


class Tracer:
    """Attached as soon as it is made; `stop` says how many calls it made fail."""

    def __init__(self, process: int, plan: str) -> None:
        call = plan.partition(":")[0]
        # strace must not wait for us to read, so it writes into files.
        self._said = tempfile.NamedTemporaryFile("w+")  # noqa: SIM115
        self._log = tempfile.NamedTemporaryFile("w+")  # noqa: SIM115
        self._strace = subprocess.Popen(
            [
                *(STRACE, "-f", "-o", self._log.name, "-e", f"trace={call}"),
                *("-e", f"inject={plan}", "-p", str(process)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=self._said,
        )
        until = time.monotonic() + ATTACHED_WITHIN_SECONDS
        while "attached" not in (said := Path(self._said.name).read_text()):
            if self._strace.poll() is not None or time.monotonic() > until:
                self.stop()
                raise NotAttached(said.strip() or "no answer")
            time.sleep(0.005)

    def stop(self) -> int:
        """Let go of the process; returns the number of calls that were made to fail."""
        if self._strace.poll() is None:
            self._strace.send_signal(signal.SIGINT)
            try:
                self._strace.wait(ENDS_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                self._strace.kill()
                self._strace.wait()
        with self._said, self._log:
            log = Path(self._log.name).read_text(errors="replace")
        killed = "SIGKILL" in log
        return log.count(INJECTED) + (INJECTED not in log and killed)
