"""学历学位, 职称, 岗位等级, 行政职务, 人员变动: states that follow each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.dates import is_before
from edudesk.base.errors import FieldProblem
from edudesk.base.masking import Privacy
from edudesk.roster.codes import history_codes
from edudesk.roster.histories.columns import choice, month, remark
from edudesk.roster.histories.held import Held, holds, needs
from edudesk.roster.histories.kind import Facet, HistoryKind

FIRST, LATER = "第一学历", "后续学历"
ENTRY_TITLES = ("二级教师", "三级教师")  # one begins with; the others are a promotion


@dataclass(frozen=True, slots=True, kw_only=True)
class Education(Held):
    """A finished course of studies. level: 学历; graduated: begins to count then."""

    kind: str = ""
    level: str = ""
    degree: str = ""
    mode: str = ""
    school: str = ""
    major: str = ""
    is_normal: str = ""
    started: str = ""
    graduated: str = ""
    cert_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Held):
    """A professional title. obtained: the day of the review, not of the certificate's print; appointed_from: 聘任."""

    title: str = ""
    series: str = ""
    subject: str = ""
    obtained: str = ""
    appointed_from: str = ""
    appointed_to: str = ""
    appoint_state: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Held):
    """A grade of post one is appointed to (专业技术九级)."""

    post_class: str = ""
    grade: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminPost(Held):
    """A leading post. kind: of the code list; post: as it is called (教务处副主任)."""

    kind: str = ""
    post: str = ""
    since: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Held):
    """Where a person stands from a day on: 在岗, 借出, 退休 …; place: where to or from."""

    status: str = ""
    since: str = ""
    place: str = ""
    doc_no: str = ""


def _since(row: Any) -> Any:
    """A known date is the day it holds from; else the effective day it was stored with."""
    return replace(row, begins=row.since) if row.since else row


def _education_settled(row: Education) -> Education:
    return replace(row, begins=row.graduated) if row.graduated else row


def _title_settled(row: Title) -> Title:
    known = min((day for day in (row.obtained, row.appointed_from) if day), default="")
    return replace(row, begins=known) if known else row


def _first(rows: Sequence[Education], on: str) -> Education | None:
    found = [row for row in rows if row.kind == FIRST and holds(row, on)]
    return min(found, key=lambda row: row.begins, default=None)


def _top(rows: Sequence[Education], on: str) -> Education | None:
    """The highest level reached; of equals the latest. A degree course without 学历 counts last."""
    found = [row for row in rows if holds(row, on)]
    if len(found) < 2:
        return next(iter(found), None)
    order = history_codes()["education"].order
    return min(found, key=lambda row: (not row.level, order(row.level), _reversed(row.begins)), default=None)


def _reversed(day: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in day)


def _degree(rows: Sequence[Education], on: str) -> dict[str, str]:
    """学位 is the highest of all rows, whatever the 学历 beside it (教育硕士 with 本科)."""
    degrees = [row.degree for row in rows if row.degree and holds(row, on)]
    if len(degrees) > 1:
        degrees.sort(key=history_codes()["degree"].order)
    return {"degree": degrees[0] if degrees else ""}


def _education_problems(row: Education) -> Iterator[FieldProblem]:
    if not (row.level or row.degree):
        yield FieldProblem("level", "请填写学历或学位。")


def _education_doubts(row: Education) -> Iterator[FieldProblem]:
    if is_before(row.graduated, row.started):
        yield FieldProblem("graduated", f"毕业时间“{row.graduated}”早于入学时间“{row.started}”，请核对。")


def _title_doubts(row: Title) -> Iterator[FieldProblem]:
    """V6: the review comes before the appointment."""
    if is_before(row.appointed_from, row.obtained):
        yield FieldProblem(
            "appointed_from", f"聘任时间“{row.appointed_from}”早于取得时间“{row.obtained}”，请核对。"
        )


def _education_line(row: Education) -> str:
    if row.kind == FIRST:
        return ""  # one comes with it
    what = " ".join(word for word in (row.level, row.degree) if word and word != "无")
    where = " ".join(word for word in (row.school, row.major) if word)
    return f"取得 {what}" + (f"（{where}）" if where else "")


def _title_line(row: Title) -> str:
    if row.title == "未定级":
        return ""
    return f"取得 {row.title}" if row.title in ENTRY_TITLES else f"晋升 {row.title}"


