"""The process that serves a volume which forgets what was not synced.

    python -m tests.faults.power.volume LOWER MOUNTED

Prints `ready` once mounted and serves until it is killed. Root only.
"""

import errno
import os
import sys
from collections.abc import Callable

from tests.faults.power import kernel as k
from tests.faults.power.store import Node, Store

SILENT = {k.FORGET, k.BATCH_FORGET, k.INTERRUPT}
NO_REPLY = None
OPENED = k.OPEN_OUT.pack(0, 0, 0)


class Volume:
    """One request after another, which a single disk would do too."""

    def __init__(self, lower: str) -> None:
        self.store = Store(lower)
        self.uid = self.gid = 0
        self.answers: dict[int, Callable[[int, bytes], bytes]] = {
            k.INIT: self.init,
            k.LOOKUP: self.lookup,
            k.GETATTR: self.getattr,
            k.SETATTR: self.setattr,
            k.READLINK: self.readlink,
            k.SYMLINK: self.symlink,
            k.MKDIR: self.mkdir,
            k.UNLINK: self.unlink,
            k.RMDIR: self.rmdir,
            k.RENAME: self.rename,
            k.RENAME2: self.rename2,
            k.OPEN: self.open,
            k.CREATE: self.create,
            k.READ: self.read,
            k.WRITE: self.write,
            k.FSYNC: self.fsync,
            k.FALLOCATE: self.fallocate,
            k.FLUSH: self.nothing,
            k.RELEASE: self.release,
            k.OPENDIR: self.opendir,
            k.READDIR: self.readdir,
            k.RELEASEDIR: self.nothing,
            k.FSYNCDIR: self.nothing,
            k.STATFS_OP: self.statfs,
            k.DESTROY: self.nothing,
        }

    def serve(self, handle: int) -> None:
        while True:
            request = os.read(handle, k.BUFFER)
            _, code, unique, node, self.uid, self.gid, _, _ = k.IN.unpack_from(request)
            if code in SILENT:
                continue
            try:
                said = self.answers[code](node, request[k.IN.size :])
                header = k.OUT.pack(k.OUT.size + len(said), 0, unique)
            except KeyError:
                said, header = b"", k.OUT.pack(k.OUT.size, -errno.ENOSYS, unique)
            except OSError as fault:
                number = fault.errno or errno.EIO
                said, header = b"", k.OUT.pack(k.OUT.size, -number, unique)
            try:
                os.write(handle, header + said)
            except OSError as fault:
                # The one who asked was killed meanwhile.
                if fault.errno != errno.ENOENT:
                    raise

    def init(self, _: int, data: bytes) -> bytes:
        flags = k.BIG_WRITES | k.MAX_PAGES
        return k.INIT_OUT.pack(
            7,
            31,
            1 << 17,
            flags,
            12,
            9,
            k.MOST_WRITTEN,
            1,
            k.MOST_WRITTEN // 4096,
            0,
            0,
        )

    def nothing(self, _: int, __: bytes) -> bytes:
        return b""

    def opendir(self, _: int, __: bytes) -> bytes:
        return OPENED

    def lookup(self, parent: int, data: bytes) -> bytes:
        return self.entry(self.at(parent, data))

    def getattr(self, number: int, _: bytes) -> bytes:
        return self.attr(self.store.nodes[number])

    def readlink(self, number: int, _: bytes) -> bytes:
        return os.fsencode(os.readlink(self.store.nodes[number].path))

    def at(self, parent: int, data: bytes) -> Node:
        return self.store.node(self.store.child(parent, data.split(b"\0")[0]))

    def entry(self, node: Node) -> bytes:
        shown = k.attributes(node.number, node.status(), node.length())
        return k.ENTRY.pack(node.number, 0, 0, 0, 0, 0) + shown

    def attr(self, node: Node) -> bytes:
        shown = k.attributes(node.number, node.status(), node.length())
        return k.ATTR_OUT.pack(0, 0, 0) + shown

    def setattr(self, number: int, data: bytes) -> bytes:
        node = self.store.nodes[number]
        valid, _, _, size, *_, mode, _, uid, gid, _ = k.SETATTR_IN.unpack_from(data)
        if valid & k.SET_SIZE:
            node.truncate(size)
        if node.path and valid & k.SET_MODE:
            os.chmod(node.path, mode & 0o7777)
        if node.path and valid & (k.SET_UID | k.SET_GID):
            os.chown(
                node.path,
                uid if valid & k.SET_UID else -1,
                gid if valid & k.SET_GID else -1,
            )
        return self.attr(node)

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

    def open(self, number: int, data: bytes) -> bytes:
        self.store.nodes[number].opened += 1
        return OPENED

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

    def read(self, number: int, data: bytes) -> bytes:
        _, offset, size, _ = k.READ_IN.unpack_from(data)
        return self.store.nodes[number].read(size, offset)

    def write(self, number: int, data: bytes) -> bytes:
        _, offset, size, _ = k.READ_IN.unpack_from(data)
        self.store.nodes[number].write(data[40 : 40 + size], offset)
        return k.WRITE_OUT.pack(size, 0)

    def fsync(self, number: int, data: bytes) -> bytes:
        self.store.nodes[number].sync()
        return b""

    def fallocate(self, number: int, data: bytes) -> bytes:
        _, offset, length, mode, _ = k.FALLOCATE_IN.unpack_from(data)
        node = self.store.nodes[number]
        if mode:
            raise OSError(errno.EOPNOTSUPP, "mode")
        if offset + length > node.length():
            node.truncate(offset + length)
        return b""

    def release(self, number: int, data: bytes) -> bytes:
        self.store.release(self.store.nodes[number])
        return b""

    def readdir(self, number: int, data: bytes) -> bytes:
        _, offset, size, _ = k.READ_IN.unpack_from(data)
        said = b""
        for at, one in enumerate(sorted(os.listdir(self.store.nodes[number].path))):
            if at < offset:
                continue
            name = os.fsencode(one)
            line = k.DIRENT.pack(at + 2, at + 1, len(name), 0) + name
            line = line.ljust((len(line) + 7) // 8 * 8, b"\0")
            if len(said) + len(line) > size:
                break
            said += line
        return said

    def statfs(self, number: int, data: bytes) -> bytes:
        found = os.statvfs(self.store.nodes[1].path)
        return k.STATFS.pack(
            found.f_blocks,
            found.f_bfree,
            found.f_bavail,
            found.f_files,
            found.f_ffree,
            found.f_bsize,
            255,
            found.f_frsize,
            0,
        )


def main(lower: str, mounted: str) -> None:
    handle = k.mount(mounted)
    # The folder that is mounted is asked about before anybody asks the kernel.
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    Volume(lower).serve(handle)


if __name__ == "__main__":
    main(*sys.argv[1:])
