"""The schema: upgraded as a whole or not at all, equal to the typed models, readable on PostgreSQL (P8, P9)."""

import ast
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

import edudesk
import edudesk.desk.desk  # with it every room names its tables
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.service.goals import GoalService
from edudesk.plan.tables import PlanGoal
from edudesk.store import backup, journal, schema
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.schema import SCHEMA, open_store, rewrite, schema_of, upgrade
from edudesk.store.tables import Base, records
from edudesk.store.timeline import Timeline
from edudesk.store.work import Conflict
from tests.office import Office
from tests.store.both import both
from tests.store.old_schemas import FOLDER, content
from tests.tables import each
from tests.thorough import in_turn

OLD = sorted(FOLDER.glob("*.edudesk"))
records()


def differences(store: Store) -> list[object]:
    with store.transaction() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return list(compare_metadata(context, Base.metadata))


def script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    return ScriptDirectory.from_config(config)


def tables(store: Store) -> set[str]:
    with store.raw() as raw:
        return {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_schema_is_the_newest_revision_and_revisions_are_numbered_without_gap() -> None:
    assert script().get_current_head() == f"{SCHEMA:04}"
    numbers = sorted(int(revision.revision) for revision in script().walk_revisions())
    assert numbers == list(range(1, SCHEMA + 1))


@both
def test_a_new_file_is_what_the_typed_models_say(school: Store) -> None:
    assert differences(school) == []


def test_the_comparison_sees_a_missing_column(school: Store) -> None:
    with school.raw() as raw:
        raw.execute("ALTER TABLE teacher DROP COLUMN mentee")
    assert len(differences(school)) == 1


def test_a_file_of_every_schema_is_kept() -> None:
    assert [path.stem for path in OLD] == [f"{number:04}" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("kept", [OLD[0], *in_turn(OLD[1:-1]), OLD[-1]], ids=lambda path: path.stem)
def test_a_file_of_an_old_schema_opens_with_everything_in_it(kept: Path, tmp_path: Path) -> None:
    store = open_store(Path(shutil.copy(kept, tmp_path)))
    assert schema_of(store) == SCHEMA
    assert differences(store) == []
    assert content(store) == json.loads(kept.with_suffix(".json").read_text("utf-8"))
    assert Timeline(Context(store)).verify().is_whole
    store.close()


def test_rounds_noted_before_a_school_could_word_the_cases_keep_what_the_code_meant(tmp_path: Path) -> None:
    store = Store(Path(shutil.copy(FOLDER / "0011.edudesk", tmp_path)))
    with store.raw() as raw:
        for table, own in (
            ("check_patrol", {"id": "1", "code": "K5"}),
            ("check_patrol", {"id": "2", "code": "K2"}),
            ("check_patrol", {"id": "3", "code": "我校 1"}),
            ("project_recommendation", {"id": "4", "batch": "2026"}),
        ):
            names = [
                name for _, name, _, is_wanted, *_ in raw.execute(f"PRAGMA table_info({table})") if is_wanted
            ]
            values = [{"version": 1, "tenths": 0, **own}.get(name, "") for name in names]
            columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            raw.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)
    upgrade(store)
    with store.raw() as raw:
        rounds = raw.execute("SELECT case_text, is_veto FROM check_patrol ORDER BY id").fetchall()
        assert rounds == [("空堂、旷课", "是"), ("迟到 5 分钟以上、提前下课、拖堂", ""), ("", "")]
        assert raw.execute("SELECT decision, quota FROM project_recommendation").fetchall() == [
            ("推荐", None)
        ]
    assert [entry.rows for entry in Timeline(Context(store)).entries() if entry.verb == "store.upgrade"] == [
        1,
        2,
    ]
    store.close()


def test_a_plan_of_before_calls_its_key_projects_by_one_word_and_a_day_to_mend_by_is_a_day(
    tmp_path: Path,
) -> None:
    store = Store(Path(shutil.copy(FOLDER / "0014.edudesk", tmp_path)))
    kept = {
        "goals": {"g": {"kind": "重点项目", "title": "重点项目"}},
        "sections": [{"heading": "六", "role": "重点项目", "text": "本轮的重点项目"}],
    }
    with store.raw() as raw:
        for table, own in (
            ("plan_goal", {"id": "1", "kind": "重点项目"}),
            ("plan_goal", {"id": "2", "kind": "目标"}),
            ("plan_section", {"id": "3", "role": "重点项目"}),
            ("plan_version", {"id": "4", "content": json.dumps(kept, ensure_ascii=False)}),
            ("appraisal", {"id": "m", "form": "management"}),
            ("appraisal", {"id": "c", "form": "compulsory"}),
            ("appraisal_answer", {"id": "5", "appraisal_id": "m", "mending": "公示编班方案，2026年12月31日前完成"}),
            ("appraisal_answer", {"id": "6", "appraisal_id": "m", "mending": "2027-06-30"}),
            ("appraisal_answer", {"id": "7", "appraisal_id": "m", "mending": "2026年底完成"}),
            ("appraisal_answer", {"id": "8", "appraisal_id": "m", "mending": "2026-10-08 起，2026-12-31 止"}),
            ("appraisal_answer", {"id": "9", "appraisal_id": "c", "mending": "2026-12-31 前完成"}),
        ):  # fmt: skip
            wanted = {
                name: 1 if kind in ("INTEGER", "DOUBLE") else ""
                for _, name, kind, is_wanted, *_ in raw.execute(f"PRAGMA table_info({table})")
                if is_wanted
            }
            values = wanted | own
            columns, places = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
            raw.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(values.values()))
    upgrade(store)
    with store.raw() as raw:
        assert raw.execute("SELECT kind FROM plan_goal ORDER BY id").fetchall() == [
            ("重点发展项目",),
            ("目标",),
        ]
        assert raw.execute("SELECT role FROM plan_section").fetchall() == [("重点发展项目",)]
        content = json.loads(raw.execute("SELECT content FROM plan_version").fetchone()[0])
        assert content["goals"]["g"] == {
            "kind": "重点发展项目",
            "title": "重点项目",
        }  # what people wrote stays
        assert content["sections"] == [{"heading": "六", "role": "重点发展项目", "text": "本轮的重点项目"}]
        assert raw.execute("SELECT due, mending FROM appraisal_answer ORDER BY id").fetchall() == [
            ("2026-12-31", "公示编班方案，2026年12月31日前完成"),
            ("2027-06-30", ""),
            ("", "2026年底完成"),
            ("", "2026-10-08 起，2026-12-31 止"),
            ("", "2026-12-31 前完成"),
        ]
    store.close()


