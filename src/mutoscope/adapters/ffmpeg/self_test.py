"""Does the jail hold on this machine, and does ffmpeg start in it? ``mutoscope check`` asks."""

import contextlib
import socket
import tempfile
from pathlib import Path

import msgspec

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault

_NEEDED = ("rlimits", "landlock", "seccomp")


class JailReport(msgspec.Struct, frozen=True):
    layers: dict[str, str]
    """namespaces, own_uid, rlimits, landlock, seccomp: "on ..." or "off: why"."""
    canaries: dict[str, str]
    """What was tried and "blocked (how)" or "escaped"; empty when nothing could run."""
    trouble: str = ""

    @property
    def holds(self) -> bool:
        """Every attempt was blocked, and the layers that must be there are."""
        blocked = bool(self.canaries) and all(word.startswith("blocked") for word in self.canaries.values())
        return blocked and all(self.layers.get(name, "").startswith("on") for name in _NEEDED)

    @property
    def summary(self) -> str:
        """One line for the operator."""
        if self.holds:
            return (
                "media jail: holds ("
                + ", ".join(f"{name} {word}" for name, word in self.layers.items())
                + ")"
            )
        weak = [f"{name} {word}" for name, word in self.layers.items() if not word.startswith("on")]
        open_doors = [name for name, word in self.canaries.items() if not word.startswith("blocked")]
        return "media jail: does not hold: " + "; ".join([*weak, *open_doors, self.trouble]).strip("; ")


def self_test() -> JailReport:
    """Build the jail, try to break out of it from inside, report. Takes well under a second."""
    try:
        layers = jail.layers()
        return JailReport(layers, _try_out())
    except (OSError, ValueError, Fault) as error:
        return JailReport({}, {}, str(error))


def tool() -> str:
    """Which ffmpeg starts in the jail, as it says itself; raises Fault when none does."""
    result = jail.run_ffmpeg(lambda _: ["-version"], [], None, jail.Caps(wall_s=10, file_bytes=0))
    if result.code != 0:
        raise Fault("tool_failed", f"{jail.ffmpeg_binary()}: status {result.code}: {result.errors[-300:]}")
    said = result.stdout.partition(b"\n")[0].decode("utf-8", "replace")
    return f"{said.partition(' Copyright')[0]} at {jail.ffmpeg_binary()}"


def _try_out() -> dict[str, str]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mutoscope-jail-")))
        secret, outside = folder / "secret", folder / "outside"
        secret.write_text("nobody reads this")
        outside.mkdir()
        for path, mode in ((folder, 0o755), (secret, 0o644), (outside, 0o777)):
            path.chmod(mode)  # ordinary permissions must not be what protects them here
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        work = stack.enter_context(jail.workdir(folder))
        caps = jail.Caps(wall_s=20, cpu_s=10, file_bytes=1 << 30, threads=64)
        arguments = [str(secret), str(outside), str(listener.getsockname()[1])]
        result = jail.run_inside("canaries", arguments, None, caps, work, accept=True)
        if result.code != 0:
            raise ValueError(f"the canaries ended with {result.code}: {result.errors[-300:]}")
        told: dict[str, str] = msgspec.json.decode(result.stdout)
        return told
