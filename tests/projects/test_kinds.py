"""Kinds of projects as data: what ships, what a school makes of it."""

import json
from dataclasses import replace

import pytest

from edudesk.base.errors import UserError
from edudesk.projects.forms.checking import problems_of
from edudesk.projects.forms.lists import code_lists, section_of, sections
from edudesk.projects.forms.reading import KindError, kind_of, plain_of, shipped_kinds
from edudesk.projects.forms.value import LIVE, Due, ProjectKind, SideState, Stage
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.service.kinds import KindService
from edudesk.projects.service.projects import ProjectService, Whole
from edudesk.store.context import Context
from tests.tables import each

KINDS = shipped_kinds()


@each("kind", KINDS.values(), ids=list(KINDS))
def test_a_shipped_kind_is_whole_and_survives_the_school_file(kind: ProjectKind) -> None:
    assert problems_of(kind) == ()
    assert kind_of(json.loads(json.dumps(plain_of(kind)))) == kind
    assert any(stage.approves for stage in kind.stages)
    assert {stage.phase for stage in kind.stages} & LIVE
    documents = {document for section in sections() for document in section.documents}
    assert {need for stage in kind.stages for need in stage.needs} <= documents


def test_the_catalogue_of_the_sources_is_there() -> None:
    assert [kind.title for kind in KINDS.values()] == [
        "教育科学规划课题", "教育科学规划课题（备案制）", "教研与微型课题", "前瞻性教学改革实验项目", "学校品质提升建设项目",
        "品格提升工程", "课程基地与内涵建设", "综合改革实验项目", "卓越教育项目", "名师工作室", "“四有”好教师团队", "创建项目",
        "教师发展示范基地校", "教学成果奖培育", "专项经费与建设项目",
    ]  # fmt: skip
    filed = [stage.name for stage in KINDS["KB"].stages]
    assert filed.index("备案") < filed.index("中期评估") < filed.index("立项")


def test_names_of_lists_and_the_archive() -> None:
    assert KINDS["KT"].label("市级") == "市规划课题"
    assert KINDS["WK"].label("区级", "教研课题") == "区教研课题"
    assert KINDS["WK"].label("校级") == "校级微课题"
    assert KINDS["GZ"].label("市级", "名班主任工作室") == "市名班主任工作室"
    assert code_lists()["role"].read("课题主持人").value == "主持人"
    assert (section_of("中期报告").number, section_of("随手拍").name) == (4, "过程资料")


@each(
    ("plain", "said"),
    [
        ({"title": "甲"}, "项目类别无法读取：甲缺少必填的项目。"),
        ({"title": "甲", "colour": "red"}, "项目类别无法读取：甲有不认识的项目“colour”。"),
        ({"title": "甲", "stages": [{"name": "酝酿", "phase": "春天"}]},
         "项目类别无法读取：甲的“酝酿”应属于 项目库、申报、立项、实施、结题、已结题、暂停、停止 之一。"),
        ({"title": "甲", "stages": [{"name": "", "phase": "项目库"}]}, "项目类别无法读取：甲有一个阶段没有名称。"),
        ({"title": "甲", "stages": "酝酿"}, "项目类别无法读取：甲的“stages”应是一列阶段。"),
        ({"title": "甲", "stages": [{"name": "酝酿", "phase": "项目库", "due": 30}]},
         "项目类别无法读取：甲的期限应写成 after、share 或 before_end。"),
        ({"title": "甲", "leaders": "一名"}, "项目类别无法读取：甲的“leaders”写法不对。"),
    ],
)  # fmt: skip
def test_a_kind_that_cannot_be_read_names_the_place(plain: dict[str, object], said: str) -> None:
    with pytest.raises(KindError) as caught:
        kind_of(plain)
    assert caught.value.text == said
    assert "原有的类别没有改动" in caught.value.hint


def test_every_mistake_of_a_changed_kind_is_told() -> None:
    kind = replace(
        KINDS["WK"],
        short=" ",
        levels=("乡级",),
        leaders=0,
        reminders=(),
        yearly=13,
        results_month=13,
        stages=(
            Stage("申报", "申报"),
            Stage("酝酿", "项目库", due=Due(after="获批", months=1)),
            Stage("申报", "申报", due=Due(share=120)),
        ),
        sides=(SideState("暂缓", "暂停", ("期中",), ("毕业",)),),
    )
    assert [one.text for one in problems_of(kind)] == [
        "请填写类别的简称。",
        "没有“乡级”这个级别。",
        "主持人至少 1 名。",
        "请填写提前几天提醒，如 60、30、7。",
        "年度考核月份应在 1 到 12 之间，不考核填 0。",
        "成果报送月份应在 1 到 12 之间，没有固定时间填 0。",
        "“申报”出现了 2 次，阶段名称不能重复。",
        "“酝酿”属于“项目库”，不能排在“申报”的“申报”之后。",
        "第一个阶段应属于“项目库”。",
        "“酝酿”的期限从“获批”算起，但没有这个阶段。",
        "“申报”的期限应在研究期的 0 到 100% 之间。",
        "“暂缓”从“期中”进入，但没有这个阶段。",
        "“暂缓”之后到“毕业”，但没有这个阶段。",
    ]


