"""The small forms of the 整改台账: write down, change, put off, mend, look again, decide about a veto, open again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.rows.campaigns import REPORTED
from edudesk.checks.rows.problems import MAJOR, MINOR, OPEN, PROBLEM_COLUMN, RESULTS, ProblemDraft, ProblemRow
from edudesk.checks.rules.ledger import LedgerLine
from edudesk.checks.rules.problems import LIVE, due_after
from edudesk.kit.form_dialog import FormDialog
from edudesk.school.pages.people import Choosing
from edudesk.school.rows.identity import code_list
from edudesk.school.rules.terms import term_nearest
from edudesk.school.rules.years import is_day, school_year_of, term_and_year

Saved = Callable[[Any], object]
_CATEGORIES = code_list(
    "问题类别", "备课", "课堂", "作业", "辅导", "质量分析", "教研", "常规管理", "师德师风", is_open=True
)
_SEVERITY = code_list("严重程度", MINOR, MAJOR)
_KINDS = code_list("检查类型", *(kind.name for kind in kinds().values()), is_open=True)
_REASON = Column("reason", "理由", help="期限推后时必填，如：外出培训")


class ProblemForms:
    """Opens each form over a page; saved(record) is called behind a save. choosing: people by name."""

    def __init__(self, page: QWidget, sources: CheckSources, choosing: Choosing) -> None:
        self._page, self._sources, self._choosing = page, sources, choosing
        self._problems = sources.check_problems

    def add(self, saved: Saved) -> FormDialog:
        """A problem that no check wrote down: a 推门课, a letter, a look into the books."""
        today = clock.today().isoformat()
        values: dict[str, object] = {
            "found_on": today,
            "severity": MINOR,
            "due": due_after(today, MINOR),
        }
        return self._open("登记问题", self._columns(is_new=True), values, self._add, saved)

    def edit(self, row: LedgerLine, saved: Saved) -> FormDialog:
        """What is known of a problem; its state and a later deadline have deeds of their own."""
        values = {
            key: getattr(row, key) for key in ("text", "category", "severity", "demand", "helper", "remark")
        }
        values |= {
            "owner": self._word(row.owner_id),
            "again": self._word(row.again),
            "due": row.due,
        }
        locked = {"due": "整改中的问题请用“改期限”"} if row.status in LIVE else {}
        return FormDialog.edit(
            self._page,
            f"{row.number} {row.teacher}".strip(),
            (("", self._columns(is_new=False)),),
            values,
            lambda typed: self._problems.change(row.id, self._facts(typed), row.version),
            saved,
            spell=self._choosing.spell,
            locked=locked,
        )

    def put_off(self, rows: Sequence[LedgerLine], saved: Saved) -> FormDialog:
        """Another deadline; a later one says why."""
        dues = sorted({row.due for row in rows if row.due})
        title = f"改期限：{rows[0].text}" if len(rows) == 1 else f"改 {len(rows)} 个问题的期限"
        return self._open(
            title,
            (replace(PROBLEM_COLUMN["due"], required=True), _REASON),
            {"due": dues[-1] if dues else ""},
            lambda typed: self._problems.put_off(
                [row.id for row in rows], str(typed["due"] or ""), str(typed["reason"] or "")
            ),
            saved,
        )

    def mend(self, row: LedgerLine, saved: Saved) -> FormDialog:
        """What was done about it, and when; the files that show it are put in beside."""
        columns = (
            replace(PROBLEM_COLUMN["action"], required=True),
            replace(PROBLEM_COLUMN["done_on"], required=True),
            replace(PROBLEM_COLUMN["proof"], help="材料的名称；照片和文件放在右侧“佐证材料”里"),
        )
        values = {
            "action": row.action,
            "done_on": row.done_on or clock.today().isoformat(),
            "proof": row.proof,
        }
        return self._open(
            f"提交整改：{row.text}",
            columns,
            values,
            lambda typed: self._problems.mend(
                row.id, str(typed["action"] or ""), str(typed["done_on"] or ""), str(typed["proof"] or "")
            ),
            saved,
        )

    def look_again(self, row: LedgerLine, saved: Saved) -> FormDialog:
        """销号, or a second deadline."""
        columns = (
            Column("result", "复查结果", Kind.CHOICE, codes=RESULTS, required=True),
            Column("on", "复查日期", Kind.DATE, required=True),
            Column("again", "复查人", Kind.CHOICE, codes=self._choosing.codes, required=True),
            *(
                ()
                if row.action
                else (replace(PROBLEM_COLUMN["action"], help="还没有提交整改的，在这里写明，印在台账上"),)
            ),
            Column("advice", "后续建议"),
            Column("due", "新的期限", Kind.DATE, help="不通过时填；空着 = 复查后 7 天（否决 3 天）"),
        )
        values = {"on": clock.today().isoformat(), "again": self._word(row.again), "advice": row.next_advice}

        def save(typed: Mapping[str, object]) -> ProblemRow:
            return self._problems.look_again(
                row.id,
                passed=typed["result"] == RESULTS.words[0],
                on=str(typed["on"] or ""),
                again=self._key(str(typed["again"] or "")),
                advice=str(typed["advice"] or ""),
                due=str(typed["due"] or ""),
                action=str(typed.get("action") or ""),
            )

        return self._open(f"复查：{row.text}", columns, values, save, saved)

    def close_many(self, rows: Sequence[LedgerLine], saved: Saved) -> FormDialog:
        """销号 of many looked at in one round."""
        columns = (
            Column("on", "复查日期", Kind.DATE, required=True),
            Column("again", "复查人", Kind.CHOICE, codes=self._choosing.codes, required=True),
            Column("advice", "后续建议"),
        )
        return self._open(
            f"{len(rows)} 个问题复查通过，销号",
            columns,
            {"on": clock.today().isoformat()},
            lambda typed: self._problems.close_many(
                [row.id for row in rows],
                on=str(typed["on"] or ""),
                again=self._key(str(typed["again"] or "")),
                advice=str(typed["advice"] or ""),
            ),
            saved,
        )

    def decide_veto(self, row: LedgerLine, saved: Saved) -> FormDialog:
        """Who confirms a veto (R7), and why once the check is 通报: the score changes by it."""
        who = Column(
            "who", "确认人", Kind.CHOICE, codes=self._choosing.codes, required=True, help="检查人以外的一人"
        )
        checks = {check.id: check for check in self._sources.campaigns.rows()}
        is_reported = row.campaign_id in checks and checks[row.campaign_id].status == REPORTED
        why = Column("reason", "理由", required=True, help="检查已通报，得分会更正")
        return self._open(
            f"确认一票否决：{row.text}",
            (who, *((why,) if is_reported else ())),
            {},
            lambda typed: self._sources.sheets.decide_veto(
                row.sheet_id,
                row.item,
                str(typed["who"] or ""),
                str(typed.get("reason") or ""),
                by_id=self._choosing.id_of(str(typed["who"] or "")),
            ),
            saved,
        )

    def reopen(self, row: LedgerLine, saved: Saved) -> FormDialog:
        """Why a settled problem is open again."""
        return self._open(
            f"重新打开：{row.text}",
            (Column("reason", "理由", required=True),),
            {},
            lambda typed: self._problems.reopen(row.id, str(typed["reason"] or "")),
            saved,
        )

    def _open(
        self,
        title: str,
        columns: Sequence[Column],
        values: Mapping[str, object],
        save: Callable[[dict[str, object]], object],
        saved: Saved,
    ) -> FormDialog:
        return FormDialog.edit(
            self._page, title, (("", tuple(columns)),), values, save, saved, spell=self._choosing.spell
        )

    def _columns(self, *, is_new: bool) -> tuple[Column, ...]:
        people = self._choosing.codes
        every = PROBLEM_COLUMN
        who = (
            Column("teacher", "教师", Kind.CHOICE, codes=people, required=True),
            Column("kind", "检查类型", Kind.CHOICE, codes=_KINDS),
            every["found_on"],
        )
        return (
            *(who if is_new else ()),
            every["text"],
            replace(every["category"], kind=Kind.CHOICE, codes=_CATEGORIES),
            replace(every["severity"], codes=_SEVERITY),
            every["demand"],
            Column(
                "owner", "责任人", Kind.CHOICE, codes=people, help="空着 = 被检查的教师" if is_new else ""
            ),
            every["helper"],
            every["due"],
            Column("again", "复查人", Kind.CHOICE, codes=people, help="从花名册选，也可以直接写姓名"),
            every["remark"],
        )

    def _add(self, typed: Mapping[str, object]) -> ProblemRow:
        facts = self._facts(typed)
        teacher_id = self._key(str(typed["teacher"] or ""))
        found_on = str(typed["found_on"] or "")
        day = date.fromisoformat(found_on) if is_day(found_on) else clock.today()
        nearest = term_nearest(day, self._sources.terms.rows())
        # 校历 may hold only other years
        is_near = nearest is not None and nearest.school_year == school_year_of(day)
        year, term = (
            (nearest.school_year, nearest.term) if nearest and is_near else term_and_year(day.isoformat())
        )
        codes = {kind.name: code for code, kind in kinds().items()}
        kind = str(typed["kind"] or "")
        teacher = next((row for row in self._sources.teachers.rows() if row.id == teacher_id), None)
        about = {"subject": teacher.subject, "classes": teacher.classes} if teacher is not None else {}
        draft = ProblemDraft(
            **{**about, **facts, "owner_id": facts["owner_id"] or teacher_id},
            teacher_id=teacher_id,
            kind=codes.get(kind, kind),
            school_year=year,
            term=term,
            found_on=found_on,
            status=OPEN,
        )
        return self._problems.add(draft)

    def _facts(self, typed: Mapping[str, object]) -> dict[str, Any]:
        found = {
            key: str(typed[key] or "")
            for key in ("text", "category", "severity", "demand", "helper", "due", "remark")
            if key in typed
        }
        people = {"owner_id": "owner", "again": "again"}
        return found | {
            key: self._key(str(typed[word] or "")) for key, word in people.items() if word in typed
        }

    def _word(self, key: str) -> str:
        return self._choosing.word(key) or key

    def _key(self, word: str) -> str:
        person = self._choosing.person(word)
        return person.id if person is not None else word
