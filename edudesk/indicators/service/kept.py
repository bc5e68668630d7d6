"""Own settings and snapshots."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar

from sqlalchemy import Connection

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.indicators.rows.stored import (
    SETTING_COLUMN,
    SNAPSHOT_COLUMN,
    OwnSettingDraft,
    OwnSettingRow,
    SnapshotDraft,
    SnapshotRow,
)
from edudesk.indicators.rules.catalogue import settings
from edudesk.indicators.rules.entering import is_shipped, setting_problem
from edudesk.indicators.rules.settings import Settings
from edudesk.indicators.rules.targets import TargetKey, read_key, target_problem, targets_of
from edudesk.indicators.tables import IndicatorSetting, IndicatorSnapshot
from edudesk.school.rules.years import is_day, not_days
from edudesk.store.rights import Right
from edudesk.store.row_service import RowService
from edudesk.store.verbs import verb, view
from edudesk.store.work import Work


class SettingService(RowService[OwnSettingDraft, OwnSettingRow]):
    """指标口径设置; one row for each setting the school changed."""

    table, row, draft = IndicatorSetting, OwnSettingRow, OwnSettingDraft
    columns: ClassVar[Mapping[str, Column]] = SETTING_COLUMN
    sees = Right.SEE_INDICATORS

    @view(Right.SEE_INDICATORS)
    def held(self, connection: Connection) -> Settings:
        """What the school decided, and the rest as shipped."""
        told = {row.key: json.loads(row.content) for row in self.kept.rows(connection)}
        targets = [(key, value) for text, value in told.items() if (key := read_key(text)) is not None]
        own = {key: value for key, value in told.items() if key in settings()}
        return Settings(own, targets_of(targets))

    @verb("修改校定目标", right=Right.EDIT_INDICATORS)
    def aim(self, work: Work, key: TargetKey, value: Fraction | None, note: str = "") -> None:
        """What the school wants of a figure from a school year on; None takes it back, also what was wanted before.

        note: where it is written (学校发展规划 …). Raises UserError with what is wrong with it.
        """
        told = None if value is None else str(value)
        if problem := target_problem(key, told):
            raise UserError(
                "没有保存校定目标。", "请改好标出的内容；其他内容都还在。", (FieldProblem("value", problem),)
            )
        rows = self.kept.rows(work.connection)
        row = next((row for row in rows if row.key == key.text), None)
        wanted = {"content": json.dumps(told), "note": note}
        earlier = [one for row in rows if (one := read_key(row.key)) and one[:2] == key[:2] and one < key]
        if value is None and not earlier:
            if row is not None:
                work.put_away(IndicatorSetting, [row.id])
        elif row is None:
            work.insert(IndicatorSetting, [{"key": key.text, **wanted}])
        elif (row.content, row.note) != (wanted["content"], note):
            work.update(IndicatorSetting, row.id, wanted)

    @view(Right.SEE_INDICATORS)
    def aims(self, connection: Connection) -> dict[TargetKey, OwnSettingRow]:
        """All 校定目标 with their notes."""
        return {key: row for row in self.kept.rows(connection) if (key := read_key(row.key)) is not None}

    @verb("修改指标口径", right=Right.EDIT_INDICATORS)
    def save(self, work: Work, values: Mapping[str, Any]) -> None:
        """What the school decides from now on, as one step; what is as shipped is kept no longer.

        values: key -> word, words or number. Raises UserError with what is wrong with each.
        """
        found = [
            FieldProblem(key, text) for key, value in values.items() if (text := setting_problem(key, value))
        ]
        if found:
            raise UserError("还不能保存。", "请改好标出的几项；其他内容都还在。", tuple(found))
        there = {row.key: row for row in self.kept.rows(work.connection)}
        fresh = []
        for key, value in values.items():
            content = json.dumps(value, ensure_ascii=False)
            row = there.get(key)
            if is_shipped(key, value):
                if row is not None:
                    work.put_away(IndicatorSetting, [row.id])
            elif row is None:
                fresh.append({"key": key, "content": content, "note": ""})
            elif row.content != content:
                work.update(IndicatorSetting, row.id, {"content": content})
        work.insert(IndicatorSetting, fresh)

    def _order(self, row: OwnSettingRow) -> Any:
        return list(settings()).index(row.key) if row.key in settings() else -1, row.id

    def _problems(
        self, draft: OwnSettingDraft, others: Sequence[OwnSettingDraft]
    ) -> tuple[FieldProblem, ...]:
        if any(other.key == draft.key for other in others):
            return (FieldProblem("key", "这项设置已经有学校自己的取值，请修改原来的。"),)
        problem = setting_problem(draft.key, json.loads(draft.content))
        return (FieldProblem("content", problem),) if problem else ()


class SnapshotService(RowService[SnapshotDraft, SnapshotRow]):
    """指标快照: all figures of a day, never changed by what is entered later."""

    table, row, draft = IndicatorSnapshot, SnapshotRow, SnapshotDraft
    columns: ClassVar[Mapping[str, Column]] = SNAPSHOT_COLUMN
    sees = Right.SEE_INDICATORS

    def _order(self, row: SnapshotRow) -> Any:
        return row.on, row.taken, row.id

    def _settled(self, draft: SnapshotDraft) -> SnapshotDraft:
        title = draft.title.strip() or f"{draft.on} 指标快照"
        return replace(draft, title=title, taken=draft.taken or clock.today().isoformat())

    def _problems(self, draft: SnapshotDraft, others: Sequence[SnapshotDraft]) -> tuple[FieldProblem, ...]:
        found = [*not_days(draft, on="统计时点")]
        if not draft.on:
            found.append(FieldProblem("on", "请填写统计时点。"))
        elif is_day(draft.on) and any((other.on, other.title) == (draft.on, draft.title) for other in others):
            found.append(FieldProblem("title", f"{draft.on} 已经有一份叫“{draft.title}”的快照，请换个名称。"))
        if not draft.content:
            found.append(FieldProblem("content", "快照没有内容。"))
        return tuple(found)
