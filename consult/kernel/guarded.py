"""Reading what a stranger made in a process of its own: it has little memory, little time, and nothing of ours."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

MOST_SECONDS = 20
MOST_MEMORY = 512 * 1024 * 1024
PACKAGE = Path(__file__).resolve().parents[2]


class GaveUp(RuntimeError):
    """The process needed more memory or more time than it has, or broke."""


def run_guarded(function: Callable[[bytes], bytes], data: bytes) -> bytes:
    """Return what a function of bytes makes of these, computed in a process of its own.

    Refuses with GaveUp what takes 20 seconds or 512 MB. The process gets no environment but what Python needs.
    """
    named = f"{function.__module__}:{function.__qualname__}"
    environment = {"PYTHONPATH": str(PACKAGE), "OPENBLAS_NUM_THREADS": "1", "PATH": os.defpath}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, with a name from our own code
            [sys.executable, "-m", __name__, named],
            input=data,
            capture_output=True,
            env=environment,
            timeout=MOST_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise GaveUp from error
    return done.stdout


def _limit() -> None:
    """Take memory and time away from this process, where the system can."""
    try:
        import resource
    except ImportError:  # the parent's clock still ends it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(named: str) -> None:
    """Read bytes from the standard input and write what the named function makes of them."""
    _limit()
    module, _, name = named.partition(":")
    function: Callable[[bytes], bytes] = getattr(import_module(module), name)
    sys.stdout.buffer.write(function(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main(sys.argv[1])
