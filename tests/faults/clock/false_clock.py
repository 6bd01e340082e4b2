"""A clock that lies to whoever runs under it, and can be moved while they run.

libfaketime, preloaded. The database and the tests keep the right time.
"""

from pathlib import Path

LIBRARIES = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
)


def library() -> str | None:
    """Where Debian's package `faketime` keeps it, or None."""
    return next((one for one in LIBRARIES if Path(one).exists()), None)


class FalseClock:
    """Right until it is moved."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.move("+0")

    def move(self, by: str) -> None:
        """`-1d`, `+1d`, `+0`: from now on, for everybody under it."""
        half = self.file.with_suffix(".half")
        half.write_text(f"{by}\n")
        half.rename(self.file)

    def environment(self) -> dict[str, str]:
        """Of a process that is to believe it; waiting and file times stay right."""
        return {
            "LD_PRELOAD": library() or "",
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
