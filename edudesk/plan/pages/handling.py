"""办理 ▾ on the page of the plan: what is done to a plan as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.kit.buttons import menu_button
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.tasks import run_task
from edudesk.plan.pages import forms
from edudesk.plan.pages.course import StageMenu, copy_year, freeze_year, thaw_year
from edudesk.plan.pages.lacks import show_lacks
from edudesk.plan.pages.next_round import next_round
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.rules.removing import plan_words, refuse_going

if TYPE_CHECKING:
    from edudesk.plan.pages.page import PlanPage


class Handling:
    """The button with its menu, of a page that shows a plan. stages: the chips beside it, whose lists it opens too; told(text):
    what was done, with 撤销."""

    def __init__(
        self, page: "PlanPage", sources: PlanSources, stages: StageMenu, told: Callable[[str], object]
    ) -> None:
        self._page, self._sources, self._told = page, sources, told
        self.button = menu_button(
            "办理",
            (
                ("编辑规划基本信息…", self.edit),
                ("新建规划…", self.add),
                None,
                ("复制年度任务到下一年…", partial(self.with_picture, copy_year)),
                ("冻结本年度实际值（以后不随数据变）", partial(self.with_picture, freeze_year)),
                ("解除冻结本年度实际值", partial(self.with_picture, thaw_year)),
                ("拟订下一轮规划…", partial(self.with_picture, next_round)),
                None,
                ("核对还缺什么…", partial(self.with_picture, show_lacks)),
                ("征求意见与论证意见…", stages.show_opinions),
                ("规划调整…", stages.show_adjustments),
                ("规划的修改记录…", self.show_history),
                None,
                ("删除这份规划…", self.remove),
            ),
        )

    def add(self) -> None:
        """A new plan, which is shown then."""
        forms.plan_form(self._page, self._sources, None, lambda row: self._page.choice.choose(row.id))

    def edit(self) -> None:
        """Round, identity card and aims of the plan shown."""
        picture = self._page.picture
        if picture is not None:
            forms.plan_form(self._page, self._sources, picture.whole.plan, _nothing)

    def remove(self) -> None:
        """The plan shown with all that belongs to it, to the recycle bin; another one is shown then."""
        picture = self._page.picture
        if picture is None:
            return
        plan = picture.whole.plan
        try:
            refuse_going(plan)
            versions = len(self._sources.plan_versions.of(plan.id))
            told = plan_words(picture.whole, versions, picture.plans)
        except UserError as error:
            messages.fail(self._page, error)
            return
        if not messages.ask(self._page, f"删除“{plan.title}”？", told, yes="删除规划"):
            return
        done = f"已删除“{plan.title}”和它的全部内容，可在回收站找回。"
        run_task(  # of a large plan a few thousand records
            self._page,
            "正在删除规划",
            lambda _step: self._sources.plans.put_away([plan.id]),
            lambda _nothing: self._told(done),
            button=self.button,
        )

    def show_history(self) -> None:
        """Every change of the plan itself."""
        if self._page.picture is None:
            return
        plans, row = self._sources.plans, self._page.picture.whole.plan

        def set_back(entry: int, keys: Sequence[str]) -> None:
            if "state" in keys:
                raise UserError(
                    "规划的状态随登记的阶段变化，不能单独恢复。",
                    "请登记相应的阶段，登记错了的在阶段里删除；数据没有改动。",
                )
            plans.set_back(row.id, entry, keys)

        columns = list(plans.columns.values())
        HistoryDialog(self._page, row.title, columns, partial(plans.history, row.id), set_back).open()

    def with_picture(self, does: Callable[..., object], *more: Any) -> None:
        """Do something to what the page shows; nothing while it shows no plan."""
        if self._page.picture is not None:
            does(self._page, self._sources, self._page.picture, self._told, *more)


def _nothing(_row: object) -> None:
    """What was stored is announced, and the page reads again."""
