"""The figures of the start page when a part of them cannot be read."""

from pathlib import Path
from typing import NoReturn

import pytest

from edudesk.base.errors import UserError
from edudesk.desk import open_desk
from edudesk.desk.overview import OverviewKeeper
from edudesk.store.context import EVERYTHING


def test_what_cannot_be_read_stays_as_it_was_and_is_told(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_asked: object) -> NoReturn:
        raise UserError("花名册里有一行读不出来。", "请从备份恢复。")

    with open_desk(five) as desk:
        keeper = OverviewKeeper(desk)
        before = keeper.bring()
        assert (before.people, before.unread) == (4, ())
        with monkeypatch.context() as patch:
            patch.setattr(desk.roster_dues, "dues", refuse)
            patch.setattr(desk.teachers, "rows", refuse)
            keeper.heed(EVERYTHING)
            then = keeper.bring()
        assert (then.people, then.dues) == (4, before.dues)
        assert then.unread == (
            "在校教师人数暂时读不出，显示的是上一次的内容：花名册里有一行读不出来。",
            "花名册的待办暂时读不出，显示的是上一次的内容：花名册里有一行读不出来。",
        )
        then = keeper.bring_rest()
        keeper.keep()
        tomorrow = OverviewKeeper(desk)
        assert tomorrow.recall() == then
        assert tomorrow.has_changed, "what could not be read is tried again when the file is opened"
        keeper.heed(frozenset({"teachers"}))
        assert keeper.bring().unread == ()
