"""Lessons that were heard with a sheet on which the 课型 was written: what other rooms take over of them."""

import json
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select

from edudesk.checks.rows.sheets import DRAFT
from edudesk.checks.tables import CheckSheet
from edudesk.store.tables import core

_TOPIC, _KIND = "topic", "lesson_kind"  # fields in the heads of the forms for 课堂教学


class HeardLesson(NamedTuple):
    """on: ISO day; topic: 课题; kind: 课型 as it was written."""

    teacher_id: str
    on: str
    topic: str
    kind: str


def lessons_heard(connection: Connection, teacher_ids: Collection[str], since: str) -> list[HeardLesson]:
    """The lessons of these teachers from an ISO day on that have a 课题 and a 课型, the latest first, each once."""
    s = core(CheckSheet).c
    query = (
        select(s.teacher_id, s.on, s.counts)
        .where(s.deleted_at == "", s.status != DRAFT, s.teacher_id.in_(teacher_ids), s.on >= since)
        .where(s.counts.contains(f'"{_KIND}"'))
        .order_by(s.on.desc(), s.id)
    )
    found = []
    for teacher_id, on, counts in connection.execute(query):
        told = json.loads(counts)
        topic, kind = (str(told.get(key) or "").strip() for key in (_TOPIC, _KIND))
        if topic and kind:
            found.append(HeardLesson(teacher_id, on, topic, kind))
    return list(dict.fromkeys(found))
