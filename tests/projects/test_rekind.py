"""A project of the wrong kind: given another one with all it has, and what does not fit is told."""

import pytest

from edudesk.base.errors import UserError
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.results import YearlyDraft
from edudesk.projects.service.people import MemberService
from edudesk.projects.service.projects import ProjectService, Whole
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline

pytestmark = pytest.mark.usefixtures("stopped_clock")


def wrong(context: Context) -> tuple[ProjectService, str]:
    """A studio that was imported as a 课题."""
    service = ProjectService(context)
    draft = ProjectDraft(
        title="王建国名师工作室",
        kind="KT",
        subkind="重点课题",
        level="国家级",
        stage="公示",
        start="2025-01-10",
    )
    parts = (MemberDraft(project_id="", name="王建国", role=LEADER), YearlyDraft(project_id="", year="2025"))
    one = service.begin(Whole(draft, parts)).id
    service.move(one, "立项", on="2026-02-01", reason="通知在区里", number="B-1", doc_no="3号")
    service.move(one, "开题", on="2026-03-01", reason="旧档")
    service.move(one, "中期检查", on="2026-06-01", reason="旧档")
    return service, one


def test_a_project_is_given_another_kind_with_all_it_has(context: Context) -> None:
    service, one = wrong(context)
    assert service.kind_fit(one, "GZ") == (
        "阶段“中期检查”改为“启动”。",
        "经过里的“立项”改称“授牌”。",
        "“名师工作室”没有“开题”，仍留在经过里，时间线上不显示。",
        "“名师工作室”没有子类“重点课题”，改后子类为空。",
        "“名师工作室”没有国家级，只有省级、市级、区级、集团、校级，请改后核对级别。",
    )
    service.change_kind(one, "GZ", "中期考核")
    row = service.get(one)
    assert (row.kind, row.stage, row.subkind, row.number) == ("GZ", "中期考核", "", "B-1")
    assert [(step.from_stage, step.to_stage, step.doc_no) for step in service.steps(one)] == [
        ("公示", "授牌", "3号"), ("授牌", "开题", ""), ("开题", "中期考核", ""),
    ]  # fmt: skip
    assert [member.name for member in MemberService(context).of(one)] == ["王建国"]
    assert Timeline(context).undo().title == "王建国名师工作室 类别改为名师工作室"
    assert (service.get(one).kind, service.get(one).stage, service.get(one).subkind) == (
        "KT",
        "中期检查",
        "重点课题",
    )
    assert [step.to_stage for step in service.steps(one)] == ["立项", "开题", "中期检查"]


def test_what_a_kind_does_not_do_stays_and_is_told(context: Context) -> None:
    service, one = wrong(context)
    assert "“教学成果奖培育”不做年度考核，已登记的留着。" in service.kind_fit(one, "CG")


@pytest.mark.parametrize(
    ("key", "stage", "said"),
    [
        ("KT", "", "项目已经是“教育科学规划课题”。"),
        ("XX", "", "没有这个项目类别。"),
        ("GZ", "开题", "“名师工作室”没有“开题”这个阶段。"),
    ],
)
def test_a_kind_that_cannot_be_is_refused(context: Context, key: str, stage: str, said: str) -> None:
    service, one = wrong(context)
    with pytest.raises(UserError) as caught:
        service.change_kind(one, key, stage)
    assert caught.value.text == said
    assert "数据没有改动" in caught.value.hint
    assert service.get(one).kind == "KT"
