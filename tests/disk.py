"""Whether a save waits until the disk has it: not in tests, but where that is what is tested."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from edudesk.store import engine

_REAL = engine.PRAGMAS


def write_behind() -> None:
    """No save of this process waits for the disk from now on; other processes keep waiting.

    Only a power cut would show the difference, and thousands of saves wait a quarter of the time of all tests.
    """
    os.fsync = os.fstat  # a handle that is none is still refused
    engine.PRAGMAS = tuple("synchronous = OFF" if "synchronous" in one else one for one in _REAL)


@contextmanager
def written_through() -> Iterator[None]:
    """School files opened here wait for the disk, as everywhere outside tests."""
    behind, engine.PRAGMAS = engine.PRAGMAS, _REAL
    yield
    engine.PRAGMAS = behind
