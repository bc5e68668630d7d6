"""edudesk paper: from a text to a file."""

import io
from pathlib import Path

import docx
import pikepdf
import pypdfium2 as pdfium
import pytest

from tests.cli.conftest import Run

TEXT = """\
# 关于添置图书的请示
主送：龙城区教育局

为丰富学生阅读，拟添置图书2000册，所需经费6.8万元。

一、添置理由

现有图书生均22册。

| 类别 | 册数 |
|---|---:|
| 文学 | 1200 |

妥否，请批示。

附件：图书清单

龙城实验小学
2025年11月3日
（联系人：李静，电话：0519-00000000）
"""


@pytest.fixture(autouse=True)
def bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUDESK_FONTS", "bundled")


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    file = tmp_path / "请示.md"
    file.write_text(TEXT, "utf-8")
    return file


def test_a_request_as_pdf_and_as_word(run: Run, manuscript: Path, tmp_path: Path) -> None:
    told = run("paper", manuscript, "--kind", "请示", "--out", tmp_path / "出" / "请示.pdf")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("已写成请示（1 页）：")
    assert "注意：没有" not in told.out
    with pdfium.PdfDocument(tmp_path / "出" / "请示.pdf") as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert all(part in text for part in ("关于添置图书的请示", "一、添置理由", "1200", "2025年11月3日"))

    told = run("paper", manuscript, "--kind", "请示", "--out", tmp_path / "请示.docx", "--style", "常用")
    assert (told.code, told.err) == (0, "")
    word = docx.Document(str(tmp_path / "请示.docx"))
    assert [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"] == [
        "一、添置理由"
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_texts_of_every_office_encoding(run: Run, manuscript: Path, encoding: str) -> None:
    manuscript.write_bytes(TEXT.encode(encoding))
    out = manuscript.with_suffix(".docx")
    assert run("paper", manuscript, "--kind", "请示", "--out", out).code == 0
    assert docx.Document(io.BytesIO(out.read_bytes())).core_properties.title == "关于添置图书的请示"


def test_what_is_odd_is_told_and_written_all_the_same(run: Run, manuscript: Path, tmp_path: Path) -> None:
    manuscript.write_text(
        "# 关于经费的情况\n\n**请** 拨款给李静（990199198403120020）。\n\n龙城实验小学\n2025年2月30日\n",
        "utf-8",
    )
    told = run("paper", manuscript, "--kind", "请示", "--out", tmp_path / "a.docx")
    assert told.code == 0
    for sentence in (
        "注意：第 3 行有“**”记号，公文里不用。已照原样排出，请改掉。",
        "注意：第 6 行“2025年2月30日”不是日期。",
        "注意：标题里没有写明文种“请示”。",
        "注意：请示没有主送机关。",
        "注意：文中有 1 人的 1 个完整身份证号，不该给出的请先改掉。",
    ):
        assert sentence in told.out


def test_unsealed_and_lines(run: Run, manuscript: Path, tmp_path: Path) -> None:
    manuscript.write_text("# 说明\n甲。\n乙。\n龙城实验小学\n2025-11-03", "utf-8")
    run("paper", manuscript, "--kind", "情况说明", "--out", tmp_path / "a.docx")
    run("paper", manuscript, "--kind", "情况说明", "--out", tmp_path / "b.docx", "--lines", "--unsealed")

    def body(name: str) -> list[str]:
        word = docx.Document(str(tmp_path / name))
        return [one.text for one in word.paragraphs if one.style and one.style.name == "Normal Indent"]

    assert body("a.docx") == ["甲。乙。"]
    assert body("b.docx") == ["甲。", "乙。"]


def test_a_school_file_lends_its_name(run: Run, manuscript: Path, tmp_path: Path) -> None:
    school = tmp_path / "学校.edudesk"
    assert run("school", "--name", "龙城实验小学", "--stage", "小学", "--data", school).code == 0
    manuscript.write_text("# 情况说明\n\n属实。\n\n2025年11月3日\n", "utf-8")
    assert run("paper", manuscript, "--out", tmp_path / "a.docx", "--data", school).code == 0
    word = docx.Document(str(tmp_path / "a.docx"))
    assert [one.text for one in word.paragraphs if one.style and one.style.name == "署名"] == ["龙城实验小学"]


def test_a_password_is_asked_for_not_typed_as_an_argument(
    run: Run, manuscript: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("秘密 123\n"))
    assert run("paper", manuscript, "--out", tmp_path / "a.pdf", "--password").code == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf", password="秘密 123") as pdf:
        assert len(pdf.pages) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert "没有输入密码" in run("paper", manuscript, "--out", tmp_path / "b.pdf", "--password").err
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize(
    ("content", "out", "told"),
    [
        (TEXT.encode(), "a.doc", "不知道要把“a.doc”写成什么格式，没有写成文件。请用 .pdf 或 .docx 结尾。"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "a.pdf", "不是文本文件，没有读取。"),
        (b"\n \n", "a.pdf", "里没有文字，没有写成文件。请先写好标题和正文。"),
    ],
)
def test_what_cannot_be_done_is_told_in_two_sentences(
    run: Run, manuscript: Path, tmp_path: Path, content: bytes, out: str, told: str
) -> None:
    manuscript.write_bytes(content)
    done = run("paper", manuscript, "--out", tmp_path / out)
    assert done.code == 1
    assert told in done.err
    assert not (tmp_path / out).exists()


def test_a_missing_text_and_a_password_for_word(run: Run, manuscript: Path, tmp_path: Path) -> None:
    assert "打不开" in run("paper", tmp_path / "没有.md", "--out", tmp_path / "a.pdf").err
    done = run("paper", manuscript, "--out", tmp_path / "a.docx", "--password")
    assert "Word 文件不能在这里加密码" in done.err
    assert run("paper", manuscript, "--kind", "公函", "--out", tmp_path / "a.pdf").code == 2
