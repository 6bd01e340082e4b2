"""A real mail server for the demo: keeps what it takes, delivers to nobody."""

import argparse
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

LARGEST = 1_000_000


class Keeper:
    """Writes each message it takes to a file of its own."""

    def __init__(self, folder: Path) -> None:
        """Make the folder, for its owner only."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder, self.taken = folder, 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take the message."""
        self.taken += 1
        name = f"{time.time_ns()}-{self.taken:05}.eml"
        (self.folder / name).write_bytes(envelope.content)
        return "250 OK"


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    controller = Controller(
        Keeper(given.folder),
        hostname="127.0.0.1",
        port=given.port,
        data_size_limit=LARGEST,
    )
    controller.start()
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        controller.stop()


if __name__ == "__main__":
    main()
