"""The process that learns, started by the engine with the number of its end of a socket pair. It does
nothing else, gives way to everything, and ends with the engine."""

import os
import signal
import socket
import sys

from mutoscope.adapters.engine.pupil import serve
from mutoscope.adapters.engine.wire import BadFrame

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the engine, which ends this
    os.nice(5)
    try:
        serve(socket.socket(fileno=int(sys.argv[1])))
    except (OSError, BadFrame):
        sys.exit(0)  # the engine is gone, perhaps in the middle of a frame