def test_a_school_copies_and_changes_a_kind(context: Context) -> None:
    kinds, projects = KindService(context), ProjectService(context)
    key = kinds.free_key("WK")
    own = kinds.save(
        replace(KINDS["WK"], key=key, title="本校微课题", title_most=20), "从微型课题复制", is_new=True
    )
    assert (key, own.version, kinds.kinds().newest[key].title_most) == ("WK2", 1, 20)
    again = kinds.save(replace(own, title_most=25), "改字数")
    assert again.version == 1  # nothing was made with it yet
    row = projects.begin(Whole(ProjectDraft(title="绘本写话", kind=key)))
    longer = kinds.save(replace(again, title_most=30), "再改")
    assert longer.version == 2
    found = kinds.kinds()
    assert (found.of(row).title_most, found.newest[key].title_most) == (25, 30)
    assert kinds.adopt(key) == 1
    assert kinds.kinds().of(projects.get(row.id)).title_most == 30
    assert kinds.left_behind(key) == []
    with pytest.raises(UserError) as caught:
        kinds.save(replace(again, title_most=10), "旧的")
    assert caught.value.text == "“本校微课题”已经有了 v2。"


def test_a_project_whose_stage_is_gone_from_a_new_version_is_told(context: Context) -> None:
    kinds, projects = KindService(context), ProjectService(context)
    for title, stage in (("绘本写话", "结题申请"), ("口算", "实施")):
        projects.begin(Whole(ProjectDraft(title=title, kind="WK", stage=stage)))
    stages = tuple(one for one in KINDS["WK"].stages if one.name != "结题申请")
    kinds.save(replace(KINDS["WK"], stages=stages), "不再单独申请结题")
    assert kinds.adopt("WK") == 1
    assert kinds.left_behind("WK") == [("绘本写话", "结题申请")]
    assert [row.kind_version for row in projects.rows() if row.title == "绘本写话"] == [1]


def test_a_shipped_kind_is_changed_as_the_next_version_and_switched_off(context: Context) -> None:
    kinds = KindService(context)
    assert kinds.save(replace(KINDS["KT"], leaders=2), "双主持人").version == 2
    assert kinds.kinds().newest["KT"].leaders == 2
    kinds.switch("QZ", is_off=True)
    assert "QZ" not in [kind.key for kind in kinds.kinds().offered]
    assert kinds.kinds().newest["QZ"].title == "前瞻性教学改革实验项目"
    with pytest.raises(UserError, match="没有编号为“XX”的项目类别。"):
        kinds.switch("XX", is_off=True)
    with pytest.raises(UserError, match="已有编号为“KT”的项目类别"):
        kinds.save(KINDS["KT"], "", is_new=True)


@pytest.mark.usefixtures("stopped_clock")
def test_a_version_counts_from_its_day(context: Context) -> None:
    kinds, projects = KindService(context), ProjectService(context)
    kinds.save(replace(KINDS["WK"], title_most=20), "明年起", since="2027-01-01")
    kinds.save(replace(KINDS["KT"], leaders=2), "双主持人", since="2026-09-01")
    offered = {kind.key: kind.version for kind in kinds.kinds().offered}
    assert (offered["WK"], offered["KT"]) == (1, 2)
    made = [
        projects.begin(Whole(ProjectDraft(title="甲", kind=kind, stage=stage))).kind_version
        for kind, stage in (("WK", ""), ("KT", ""), ("KT", "实施"))
    ]
    assert made == [1, 2, 2]
    row = projects.rows()[0]
    assert projects.change(row.id, {"kind": "KT", "stage": row.stage}).kind == "KT"


def test_a_project_keeps_its_version_whatever_else_is_changed(context: Context) -> None:
    kinds, projects = KindService(context), ProjectService(context)
    one = projects.begin(Whole(ProjectDraft(title="绘本写话", kind="WK"))).id
    kinds.save(replace(KINDS["WK"], title_most=20), "改字数")
    kinds.adopt("WK")
    projects.change_many({one: {"remark": "已核对"}})
    assert (projects.get(one).remark, projects.get(one).kind_version) == ("已核对", 2)


def test_a_kind_made_meanwhile_is_known(context: Context) -> None:
    kinds, projects = KindService(context), ProjectService(context)
    row = projects.begin(Whole(ProjectDraft(title="绘本写话", kind="WK")))
    kinds.save(replace(KINDS["WK"], key="WK2", title="本校微课题"), "从微型课题复制", is_new=True)
    assert projects.problems(ProjectDraft(title="古诗", kind="WK2")) == ()
    assert projects.try_changes({row.id: {"kind": "WK2"}}) == {}


def test_a_project_keeps_the_kind_it_was_made_with(context: Context) -> None:
    """A later program may ship other stages."""
    ProjectService(context).begin(Whole(ProjectDraft(title="绘本写话", kind="WK")))
    assert [(row.key, row.number, row.kind) for row in KindService(context).versions()] == [
        ("WK", 1, KINDS["WK"])
    ]


def test_a_person_means_a_kind_by_title_short_name_or_subkind(context: Context) -> None:
    kinds = KindService(context).kinds()
    found = [
        kinds.read(word) for word in ("教育科学规划课题", "微课题", "小课题", "书香校园", "KT", "没有的")
    ]
    assert [kind and kind.key for kind in found] == ["KT", "WK", "WK", "CJ", "KT", None]
