"""What an allowance (免检, 加分 …) does in the term result, in words; check types as a person writes them."""

import re
from collections.abc import Sequence

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.forms.points import of_tenths, plain
from edudesk.checks.rows.terms import ADDED, EXEMPTED, NOT_MEASURED, AllowanceDraft
from edudesk.checks.rules.scheme import scheme_of
from edudesk.checks.rules.summary import TermSummary


def kinds_words(codes: str) -> str:
    """备课、作业 of BK、ZY; 全部检查 of ""."""
    return (
        "、".join(kinds()[code].name if code in kinds() else code for code in codes.split("、"))
        if codes
        else ""
    )


def read_kinds(text: str) -> tuple[str, list[str]]:
    """Codes of the check types somebody wrote (备课，作业 or BK), 、-joined, and the words nobody knows; 全部 is ""."""
    names = {kind.name: code for code, kind in kinds().items()} | {code: code for code in kinds()}
    words = [word for word in re.split(r"[、，,；;\s]+", text.strip()) if word]
    if words in (["全部"], ["全部检查"]):
        return "", []
    unknown = [word for word in words if word not in names]
    found = {names[word] for word in words if word in names}
    return "、".join(code for code in kinds() if code in found), unknown


def effect(row: AllowanceDraft, summary: TermSummary) -> str:
    """What it does in the result of its term: 备课按上学期均分 92.5, 作业不计入; 加 2 分; 不排总分."""
    line = summary.by_id.get(row.teacher_id)
    if line is None:
        return "本学期没有任课，也没有检查"
    if row.kind == NOT_MEASURED:
        return "不计总分，不排位次"
    if row.kind == ADDED:
        most = scheme_of(summary.facts.scheme)[0].bonus_most
        gained = of_tenths(row.tenths or 0)
        told = f"加 {plain(gained)} 分"
        return told if line.score.total.gained >= gained else f"{told}，合计最多 {plain(most)} 分"
    if row.kind == EXEMPTED:
        return "，".join(
            _exempted(row.checks.split("、") if row.checks else list(kinds()), row.teacher_id, summary)
        )
    return ""


def total_words(teacher_id: str, summary: TermSummary) -> str:
    """91.2 优秀; 没有总分."""
    line = summary.by_id.get(teacher_id)
    return f"{line.total:.1f} {line.grade}" if line is not None and line.total is not None else "没有总分"


def _exempted(codes: Sequence[str], teacher_id: str, summary: TermSummary) -> list[str]:
    checked = {check.kind for check in summary.checks}
    carried = summary.by_id[teacher_id].score.carried
    told = [f"{kinds()[code].name}按上学期均分 {carried[code]:.1f}" for code in codes if code in carried]
    dropped = [
        kinds()[code].name for code in codes if code in checked and code not in carried and code in kinds()
    ]
    if dropped:
        told.append(f"{'、'.join(dropped)}不计入")
    return told or ["本学期还没有这类检查"]