def test_what_the_journal_keeps_of_before_comes_back_in_todays_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(FOLDER / "0014.edudesk", tmp_path))
    with monkeypatch.context() as before:
        before.setattr(PlanGoal, "renamed", {})
        store = Store(path)
        goals = GoalService(Context(store))
        row = goals.add(GoalDraft(plan_id="p1", title="青果巷课程", kind="重点项目"))
        goals.change(row.id, {"kind": "目标"})
        made, changed = (entry.seq for entry in Timeline(Context(store)).entries()[1::-1])
        store.close()
    store = open_store(path)
    goals, timeline = GoalService(Context(store)), Timeline(Context(store))
    timeline.undo(changed)
    assert goals.get(row.id).kind == "重点发展项目"
    goals.change(row.id, {"kind": "目标"})
    assert goals.set_back(row.id, changed, ["kind"]).kind == "重点发展项目"
    timeline.undo(made)  # the row is as it was entered, but for the word
    assert goals.rows() == []
    assert timeline.verify().is_whole
    store.close()


# --- upgrades that the program does not have yet --------------------------------------------------------------

HEAD = 'import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = "{}", "{}"\n\n\n'
PARENT_AND_CHILD = """
def upgrade():
    op.create_table("form", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("form_id", sa.Integer(), sa.ForeignKey("form.id", ondelete="CASCADE"), nullable=False),
    )
    op.execute("INSERT INTO form VALUES (1, '听课'), (2, '作业')")
    op.execute("INSERT INTO mark VALUES (1, 1), (2, 1), (3, 2)")
"""
REBUILD = """
def upgrade():
    with op.batch_alter_table("form", recreate="always") as form:
        form.add_column(sa.Column("source", sa.Text(), nullable=False, server_default=""))
"""
FAIL = """
def upgrade():
    op.add_column("teacher", sa.Column("height", sa.Text()))
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE teacher SET name = '谁'")
    raise OSError("the light went out")
"""
ORPHANS = """
def upgrade():
    op.execute("DELETE FROM form WHERE id = 1")
"""
Next = Callable[..., None]


