"""The lists beside a record of governance: members, resolutions, editions, points of the 整改清单."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.governance.pages.offers import Offers
from edudesk.governance.rows.bodies import SEAT_COLUMN
from edudesk.governance.rows.inspections import FINDING_COLUMN, FindingRow, InspectionRow
from edudesk.governance.rows.meetings import RESOLUTION_COLUMN, MeetingRow, ResolutionRow
from edudesk.governance.rows.regulations import EDITION_COLUMN, EditionRow, RegulationRow
from edudesk.governance.rules.entering import closing_doubts, votes_beyond
from edudesk.governance.rules.standing import finding_standing, resolution_standing
from edudesk.governance.service.sources import GovernanceSources
from edudesk.kit.dated_list import DatedLine
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.section import Deed, Section, columns_of, joined
from edudesk.school.pages.people import Choosing, named_shown, named_stored


def _today() -> str:
    return clock.today().isoformat()


# members


def seats(choosing: Choosing) -> Section:
    """成员 of a body, chosen from the roster or typed."""
    name = replace(
        SEAT_COLUMN["name"],
        kind=Kind.CHOICE,
        codes=choosing.codes,
        help="从花名册选，家长、校外人员直接写姓名",
    )
    rest = columns_of(SEAT_COLUMN, "term", "duty", "side", "unit", "begins", "ends", "remark")
    return Section(
        "成员",
        "成员",
        lambda sources: sources.body_seats,
        (name, *rest),
        lambda row, _: DatedLine(
            row.term,
            joined(row.name, row.duty, row.side),
            "已离任" if row.ends and row.ends <= _today() else "",
        ),
        named_shown,
        named_stored,
    )


# resolutions

_CARRIED_OUT = (replace(RESOLUTION_COLUMN["done_on"], required=True), RESOLUTION_COLUMN["done"])


def _carry_out(
    parent: QWidget, sources: GovernanceSources, _choosing: Choosing, _meeting: MeetingRow, row: ResolutionRow
) -> FormDialog:
    return FormDialog.edit(
        parent,
        f"落实情况 {row.title}",
        (("", _CARRIED_OUT),),
        {"done_on": _today(), "done": row.done},
        lambda typed: sources.resolutions.change(row.id, typed, row.version),
    )


def _vote_doubts(
    draft: Any, meeting: MeetingRow, _others: Sequence[Any], _sources: Any
) -> Sequence[FieldProblem]:
    found = votes_beyond(draft, meeting.present)
    return [found] if found is not None else []


def resolutions(offers: Offers) -> Section:
    """决议 of a meeting, with who carries them out."""
    return Section(
        "决议",
        "决议",
        lambda sources: sources.resolutions,
        tuple(offers.columns(RESOLUTION_COLUMN).values()),
        lambda row, _: DatedLine(
            row.result, joined(row.title, row.owner), resolution_standing(row, _today()) or row.due
        ),
        begins=lambda _meeting: {"result": "通过"},
        deeds=(Deed("登记落实", lambda row: bool(row.owner or row.due) and not row.done_on, _carry_out),),
        doubts=_vote_doubts,
    )


# editions


def _meeting_words(sources: GovernanceSources) -> dict[str, str]:
    """2024-06-21 三届二次教职工代表大会 -> id of the meeting, the newest first."""
    return {f"{row.on} {row.title}": row.id for row in sources.meetings.rows()}


def _bare(word: object) -> str:
    return "".join(str(word or "").split())


def editions(sources: GovernanceSources) -> Section:
    """版次 of a regulation; the meeting that adopted it is chosen among those held, or typed."""
    codes = CodeList("会议", ())
    adopted: Column = replace(EDITION_COLUMN["adopted_by"], kind=Kind.CHOICE, codes=codes)

    def words() -> dict[str, str]:
        """Those held by now: each form offers them anew."""
        found = _meeting_words(sources)
        codes.take_own(map(Code, found))
        return found

    def shown(row: EditionRow, _choosing: Choosing) -> Mapping[str, object]:
        named = {row_id: word for word, row_id in words().items()}
        return {"adopted_by": named.get(row.meeting_id, row.adopted_by)}

    def stored(typed: dict[str, Any], choosing: Choosing, row: Any) -> dict[str, Any]:
        # of one in the recycle bin the list knows nothing: a form gives its word back without the space
        if row is not None and _bare(typed.get("adopted_by")) == _bare(shown(row, choosing)["adopted_by"]):
            return typed | {"adopted_by": row.adopted_by, "meeting_id": row.meeting_id}
        return typed | {"meeting_id": words().get(str(typed.get("adopted_by") or ""), "")}

    def begins(_regulation: RegulationRow) -> Mapping[str, object]:
        words()
        return {"on": _today()}

    return Section(
        "版次",
        "版次",
        lambda sources: sources.editions,
        (
            EDITION_COLUMN["on"],
            adopted,
            *columns_of(EDITION_COLUMN, "effective", "doc_no", "why", "text", "remark"),
        ),
        lambda row, _: DatedLine(row.on, f"第 {row.number} 版 {row.why}".strip(), row.doc_no),
        shown,
        stored,
        begins,
        has_files=True,
    )


# what an inspection asked for

_CLOSING = (
    replace(FINDING_COLUMN["closed_on"], required=True),
    replace(FINDING_COLUMN["proof"], required=True, help="做了什么、凭什么材料；照片、文件放在这一项下面"),
    FINDING_COLUMN["closed_by"],
)


def _closing_doubts(
    draft: Any, inspection: InspectionRow, _others: Sequence[Any], _sources: Any
) -> Sequence[FieldProblem]:
    return list(closing_doubts(draft, inspection, _today()))


def _close(parent: QWidget, sources: GovernanceSources, offers: Offers, row: FindingRow) -> FormDialog:
    return FormDialog.edit(
        parent,
        "整改销号",
        (("", tuple(map(offers.column, _CLOSING))),),
        {"closed_on": _today(), "proof": row.proof, "closed_by": row.leader},
        lambda typed: sources.findings.close(
            row.id,
            on=str(typed.get("closed_on") or ""),
            proof=str(typed.get("proof") or ""),
            by=str(typed.get("closed_by") or ""),
        ),
        spell=offers.choosing.spell,
    )


def findings(offers: Offers) -> Section:
    """整改清单 of an inspection, each point with who mends it and who looks at it afterwards."""

    def close(parent: QWidget, sources: Any, _choosing: Choosing, _owner: Any, row: FindingRow) -> FormDialog:
        return _close(parent, sources, offers, row)

    return Section(
        "整改清单",
        "整改事项",
        lambda sources: sources.findings,
        tuple(offers.columns(FINDING_COLUMN).values()),
        lambda row, _: DatedLine(
            row.due[5:], joined(row.problem, row.owner or row.department), finding_standing(row, _today())
        ),
        deeds=(Deed("销号", lambda row: not row.closed_on, close, is_due=False),),
        doubts=_closing_doubts,
        has_files=True,
    )
