"""Fixtures of all rooms: a fresh school file, who acts, a clock that stands, the user, no way to the network."""

import gc
import os
import re
import shutil
import socket
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from edudesk.base import clock, paths
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.schema import open_store
from tests import nearby
from tests.copies import copy_of, trust_copies
from tests.disk import write_behind
from tests.keys import derive_quickly
from tests.newborn import share_newborn
from tests.statements import share_statements
from tests.thorough import TURN, begin_turn, examples

if TYPE_CHECKING:
    from edudesk.desk import Desk
    from tests.gui import Said
    from tests.seat import Seat

_HERE = Path(__file__).parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden; then look at them")


def pytest_report_header() -> str:
    return f"sweeps: turn {os.environ[TURN]} ({TURN}; make thorough takes all)"


def pytest_configure(config: pytest.Config) -> None:
    begin_turn()
    # a day in the second year of the sample school's plan: a test that goes by the calendar passes on any day
    clock.run_from(datetime(2026, 11, 22, 10).astimezone())
    # a loaded machine is no fault of the program; a change that is judged (CI) is judged by the same examples each time,
    # as Hypothesis does by itself, while everybody else looks for new ones
    settings.register_profile(
        "edudesk",
        max_examples=examples(100),
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("edudesk")
    share_statements()
    write_behind()
    derive_quickly()
    nearby.read_nearby()
    share_newborn()
    trust_copies()
    if config.getoption("--update-golden"):
        os.environ["EDUDESK_UPDATE_GOLDEN"] = "1"


def pytest_collection(session: pytest.Session) -> None:
    """Of a fresh checkout each process of pytest-xdist compiles its share of the tests first, and finds the others'
    compiled; else each compiles all of them. What goes wrong here goes wrong again, and is told, when it is collected."""
    number, processes = (os.environ.get(f"PYTEST_XDIST_WORKER{end}", "") for end in ("", "_COUNT"))
    if number and session.config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        mine = sorted(_HERE.rglob("test_*.py"))[int(number.removeprefix("gw")) :: int(processes)]
        with warnings.catch_warnings(action="error"):
            for path in mine:
                with suppress(Exception, pytest.skip.Exception):
                    import_module(".".join(path.relative_to(_HERE.parent).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first: begun as the last, one of them would keep one processor busy and the other waiting."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay to the end: rubbish is looked for among what came after them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application of pytest-qt has the style of the program."""
    from edudesk.kit.theme import STYLE

    return ["edudesk", *STYLE]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """EduDesk opens no socket (P36): a connection to anywhere fails the test."""

    def refuse(sock: socket.socket, address: object) -> None:
        raise AssertionError(f"EduDesk does not go online: {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """new_folder(name): a new one. pytest's own looks through all there are for each one it makes, and there are
    thousands: a minute of processor time."""
    root, number = tmp_path_factory.mktemp("tests"), count(1)

    def make(name: str) -> Path:
        folder = root / f"{next(number)}_{name}"
        folder.mkdir()
        return folder

    return make


@pytest.fixture
def tmp_path(new_folder: Callable[[str], Path], request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder of the test; it stays when the test fails, else gigabytes of sample schools would be written out."""
    folder = new_folder(re.sub(r"\W", "_", request.node.name)[:30])
    failed = request.session.testsfailed
    yield folder
    if request.session.testsfailed == failed:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_home(new_folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, log and default school file of a test lie in a folder of its own."""
    monkeypatch.setenv("EDUDESK_HOME", str(new_folder("home")))


@pytest.fixture
def at_arms_length() -> Iterator[None]:
    """Strangers' workbooks are read by a real child process under its limits (tests/nearby.py)."""
    with nearby.at_arms_length():
        yield


@pytest.fixture
def said() -> Iterator["Said"]:
    """Stands in for the user (tests/gui.py); a message that nobody heard fails the test."""
    from edudesk.kit.dialogs import set_chooser
    from edudesk.kit.messages import set_voice
    from tests.gui import Said

    user = Said()
    voice, chooser = set_voice(user), set_chooser(user)
    yield user
    set_voice(voice)
    set_chooser(chooser)
    assert user.heard() == []


@pytest.fixture(autouse=True)
def _tidy_gui(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every GUI test has a user, and leaves no job, no window and no warning of Qt behind."""
    if "qtbot" not in request.fixturenames and "qapp" not in request.fixturenames:
        yield
        return
    from tests.gui import tidied

    app, log = request.getfixturevalue("qapp"), request.getfixturevalue("qtlog")
    request.getfixturevalue("said")
    with tidied(app, log):
        yield


@pytest.fixture
def stopped_clock() -> Iterator[Callable[[str], None]]:
    """stopped_clock("2026-11-20 08:30") lets the clock stand there, China time."""

    def stop(moment: str) -> None:
        clock.stop_at(datetime.fromisoformat(f"{moment}+08:00"))

    stop("2026-11-20 08:30")
    yield stop
    clock.stop_at(None)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str | None], Path]:
    """migrated(password): an empty school file of the present schema, made once and copied by school_file."""
    made: dict[str | None, Path] = {}

    def make(password: str | None) -> Path:
        if password not in made:
            path = made[password] = tmp_path_factory.mktemp("migrated") / "学校.edudesk"
            open_store(path, password, create=True).close()
        return made[password]

    return make


@pytest.fixture
def password() -> str | None:
    """Of the school file; the store's own tests run with one and without."""
    return None


@pytest.fixture
def school_file(migrated: Callable[[str | None], Path], password: str | None, tmp_path: Path) -> Path:
    """An empty school in a folder with Chinese and spaces in its name."""
    folder = tmp_path / "教务处 资料（2026）"
    folder.mkdir()
    return copy_of(migrated(password), folder / "龙城实验小学.edudesk")


@pytest.fixture
def school(school_file: Path, password: str | None) -> Iterator[Store]:
    """The open school file."""
    store = open_store(school_file, password)
    yield store
    store.close()


@pytest.fixture
def context(school: Store) -> Context:
    """The local user at the open school."""
    return Context(school, device="教务处电脑")


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school, made once for all workers of a run: founding it takes seconds."""
    from edudesk.desk import found_sample

    own = tmp_path_factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample"
    file, made, failed = place / "龙城实验小学.edudesk", *map(place.with_suffix, (".made", ".failed"))
    try:
        place.mkdir()
    except FileExistsError:  # another worker is at it
        while not made.exists():
            assert not failed.exists(), "the sample school could not be made"
            time.sleep(0.05)
        return file
    try:
        found_sample(file).close()
    except BaseException:
        failed.touch()
        raise
    made.touch()
    return file


@pytest.fixture
def sample_at_once(sample_made: Path) -> Callable[[Path], "Desk"]:
    """Stands in for found_sample where it only matters that it is called: the one made already, opened as a copy."""
    from edudesk.desk import open_desk

    def found_sample(path: Path) -> "Desk":
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(paths.kept_folder(sample_made), paths.kept_folder(path))
        return open_desk(copy_of(sample_made, path))

    return found_sample


@pytest.fixture
def sample(sample_made: Path, tmp_path: Path) -> Path:
    """A copy of the sample school, to be worked on."""
    file = copy_of(sample_made, tmp_path)
    shutil.copytree(paths.kept_folder(sample_made), paths.kept_folder(file))
    return file


@pytest.fixture(scope="session")
def five_made(migrated: Callable[[str | None], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school of five teachers with a bit of everything (tests/submissions/five.py), made once."""
    from tests.submissions.five import desk_of_five

    file = Path(shutil.copy(migrated(None), tmp_path_factory.mktemp("five") / "龙城实验小学.edudesk"))
    before = clock._stopped  # the test that is the first to want this school may have stopped the clock
    clock.stop_at(datetime.fromisoformat("2026-11-20 08:30+08:00"))
    try:
        desk_of_five(open_store(file)).close()
    finally:
        clock.stop_at(before)
    return file


@pytest.fixture
def five(five_made: Path, tmp_path: Path) -> Path:
    """A copy of the school of five: for whatever does not need a hundred people."""
    return copy_of(five_made, tmp_path / "龙城实验小学.edudesk")


@pytest.fixture(scope="session")
def complete_made(five_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The school of five with all a pack asks for but the passages of its reports, made once."""
    from edudesk.desk import open_desk

    file = Path(shutil.copy(five_made, tmp_path_factory.mktemp("complete") / five_made.name))
    with open_desk(file) as desk:
        desk.school.save(
            {
                "short_name": "龙城实小",
                "principal": "单国平",
                "contact": "周敏华",
                "contact_phone": "0519-86990100",
            }
        )
        (gap,) = [row for row in desk.teachers.rows() if not row.top_edu and row.status == "在岗"]
        desk.teachers.change(gap.id, {"top_edu": "本科"})
    return file


@pytest.fixture
def complete(complete_made: Path, tmp_path: Path) -> Path:
    """A copy of the complete school of five."""
    return copy_of(complete_made, tmp_path / complete_made.name)


@pytest.fixture
def seat(request: pytest.FixtureRequest) -> Iterator["Seat"]:
    """Somebody at the window of the sample school (tests/seat.py)."""
    from edudesk.desk import open_desk
    from tests.seat import Seat

    qtbot, said, sample = (request.getfixturevalue(name) for name in ("qtbot", "said", "sample"))
    with Seat(qtbot, said, open_desk(sample)) as taken:
        yield taken
