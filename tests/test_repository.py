"""The repository itself: what it claims about checks, licences, versions and privacy holds."""

import itertools
import re
import subprocess
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import edudesk

ROOT = Path(__file__).resolve().parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
UNASSIGNED_REGION = "990199"
NEEDED = {"83000019890909002X"}  # 港澳台居民居住证 are known by their region alone (damaged_ids.xlsx)


def tracked(*patterns: str) -> list[Path]:
    """Files under version control that match a pattern (all without one)."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def texts(path: Path) -> Iterator[str]:
    """What can be read in a file: every part of a workbook, else its text in the encodings schools use."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.file_size < 50_000_000:
                    yield archive.read(part).decode("utf-8", "ignore")
        return
    yield content.decode("utf-8", "ignore")
    yield content.decode("gb18030", "ignore")
    yield content.replace(b"\0", b"").decode("latin-1")  # .xls keeps digits in one byte or in two


def code_blocks(name: str) -> list[str]:
    """Lines of the fenced blocks of a README."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.S | re.M)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_ci_runs_the_test_command_of_the_readme(readme: str) -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in script if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert "make test" in code_blocks(readme)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_links_lead_to_files(readme: str) -> None:
    links = re.findall(r"(?<!!)\[[^]]*\]\(([^)#:]+)\)", (ROOT / readme).read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_version_is_told_once() -> None:
    assert PROJECT["version"] == edudesk.__version__
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest is not None
    assert newest[1] == edudesk.__version__


def test_lock_holds_every_dependency_in_a_version_that_fits() -> None:
    locked = {
        canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.M)
    }
    wanted = [Requirement(text) for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]
    unfit = [str(one) for one in wanted if locked.get(canonicalize_name(one.name), "") not in one.specifier]
    assert unfit == [], "make lock"


def test_lock_has_hashes_and_names_no_address() -> None:
    packages = re.split(r"\n(?=[\w.-]+==)", LOCK.strip())
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r".*(?:://|file:|--\w*index|--find-links| @ ).*", LOCK) == []


def test_no_file_names_a_registry_or_a_developers_folder() -> None:
    registries = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.", "deb.debian" + ".org")
    folder = re.compile(r"(?<![\w.~*\\/-])(?:/(?:home|root|work|Users)/|[A-Z]:\\+Users\\+)[\w\u4e00-\u9fff]")
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # fonts, pictures, workbooks
        found += [f"{path.relative_to(ROOT)}: {name}" for name in registries if name in text]
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in folder.finditer(text)]
    assert found == []


def test_every_bundled_font_has_its_licence_beside_it() -> None:
    for font in tracked("*.ttf", "*.otf", "*.ttc"):
        licence = font.with_name(font.stem.split("-")[0] + ".OFL.txt")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8"), font.name


def test_no_file_is_larger_than_16_mb() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > 16_000_000] == []


def test_fonts_weigh_at_most_30_mb() -> None:
    assert sum(path.stat().st_size for path in tracked("*.ttf", "*.otf", "*.ttc")) <= 30_000_000


_ID_NUMBER = re.compile(
    r"(?<![0-9])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def could_be_somebodys(number: str) -> bool:
    """An ID number with the right check digit in a region that exists (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper() and not number.startswith(UNASSIGNED_REGION)


def test_the_search_for_id_numbers_sees_them_in_workbooks(tmp_path: Path) -> None:
    number = (
        "1101051949" + "123" + "1002X"
    )  # the example of the standard, in two pieces so as not to find itself
    for name, content in [
        ("gbk.csv", f"李红,{number}".encode("gbk")),
        ("narrow.xls", b"\x12\x00" + number.encode("latin-1")),
        ("wide.xls", b"\x12" + number.encode("utf-16-le")),
    ]:
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "new.xlsx", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{number}</t>")
    for path in tmp_path.iterdir():
        assert id_numbers_of_people(path) == {number}, path.name


def id_numbers_of_people(path: Path) -> set[str]:
    """ID numbers in a file that could belong to a living person."""
    found = itertools.chain.from_iterable(_ID_NUMBER.findall(text) for text in texts(path))
    return {number for number in found if could_be_somebodys(number)} - NEEDED


def test_no_sample_holds_an_id_number_somebody_could_have() -> None:
    samples = tracked("tests/data", "tests/golden", "forms", "resources/*.toml", "docs/*.md")
    found = {path.name: numbers for path in samples if (numbers := id_numbers_of_people(path))}
    assert found == {}
