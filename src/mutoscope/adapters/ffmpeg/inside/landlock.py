"""Landlock by hand: which files a process may still touch, for ever.

Rules are decided by the kernel on inodes, not by us on names, so links, ``..`` and races change nothing.
"""

import ctypes
import os

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same numbers on every architecture
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_REG = 1 << 5, 1 << 8
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV

READ = _READ_FILE | _READ_DIR
READ_AND_RUN = READ | _EXECUTE
READ_AND_WRITE = READ | _WRITE_FILE | _TRUNCATE | _REMOVE_FILE | _MAKE_REG

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("fd", ctypes.c_int32))


def abi() -> int:
    """The Landlock version of this kernel; 0 where there is none."""
    return max(0, int(_libc.syscall(_CREATE, None, 0, 1)))


def restrict(grants: list[tuple[str, int]]) -> int:
    """Keep only ``grants`` (path, rights); returns the ABI in force or raises OSError.

    A path that does not exist grants nothing. The process must have no_new_privs set.
    """
    version = abi()
    if version < 1:
        raise OSError("this kernel has no Landlock, or it is switched off")
    known = (1 << 13) - 1
    for since, right in ((2, 1 << 13), (3, _TRUNCATE), (5, _IOCTL_DEV)):
        known |= right if version >= since else 0
    rules = _Ruleset(known, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = _checked(_libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0))
    for path, rights in grants:
        _grant(ruleset, path, rights & known)
    _checked(_libc.syscall(_RESTRICT, ruleset, 0))
    os.close(ruleset)
    return version


def _grant(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib costs 10 ms to import here
        rights &= _FILE_RIGHTS
    beneath = _PathBeneath(rights, fd)
    _checked(_libc.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(beneath), 0))
    os.close(fd)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "Landlock: " + os.strerror(ctypes.get_errno()))
    return result
