"""Arguments to commands: the way from what was typed to the exit code."""

import logging
import sys
import traceback

from edudesk.base import paths
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.log import start_log
from edudesk.cli import packing, screen
from edudesk.cli.parsing import parser


def main(argv: list[str]) -> int:
    """Run one command. Exit code 0: done; 1: a problem, told in one line; 2: wrong use."""
    for stream in (sys.stdout, sys.stderr):
        # a console of another code page must not turn a rare character into a crash
        if stream is not None:  # the windowed program of Windows has none
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        top = parser()
        chosen = top.parse_args(packing.spelled_out(argv[1:]))
        if chosen.sample or chosen.window_data:  # else they would be passed over in silence
            top.error("命令前面的 --sample、--data 只用来打开窗口；命令的 --data 请写在命令后面")
    except SystemExit as stop:
        return int(stop.code or 0)
    start_log()
    try:
        return int(chosen.run(chosen) or 0)
    except UserError as error:
        screen.complain(error)
    except (Cancelled, KeyboardInterrupt):
        screen.complain(UserError("已取消。", "没有写入任何内容。"))
    except BrokenPipeError:  # edudesk … | head
        sys.stderr.close()
    except Exception as error:
        # where it happened, not the text: that may hold names and numbers of people
        frames = "".join(traceback.format_tb(error.__traceback__))
        logging.getLogger(__name__).error("%s in a command\n%s", type(error).__name__, frames)
        screen.complain(
            UserError(
                "程序出错，这一步没有完成；已保存的数据没有改动。",
                f"请把日志 {paths.log_file()} 发给维护人员。",
            )
        )
    return 1
