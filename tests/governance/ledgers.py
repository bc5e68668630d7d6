"""One draft and another of each record of governance, for tests that go over all of them."""

from typing import Any

from edudesk.governance.rows.bodies import BodyDraft, SeatDraft
from edudesk.governance.rows.inspections import FindingDraft, InspectionDraft
from edudesk.governance.rows.meetings import MeetingDraft, ResolutionDraft
from edudesk.governance.rows.regulations import EditionDraft, RegulationDraft
from edudesk.governance.service.bodies import BodyService, SeatService
from edudesk.governance.service.inspections import FindingService, InspectionService
from edudesk.governance.service.meetings import MeetingService, ResolutionService
from edudesk.governance.service.regulations import EditionService, RegulationService

PARTS: dict[str, tuple[type[Any], Any, Any]] = {
    "seat": (
        SeatService,
        SeatDraft(body_id="b1", name="王建国", duty="主任", term="第三届"),
        SeatDraft(body_id="b1", name="许莉", side="教师", term="第三届"),
    ),
    "resolution": (
        ResolutionService,
        ResolutionDraft(meeting_id="m1", title="学校三年发展规划", result="通过", votes_for=40),
        ResolutionDraft(meeting_id="m1", title="绩效工资分配方案", result="缓议"),
    ),
    "edition": (
        EditionService,
        EditionDraft(regulation_id="r1", on="2024-06-21", adopted_by="三届二次教代会"),
        EditionDraft(regulation_id="r1", on="2025-06-20", why="按新条例修订"),
    ),
    "finding": (
        FindingService,
        FindingDraft(inspection_id="i1", problem="作业分层设计不够", due="2026-11-20"),
        FindingDraft(inspection_id="i1", problem="实验室台账不全", measure="补登并每月核对"),
    ),
}
GOVERNANCE: dict[str, tuple[type[Any], Any, Any]] = {
    "body": (
        BodyService,
        BodyDraft(title="教职工代表大会", kind="教职工代表大会", founded="2018-09-01", term_years=3),
        BodyDraft(title="家长委员会", kind="家长委员会"),
    ),
    "meeting": (
        MeetingService,
        MeetingDraft(title="三届二次教职工代表大会", on="2024-06-21", due=60, present=58),
        MeetingDraft(title="校务会议", on="2026-11-09"),
    ),
    "regulation": (
        RegulationService,
        RegulationDraft(title="教职工代表大会制度", field="民主管理"),
        RegulationDraft(title="教学常规管理制度", field="教学"),
    ),
    "inspection": (
        InspectionService,
        InspectionDraft(title="义务教育优质均衡专项督导", on="2026-10-15", kind="专项督导"),
        InspectionDraft(title="责任督学 10 月挂牌督导", on="2026-10-28"),
    ),
    **PARTS,
}
CHANGED: dict[str, str] = {}  # the field that is changed; elsewhere it is the remark
