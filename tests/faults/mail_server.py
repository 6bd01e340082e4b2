"""A mail server that keeps every copy it is handed and can hold back its answer."""

import asyncio
import threading
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

from tests.faults.stack import free_port

LONGEST_HOLD_SECONDS = 15


class MailServer:
    """`copies` holds, for each Message-ID, every copy as it came."""

    def __init__(self) -> None:
        self.port = free_port()
        self.copies: dict[str, list[bytes]] = {}
        self.holding = False
        self.handed_while_holding = threading.Event()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        """Take the message; while holding, answer late."""
        message = message_from_bytes(envelope.content, policy=default)
        self.copies.setdefault(message["Message-ID"], []).append(envelope.content)
        waited = 0.0
        while self.holding and waited < LONGEST_HOLD_SECONDS:
            self.handed_while_holding.set()
            await asyncio.sleep(0.02)
            waited += 0.02
        return "250 taken"

    def hold(self) -> None:
        """From now on messages are taken and not answered."""
        self.handed_while_holding.clear()
        self.holding = True

    def release(self) -> None:
        """Answer again."""
        self.holding = False

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop(no_assert=True)
