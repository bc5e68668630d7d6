"""edudesk forecast: who retires and what lacks, as tables and as JSON."""

import json
from pathlib import Path

from edudesk.desk import open_desk
from tests.cli.conftest import Run


def test_who_retires_and_what_lacks(run: Run, five: Path) -> None:
    with open_desk(five) as desk:
        row = next(row for row in desk.teachers.rows() if row.status == "在岗")
        desk.teachers.change(row.id, {"birth": "1966-12-01", "gender": "男", "id_no": ""})
    told = run("forecast", "--data", five, "--on", "2026-09-01")
    assert (told.code, told.err) == (0, "")
    assert "年末教职工" in told.out
    assert f"{row.name}（2027-" in told.out
    assert "不改变任何人的状态" in told.out
    answer = json.loads(
        run("forecast", "--data", five, "--on", "2026-09-01", "--pupils", "100", "--json").out
    )
    assert [year["year"] for year in answer["years"]] == [2026, 2027, 2028, 2029, 2030, 2031]
    assert answer["years"][-1]["pupils"] - answer["years"][0]["pupils"] == 100
    assert row.name in [one["name"] for year in answer["years"] for one in year["leavers"]]
    subject = next(one for one in answer["subjects"] if one["subject"] == row.subject)
    assert subject["lacks"]["2027"] > subject["lacks"]["2026"]
    with open_desk(five) as desk:
        assert desk.teachers.get(row.id).status == "在岗"
