"""edudesk fill: the bureau's own workbook filled in place from the school's data."""

import argparse
from typing import TYPE_CHECKING

from edudesk.base.errors import UserError
from edudesk.base.masking import Audience
from edudesk.cli import screen
from edudesk.cli.opening import open_school
from edudesk.cli.typed import day_typed

if TYPE_CHECKING:
    from edudesk.sheets.filling.mapping import Mapping
    from edudesk.submissions.filling import Draft


def fill(chosen: argparse.Namespace) -> None:
    """Show what goes where, and unless only the preview is wanted, write the filled workbook."""
    from edudesk.sheets.reader import prepare

    prepare()  # it starts while the rest is loaded
    from edudesk.submissions import filling

    if chosen.out is None and not chosen.preview:
        raise UserError(
            "没有说明填好的表放在哪里，没有填写。", "请用 --out 写明文件名，或加 --preview 只看对照。"
        )
    on = day_typed(chosen.on, "没有填写")
    given = filling.read_mapping(chosen.map) if chosen.map is not None else None
    with open_school(chosen) as desk:
        with screen.progress() as step:
            draft = filling.propose(
                desk, chosen.template, chosen.list, sheet=chosen.sheet, given=given, step=step
            )
        _tell(draft)
        if chosen.save_map is not None:
            screen.say(f"对照已另存为 {filling.write_mapping(draft.mapping, chosen.save_map)}。")
        for remark in draft.proposal.remarks:
            screen.say(f"注意：{remark}")
        if chosen.preview:
            screen.say("这是预览，没有填写。")
            return
        if draft.proposal.changes:
            raise UserError(
                f"模板与对照文件“{chosen.map.name if chosen.map else ''}”不一致，没有填写。",
                "请看过上面新的对照，加 --preview --save-map 另存一份，再用它填写。",
            )
        with screen.progress() as step:
            written = filling.fill(
                desk,
                chosen.template,
                draft.mapping,
                chosen.out,
                Audience(chosen.audience),
                on,
                step,
                form=draft.form,
            )
        filling.save_mapping(desk, draft.mapping)
    for remark in written.remarks:
        screen.say(f"注意：{remark}")
    screen.say(f"已填好：{written.path}")


def _tell(draft: "Draft") -> None:
    from edudesk.submissions.facts import fact_columns
    from edudesk.submissions.lists import list_named

    mapping = draft.mapping
    of_list = list_named(mapping.list_key)
    titles = {column.key: column.full_title for column in (*of_list.choices, *fact_columns())}
    if mapping.sheet:
        screen.say(
            f"工作表“{mapping.sheet}”，标题行第 {mapping.head[1]} 行，从第 {mapping.first_row} 行起填“{of_list.title}”。"
        )
    if draft.is_kept:
        screen.say("对照沿用上次填写时的。")
    screen.table(("位置", "表格上的字", "填入"), _rows(mapping, titles))
    for change in draft.proposal.changes:
        screen.say(f"注意：{change}")
    if draft.proposal.computed:
        screen.say(f"由表里的公式计算、不填的列：{'、'.join(draft.proposal.computed)}。")
    if not mapping.sheet:
        screen.say("没有找到名单的表头，只填单个的格。")


def _rows(mapping: "Mapping", titles: dict[str, str]) -> list[tuple[str, str, str]]:
    def goes_in(key: str, text: str) -> str:
        return f"“{text}”" if text else titles.get(key, "（不填）")

    columns = [(f"{one.letters} 列", one.header, goes_in(one.key, one.text)) for one in mapping.columns]
    singles = [(f"{one.sheet} {one.cell}", one.label, goes_in(one.key, one.text)) for one in mapping.singles]
    return [*columns, *singles]
