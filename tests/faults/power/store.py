"""Files whose writes stay in this process's memory until they are synced.

Kill the process, and what was written since the last fsync or fdatasync is gone, as
after a power cut. Names, folders and sizes by truncation are kept at once: a missing
fsync of a folder, torn pages and reordering within one sync are therefore not seen.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, field

BLOCK = 4096


@dataclass
class Node:
    """One file or folder: `path` below the lower folder, None once its name is gone."""

    number: int
    path: str | None
    handle: int | None = None
    opened: int = 0
    size: int | None = None
    blocks: dict[int, bytearray] = field(default_factory=dict)

    def status(self) -> os.stat_result:
        """Of the lower file; its size may be overlaid."""
        return os.lstat(self.path) if self.path else os.fstat(self.fd())

    def length(self) -> int:
        return self.size if self.size is not None else self.status().st_size

    def fd(self) -> int:
        if self.handle is None:
            if self.path is None:
                raise FileNotFoundError(2, "gone")
            self.handle = os.open(self.path, os.O_RDWR)
        return self.handle

    def close(self) -> None:
        """When nobody holds it open; what is not synced stays in memory."""
        if self.opened == 0 and self.handle is not None and not self.blocks:
            os.close(self.handle)
            self.handle = None

    def write(self, data: bytes, offset: int) -> None:
        """Into memory only."""
        length, at = self.length(), 0
        while at < len(data):
            number, start = divmod(offset + at, BLOCK)
            part = data[at : at + BLOCK - start]
            block = self.blocks.get(number)
            if block is None:
                block = self.blocks[number] = self._lower(number)
            block[start : start + len(part)] = part
            at += len(part)
        self.size = max(length, offset + len(data))

    def read(self, count: int, offset: int) -> bytes:
        """The lower file with what is in memory laid over it."""
        end = min(offset + count, self.length())
        if end <= offset:
            return b""
        found = bytearray(os.pread(self.fd(), end - offset, offset))
        found.extend(bytes(end - offset - len(found)))
        if self.blocks:
            for number in range(offset // BLOCK, (end - 1) // BLOCK + 1):
                if (block := self.blocks.get(number)) is not None:
                    start, stop = (
                        max(offset, number * BLOCK),
                        min(end, (number + 1) * BLOCK),
                    )
                    inside = block[start - number * BLOCK : stop - number * BLOCK]
                    found[start - offset : stop - offset] = inside
        return bytes(found)

    def sync(self) -> None:
        """Pass on what is in memory; from now on a cut does not take it."""
        if self.size is None:
            return
        handle = self.fd()
        for number, block in sorted(self.blocks.items()):
            inside = block[: max(0, self.size - number * BLOCK)]
            os.pwrite(handle, inside, number * BLOCK)
        if os.fstat(handle).st_size < self.size:
            os.ftruncate(handle, self.size)
        self.blocks, self.size = {}, None
        self.close()

    def truncate(self, size: int) -> None:
        """Flushes, as most file systems do when a file is cut or grown."""
        self.sync()
        os.truncate(self.path, size) if self.path else os.ftruncate(self.fd(), size)

    def _lower(self, number: int) -> bytearray:
        block = bytearray(os.pread(self.fd(), BLOCK, number * BLOCK))
        block.extend(bytes(BLOCK - len(block)))
        return block


class Store:
    """The nodes by number and by path; node 1 is the folder that is mounted."""

    def __init__(self, lower: str) -> None:
        root = Node(1, lower)
        self.nodes, self.paths, self._last = {1: root}, {lower: root}, 1

    def child(self, parent: int, name: bytes) -> str:
        path = self.nodes[parent].path
        if path is None:
            raise FileNotFoundError(2, "gone")
        return os.path.join(path, os.fsdecode(name))

    def node(self, path: str) -> Node:
        """Of a path that is there; raises FileNotFoundError."""
        os.lstat(path)
        if path not in self.paths:
            self._last += 1
            made = Node(self._last, path)
            self.nodes[made.number] = self.paths[path] = made
        return self.paths[path]

    def forget_name(self, path: str) -> None:
        """Its name goes; who holds it open goes on with the same bytes."""
        node = self.paths.pop(path, None)
        if node is not None:
            if node.opened or node.blocks:
                with suppress(OSError):
                    node.fd()
            node.path = None

    def rename(self, old: str, new: str) -> None:
        """What is in memory goes with it."""
        node = self.node(old)
        self.forget_name(new)
        os.rename(old, new)
        for path in [
            one for one in self.paths if one == old or one.startswith(old + "/")
        ]:
            moved = self.paths.pop(path)
            moved.path = new + path[len(old) :]
            self.paths[moved.path] = moved
        node.path = new

    def release(self, node: Node) -> None:
        node.opened -= 1
        if node.path is None and node.opened <= 0:
            node.blocks, node.size = {}, None
            self.nodes.pop(node.number, None)
        node.close()
