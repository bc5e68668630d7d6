"""评分标准: changed by the school as versions; what was judged keeps the one it was judged by."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.base.errors import UserError
from edudesk.projects.forms.scoring import channels, criteria, shipped_judging, studio_items
from edudesk.projects.forms.standards import (
    CHANNELS,
    CRITERIA,
    GRADES,
    LEVELS,
    PERFORMANCE,
    STUDIO,
    Standard,
    items_in,
    items_of,
    judging_of,
    kept_text,
    parts_of,
    problems_of,
    shipped_standards,
)
from edudesk.projects.pages.kinds import KindsPage
from edudesk.projects.rows.people import StudioScoreDraft
from edudesk.projects.rows.pool import ReviewDraft
from edudesk.projects.rows.results import YearlyDraft, as_text
from edudesk.projects.rules.explaining import explain_review, explain_yearly
from edudesk.projects.rules.scoring import mean_points, review_points, studio_total
from edudesk.projects.service.dossiers import DossierService
from edudesk.projects.service.people import StudioService
from edudesk.projects.service.pool import ReviewService
from edudesk.projects.service.results import MeasureService, YearlyService
from edudesk.projects.service.standards import StandardService
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from tests.gui import Said
from tests.projects.test_records import put
from tests.seat import Seat


def with_weights(key: str, *weights: str) -> Standard:
    """A shipped list with other figures in its first lines."""
    shipped = shipped_standards()[key]
    lines = [{**line, "weight": weight} for line, weight in zip(shipped.lines, weights, strict=False)]
    return replace(shipped, lines=(*lines, *shipped.lines[len(lines) :]))


def test_the_shipped_lists_say_what_the_program_reckons_with() -> None:
    shipped = shipped_standards()
    assert parts_of(shipped[CRITERIA]) == criteria()
    assert parts_of(shipped[CHANNELS]) == channels()
    assert items_of(shipped[STUDIO].lines) == studio_items()
    assert judging_of(shipped) == shipped_judging()
    assert all(problems_of(one) == () for one in shipped.values())
    assert (kept_text(shipped[STUDIO]), items_in("")) == ("", studio_items())


def test_reviews_keep_the_weights_they_were_given_with(context: Context) -> None:
    one, reviews, standards = put(context), ReviewService(context), StandardService(context)
    said = ReviewDraft(project_id=one, expert="甲", needed=90.0, scientific=60.0, feasible=60.0)
    old = reviews.add(said)
    kept = standards.save(with_weights(CRITERIA, "60", "20", "20"), "突出针对性")
    assert (kept.version, standards.now()[CRITERIA]) == (2, kept)
    new = reviews.add(replace(said, expert="乙"))
    old = reviews.change(old.id, {"advice": "题目再小一点"})
    assert (review_points(old), review_points(new)) == (Decimal("69.0"), Decimal("78.0"))
    assert mean_points([old, new]) == Decimal("73.5")
    assert [one.name for one in explain_review(new).pieces] == ["针对性 60%", "科学性 20%", "可操作性 20%"]
    Timeline(context).undo()
    Timeline(context).undo()
    assert Timeline(context).undo().title == "新版评分标准 论证评分 v2"
    assert standards.now()[CRITERIA].version == 1


def test_a_studio_year_keeps_its_list(context: Context) -> None:
    standards, scores = StandardService(context), StudioService(context)
    shipped = standards.now()[STUDIO]
    lines = [
        {"group": "师德", "name": "师德表现", "how": "直接评分", "full": "40"},
        {"group": "成果", "name": "论文（篇）", "how": "每件加分", "full": "30", "each": "10"},
        {"group": "成果", "name": "荣誉", "how": "按级别累加", "full": "30", "levels": "省级15、市级 10"},
    ]
    kept = standards.save(replace(shipped, lines=tuple(lines)))
    assert [line["key"] for line in kept.lines] == ["own1", "own2", "own3"]
    counts = as_text({"own1": 38, "own2": 2, "own3": {"省级": 1}})  # type: ignore[dict-item]
    draft = StudioScoreDraft(project_id="p", member_id="m", year="2026", counts=counts, items=kept_text(kept))
    row = scores.add(draft)
    assert row.tenths == 730
    standards.save(replace(kept, lines=shipped.lines))
    assert studio_total(row.numbers, items_in(row.items)) == Decimal(73)
    assert kept_text(standards.now()[STUDIO]) == ""  # as shipped again


def test_grades_and_points_of_a_year_are_those_in_force_when_it_is_settled(context: Context) -> None:
    """A year is settled until March after it; what the school changes later leaves it as it was."""
    one, standards, years = put(context), StandardService(context), YearlyService(context)
    scored = {"project_id": one, "scores": as_text({"实绩展示": 86}), "weights": as_text({"实绩展示": 100})}
    before = years.add(YearlyDraft(year="2025", **scored))
    shipped = shipped_standards()
    limits = [
        {**line, "least": least}
        for line, least in zip(shipped[GRADES].lines, ("85", "75", "60", "0"), strict=True)
    ]
    standards.save(replace(shipped[GRADES], lines=tuple(limits)))
    points = [
        {**line, "weight": full}
        for line, full in zip(shipped[PERFORMANCE].lines, ("20", "40", "30", "10"), strict=True)
    ]
    standards.save(replace(shipped[PERFORMANCE], lines=tuple(points)))
    now = years.add(YearlyDraft(year="2026", **scored))
    assert [row.grade for row in (before, now)] == ["良好", "优秀"]
    assert years.change(before.id, {"scores": as_text({"实绩展示": 85})}).grade == "良好"
    assert explain_yearly(now, standards.judging("2026")).notes[-1] == "总分 86.0，按总分为优秀。"
    assert years.change(now.id, {"grade": "合格", "tenths": None}).grade == "合格"  # given by hand
    measures = MeasureService(context)
    assert [measures.sheet(one, year).execution_full for year in ("2025", "2026")] == [10, 20]
    assert DossierService(context).of(one).judging("2026").execution == 20
    assert standards.judging("2026").groups[0].weight == 40
    assert standards.judging("2025") == shipped_judging()


@pytest.mark.parametrize(
    ("standard", "said"),
    [
        (with_weights(CRITERIA, "60"), "权重合计 130，应为 100。"),
        (with_weights(CHANNELS, "3.5"), "第 1 行：权重（%）“3.5”应是 0 到 100 的整数。"),
        (
            replace(shipped_standards()[CRITERIA], lines=shipped_standards()[CRITERIA].lines[1:]),
            "论证评分就是针对性、科学性、可操作性三项，只能改权重。",
        ),
        (
            replace(shipped_standards()[PERFORMANCE], lines=shipped_standards()[PERFORMANCE].lines[:3]),
            "绩效自评分值就是预算执行率、产出、效益、满意度四项，只能改分值。",
        ),
        (
            replace(shipped_standards()[GRADES], lines=shipped_standards()[GRADES].lines[:3]),
            "最后一行的最低分应是 0，低于它上面一行的都归到这一等。",
        ),
        (
            replace(shipped_standards()[LEVELS], lines=shipped_standards()[LEVELS].lines[::-1]),
            "最低分应从高到低，一行比一行低。",
        ),
        (
            replace(shipped_standards()[CHANNELS], lines=(*shipped_standards()[CHANNELS].lines[:1],) * 2),
            "第 2 行：“实绩展示”上面已经有了。",
        ),
        (
            Standard(
                STUDIO, 1, "", ({"key": "", "group": "甲", "name": "乙", "how": "按最高级别", "full": "100"},)
            ),
            "第 1 行：请写各级别的分，如 国家级10、省级10、市级8、区级3。",
        ),
        (
            Standard(
                STUDIO, 1, "", ({"key": "", "group": "甲", "name": "乙", "how": "每次扣分", "full": "9"},)
            ),
            "第 1 行：请填写每次（件）的分。",
        ),
    ],
)
def test_what_cannot_be_reckoned_with_is_refused(standard: Standard, said: str, context: Context) -> None:
    assert said in [one.text for one in problems_of(standard)]
    with pytest.raises(UserError, match="还不能保存"):
        StandardService(context).save(standard)


def test_channels_are_changed_in_the_window_and_asked_for_in_the_next_year(seat: Seat, said: Said) -> None:
    page = seat.window.show_page("project_kinds")
    assert isinstance(page, KindsPage)
    seat.wait()
    dialog = page.edit_standard(CHANNELS)
    rows = dialog.table.table.rows
    rows[0].cells["weight"], rows[2].cells["name"] = "40", "家长评议"
    dialog.table.changed.emit()
    dialog.save()
    assert dialog.isVisible()
    assert "权重合计 110，应为 100。" in seat.words(dialog)
    rows[1].cells["weight"] = "20"
    dialog.table.changed.emit()
    dialog.save()
    assert not dialog.isVisible()
    assert said.heard()[-1] == "notice: 已保存“年度考核渠道”（第 2 版）。"
    (studio,) = [row for row in seat.desk.projects.rows() if row.title == "许莉名师工作室"]
    now = seat.desk.project_dossiers.of(studio.id)
    assert [(one.name, one.weight) for one in now.channels][:3] == [
        ("实绩展示", 40), ("专家论证", 20), ("家长评议", 10),
    ]  # fmt: skip
    assert now.yearly[0].shares["网络投票"] == 10  # the year that was assessed keeps its own
