"""The roster of an empty school."""

import pytest

from edudesk.roster.service import TeacherService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline


@pytest.fixture
def teachers(context: Context) -> TeacherService:
    return TeacherService(context)


@pytest.fixture
def timeline(context: Context) -> Timeline:
    return Timeline(context)