EDUCATION = HistoryKind(
    key="education",
    title="学历学位",
    row=Education,
    columns=(
        choice("kind", "学历类别", "edu_kind", 20, is_shown=True),
        choice("level", "学历", "education", 18, "学历层次", "毕业学历", is_shown=True),
        choice("degree", "学位", "degree", 14, "学位名称", is_shown=True),
        choice("mode", "学习方式", "edu_mode", 18, "学习形式", is_shown=True),
        Column("school", "毕业院校", width=32, aliases=("毕业学校", "院校", "学校"), is_shown=True),
        Column("major", "专业", width=24, aliases=("所学专业",), is_shown=True),
        Column("is_normal", "是否师范类", Kind.YESNO, 14, aliases=("师范类",)),
        month("started", "入学时间", "起始时间", "入学年月", privacy=Privacy.BIRTH),
        month("graduated", "毕业时间", "终止时间", "毕业年月", is_shown=True, privacy=Privacy.BIRTH),
        Column("cert_no", "证书编号", Kind.ID, 32, aliases=("毕业证号", "毕业证书编号"), privacy=Privacy.INTERNAL),
        remark(),
    ),
    label="level",
    same=("level",),
    agrees=("kind", "school", "major", "degree"),
    dated_by=("graduated",),
    when=("graduated",),
    line=_education_line,
    facets=(
        Facet(
            {"first_edu": "level", "first_school": "school", "first_major": "major", "first_end": "graduated"},
            "first_edu", "first_end", _first, {"kind": FIRST}, is_one=True,
        ),
        Facet(
            {"top_edu": "level", "top_school": "school", "top_major": "major", "top_end": "graduated", "degree": "degree"},
            "top_edu", "top_end", _top, {"kind": LATER},
        ),
    ),
    summary=_degree,
    summed=("degree",),
    reads=("degree",),
    settle=_education_settled,
    problems=_education_problems,
    doubts=_education_doubts,
)  # fmt: skip

TITLE = HistoryKind(
    key="title",
    title="职称",
    row=Title,
    columns=(
        choice("title", "职称", "title", 20, "专业技术职务", "职称名称", "职务名称", required=True, is_shown=True),
        choice("series", "职称系列", "title_series", 18),
        choice("subject", "学科", "subject", 20, is_shown=True),
        month("obtained", "取得时间", "取得资格时间", "评审通过时间", "职称取得时间", is_shown=True),
        month("appointed_from", "聘任时间", "聘任起", "职称聘任时间", is_shown=True),
        month("appointed_to", "聘任至", "聘任止"),
        choice("appoint_state", "聘任情况", "appoint_state", 16, is_shown=True),
        Column("doc_no", "文号", width=28, aliases=("批准文号",)),
        remark(),
    ),
    label="title",
    same=("title",),
    dated_by=("obtained", "appointed_from"),
    when=("obtained", "appointed_from"),
    line=_title_line,
    facets=(Facet({"title": "title", "title_obtained": "obtained", "title_appointed": "appointed_from"}, "title", "title_obtained"),),
    is_last_only=True,
    settle=_title_settled,
    problems=needs(("title", "请填写职称。")),
    doubts=_title_doubts,
)  # fmt: skip

POST = HistoryKind(
    key="post",
    title="岗位等级",
    row=Post,
    columns=(
        choice("post_class", "岗位类别", "post_class", 20, "岗位分类", is_shown=True),
        Column("grade", "岗位等级", width=24, aliases=("岗位级别", "聘任等级"), required=True, is_shown=True),
        month("since", "聘任时间", "岗位等级聘任时间", "现岗位等级聘任起始时间", is_shown=True),
        month("ends", "聘任至", "聘任止"),
        remark(),
    ),
    label="grade",
    same=("grade",),
    dated_by=("since",),
    when=("since",),
    line=lambda row: "",
    facets=(Facet({"post_class": "post_class", "post_grade": "grade", "post_grade_from": "since"}, "post_grade", "post_grade_from"),),
    is_last_only=True,
    settle=_since,
    problems=needs(("grade", "请填写岗位等级。")),
)  # fmt: skip

ADMIN_POST = HistoryKind(
    key="admin_post",
    title="行政职务",
    row=AdminPost,
    columns=(
        choice("kind", "职务类别", "admin_post", 20, is_shown=True),
        Column(
            "post",
            "职务",
            width=28,
            aliases=("行政职务", "党政职务", "职务名称"),
            required=True,
            is_shown=True,
        ),
        month("since", "任职时间", "任职起", "任职年月", is_shown=True),
        month("ends", "任职至", "免职时间", is_shown=True),
        Column("doc_no", "文号", width=28),
        remark(),
    ),
    label="post",
    same=("post",),
    dated_by=("since",),
    when=("since",),
    line=lambda row: f"任 {row.post}",
    facets=(Facet({"admin_post": "post"}, "admin_post"),),
    settle=_since,
    problems=needs(("post", "请填写职务。")),
)

STATUS = HistoryKind(
    key="status",
    title="人员变动",
    row=Status,
    columns=(
        choice("status", "人员状态", "status", 18, "变动类别", required=True, is_shown=True),
        month("since", "时间", "变动时间", "状态时间", is_shown=True),
        Column("place", "去向或来源", width=36, aliases=("去向", "来源"), is_shown=True),
        Column("doc_no", "文号", width=28),
        remark(),
    ),
    label="status",
    same=("status",),
    dated_by=("since",),
    when=("since",),
    line=lambda row: (
        f"{row.status} {row.place}".strip() if row.status != "在岗" else f"到岗 {row.place}".strip()
    ),
    facets=(
        Facet(
            {"status": "status", "status_date": "since"}, "status", "status_date", before={"status": "在岗"}
        ),
    ),
    is_last_only=True,
    settle=_since,
    problems=needs(("status", "请选择人员状态。")),
    privacy=Privacy.INTERNAL,
)
