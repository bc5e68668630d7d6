"""What the checks know of the members of a project, offered as 成果."""

import json
from dataclasses import asdict, replace

from edudesk.checks.rows.sheets import SheetDraft
from edudesk.checks.service.open_lessons import lessons_heard
from edudesk.checks.tables import CheckSheet
from edudesk.projects.service.results import DeliverableService
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store.context import Context
from edudesk.store.rights import Right, Verb
from tests.projects.test_records import LEADS, MATHS, put

_HEARD = Verb("test", "登记听课", Right.RECORD_CHECKS)


def test_an_open_lesson_that_was_heard_is_offered(context: Context) -> None:
    teachers = TeacherService(context)
    wang, li = (teachers.add(TeacherDraft(name=name)).id for name in ("王建国", "李静"))
    one = put(context, MATHS, replace(LEADS, teacher_id=wang))

    def heard(teacher_id: str, on: str, kind: str, topic: str, status: str = "已提交") -> None:
        counts = json.dumps({"topic": topic, "lesson_kind": kind}, ensure_ascii=False)
        sheet = SheetDraft(
            unit_id="u", campaign_id="c", teacher_id=teacher_id, kind="TK", school_year="2025-2026", term="1",
            form="TK01", form_version=1, on=on, counts=counts, status=status,
        )  # fmt: skip
        with context.work(_HEARD) as work:
            work.insert(CheckSheet, [asdict(sheet)])

    heard(wang, "2026-03-04", "校级公开课", "倍的认识")
    heard(wang, "2026-04-04", "新授课", "周长")
    heard(wang, "2024-04-04", "公开课", "立项以前")
    heard(wang, "2026-05-04", "展示课", "草稿", "草稿")
    heard(li, "2026-03-04", "公开课", "不是成员")
    service = DeliverableService(context, lessons_heard)
    (lesson,) = service.offered(one)
    assert (lesson.kind, lesson.title, lesson.on, lesson.authors, lesson.teacher_ids) == (
        "公开课", "倍的认识", "2026-03-04", "王建国", wang,
    )  # fmt: skip
    service.add(lesson)
    assert service.offered(one) == []
    assert DeliverableService(context).offered(one) == []
