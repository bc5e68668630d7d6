"""--self-check: the built program proves on the spot that it can do its main job."""

import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.base.form import FormBook
from edudesk.base.masking import Audience

if TYPE_CHECKING:
    from edudesk.submissions.registry import Offer

_FORMS = 5  # of a book with a page for each teacher or sheet


def run() -> int:
    """School in a folder with Chinese and spaces, xlsx and pdf, the window opened and closed; 0 = all done."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="教务处 资料 ", ignore_cleanup_errors=True) as place:
        folder = Path(place) / "自检 学校"
        os.environ["EDUDESK_HOME"] = str(folder / "数据")
        for line in _checks(folder):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    sys.stdout.write("自检通过\n")
    return 0


def _tried(offers: "Iterable[Offer]") -> "list[Offer]":
    """All of a built program, of which data or a library may lack; of the source, where the tests make every one, the
    first of each feature."""
    found = list(offers)
    if getattr(sys, "frozen", False):
        return found
    return list({offer.feature: offer for offer in reversed(found)}.values())


def _checks(folder: Path) -> list[str]:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    from edudesk.desk import found_sample, open_desk
    from edudesk.kit.grab import settle, start_grabbing
    from edudesk.kit.theme import STYLE
    from edudesk.kit.writing import write
    from edudesk.papers.pages import PdfPages
    from edudesk.sheets.reader import read_workbook
    from edudesk.shell.main_window import MainWindow
    from edudesk.shell.navigation import PAGES
    from edudesk.submissions import registry

    done = []
    file = folder / "龙城实验小学.edudesk"
    with found_sample(file) as desk:
        done.append(f"建立学校：{len(desk.teachers.rows())} 人")
        whole: set[str] = set()
        for offer in _tried(registry.offers()):
            report = offer.build(desk, Audience.INTERNAL)
            if isinstance(report, FormBook):
                report = replace(report, forms=report.forms[:_FORMS])
            # everything is made once, and one thing of each feature in all its formats: a user waits for this
            for suffix in offer.formats[:1] if offer.feature in whole else offer.formats:
                whole.add(offer.feature)
                written = write(report, folder / f"{report.file_name}.{suffix}")
                assert written.path.stat().st_size > 1000
                done.append(f"导出：{written.path.name}")
                if suffix == "pdf":
                    with PdfPages(written.path) as pages:
                        assert len(pages) == written.pages
                        assert min(pages.picture(0, 0.5).data) < 128  # ink
        made = desk.backups.take()
        done.append(f"备份：{made.path.name}")
    sheet = read_workbook(next(folder.glob("*_教职工花名册_*.xlsx"))).sheets[0]
    assert len(sheet.rows) > 100
    done.append(f"读回表格：{len(sheet.rows)} 行")
    app = QApplication.instance() or QApplication(["edudesk", *STYLE])
    assert isinstance(app, QApplication)
    start_grabbing(app)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"  # Qt's Chinese came along
    window = MainWindow(open_desk(file))
    window.show()
    for spec in PAGES:
        window.show_page(spec.card.name)
        settle()
    done.append("预览：每份 PDF 的第一页都看过")
    done.append("窗口：每个页面都打开过")
    assert window.close()
    window.deleteLater()  # what shows a PDF lets go of it
    settle()
    return done
