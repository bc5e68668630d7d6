"""What the sample school has to hand in: forms the bureau asked for, and a paper it wrote. Everything is invented."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edudesk.base import paths
from edudesk.submissions.rows.asked import AskedDraft
from edudesk.submissions.rows.papers import PaperDraft

_YEAR: Final = "2026-2027"
_REPORT: Final = """根据《关于报送秋季学期开学工作情况的通知》要求，现将我校2026年秋季学期开学工作情况报告如下。

一、基本情况

本学期开设36个教学班，在校学生1504人，教职工108人。8月28日完成全员报到，8月31日正式行课。

二、主要做法

（一）抓好开学准备。8月24日至27日完成校舍、食堂、消防、饮用水和教学设备的全面检查，发现问题9处，全部整改到位。

（二）落实“双减”要求。作业实行年级统筹、每日公示；课后服务按自愿原则开设社团34个。

（三）加强队伍建设。新教师5人全部结对，开展师德专题学习2次。

三、下一步工作

1.九月底前完成第一次教学常规检查。

2.十月举行家长开放日。

特此报告。"""


@dataclass(frozen=True, slots=True)
class SampleForm:
    """A form that was asked for. template: the workbook that came with it; None = none came."""

    draft: AskedDraft
    template: Path | None = None

    @property
    def mapping(self) -> str:
        """What goes where in the template."""
        assert self.template is not None
        return self.template.with_suffix(".toml").read_text("utf-8")


def sample_asked() -> list[SampleForm]:
    """Three forms with their days; the last came without a workbook."""

    def form(title: str, issuer: str, due: str, has_template: bool = True) -> SampleForm:
        place = paths.shipped("resources", "sample_forms", f"{title}.xlsx") if has_template else None
        return SampleForm(AskedDraft(school_year=_YEAR, title=title, issuer=issuer, due=due), place)

    return [
        form("中小学教师基本情况统计表", "龙城区教育局人事科", "2026-10-15"),
        form("骨干教师年度考核汇总表", "龙城区教师发展中心", "2026-12-05"),
        form("体育与心理健康教师配备情况表", "龙城区教育局督导科", "2027-03-20", has_template=False),
    ]


def sample_papers() -> list[PaperDraft]:
    """One report, as it was handed in."""
    return [
        PaperDraft(
            kind="报告",
            title="龙城实验小学关于2026年秋季学期开学工作情况的报告",
            text=_REPORT.replace("\n\n", "\n"),
            number="龙实小〔2026〕12号",
            addressee="龙城区教育局",
            signer="单国平",
            issuer="龙城实验小学",
            on="2026-09-04",
            masthead="龙城实验小学文件",
            serial="2026-GW-001",
        )
    ]
