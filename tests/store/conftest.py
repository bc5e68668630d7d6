"""Fixtures of the store's tests: the office that acts and its timeline."""

import pytest

from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.office import Office


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


@pytest.fixture
def timeline(context: Context) -> Timeline:
    return Timeline(context)
