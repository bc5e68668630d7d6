"""工作台: what has to be done first, then the school at a glance, each figure leading to its records."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from edudesk.base import clock
from edudesk.desk import Desk
from edudesk.kit.bars import Bars
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card, clear_layout
from edudesk.kit.labels import label
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.kit.timeline import Timeline
from edudesk.roster import rules
from edudesk.roster.pages.structure import show_shares
from edudesk.roster.rows import TeacherRow
from edudesk.school.rules import status_words
from edudesk.shell.backup_check import check_unseen
from edudesk.shell.pages import HOME
from edudesk.store.backup import Backup, State, in_words

if TYPE_CHECKING:
    from edudesk.submissions.rows.lines import PackLine

_DUE_AFTER_MS = 400
_LATE_DAYS = 30  # what is later than that was handed in by other ways, or nobody waits for it
_SOON_DAYS = 14
_MOST_PROJECTS = 5
_TITLE = 18  # characters of one that is due
_WEEKDAYS = "一二三四五六日"
_RECENT = 8
_BACKUP_LATE_DAYS = 14
_TO_MEND = (
    ("逾期", "期限已过，还没有整改", Tone.BAD),
    ("已提交整改", "已提交整改，等待复查", Tone.WARN),
    ("待确认", "检查中发现，等待确认", Tone.WARN),
)
"""State in the 整改台账, what is to be done, colour: in the order of ProblemService.waiting."""
_CHECKED_AT_ONCE = 200_000_000  # bytes; more of them are read when 备份与恢复 is opened


class _DueProject(NamedTuple):
    id: str
    when: str
    words: str
    is_late: bool


class HomePage(Page):
    """import_roster, add_teacher, show_gap(word), show_roster, show_…_band(number), show_packs, show_problems(state), show_projects,
    show_project(id), back_up: where links lead.

    backups(): all of them, newest first.
    """

    name, title, icon_name = HOME
    concerns = frozenset(
        {
            "teachers", "school", "calendar", "journal", "backups", "packs", "sendings", "asked", "problems", "projects",
            "project_kinds",
        }
    )  # fmt: skip

    def __init__(
        self,
        desk: Desk,
        *,
        import_roster: Callable[[], object],
        add_teacher: Callable[[], object],
        show_gap: Callable[[str], object],
        show_roster: Callable[[], object],
        show_title_band: Callable[[int], object],
        show_age_band: Callable[[int], object],
        show_packs: Callable[[], object],
        show_problems: Callable[[str], object],
        show_projects: Callable[[], object],
        show_project: Callable[[str], object],
        back_up: Callable[[], object],
        backups: Callable[[], Sequence[Backup]],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._import, self._add, self._show_gap = import_roster, add_teacher, show_gap
        self._show_roster, self._back_up, self._backups = show_roster, back_up, backups
        self._show_title_band, self._show_age_band = show_title_band, show_age_band
        self._show_packs, self._show_problems = show_packs, show_problems
        self._due: tuple[PackLine, ...] = ()
        self._show_projects, self._show_project = show_projects, show_project
        self._problems: tuple[int, int, int] = (0, 0, 0)
        self._projects: tuple[_DueProject, ...] = ()
        column = column_layout(self)
        self._head = PageHead(
            self.title,
            buttons=(
                button("新增教师", add_teacher, icon_name="add"),
                button("导入花名册", import_roster, "primary", icon_name="import"),
            ),
        )
        column.addWidget(self._head)
        place = QWidget()
        self._grid = QGridLayout(place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        column.addWidget(place)
        column.addStretch(1)

    def reload(self) -> None:
        self._fill()
        # the packs bring modules along that the first picture need not wait for
        QTimer.singleShot(_DUE_AFTER_MS, self, self.show_due)

    def show_due(self) -> None:
        """Put what is due of packs, checks and projects among what has to be done."""
        if not self.isVisible():  # the school may be closed by now
            return
        from edudesk.submissions.listing import lines
        from edudesk.submissions.rows.lines import Standing

        first = clock.today() - timedelta(days=_LATE_DAYS)
        urgent = (Standing.LATE, Standing.SOON)
        due = tuple(
            line for line in lines(self._desk) if line.standing in urgent and line.due and line.due >= first
        )
        problems = self._desk.check_problems.waiting()
        projects = self._due_projects()
        if (due, problems, projects) != (self._due, self._problems, self._projects):
            self._due, self._problems, self._projects = due, problems, projects
            self._fill()

    def _due_projects(self) -> tuple[_DueProject, ...]:
        """Of each project what is most urgent, those first that are due first."""
        from edudesk.projects.rules.reminders import days_words

        today = clock.today().isoformat()
        found: dict[str, _DueProject] = {}
        for row, node in self._desk.project_board.due(within=_SOON_DAYS):
            if row.id not in found:
                days = node.days(today)
                words = f"项目：{_brief(row.title)}，{node.title}（{node.due[5:]} 到期）"
                found[row.id] = _DueProject(row.id, days_words(days), words, days < 0)
        return tuple(found.values())

    def _fill(self) -> None:
        today = clock.today()
        term = status_words(self._desk.school.identity(), today, self._desk.terms.rows())
        self._head.note.setText(f"{today.month}月{today.day}日 星期{_WEEKDAYS[today.weekday()]}　{term}")
        rows = [row for row in self._desk.teachers.rows() if rules.is_present(row)]
        clear_layout(self._grid)
        cards = (
            self._todo(rows) if rows else self._start(),
            self._safety(),
            self._staff(rows),
            self._recent(),
        )
        for number, card in enumerate(cards):
            self._grid.addWidget(card, number // 2, number % 2)

    def _start(self) -> Card:
        card = Card("开始使用")
        card.add(
            label(
                "花名册里还没有教师。把学校现有的 Excel 花名册拖到窗口里就可以导入，列名不用改。", wraps=True
            )
        )
        line = QHBoxLayout()
        line.addWidget(button("导入 Excel", self._import, icon_name="import"))
        line.addWidget(button("新增教师", self._add, icon_name="add"))
        line.addStretch(1)
        card.add(line)
        card.body.addStretch(1)
        return card

    def _todo(self, rows: list[TeacherRow]) -> Card:
        missing = [gap for row in rows for gap in rules.gaps_of(row)]
        found = [(word, missing.count(word)) for word, _ in rules.GAPS if word in missing]
        to_mend = [one for one in zip(self._problems, _TO_MEND, strict=True) if one[0]]
        count = len(found) + len(self._due) + len(to_mend) + len(self._projects)
        card = Card("待办", right=label(f"{count} 项", "muted"))
        for line in self._due:
            tone = Tone.BAD if line.words.startswith("过期") else Tone.WARN
            to = f"，报{line.pack.addressee}" if line.pack.addressee else ""
            words = f"报送：{line.pack.title}（{line.due:%m-%d} 截止{to}）"
            card.add(_line(Tag(line.words, tone), words, link("去报送", self._show_packs)))
        for count, (state, words, tone) in to_mend:
            lead = link("处理", partial(self._show_problems, state))
            card.add(_line(Tag(f"{count} 个", tone), f"整改：{words}", lead))
        for one in self._projects[:_MOST_PROJECTS]:
            lead = link("处理", partial(self._show_project, one.id))
            card.add(_line(Tag(one.when, Tone.BAD if one.is_late else Tone.WARN), one.words, lead))
        if (left := len(self._projects) - _MOST_PROJECTS) > 0:
            words = f"项目：另有 {left} 个已到期或将到期"
            card.add(_line(Tag(f"{left} 个", Tone.WARN), words, link("处理", self._show_projects)))
        for word, count in found:
            tone = Tone.BAD if word == "证件号待核实" else Tone.WARN
            card.add(_line(Tag(f"{count} 人", tone), f"花名册：{word}", link("处理", self._to_gap(word))))
        if self._is_backup_late():
            card.add(_line(Tag("备份", Tone.WARN), "超过 14 天没有备份", link("立即备份", self._back_up)))
        if not found and not self._due and not to_mend and not self._projects and not self._is_backup_late():
            card.add(label("没有待办。花名册的基本信息都已填写。", "muted"))
        card.body.addStretch(1)
        return card

    def _to_gap(self, word: str) -> Callable[[], object]:
        return lambda: self._show_gap(word)

    def _safety(self) -> Card:
        backups = self._backups()
        card = Card("数据安全", right=link("立即备份", self._back_up))
        if sum(one.size for one in backups) < _CHECKED_AT_ONCE:
            check_unseen(self, self._desk.backups, backups)
        good = _good(backups)
        last = f"{good[0].moment.astimezone():%Y-%m-%d %H:%M}（{good[0].reason}）" if good else "还没有备份"
        for word, value in (
            ("上次备份", last),
            ("备份份数", in_words(backups)),
            ("学校文件", self._desk.path.name),
            ("所在位置", str(self._desk.path.parent)),
            ("加密", "已加密" if self._desk.store.is_encrypted else "未加密（没有设打开密码）"),
        ):
            line = QHBoxLayout()
            key = label(word, "muted")
            key.setFixedWidth(72)
            line.addWidget(key)
            text = label(value, wraps=True)
            line.addWidget(text, 1)
            card.add(line)
        card.body.addStretch(1)
        return card

    def _staff(self, rows: list[TeacherRow]) -> Card:
        card = Card("教师队伍", right=link("花名册", self._show_roster))
        women = sum(row.gender == "女" for row in rows)
        card.add(label(f"在岗 {len(rows)} 人，其中女 {women} 人", "muted"))
        for title, tone, shares, show in (
            ("职称结构", Tone.BRAND, rules.title_shares(rows), self._show_title_band),
            ("年龄结构", Tone.GOOD, rules.age_shares(rows), self._show_age_band),
        ):
            bars = Bars()
            show_shares(bars, title, shares, tone)
            bars.asked.connect(show)
            card.add(bars)
        card.body.addStretch(1)
        return card

    def _recent(self) -> Card:
        card = Card("最近操作")
        entries = self._desk.timeline.entries(_RECENT)
        if entries:
            card.add(Timeline([(_moment(entry.at), entry.title) for entry in entries]))
        else:
            card.add(label("还没有操作。", "muted"))
        card.body.addStretch(1)
        return card

    def _is_backup_late(self) -> bool:
        good = _good(self._backups())
        return bool(good) and (clock.now() - good[0].moment).days > _BACKUP_LATE_DAYS


def _good(backups: Sequence[Backup]) -> list[Backup]:
    """Those that can be relied on as far as is known, newest first."""
    return [one for one in backups if one.state not in (State.DAMAGED, State.UNREGISTERED)]


def _brief(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"


def _moment(at: str) -> str:
    moment = datetime.fromisoformat(at).astimezone()
    return f"{moment:%H:%M}" if moment.date() == clock.today() else f"{moment:%m-%d}"


def _line(tag: Tag, text: str, right: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(tag)
    line.addWidget(label(text), 1)
    line.addWidget(right)
    return line
