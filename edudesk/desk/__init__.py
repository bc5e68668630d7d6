"""The open school with the services of every feature. Knows no Qt: window, commands and tests share it."""

from edudesk.desk.desk import Desk
from edudesk.desk.founding import found_sample
from edudesk.desk.opening import already_there, found_school, open_desk

__all__ = ["Desk", "already_there", "found_sample", "found_school", "open_desk"]
