"""edudesk import plan: looked at, stored, met again."""

from tests.plan.texts import FIVE_YEARS, YEARS_14


def test_a_plan_is_previewed_stored_and_met_again(run, school_file):
    where = ("--data", str(school_file))
    seen = run("import", "plan", str(FIVE_YEARS), "--preview", "--json", *where)
    assert (seen.code, seen.json["is_new"], seen.json["counts"]["new"]) == (0, True, 46)
    assert [one["heading"] for one in seen.json["sections"] if one["level"] == 1][1] == "一、指导思想"
    swot = next(one["key"] for one in seen.json["proposals"] if one["kind"] == "劣势")
    stored = run("import", "plan", str(FIVE_YEARS), "--take", f"{swot}=不导入", "--json", *where)
    assert stored.json["imported"] == {"new": 45, "changed": 0}
    again = run("import", "plan", str(FIVE_YEARS), "--take", f"{swot}=不导入", *where)
    assert "已经是这些内容" in again.out


def test_what_cannot_be_imported_is_told_in_words(run, school_file, tmp_path):
    where = ("--data", str(school_file))
    refused = run("import", "plan", str(YEARS_14), "--take", "goal:1=口号", *where)
    assert (refused.code, "口号" in refused.err) == (1, True)
    file = tmp_path / "规划.txt"
    file.write_text("学校规划\n一、指导思想\n求真。\n", "utf-8")
    lacking = run("import", "plan", str(file), *where)
    assert lacking.code == 1
    assert [lacking.err.count(word) for word in ("请填写开始日期", "请填写结束日期", "--starts")] == [1, 1, 1]
    assert "请填写" not in lacking.out
    done = run("import", "plan", str(file), "--starts", "2024-09-01", "--ends", "2027-08-31", *where)
    assert (done.code, "已导入：章节 1 个" in done.out) == (0, True)
