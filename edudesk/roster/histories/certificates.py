"""教师资格 and its registration, 普通话 and other skills, and simple dated events (家访, 承诺书)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edudesk.base.columns import Column, Kind
from edudesk.base.dates import months_later
from edudesk.base.masking import Privacy
from edudesk.roster.codes import history_codes
from edudesk.roster.histories.columns import choice, month, remark
from edudesk.roster.histories.held import Held, holds, latest, needs
from edudesk.roster.histories.kind import Facet, HistoryKind

REGISTRATION_MONTHS = 60  # a cycle of five years (教师〔2013〕9号; K)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Held):
    """A teaching qualification."""

    kind: str = ""
    subject: str = ""
    number: str = ""
    issued: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Held):
    """首次注册 or 定期注册. begins: its date; next_due: when the next one is due."""

    kind: str = ""
    conclusion: str = ""
    next_due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Held):
    """普通话, 信息技术 …; begins: of the certificate."""

    kind: str = ""
    grade: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Held):
    """家访, 承诺书 …: one day, one line. count: homes visited, papers signed."""

    kind: str = ""
    text: str = ""
    count: int | None = None


def _highest(rows: Sequence[Certificate], on: str) -> Certificate | None:
    """The qualification of the highest stage, as the list of kinds has them in ascending order."""
    order = history_codes()["cert_type"].order
    found = [row for row in rows if holds(row, on)]
    return max(found, key=lambda row: (order(row.kind), row.begins), default=None)


def _issued(row: Certificate) -> Certificate:
    return replace(row, begins=row.issued) if row.issued else row


def _due(row: Registration) -> Registration:
    return (
        row
        if row.next_due or not row.begins
        else replace(row, next_due=months_later(row.begins, REGISTRATION_MONTHS)[:7])
    )


def _register_summary(rows: Sequence[Registration], on: str) -> dict[str, str]:
    row = latest(rows, on)
    return {"cert_register": "" if row is None else row.next_due or row.conclusion}


def _mandarin(rows: Sequence[Skill], on: str) -> Skill | None:
    return latest([row for row in rows if row.kind == "普通话"], on)


CERTIFICATE = HistoryKind(
    key="cert",
    title="教师资格",
    row=Certificate,
    columns=(
        choice("kind", "资格种类", "cert_type", 26, "教师资格种类", "教师资格证种类", required=True, is_shown=True),
        Column("subject", "任教学科", width=20, aliases=("学科", "资格学科"), is_shown=True),
        Column("number", "证书号码", Kind.ID, 40, aliases=("证书编号", "资格证号码"), privacy=Privacy.INTERNAL, is_shown=True),
        month("issued", "颁发时间", "发证时间", "发证日期", is_shown=True),
        Column("authority", "认定机构", width=36, aliases=("发证机关",)),
        remark(),
    ),
    label="kind",
    same=("kind",),
    dated_by=("issued",),
    when=("issued",),
    line=lambda row: "",
    facets=(Facet({"cert_type": "kind", "cert_subject": "subject", "cert_no": "number"}, "cert_type", "", _highest),),
    settle=_issued,
    problems=needs(("kind", "请选择资格种类。")),
)  # fmt: skip

REGISTRATION = HistoryKind(
    key="registration",
    title="定期注册",
    row=Registration,
    columns=(
        choice("kind", "注册类别", "registration_kind", 18, is_shown=True),
        month("begins", "注册时间", "时间", "注册日期", required=True, is_shown=True),
        choice(
            "conclusion",
            "注册结论",
            "registration_result",
            20,
            "结论",
            is_shown=True,
            privacy=Privacy.INTERNAL,
        ),
        month("next_due", "下次注册", "下次注册时间", "到期时间", is_shown=True),
        remark(),
    ),
    label="conclusion",
    same=(),
    when=("begins",),
    line=lambda row: "",
    is_last_only=True,
    reads=("conclusion", "next_due"),
    summary=_register_summary,
    summed=("cert_register",),
    told=lambda teacher, today: [{"next_due": teacher.cert_register}] if teacher.cert_register else [],
    settle=_due,
    problems=needs(("begins", "请填写注册时间。")),
)

SKILL = HistoryKind(
    key="skill",
    title="技能证书",
    row=Skill,
    columns=(
        choice("kind", "技能", "skill", 18, "类别", required=True, is_shown=True),
        Column("grade", "等级", width=24, required=True, is_shown=True, aliases=("级别",)),
        month("begins", "取得时间", "时间", "发证时间", is_shown=True),
        Column("number", "证书编号", Kind.ID, 34, privacy=Privacy.INTERNAL, is_shown=True),
        remark(),
    ),
    label="grade",
    same=("kind", "grade"),
    when=("begins",),
    line=lambda row: "",
    facets=(Facet({"mandarin": "grade"}, "mandarin", "", _mandarin, {"kind": "普通话"}),),
    problems=needs(("kind", "请选择技能。"), ("grade", "请填写等级。")),
)

EVENT = HistoryKind(
    key="event",
    title="家访与承诺",
    row=Event,
    columns=(
        choice("kind", "事项", "event", 18, "类别", required=True, is_shown=True),
        month("begins", "日期", "时间", required=True, is_shown=True),
        Column("text", "内容", width=60, aliases=("说明", "情况"), is_shown=True),
        Column(
            "count",
            "数量",
            Kind.INT,
            14,
            aliases=("户数", "份数", "次数"),
            is_shown=True,
            help="家访户数、承诺书份数",
        ),
        remark(),
    ),
    label="kind",
    same=("kind", "text"),
    when=("begins",),
    line=lambda row: "",
    problems=needs(("kind", "请选择事项。"), ("begins", "请填写日期。")),
    privacy=Privacy.INTERNAL,
)
