"""P8, P9, P9J and P11 of one project: which it can hand in, what is in them, and the way there from its page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.desk import Desk, open_desk
from edudesk.kit.form_dialog import FormDialog
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.evidence import EvidenceDraft
from edudesk.projects.rows.people import LEADER, MemberDraft
from edudesk.projects.rows.projects import ProjectDraft
from edudesk.projects.rows.results import MeasureDraft
from edudesk.projects.rows.whole import Whole
from edudesk.submissions import enclosed, making
from edudesk.submissions.checking import check
from edudesk.submissions.pages.packs import PacksPage
from edudesk.submissions.proofs import proofs
from edudesk.submissions.proofs import told as proofs_told
from edudesk.submissions.rows.findings import Level
from edudesk.submissions.rows.packs import DueDraft
from edudesk.submissions.rules.packs import draft_of, shipped_pack
from edudesk.submissions.sending import send
from tests.gui import Said
from tests.projects.test_file_check import place_of
from tests.seat import Seat

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def desk(five: Path) -> Iterator[Desk]:
    with open_desk(five) as opened:
        yield opened


def begin(desk: Desk, stage: str, title: str = "结构化学习", *parts: MeasureDraft) -> str:
    draft = ProjectDraft(
        title=title, kind="KT", level="市级", stage=stage, start="2025-01-10", end="2027-01-10"
    )
    leader = MemberDraft(project_id="", name="王建国", role=LEADER)
    return desk.projects.begin(Whole(draft, (leader, *parts))).id


@pytest.mark.parametrize(
    ("stage", "keys"),
    [
        ("酝酿", ["P8"]),
        ("申报", ["P8"]),
        ("实施", ["P9", "P9J"]),
        ("结题申请", ["P9J", "P9"]),
        ("结题", ["P9J"]),
        ("终止", []),
    ],
)
def test_a_project_hands_in_what_fits_its_stage_best_first(desk: Desk, stage: str, keys: list[str]) -> None:
    assert [pack.key for pack in making.of_project(desk, begin(desk, stage))] == keys


def titles(desk: Desk, key: str, subject: str = "") -> list[str]:
    if not subject:
        return [file.file.title for file in making.make(desk, shipped_pack(key)).files]
    (pack,) = [pack for pack in making.of_project(desk, subject) if pack.key == key]
    return [file.file.title for file in making.make(desk, pack).files]


def test_what_a_stage_asks_for_is_handed_in_until_it_is_left(desk: Desk) -> None:
    one = begin(desk, "立项")
    opening, mid = ["开题申请表", "开题报告"], ["中期报告", "中期检查简明表"]
    assert titles(desk, "P9", one) == [*titles(desk, "P9")[:3], "年度考核表"]
    assert titles(desk, "P9", one)[1:3] == opening
    desk.projects.move(one, "开题", on="2026-11-20", reason="没有文件")
    assert titles(desk, "P9", one)[1:] == [*opening, *mid, "年度考核表"]
    desk.projects.move(one, "实施", on="2026-11-20")
    assert titles(desk, "P9", one)[1:] == titles(desk, "P9")[1:] == [*mid, "年度考核表"]
    desk.projects.move(one, "结题申请", on="2026-11-20", reason="没有文件")
    assert titles(desk, "P9", one)[1:] == ["年度考核表"]
    assert {*opening, *mid} - set(titles(desk, "P9J", one)) == {"开题申请表"}  # the kit has them all


@pytest.mark.parametrize(
    ("kind", "level", "stage", "papers"),
    [
        ("KT", "市级", "申报", ["课题申报评审书", "课题论证活页"]),
        ("KT", "校级", "申报", ["课题立项书", "课题论证活页"]),
        ("WK", "区级", "申报", ["课题立项书", "课题论证活页"]),
        ("QZ", "市级", "申报", ["建设项目申报书"]),
        ("PG", "市级", "公示", ["品格提升工程申报书"]),
        ("CJ", "市级", "申报", ["建设项目申报书"]),  # its 申报 is at the end of the way
        ("CG", "省级", "申报", ["教学成果奖申报表"]),
    ],
)
def test_each_kind_applies_with_its_own_papers(
    desk: Desk, kind: str, level: str, stage: str, papers: list[str]
) -> None:
    draft = ProjectDraft(
        title="项目", kind=kind, level=level, stage=stage, start="2025-01-10", end="2027-01-10"
    )
    leader = MemberDraft(project_id="", name="王建国", role=LEADER)
    proof = EvidenceDraft(project_id="", title="获奖证书", document="获奖证书", form="纸质")
    one = desk.projects.begin(Whole(draft, (leader, proof))).id
    assert titles(desk, "P8", one) == ["项目推荐汇总表", *papers, "附件目录"]
    every = titles(desk, "P8")
    assert [title for title in every if title in papers or title == "附件目录"] == [*papers, "附件目录"]


def test_who_has_measures_hands_in_their_assessment(desk: Desk) -> None:
    measure = MeasureDraft(project_id="", year="2026", group="产出", title="教室", full=50.0)
    one = begin(desk, "实施", "装备更新", measure)
    assert [pack.key for pack in making.of_project(desk, one)] == ["P9", "P9J", "P11"]


def test_what_does_not_add_up_is_told_before_it_is_sent(desk: Desk) -> None:
    measure = MeasureDraft(project_id="", year="2026", group="产出", title="教室", full=50.0, points=50.0)
    one = begin(desk, "实施", "装备更新", measure)
    (pack,) = [pack for pack in making.of_project(desk, one) if pack.key == "P11"]
    doubts = [told.text for told in check(desk, making.make(desk, pack)) if told.level is Level.DOUBT]
    assert any("分值合计 60 分（含执行率 10 分），应为 100 分" in text for text in doubts)


def test_a_pack_of_one_project_holds_its_files_only(desk: Desk) -> None:
    one, other = begin(desk, "实施"), begin(desk, "实施", "另一课题")
    pack = making.of_project(desk, one)[0]
    assert (pack.title, pack.subject, pack.due) == ("项目过程：结构化学习", one, "12月31日")
    made = making.make(desk, pack)
    ledger = next(file.paper for file in made.files if file.file.report == "projects_ledger")
    assert [row[2] for row in ledger.rows] == ["结构化学习"]
    assert {record for file in made.files for record in getattr(file.paper, "records", ())} <= {one}
    assert [file.file.title for file in made.files] == [
        "项目台账",
        "中期报告",
        "中期检查简明表",
        "年度考核表",
    ]
    told = [one for one in check(desk, made) if one.level is Level.MISSING and one.action is not None]
    assert {
        one.action.record for one in told if one.action is not None and one.action.page == "projects"
    } == {one}
    every = making.make(desk, shipped_pack("P9"))
    lines = next(file.paper for file in every.files if file.file.report == "projects_ledger").rows
    assert len(lines) == 2
    assert other


def test_the_school_decides_about_the_pack_of_each_project(desk: Desk) -> None:
    one = begin(desk, "申报")
    desk.pack_days.add(DueDraft(pack="P8", due="2027-04-20", school_year="2026-2027"))
    assert making.of_project(desk, one)[0].due == "2027-04-20"
    desk.packs.add(replace(draft_of(shipped_pack("P8")), title="课题申报", addressee="市教科院"))
    (pack,) = making.of_project(desk, one)
    assert (pack.title, pack.addressee, pack.is_own) == ("课题申报：结构化学习", "市教科院", False)


def test_what_was_sent_of_a_project_stays_in_the_list(desk: Desk, tmp_path: Path) -> None:
    one, other = begin(desk, "实施"), begin(desk, "实施", "另一课题")
    pack = making.of_project(desk, one)[0]
    assert one not in [line.pack.subject for line in making.lines(desk)]
    send(desk, making.make(desk, pack), tmp_path, reason="先报电子稿")
    (line,) = [line for line in making.lines(desk) if line.pack.subject == one]
    assert (line.pack.key, line.words) == ("P9", "已导出 11-20")
    assert making.make(desk, pack).edition == "2026-P9-001 v2"
    assert making.make(desk, making.of_project(desk, other)[0]).edition == "2026-P9-002 v1"


def test_what_goes_along_is_of_one_pack_of_one_project(desk: Desk, tmp_path: Path) -> None:
    one, other = begin(desk, "实施"), begin(desk, "实施", "另一课题")
    (file := tmp_path / "立项通知.pdf").write_bytes(b"%PDF-1.7")
    course, ending = making.of_project(desk, one)
    enclosed.keep(desk, course, "2026-2027", [file])
    assert [name.name for name in enclosed.kept(desk, course, "2026-2027")] == ["立项通知.pdf"]
    assert not enclosed.kept(desk, ending, "2026-2027")
    assert not enclosed.kept(desk, making.of_project(desk, other)[0], "2026-2027")
    assert not enclosed.kept(desk, shipped_pack("P9"), "2026-2027")


def test_the_kit_of_a_project_that_ends_holds_its_proofs_under_their_numbers(
    desk: Desk, tmp_path: Path
) -> None:
    one = begin(desk, "结题申请")
    notice = desk.attachments.keep("立项通知.pdf", b"%PDF-1.7 notice")
    photos = [desk.attachments.keep(f"IMG_{place}.jpg", bytes(2_000_000) + b"%d" % place) for place in (1, 2)]
    desk.evidence.put(EvidenceDraft(project_id=one, title="研讨照片"), photos)
    desk.evidence.put(EvidenceDraft(project_id=one, title="立项通知", document="立项通知书"), [notice])
    desk.evidence.put(EvidenceDraft(project_id=one, title="批复", document="变更批复", form="纸质"))
    kit, course = making.of_project(desk, one)
    assert not [file for file in making.make(desk, course).files if file.enclosed]
    made = making.make(desk, kit)
    own = [file for file in made.files if file.enclosed]
    assert [(file.file.number, file.file.title) for file in own] == [
        ("01-01", "立项通知"),
        ("11-01", "研讨照片"),
        ("11-01", "研讨照片"),
    ]
    texts = [one.text for one in check(desk, made)]
    assert "材料 3 个文件（4.0 MB）按编号原样放进材料包，程序没有检查，请自己确认里面没有证件号" in texts
    assert not [text for text in texts if text.startswith("附件“")]
    sent = send(desk, made, tmp_path, reason="先报电子稿")
    there = {path.name: path.stat().st_size for path in sent.place.iterdir()}
    day = "2026-2027学年_20261120"
    assert there[f"{own[0].name}"] == len(b"%PDF-1.7 notice")
    assert own[0].name.endswith(f"附件01-01_立项通知_{day}.pdf")
    assert {f"{own[1].name}", own[1].name.replace(".jpg", "（2）.jpg")} <= there.keys()


def test_proofs_that_are_gone_or_too_many_are_told(desk: Desk) -> None:
    one = begin(desk, "结题申请")
    files = [desk.attachments.keep(f"{word}.pdf", word.encode() * 100) for word in ("one", "two", "three")]
    for draft in files:
        desk.evidence.put(EvidenceDraft(project_id=one, title=draft.name), [draft])
    few = proofs(desk, one, most=650)
    assert [file.name for _, file in few.files] == ["one.pdf", "two.pdf"]
    assert few.size == 600
    assert proofs_told(few)[0] == ["材料超过 300.0 MB，1 个文件没有放进材料包，请另外拷贝：11-03 three.pdf"]
    place_of(desk, files[0]).unlink()
    made = making.make(desk, making.of_project(desk, one)[0])
    assert [file.enclosed.name for file in made.files if file.enclosed] == ["two.pdf", "three.pdf"]
    (finding,) = [found for found in check(desk, made) if "one.pdf" in found.text]
    assert finding.level is Level.MISSING
    assert finding.text.startswith("材料“11-01 one.pdf”的文件不见了或已改变")
    assert finding.action is not None
    assert (finding.action.page, finding.action.record) == ("projects", one)


# --- the way there --------------------------------------------------------------------------------------------


def test_from_a_project_to_its_pack_and_back(seat: Seat, said: Said) -> None:
    projects = seat.window.show_page("projects")
    assert isinstance(projects, ProjectsPage)
    seat.wait()
    row = next(one for one in projects.model.rows if one.project.title == "小学数学结构化学习的实践研究")
    projects.go_to(row.id)
    seat.click("提交材料…", projects.drawer)
    page = seat.window.stack.currentWidget()
    assert isinstance(page, PacksPage)
    seat.wait()
    assert page.files_card.heading.text() == "项目过程：小学数学结构化学习的实践研究 · 文件"
    assert {item.line.pack.key for item in page.model.rows if item.line.pack.subject == row.id} == {
        "P9",
        "P9J",
    }
    assert "还没有填" in seat.words(page.findings)
    assert page._looked is not None
    actions = [one.action for one in page._looked.findings if one.action is not None]
    page.action_wanted.emit(next(one for one in actions if one.page == "projects"))
    assert seat.window.stack.currentWidget() is projects
    assert [item.line.pack.subject for item in page.model.rows][:3] == [row.id, row.id, ""]
    # another one is asked for on the page of the packs, by pinyin as everywhere
    seat.window.show_page("submissions")
    seat.wait()
    form = page.ask_project()
    form.fields["project"].editor.show_text("课堂观察量表校本化研究")
    form.accept()
    seat.wait()
    assert page.files_card.heading.text() == "项目结题：课堂观察量表校本化研究 · 文件"
    # one that has stopped has nothing to hand in
    seat.desk.projects.move(row.id, "终止", on="2026-11-20", reason="合并")
    seat.wait()
    page.show_project(row.id)
    assert said.heard() == ["tell: 这个项目现在没有可以提交的材料包。"]
    assert not seat.dialogs(FormDialog)


def test_packs_of_many_projects_are_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.packs.add(draft_of(replace(shipped_pack("P9J"), addressee="区教科室")))
    read: list[str] = []
    for service in (desk.packs, desk.pack_days):
        name, rows = type(service).__name__, service.rows
        monkeypatch.setattr(service, "rows", lambda name=name, rows=rows: (read.append(name), rows())[1])

    def reads(*titles: str) -> tuple[int, list[tuple[str, str]]]:
        for title in titles:
            begin(desk, "结题申请", title)
        read.clear()
        found = [(one.title, one.addressee) for one in making.packs(desk) if one.key == "P9J" and one.subject]
        return len(read), found

    few, _ = reads("甲")
    many, found = reads("乙", "丙")
    assert many == few
    assert {(f"项目结题：{title}", "区教科室") for title in "甲乙丙"} <= set(found)
