"""What the services of all records of a plan share."""

from typing import ClassVar, Generic, TypeVar

from edudesk.store import part_service
from edudesk.store.rights import Right

D = TypeVar("D")
R = TypeVar("R")


class PlanPart(part_service.PartService[D, R], Generic[D, R]):
    """Rows that belong to a plan (plan_id)."""

    sees = Right.SEE_PLAN
    owner: ClassVar[str] = "plan_id"
