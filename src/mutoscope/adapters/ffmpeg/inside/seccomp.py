"""A seccomp filter by hand: system calls that a decoder never needs answer EPERM.

A deny list, because ffmpeg's own needs differ by build and kernel; what is denied is every road to the
network, to other processes, to new privileges and to rarely used kernel code. Threads may be made,
processes may not.
"""

import ctypes
import os

_X86, _ARM = 0xC000003E, 0xC00000B7
_DENIED = {  # name: (x86_64, aarch64); 0 where the architecture has no such call
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200),
    "fork": (57, 0), "vfork": (58, 0),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "kcmp": (312, 272),
    "tkill": (200, 130), "process_madvise": (440, 440),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431),
    "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264), "mknod": (133, 0), "mknodat": (259, 33),
    "unshare": (272, 97), "setns": (308, 268), "personality": (135, 92),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "fanotify_init": (300, 262),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "swapon": (167, 224), "swapoff": (168, 225), "acct": (163, 89), "quotactl": (179, 60),
    "syslog": (103, 116),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161), "setdomainname": (171, 162), "iopl": (172, 0), "ioperm": (173, 0),
    "modify_ldt": (154, 0), "move_pages": (279, 239), "migrate_pages": (256, 238),
}  # fmt: skip
_EXEC = {"execve": (59, 221), "execveat": (322, 281)}
_CLONE, _CLONE3, _KILL, _TGKILL, _PRLIMIT = (56, 220), (435, 435), (62, 129), (234, 131), (302, 261)
_THREAD = 0x00010000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38

_libc = ctypes.CDLL(None, use_errno=True)


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def forbid(*, execute: bool) -> None:
    """Put the filter in force for this process and its threads; raises OSError where it can't.

    ``execute`` says whether one ``execve`` is still needed, to become ffmpeg.
    """
    machine = os.uname().machine
    if machine not in ("x86_64", "aarch64"):
        raise OSError(f"no seccomp table for {machine}")
    column = 0 if machine == "x86_64" else 1
    steps = [_Step(_LOAD, 0, 0, 4), _Step(_EQUAL, 1, 0, _X86 if column == 0 else _ARM)]
    steps += [_Step(_RETURN, 0, 0, _KILL_PROCESS), _Step(_LOAD, 0, 0, 0)]
    if column == 0:  # the x32 door to the same kernel
        steps += [_Step(_AT_LEAST, 0, 1, 0x40000000), _Step(_RETURN, 0, 0, _ERRNO | _EPERM)]
    denied = dict(_DENIED) if execute else _DENIED | _EXEC
    for numbers in denied.values():
        if numbers[column]:
            steps += [_Step(_EQUAL, 0, 1, numbers[column]), _Step(_RETURN, 0, 0, _ERRNO | _EPERM)]
    # clone3 hides its flags behind a pointer; ENOSYS sends glibc back to clone, whose flags we can read.
    steps += [_Step(_EQUAL, 0, 1, _CLONE3[column]), _Step(_RETURN, 0, 0, _ERRNO | _ENOSYS)]
    steps += _only_if(_CLONE[column], _ANY_BIT, _THREAD)
    steps += _only_if(_KILL[column], _EQUAL, os.getpid())
    steps += _only_if(_TGKILL[column], _EQUAL, os.getpid())
    steps += _only_if(_PRLIMIT[column], _EQUAL, 0)
    steps += [_Step(_RETURN, 0, 0, _ALLOW)]
    array = (_Step * len(steps))(*steps)
    program = _Program(len(steps), array)
    if _libc.prctl(22, 2, ctypes.byref(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp: " + os.strerror(ctypes.get_errno()))


def _only_if(number: int, test: int, value: int) -> list[_Step]:
    """Allow call ``number`` only when its first argument (low half) passes ``test`` against ``value``."""
    return [
        _Step(_EQUAL, 0, 4, number),
        _Step(_LOAD, 0, 0, 16),
        _Step(test, 0, 1, value),
        _Step(_RETURN, 0, 0, _ALLOW),
        _Step(_RETURN, 0, 0, _ERRNO | _EPERM),
    ]
