"""One import at a time: a second one is refused in words instead of waiting for the first."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from edudesk.base.errors import UserError

_importing = threading.Lock()

P = ParamSpec("P")
R = TypeVar("R")


def one_at_a_time(function: Callable[P, R]) -> Callable[P, R]:
    """An import that raises UserError while another one is being written, instead of waiting for it."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _importing.acquire(blocking=False):
            raise UserError(
                "另一次导入正在写入，这一次没有开始。", "请等它完成，看过新的预览后再导入；数据没有改动。"
            )
        try:
            return function(*args, **kwargs)
        finally:
            _importing.release()

    return run
