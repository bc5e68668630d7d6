"""Verbs of submissions: own packs and their days, what was sent, forms that were asked for, passages of reports."""
