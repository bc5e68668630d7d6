"""Make tests/data/schema/NNNN.edudesk, the school file that every later program must open.

`python -m tests.store.old_schemas` once per released schema, before the next one begins; then never again.
"""

import json
from pathlib import Path

from sqlalchemy import select

from edudesk.base import ids
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.schema import SCHEMA, open_store
from edudesk.store.tables import records
from tests.office import Office

FOLDER = Path(__file__).parents[1] / "data" / "schema"
PEOPLE = (
    ("李静", "女", "1984-03-12", "四（2）班"),
    ("单国平", "男", "1971-10", "五（1）班"),
    ("㛃䶮𬭎", "女", "1990-06-01", ""),
    ("阿依古丽·买买提", "女", "1988-01", "三（3）班\n三（4）班"),
    ("欧阳'; DROP TABLE teacher; --", "", "", "=1+1"),
)


def content(store: Store) -> dict[str, list[dict[str, object]]]:
    """What people entered, table by table, without what the program counts for itself and what holds nothing."""
    with store.transaction() as connection:
        found = {
            name: [
                {key: value for key, value in row._mapping.items() if value and key != "version"}
                for row in connection.execute(select(table.__table__).order_by(table.__table__.c.id))
            ]
            for name, table in sorted(records().items())
        }
        return {name: rows for name, rows in found.items() if rows}


def make() -> Path:
    """One file with every kind of journal entry, and beside it what it holds."""
    path = FOLDER / f"{SCHEMA:04}.edudesk"
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    store = open_store(path, create=True)
    context = Context(store, device="教务处电脑")
    office = Office(context)
    office.found(name="龙城实验小学", code="9901990001", stage="小学", school_year="2026-2027")
    people = office.enter(*(name for name, *_ in PEOPLE))
    for order, (one, (_, gender, birth, classes)) in enumerate(zip(people, PEOPLE, strict=True)):
        number = "990199" + birth.replace("-", "") + "012" if len(birth) == 10 else ""
        id_no = number + ids.check_digit(number) if number else ""
        office.change(one, gender=gender, birth=birth, classes=classes, staff_no=f"{order:04}", id_no=id_no)
    office.put_away(people[1])
    office.look(people[0])
    path.with_suffix(".json").write_text(
        json.dumps(content(store), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    store.close()
    return path


if __name__ == "__main__":
    print(make())
