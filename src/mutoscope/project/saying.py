"""Writing lines where an operator reads them, without ever depending on that place.

What ``serve`` says goes to a terminal, a journal or a file, and each of them can fail: the disk of a log is
full, a terminal is closed. A server that stops because it can't say so would be a poor one.
"""

import os
from dataclasses import dataclass


@dataclass
class Out:
    """Lines for one file descriptor. Those that can't be written are counted, and the count is written
    before the first line that can be."""

    descriptor: int = 1
    _lost: int = 0
    _torn: bool = False
    """Whether the last line broke off before its end."""

    def line(self, text: str) -> None:
        """Write ``text`` and the end of its line; never raises for what is at the other end."""
        before = "\n" if self._torn else ""
        if self._lost:
            before += f"({self._lost} lines could not be written here and are lost)\n"
        data = f"{before}{text}\n".encode("utf-8", "replace")
        written = 0
        try:
            while written < len(data):
                written += os.write(self.descriptor, data[written:])
        except OSError:
            self._lost += 1
            self._torn = self._torn or written > 0
        else:
            self._lost, self._torn = 0, False
