"""Kinds of official papers (文种) as data: forms/papers/kinds.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from edudesk.base import paths
from edudesk.base.document import Document, Layout, Paragraph

_PLACEHOLDER = "××"

STYLES: Final = {"国标": "gb", "常用": "common", "表格型": "table"}
"""What a user calls the presets of forms/papers/styles.toml."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of official paper.

    word: 报告; goes_up: it goes to the superior body and names who signed it; is_sealed: room for the seal;
    closings: how it ends, the usual one first; masthead: 发文机关标志, {机关} stands for the issuer;
    text: what a new one begins with.
    """

    word: str
    layout: Layout
    goes_up: bool
    is_sealed: bool
    needs_addressee: bool
    single_addressee: bool
    needs_contact: bool
    closings: tuple[str, ...]
    masthead: str
    text: str


@cache
def paper_kinds() -> tuple[PaperKind, ...]:
    """All kinds, in the order a list shows them."""
    with paths.shipped("forms", "papers", "kinds.toml").open("rb") as file:
        found = tomllib.load(file)["kind"]
    return tuple(
        PaperKind(
            **entry
            | {
                "layout": Layout(entry["layout"]),
                "closings": tuple(entry["closings"]),
                "text": entry["text"].strip("\n"),
            }
        )
        for entry in found
    )


def paper_kind(word: str) -> PaperKind:
    """The kind of a word. Raises KeyError."""
    return {kind.word: kind for kind in paper_kinds()}[word]


def doubts_of(document: Document, kind: PaperKind) -> tuple[str, ...]:
    """What a document of this kind usually has and this one lacks; each in two sentences.

    Source: 党政机关公文处理工作条例 第九条、第十五条.
    """
    word = kind.word
    last = next((block.text for block in reversed(document.body) if isinstance(block, Paragraph)), "")
    is_many = any(mark in document.addressee for mark in "、，,；;")
    found = (
        (not document.title.endswith(word), f"标题里没有写明文种“{word}”。请写成“关于××的{word}”。"),
        (
            kind.needs_addressee and not document.addressee,
            f"{word}没有主送机关。请补上，例如“主送：××教育局”。",
        ),
        (kind.single_addressee and is_many, f"{word}只写一个主送机关。请把其他机关改为抄送。"),
        (
            kind.goes_up and document.number and not document.signer,
            f"{word}是上行文，写了文号就要写签发人。请补上“签发人”。",
        ),
        (not kind.goes_up and document.signer, f"{word}不是上行文，不写签发人。请删去“签发人”。"),
        (
            kind.needs_contact and not document.note,
            f"{word}要在附注里写联系人和电话。请在日期下面一行写“（联系人：×××，电话：×××）”。",
        ),
        (
            kind.closings and not last.endswith(kind.closings),
            f"文末没有结束语。常用的是“{'”“'.join(kind.closings[:2])}”。",
        ),
        (not document.issuer, "没有署名。请在文末倒数第二行写发文机关。"),
        (document.on is None, "没有成文日期。请在文末最后一行写日期，例如 2025年11月3日。"),
        (_PLACEHOLDER in str(document), f"还有没写完的“{_PLACEHOLDER}”。请改成实际内容后再发。"),
    )
    return tuple(text for is_so, text in found if is_so)
