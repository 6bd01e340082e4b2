"""What is asked about names: made, moved and removed at once, as nothing else is."""

import errno
import os

from tests.faults.power import kernel as k
from tests.faults.power.store import Node, Store

OPENED = k.OPEN_OUT.pack(0, 0, 0)


class Names:
    """`uid` and `gid` are those of whoever asks."""

    store: Store
    uid = gid = 0

    def at(self, parent: int, data: bytes) -> Node:
        return self.store.node(self.store.child(parent, data.split(b"\0")[0]))

    def entry(self, node: Node) -> bytes:
        shown = k.attributes(node.number, node.status(), node.length())
        return k.ENTRY.pack(node.number, 0, 0, 0, 0, 0) + shown

    def symlink(self, parent: int, data: bytes) -> bytes:
        name, target, *_ = data.split(b"\0")
        path = self.store.child(parent, name)
        os.symlink(os.fsdecode(target), path)
        os.lchown(path, self.uid, self.gid)
        return self.entry(self.store.node(path))

    def mkdir(self, parent: int, data: bytes) -> bytes:
        mode, umask = k.MKDIR_IN.unpack_from(data)
        path = self.store.child(parent, data[k.MKDIR_IN.size :].split(b"\0")[0])
        os.mkdir(path, mode & ~umask)
        os.chown(path, self.uid, self.gid)
        return self.entry(self.store.node(path))

    def unlink(self, parent: int, data: bytes) -> bytes:
        path = self.store.child(parent, data.split(b"\0")[0])
        self.store.forget_name(path)
        os.unlink(path)
        return b""

    def rmdir(self, parent: int, data: bytes) -> bytes:
        path = self.store.child(parent, data.split(b"\0")[0])
        os.rmdir(path)
        self.store.forget_name(path)
        return b""

    def rename2(self, parent: int, data: bytes) -> bytes:
        if data[8]:
            raise OSError(errno.EINVAL, "flags")
        return self.rename(parent, data[:8] + data[16:])

    def rename(self, parent: int, data: bytes) -> bytes:
        to = int.from_bytes(data[:8], "little")
        old, new, *_ = data[8:].split(b"\0")
        self.store.rename(self.store.child(parent, old), self.store.child(to, new))
        return b""

    def create(self, parent: int, data: bytes) -> bytes:
        flags, mode, umask, _ = k.CREATE_IN.unpack_from(data)
        path = self.store.child(parent, data[k.CREATE_IN.size :].split(b"\0")[0])
        how = os.O_RDWR | os.O_CREAT | (flags & (os.O_EXCL | os.O_TRUNC))
        handle = os.open(path, how, mode & ~umask)
        os.fchown(handle, self.uid, self.gid)
        os.close(handle)
        node = self.store.node(path)
        node.opened += 1
        return self.entry(node) + OPENED
