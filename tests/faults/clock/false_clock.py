"""A clock that lies to whoever runs under it, and can be moved while they run."""

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")


def cannot_run() -> str | None:
    """Why not here, or None."""
    if shutil.which("cc") is None:
        return "there is no C compiler: script/bootstrap dev gcc libc6-dev"
    return None


class FalseClock:
    """Right until it is moved. The database and the tests keep the right time."""

    def __init__(self, folder: Path) -> None:
        self.file, self.library = folder / "clock", folder / "false_clock.so"
        self.file.write_bytes(bytes(8))
        command = ["cc", "-shared", "-fPIC", "-O1", "-o", self.library, SOURCE, "-ldl"]
        subprocess.run(command, check=True)

    def move(self, by: timedelta) -> None:
        """From now on, for everybody under it; in place, for it is mapped."""
        handle = os.open(self.file, os.O_WRONLY)
        seconds = int(by.total_seconds())
        os.pwrite(handle, seconds.to_bytes(8, "little", signed=True), 0)
        os.close(handle)

    def environment(self) -> dict[str, str]:
        """Of a process that is to believe it."""
        return {"LD_PRELOAD": str(self.library), "FALSE_CLOCK": str(self.file)}
