"""At a real terminal: the progress bar, the question before a restore, the password that is not shown."""

import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from edudesk.desk import open_desk
from edudesk.roster.rows import TeacherDraft
from edudesk.store.schema import open_store
from tests.data.make_workbooks import HERE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo terminal is Unix")


# as python -m edudesk, with keys that are derived as quickly as here
QUICKLY = """
import sys
from tests.keys import derive_quickly
derive_quickly()
sys.argv[0] = "edudesk"
from edudesk.__main__ import main
sys.exit(main())
"""


def at_terminal(
    *words: object, answers: tuple[tuple[str, str], ...] = (), program: Sequence[str] = ("-m", "edudesk")
) -> tuple[int, str]:
    """Exit code and everything shown; answers: (what is waited for, what is then typed)."""
    process, screen = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm", COLUMNS="160", LINES="40")
        os.execv(sys.executable, [sys.executable, *program, *map(str, words)])
    shown, left, until = b"", list(answers), time.monotonic() + 20
    while time.monotonic() < until:
        if select.select([screen], [], [], 0.2)[0]:
            try:
                piece = os.read(screen, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
        if left and left[0][0].encode() in shown:
            os.write(screen, (left.pop(0)[1] + "\n").encode())
    if time.monotonic() >= until:
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    os.close(screen)
    return os.waitstatus_to_exitcode(status), shown.decode()


def test_long_work_shows_a_bar_and_the_result_stays(sample: Path) -> None:
    code, shown = at_terminal("import", "roster", HERE / "sample_school_update.xlsx", "--data", sample)
    assert code == 0
    assert "已导入：新增 2 人，更新 5 人。" in shown
    assert "%" in shown
    assert re.search(r"Traceback|Working", shown) is None


@pytest.mark.parametrize(("answer", "code"), [("是", 0), ("不", 1)])
def test_restore_asks_first(five: Path, answer: str, code: int) -> None:
    with open_desk(five) as desk:
        desk.backups.take()
        desk.teachers.add(TeacherDraft(name="新来"))
    done, shown = at_terminal(
        "restore", "--latest", "--data", five, answers=(("要继续吗？输入 是 并回车：", answer),)
    )
    assert done == code
    assert "之后的 1 项操作将不在其中。" in shown
    assert ("没有恢复。" in shown) == (code == 1)
    with open_desk(five) as desk:
        assert ("新来" in [row.name for row in desk.teachers.rows()]) == (code == 1)


def test_password_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "加密.edudesk"
    open_store(file, "chunfeng8", create=True).close()
    code, shown = at_terminal(
        "verify", "--data", file, answers=(("打开密码：", "chunfeng8"),), program=("-c", QUICKLY)
    )
    assert code == 0
    assert "核对通过。" in shown
    assert "chunfeng8" not in shown


def test_lost_school_with_a_password_comes_back_after_asking(tmp_path: Path) -> None:
    file = tmp_path / "加密.edudesk"
    with open_desk(file, "chunfeng8", create=True) as desk:
        desk.backups.take()
    file.unlink()
    code, shown = at_terminal(
        "restore", "--latest", "--yes", "--data", file, answers=(("打开密码：", "chunfeng8"),),
        program=("-c", QUICKLY),
    )  # fmt: skip
    assert code == 0
    assert "已恢复到" in shown
    open_desk(file, "chunfeng8").close()
