"""The teacher beside the table: 档案 · 发展 · 检查 · 项目 · 培训 · 变更, each made when it is first opened."""

from collections.abc import Callable, Sequence
from functools import partial

from edudesk.kit.buttons import button, menu_button
from edudesk.kit.drawer import Drawer
from edudesk.kit.tabs import Tabs
from edudesk.roster.pages.drawer import growth
from edudesk.roster.pages.drawer.changes import ChangesPane, show_history
from edudesk.roster.pages.drawer.file import FilePane
from edudesk.roster.pages.drawer.pane import DrawerTab, EmptyPane, Pane
from edudesk.roster.pages.drawer.training import TrainingPane
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.rows import TeacherRow, day_of, teaching_years
from edudesk.roster.rules.credits import CreditRule
from edudesk.roster.rules.growth import facts_on
from edudesk.roster.service import TeacherService

__all__ = ["DrawerTab", "Pane", "TeacherDrawer", "show_history"]


class TeacherDrawer(Drawer):
    """edit, show_history, more (word, deed): what is done with the teacher shown; credit_rule: that credits are
    counted by now; tabs: of features above, in the place of the one with the same title."""

    def __init__(
        self,
        teachers: TeacherService,
        forms: FactForms,
        edit: Callable[[TeacherRow], object],
        show_history: Callable[[TeacherRow], object],
        more: Sequence[tuple[str, Callable[[TeacherRow], object]]],
        credit_rule: Callable[[], CreditRule],
        tabs: Sequence[DrawerTab] = (),
    ) -> None:
        super().__init__()
        self._histories = forms.histories
        self._forms = forms
        self._row: TeacherRow | None = None
        deeds = [(word, partial(self._do, does)) for word, does in more]
        self._deeds = (
            button("编辑", lambda: self._row and edit(self._row), "link"),
            menu_button("更多", deeds),
        )
        for deed in self._deeds:
            self.tools.addWidget(deed)
        own = (
            DrawerTab("档案", lambda: FilePane(teachers, partial(self.choose, growth.TAB), credit_rule)),
            DrawerTab(growth.TAB, lambda: growth.GrowthPane(forms)),
            DrawerTab("检查", lambda: EmptyPane("还没有检查记录。")),
            DrawerTab("项目", lambda: EmptyPane("还没有项目记录。")),
            DrawerTab("培训", lambda: TrainingPane(forms, credit_rule)),
            DrawerTab("变更", lambda: ChangesPane(teachers, forms.histories, show_history)),
        )
        others = {tab.title: tab for tab in tabs}
        self._specs = [others.pop(tab.title, tab) for tab in own[:-1]] + [*others.values(), own[-1]]
        self._panes: dict[str, Pane] = {}
        self._tabs = Tabs([tab.title for tab in self._specs])
        self._words = [tab.title for tab in self._specs]
        self._tabs.chosen.connect(self._fill)
        self.body.addWidget(self._tabs)
        self.body.addStretch(1)

    def show_teacher(self, row: TeacherRow) -> None:
        """Fill with another teacher, or with the same one after a change."""
        self._row = row
        self.show_head(row.name, _summary(row))
        self._count(row)
        self._fill()

    def lock(self, refusal: str) -> None:
        """While refusal says why, nothing of the teacher can be changed here; "" ends it."""
        self._forms.refusal = refusal
        for deed in self._deeds:
            deed.setEnabled(not refusal)
            deed.setToolTip(refusal)

    def choose(self, title: str) -> Pane:
        """Another tab in front."""
        self._tabs.choose([tab.title for tab in self._specs].index(title))
        return self._panes[title]

    def _do(self, does: Callable[[TeacherRow], object]) -> None:
        if self._row is not None:
            does(self._row)

    def _count(self, row: TeacherRow) -> None:
        """检查 8: how many records stand behind a title."""
        counts = [tab.counted(row.id) if tab.counted is not None else 0 for tab in self._specs]
        words = [
            f"{tab.title} {count}" if count else tab.title
            for tab, count in zip(self._specs, counts, strict=True)
        ]
        if words != self._words:
            self._words = words
            self._tabs.set_tabs(words)

    def _fill(self, _number: int = 0) -> None:
        if self._row is None:
            return
        spec = self._specs[self._tabs.current]
        if spec.title not in self._panes:
            self._panes[spec.title] = spec.build()
            self.body.insertWidget(self.body.count() - 1, self._panes[spec.title])
        for title, pane in self._panes.items():
            pane.setVisible(title == spec.title)
        facts = facts_on(self._histories.of(self._row.id), day_of(self._row))
        self._panes[spec.title].show_teacher(self._row, facts)


def _summary(row: TeacherRow) -> str:
    years = teaching_years(row.teach_start or row.work_start, day_of(row))
    parts = (row.subject, row.title, row.classes, f"教龄 {years} 年" if years else "")
    return " · ".join(part for part in parts if part)
