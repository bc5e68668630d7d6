"""The page of the projects of the sample school."""

import pytest

from edudesk.projects.pages.page import ProjectsPage
from tests.seat import Seat


@pytest.fixture
def page(seat: Seat) -> ProjectsPage:
    """项目管理, read."""
    shown = seat.window.show_page("projects")
    assert isinstance(shown, ProjectsPage)
    seat.wait()
    return shown