@pytest.fixture
def next_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Next:
    """next_program(revision, …): from now on the program is newer by these revisions."""

    def install(*revisions: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder, dirs_exist_ok=True)
        for number, body in enumerate(revisions, SCHEMA + 1):
            text = HEAD.format(f"{number:04}", f"{number - 1:04}") + body
            (folder / "versions" / f"{number:04}_next.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(schema, "SCHEMA", SCHEMA + len(revisions))

    return install


@both
def test_a_failed_upgrade_leaves_the_old_file_in_its_old_version(
    school: Store, school_file: Path, office: Office, next_program: Next, password: str | None
) -> None:
    office.enter("李静", "周敏华")
    before = content(school)
    school.close()
    next_program(PARENT_AND_CHILD, FAIL)
    with pytest.raises(OSError, match="the light went out"):
        open_store(school_file, password)
    school.reopen()
    assert schema_of(school) == SCHEMA + 1  # the first of the two is whole and stays
    assert "half" not in tables(school)
    assert content(school) == before
    with school.raw() as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def children(store: Store) -> int:
    with store.raw() as raw:
        return int(raw.execute("SELECT count(*) FROM mark").fetchone()[0])


def test_rebuild_keeps_children(
    school: Store, school_file: Path, next_program: Next, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.close()
    bare = shutil.copy(school_file, school_file.with_name("另一份.edudesk"))
    next_program(PARENT_AND_CHILD, REBUILD)
    store = open_store(school_file)
    assert children(store) == 3
    with store.raw() as raw:
        assert raw.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    store.close()

    # the same with foreign keys left on loses them, so this test can fail
    monkeypatch.setattr(schema, "_without_foreign_keys", lambda store: store.lock)
    careless = open_store(Path(bare))
    assert children(careless) == 0
    careless.close()


def test_an_upgrade_that_leaves_children_without_parents_is_undone(
    school: Store, school_file: Path, next_program: Next
) -> None:
    school.close()
    next_program(PARENT_AND_CHILD, ORPHANS)
    with pytest.raises(AssertionError, match="rows without parents"):
        open_store(school_file)
    school.reopen()
    assert schema_of(school) == SCHEMA + 1
    assert children(school) == 3


@both
def test_an_older_file_is_backed_up_once_before_it_is_touched(
    school: Store, school_file: Path, office: Office, next_program: Next, password: str | None
) -> None:
    office.enter("李静")
    school.close()
    next_program(PARENT_AND_CHILD)
    for _ in range(2):
        store = open_store(
            school_file, password, before_upgrade=lambda store: backup.take(store, backup.BEFORE_UPGRADE)
        )
        store.close()
    (made,) = backup.listed(school_file)
    assert (made.reason, made.schema, made.counts["teacher"]) == ("升级前", SCHEMA, 1)


def test_when_the_backup_fails_nothing_is_upgraded(
    school: Store, school_file: Path, next_program: Next
) -> None:
    school.close()
    next_program(PARENT_AND_CHILD)

    def fail(store: Store) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        open_store(school_file, before_upgrade=fail)
    school.reopen()
    assert schema_of(school) == SCHEMA
    assert "form" not in tables(school)


def test_a_first_start_that_was_cut_short_goes_on(tmp_path: Path, next_program: Next) -> None:
    path = tmp_path / "新学校.edudesk"
    stub = Store(path)
    with stub.raw() as raw:
        raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    stub.close()
    calls: list[Store] = []
    store = open_store(path, before_upgrade=calls.append)
    assert (schema_of(store), calls) == (SCHEMA, [])
    store.close()


def test_a_first_start_that_fails_leaves_no_file(tmp_path: Path, next_program: Next) -> None:
    next_program(FAIL)
    with pytest.raises(OSError, match="the light went out"):
        open_store(tmp_path / "新学校.edudesk", create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["migrations"]


# --- PostgreSQL: the way stays open ---------------------------------------------------------------------------


def test_every_revision_compiles_for_postgresql() -> None:
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written}
    )
    with Operations.context(context):
        for revision in reversed(list(script().walk_revisions())):
            revision.module.upgrade()
    ddl = written.getvalue()
    assert "CREATE TABLE teacher" in ddl
    assert "BEFORE UPDATE OR DELETE ON journal_entry" in ddl
    assert not re.search("PRAGMA|RAISE\\(ABORT|AUTOINCREMENT|sqlite", ddl)


SQLITE_ONLY = re.compile(
    r"PRAGMA |sqlite_|\bINSERT OR |\bREPLACE INTO\b|\bVACUUM\b|\browid\b|json_extract|\bGLOB\b|strftime\("
)

SQL_NAMES = re.compile("sqlalchemy|sqlcipher3|sqlite3|QtSql|exec_driver_sql")


def strings(tree: ast.AST) -> list[str]:
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def sqlite_only(code: str) -> list[str]:
    """What ties a piece of code to SQLite: its words, raw SQL, a dialect or a driver."""
    whole = re.sub(r"([\"'])\s*[a-z]?\1", "", code)  # of strings that stand side by side
    if not SQLITE_ONLY.search(whole) and not SQL_NAMES.search(code):
        return []  # hundreds of files that need not be taken apart
    tree = ast.parse(code)
    found = [text for text in strings(tree) if SQLITE_ONLY.search(text)]
    tied = re.compile(
        r"sqlalchemy\.(text|dialects|DDL)\b|sqlcipher3|sqlite3|PySide6\.QtSql|.*exec_driver_sql"
    )
    return found + [name for name in imported(tree) if tied.match(name)]


def test_nothing_outside_the_store_is_tied_to_sqlite() -> None:
    root = Path(edudesk.__file__).parent
    outside = [path for path in root.rglob("*.py") if path.relative_to(root).parts[0] != "store"]
    assert outside
    assert {path.name: found for path in outside if (found := sqlite_only(path.read_text("utf-8")))} == {}


@each(
    "code",
    [
        "connection.execute('INSERT OR IGNORE INTO teacher VALUES (1)')",
        'connection.execute("INSERT OR "\n    "IGNORE INTO teacher VALUES (1)")',
        "from sqlalchemy import text",
        "import sqlite3",
        "from sqlalchemy.dialects.sqlite import insert",
        "from PySide6.QtSql import QSqlDatabase",
    ],
)
def test_the_search_for_sqlite_finds_it(code: str) -> None:
    assert sqlite_only(code)


def test_what_a_revision_rewrites_is_told_to_the_journal(
    school: Store, office: Office, timeline: Timeline
) -> None:
    li, zhou = office.enter("李静", "周敏华")
    office.change(li, title="小学一级")
    words = {"小学一级": "一级教师"}
    with school.transaction() as connection:
        told = rewrite(
            connection, "teacher", lambda row: {"title": words[row["title"]]} if row["title"] in words else {}
        )
    assert (told, office.state()[li]["title"]) == (1, "一级教师")
    (entry, *_) = timeline.entries()
    assert (entry.verb, entry.kind, entry.rows) == ("store.upgrade", "note", 1)
    assert timeline.verify().is_whole
    assert timeline.next_steps().undo == timeline.entries()[1]
    with pytest.raises(Conflict, match="这之后又有别的修改"):
        timeline.undo()
    with school.raw() as raw:  # the same without a word
        raw.execute("UPDATE teacher SET title = '二级教师' WHERE id = ?", (zhou,))
    assert timeline.verify().strays == (("教师", "周敏华"),)


def test_the_default_of_a_new_column_is_told_too(school: Store, office: Office, timeline: Timeline) -> None:
    office.enter("李静", "周敏华")
    with school.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE teacher DROP COLUMN mentee")
        connection.exec_driver_sql("ALTER TABLE teacher ADD COLUMN mentee TEXT NOT NULL DEFAULT '未定'")
    assert len(timeline.verify().strays) == 2
    with school.transaction() as connection:
        rewrite(connection, "teacher", lambda row: {"mentee": row["mentee"]})
    assert timeline.verify().is_whole


def test_a_revision_that_rewrites_nothing_leaves_no_entry(school: Store, office: Office) -> None:
    office.enter("李静")
    with school.transaction() as connection:
        assert rewrite(connection, "teacher", lambda row: {}) == 0
        assert journal.head(connection).seq == 1
