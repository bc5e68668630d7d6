"""The child started ahead: used once, replaced when dead, gone with the program, held by the same limits."""

import json
import subprocess
import sys
import time

import psutil
import pytest

from edudesk.base.errors import UserError
from edudesk.sheets import reader
from edudesk.sheets.limits import LIMITS
from edudesk.sheets.packing import BETWEEN
from edudesk.sheets.reader import read_workbook

pytestmark = pytest.mark.usefixtures("at_arms_length")
ROWS = (("姓名", "性别"), ("王芳", "女"))


@pytest.fixture(autouse=True)
def _no_child_is_left():
    reader.dismiss()
    before = set(children())
    yield
    reader.dismiss()
    assert set(children()) == before


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("姓名,性别\n王芳,女\n", encoding="utf-8")
    return file


def children():
    return [child.pid for child in psutil.Process().children()]


def spare():
    assert reader._spare is not None
    return reader._spare


@pytest.fixture
def started(monkeypatch):
    """Every child started from now on."""
    all_of_them = []
    start = reader._start
    monkeypatch.setattr(reader, "_start", lambda: all_of_them.append(start()) or all_of_them[-1])
    return all_of_them


def test_the_spare_reads_the_file_and_the_next_file_gets_a_child_of_its_own(path, started):
    reader.prepare()
    reader.prepare()
    (child,) = started
    assert read_workbook(path).sheets[0].rows == ROWS
    assert (child.returncode, reader._spare, len(started)) == (0, None, 1)
    assert read_workbook(path).sheets[0].rows == ROWS
    assert len(started) == 2


def test_a_spare_that_died_is_replaced(path, started):
    reader.prepare()
    spare().kill()
    spare().wait()
    assert read_workbook(path).sheets[0].rows == ROWS
    assert len(started) == 2


def test_a_spare_that_dies_while_it_gets_the_file_is_told_in_words(path, monkeypatch):
    path.write_bytes(b"\xe7" * 5_000_000)  # more than a pipe holds
    monkeypatch.setattr(reader, "_BOOT", "import sys; sys.stdin.buffer.readline()")
    reader.prepare()
    with pytest.raises(UserError, match="文件结构异常"):
        read_workbook(path)


def test_a_spare_that_takes_nothing_is_ended_in_time(path, monkeypatch):
    path.write_bytes(b"a,b\n" * 1_000_000)  # more than a pipe holds
    monkeypatch.setattr(reader, "_BOOT", "import time; time.sleep(60)")
    reader.prepare()
    with pytest.raises(UserError, match="读取超过 1 秒"):
        read_workbook(path, limits=LIMITS._replace(seconds=1))


def test_a_spare_of_another_kind_is_not_used(path, monkeypatch, started):
    monkeypatch.setattr(reader, "_BOOT", "import time; time.sleep(60)")
    reader.prepare()
    monkeypatch.undo()
    assert read_workbook(path).sheets[0].rows == ROWS


def test_the_time_limit_counts_from_the_file_on(path):
    reader.prepare()
    time.sleep(1.1)
    assert read_workbook(path, limits=LIMITS._replace(seconds=1)).sheets[0].rows == ROWS


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the parent watches, see test_reader")
def test_the_memory_limit_holds_for_a_spare(path):
    path.write_text("王芳,女\n" * 1_500_000, encoding="utf-8")
    reader.prepare()
    with pytest.raises(UserError, match="表格展开后太大"):
        read_workbook(path, limits=LIMITS._replace(memory_bytes=150_000_000))


@pytest.mark.parametrize("mark", [BETWEEN, "\x1e", "\x1f"])
def test_marks_in_cells_stay_there(path, mark):
    path.write_text(f"姓名,性别\n王{mark}芳,a{mark}b\n", encoding="utf-8")
    assert read_workbook(path).sheets[0].rows == (("姓名", "性别"), (f"王{mark}芳", f"a{mark}b"))


def test_no_child_can_be_started_ahead(path, monkeypatch):
    def forbidden():
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(reader, "_start", forbidden)
        reader.prepare()
    assert reader._spare is None
    assert read_workbook(path).sheets[0].rows == ROWS


@pytest.mark.parametrize("ending", ["", "import os; os._exit(1)"])
def test_an_unused_spare_ends_with_the_program(ending):
    code = (
        "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from edudesk.sheets import reader; "
        f"reader.prepare(); print(reader._spare.pid, flush=True); {ending}"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, json.dumps(sys.path)], capture_output=True, check=False
    )
    assert done.stderr == b""
    deadline = time.monotonic() + 10
    while is_running(int(done.stdout)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(int(done.stdout))


def is_running(process):
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
