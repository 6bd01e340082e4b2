"""An SMTP server of aiosmtpd on a free port, which keeps what it was given."""

import asyncio
import socket
import threading
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from email.message import Message


class MailServer:
    """`start` and `stop` it at will; the port stays the same."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.messages: list[Message] = []
        self.envelopes: list[list[str]] = []
        self.hang = False
        self.was_handed_one = threading.Event()
        self._controller: Controller | None = None

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        """Keep the message; a hanging server takes it and never answers."""
        message = message_from_bytes(envelope.content, policy=default)
        self.messages.append(message)
        self.envelopes.append(envelope.rcpt_tos)
        self.was_handed_one.set()
        if self.hang:
            await asyncio.sleep(3600)
        return "250 taken"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None
