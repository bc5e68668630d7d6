"""指标对比表: the figures of two days side by side, snapshots or as they are now."""

from typing import Any

from edudesk.base.columns import Column
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.reports.parts import NOTHING, column, report, value_text
from edudesk.indicators.rows.frozen import Frozen
from edudesk.indicators.rows.values import Result
from edudesk.indicators.rules.catalogue import groups
from edudesk.indicators.rules.wording import change_words, target_words


def comparison(facts: SheetFacts, audience: Audience) -> Report:
    """Every indicator that either day has, in its group; what only one day has says so."""
    past, origin = facts.before or (None, "")
    columns = (
        column("group", "类别", 24), column("no", "编号", 14), column("name", "指标", 64), column("stage", "学段", 16),
        _number("before", _day(past)), _number("after", facts.kept.on.isoformat()), _number("change", "变化"),
        column("target", "标准", 20), column("verdict_before", "原结论", 20), column("verdict", "现结论", 20),
    )  # fmt: skip
    rows = _rows(facts, past)
    changed = sum(row["change"] not in (NOTHING, "") for row in rows)
    notes = (
        f"前：{origin or f'{_day(past)} 的数'}；后：{facts.origin or f'{facts.kept.on} 的数'}。"
        f"共 {len(rows)} 项，{changed} 项有变化。",
        "变化按没有四舍五入的数计算；师生比的数越小，配备越足。",
        *facts.source_notes,
    )
    return report("comparison", "监测指标对比表", facts, audience, columns, rows, unit="见各项", notes=notes)


def _number(key: str, title: str) -> Column:
    return column(key, title, 26)


def _day(kept: Frozen | None) -> str:
    return kept.on.isoformat() if kept is not None else "以前"


def _rows(facts: SheetFacts, past: Frozen | None) -> list[dict[str, Any]]:
    before = past.by_key if past is not None else {}
    after = facts.kept.by_key
    rows = []
    for group in groups():
        ids = [one.id for one in group.indicators]
        keys = [key for key in {**after, **before} if key[0] in ids]
        keys.sort(key=lambda key: ids.index(key[0]))
        for place, key in enumerate(keys):
            rows.append({"group": "" if place else group.title, **_row(before.get(key), after.get(key))})
    return rows


def _row(before: Result | None, after: Result | None) -> dict[str, Any]:
    one = after or before
    assert one is not None
    return {
        "no": one.indicator.id,
        "name": one.indicator.name,
        "stage": one.stage or "全校",
        "before": value_text(before) if before is not None else "没有这项",
        "after": value_text(after) if after is not None else "没有这项",
        "change": change_words(before, after) if before is not None and after is not None else NOTHING,
        "target": target_words(one),
        "verdict_before": str(before.verdict) if before is not None else NOTHING,
        "verdict": str(after.verdict) if after is not None else NOTHING,
    }
