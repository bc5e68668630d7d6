"""Primary keys: UUID version 7, so records born on two PCs never collide and sort by birth."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A UUIDv7 as text (RFC 9562): 48 bits of milliseconds, then a counter and random bits.

    Keys of one process ascend strictly, also within a millisecond and when the clock is set back.
    """
    global _last
    with _lock:
        # 60 bits: milliseconds and a 12-bit counter
        moment = max(time.time_ns() // 1_000_000 << 12, _last + 1)
        _last = moment
    milliseconds, counter = moment >> 12, moment & 0xFFF
    tail = int.from_bytes(os.urandom(8)) & (1 << 62) - 1
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | tail))
