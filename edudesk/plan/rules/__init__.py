"""Calculation of the development plan: years, numbers of goals, pace, what a stage lacks, evaluation."""
