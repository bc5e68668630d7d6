"""How often a costly property is tried: seldom in make test, which every change waits for, often in make thorough."""

import os


def examples(number: int) -> int:
    """A third of the examples, or all of them with EDUDESK_THOROUGH=1."""
    return number if os.environ.get("EDUDESK_THOROUGH") else max(number // 3, 3)
