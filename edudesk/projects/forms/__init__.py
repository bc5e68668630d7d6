"""Kinds of projects, their stages and words, as data (forms/projects)."""
