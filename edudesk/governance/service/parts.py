"""What the services of governance share: rows that stand alone, and rows that belong to one."""

from typing import Generic, TypeVar

from edudesk.store import part_service
from edudesk.store.rights import Right

D = TypeVar("D")
R = TypeVar("R")


class GovernancePart(part_service.PartService[D, R], Generic[D, R]):
    """Rows that belong to a body, a meeting, a regulation or an inspection (`owner`)."""

    sees = Right.SEE_GOVERNANCE
