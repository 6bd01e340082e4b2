"""A small volume in memory with a ballast that can be thrown off."""

import os
import subprocess
from pathlib import Path

MEGABYTE = 1 << 20


class SmallVolume:
    """A tmpfs on the folder. Root only; nothing but this folder is touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ballast = folder / "ballast"
        self.size = 0

    def mount(self, megabytes: int) -> None:
        self.size = megabytes
        options = f"size={megabytes}m,mode=0711"
        _run("mount", "-t", "tmpfs", "-o", options, "sharewell", self.folder)

    def fill_up_to(self, left: int) -> None:
        """Leave so many megabytes free."""
        found = os.statvfs(self.folder)
        free = found.f_bavail * found.f_frsize - left * MEGABYTE
        if free > 0:
            with self.ballast.open("wb") as out:
                os.posix_fallocate(out.fileno(), 0, free)

    def throw_off(self, more: int) -> None:
        """Remove the ballast and make the volume larger."""
        self.ballast.unlink(missing_ok=True)
        self.size += more
        _run("mount", "-o", f"remount,size={self.size}m", self.folder)

    def unmount(self) -> None:
        if self.size:
            _run("umount", "-l", self.folder)
            self.size = 0


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
