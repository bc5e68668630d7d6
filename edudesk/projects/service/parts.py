"""What the services of all records of a project share: rows of one project, each looked at by itself."""

from typing import ClassVar, Generic, TypeVar

from edudesk.store import part_service
from edudesk.store.part_service import refuse_twice, touched
from edudesk.store.rights import Right

__all__ = ["PartService", "refuse_twice", "touched"]
D = TypeVar("D")
R = TypeVar("R")


class PartService(part_service.PartService[D, R], Generic[D, R]):
    """Rows that belong to a project."""

    sees = Right.SEE_PROJECTS
    owner: ClassVar[str] = "project_id"
