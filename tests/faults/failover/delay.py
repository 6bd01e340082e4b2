"""A way between two servers on loopback that is as long as one says, and can be cut.

What a primary sends waits here for the delay, as if it still stood in its own buffers;
cutting the way drops it, as the death of that machine would.
"""

import socket
import threading
import time
from contextlib import suppress
from queue import SimpleQueue

PIECE = 65536


class Way:
    """Listens on `port`, leads to `target`; what comes back from there is delayed."""

    def __init__(self, port: int, target: int, delay: float) -> None:
        self.target, self.delay = target, delay
        self.open: set[socket.socket] = set()
        self.listening = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection at once and drop what was on its way."""
        for one in list(self.open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.listening.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            self.open |= {near, far}
            for start, end, delay in ((near, far, 0.0), (far, near, self.delay)):
                self._carry(start, end, delay)

    def _carry(self, start: socket.socket, end: socket.socket, delay: float) -> None:
        waiting: SimpleQueue[tuple[float, bytes]] = SimpleQueue()

        def read() -> None:
            piece = b"-"
            while piece:
                piece = _received(start)
                waiting.put((time.monotonic() + delay, piece))

        def write() -> None:
            piece = b"-"
            while piece:
                due, piece = waiting.get()
                time.sleep(max(0.0, due - time.monotonic()))
                piece = _sent(end, piece)
            self._end(start, end)

        for work in (read, write):
            threading.Thread(target=work, daemon=True).start()

    def _end(self, *both: socket.socket) -> None:
        for one in both:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
            self.open.discard(one)


def _received(way: socket.socket) -> bytes:
    """Nothing means that it ended, in good order or not."""
    try:
        return way.recv(PIECE)
    except OSError:
        return b""


def _sent(way: socket.socket, piece: bytes) -> bytes:
    try:
        way.sendall(piece)
    except OSError:
        return b""
    return piece
