"""Speaks FUSE 7.31 with the kernel over /dev/fuse: the layouts, and mount and unmount.

Layouts are those of the kernel's include/uapi/linux/fuse.h. No library is needed.
"""

import ctypes
import os
import stat
import struct

IN = struct.Struct("<IIQQIIII")  # length, opcode, unique, node, uid, gid, pid, padding
OUT = struct.Struct("<IiQ")  # length, minus errno, unique
INIT_OUT = struct.Struct("<IIIIHHIIHHI28x")
ATTR = struct.Struct("<6Q10I")
ENTRY = struct.Struct("<QQQQII")
ATTR_OUT = struct.Struct("<QII")
OPEN_OUT = struct.Struct("<QII")
WRITE_OUT = struct.Struct("<II")
STATFS = struct.Struct("<5Q4I24x")
DIRENT = struct.Struct("<QQII")
READ_IN = struct.Struct("<QQII")  # handle, offset, size, flags
SETATTR_IN = struct.Struct("<II6QIIIIIIII")
CREATE_IN = struct.Struct("<IIII")
MKDIR_IN = struct.Struct("<II")
FALLOCATE_IN = struct.Struct("<QQQII")

LOOKUP, FORGET, GETATTR, SETATTR, READLINK, SYMLINK = 1, 2, 3, 4, 5, 6
MKNOD, MKDIR, UNLINK, RMDIR, RENAME, LINK = 8, 9, 10, 11, 12, 13
OPEN, READ, WRITE, STATFS_OP, RELEASE, FSYNC = 14, 15, 16, 17, 18, 20
FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, FSYNCDIR = 25, 26, 27, 28, 29, 30
CREATE, INTERRUPT, DESTROY, BATCH_FORGET, FALLOCATE, RENAME2 = 35, 36, 38, 42, 43, 45
BIG_WRITES, PARALLEL_DIROPS, MAX_PAGES = 1 << 5, 1 << 18, 1 << 22
MOST_WRITTEN = 1 << 17
BUFFER = MOST_WRITTEN + 4096
MNT_DETACH = 2
SET_MODE, SET_UID, SET_GID, SET_SIZE = 1, 2, 4, 8

_libc = ctypes.CDLL(None, use_errno=True)


def mount(target: str) -> int:
    """Mount on the folder; returns the handle to serve on. Raises OSError."""
    handle = os.open("/dev/fuse", os.O_RDWR)
    given = (
        f"fd={handle},rootmode={stat.S_IFDIR:o},user_id=0,group_id=0,"
        f"allow_other,default_permissions,max_read={MOST_WRITTEN}"
    )
    done = _libc.mount(b"sharewell", target.encode(), b"fuse", 6, given.encode())
    if done != 0:
        number = ctypes.get_errno()
        os.close(handle)
        raise OSError(number, f"mount: {os.strerror(number)}")
    return handle


def unmount(target: str) -> None:
    """At once, whoever still looks at it."""
    _libc.umount2(target.encode(), MNT_DETACH)


def attributes(number: int, status: os.stat_result, size: int) -> bytes:
    return ATTR.pack(
        number,
        size,
        (size + 511) // 512,
        int(status.st_atime),
        int(status.st_mtime),
        int(status.st_ctime),
        0,
        0,
        0,
        status.st_mode,
        status.st_nlink,
        status.st_uid,
        status.st_gid,
        status.st_rdev,
        4096,
        0,
    )
