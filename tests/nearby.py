"""Strangers' workbooks in tests: read in this process, and at arm's length where the child process is what is tested."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from edudesk.base.jobs import Step
from edudesk.sheets import reader, worker
from edudesk.sheets.limits import Limits

_REAL = reader._start, reader._through_child


def _read(order: list[Any], content: bytes, step: Step, limits: Limits) -> bytes:
    _, *rest = json.loads(json.dumps(order))
    return worker.answered(content, limits, *rest)


def _no_child() -> None:
    raise OSError("tests read in their own process: ask for the fixture at_arms_length")


def read_nearby() -> None:
    """A child takes a tenth of a second to come up, and hundreds of tests are about what it answers.

    The order goes to the same function as in the child, and the answer comes back as the same bytes. What a child
    started ahead would spare is spared, so none is started.
    """
    reader._start, reader._through_child = _no_child, _read


@contextmanager
def at_arms_length() -> Iterator[None]:
    """Real children with real limits, as everywhere outside tests."""
    nearby = reader._start, reader._through_child
    reader._start, reader._through_child = _REAL
    yield
    reader._start, reader._through_child = nearby
