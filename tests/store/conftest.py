"""Fixtures of the store's tests: the office that acts and its timeline."""

from collections.abc import Iterator

import pytest

from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.tables import RECORDS
from edudesk.store.timeline import Timeline
from tests.office import Office, know_observations


@pytest.fixture
def office(context: Context) -> Office:
    return Office(context)


@pytest.fixture
def timeline(context: Context) -> Timeline:
    return Timeline(context)


@pytest.fixture
def observations(school: Store) -> Iterator[None]:
    """The school knows lessons observed: a table that needs teachers and holds numbers."""
    know_observations(school)
    yield
    del RECORDS["observation"]
