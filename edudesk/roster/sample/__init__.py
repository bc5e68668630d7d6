"""The people of the sample school 龙城实验小学 and their careers: all invented, the same on every machine and every day."""

from edudesk.roster.sample.people import id_number, sample_teachers, with_gaps

__all__ = ["id_number", "sample_teachers", "with_gaps"]
