"""Benchmarks: each bench_*.py has figures(); `python -m tests.bench` prints them. Never part of the tests."""
