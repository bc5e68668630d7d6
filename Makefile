# For developers and for a first look. Every target sets the checkout up first; that is quick when it is done.

PYTHON := .venv/bin/python
PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 --dist worksteal

# containers like to set it: each of the many processes of the tests would then compile the program anew
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run demo test quick thorough all-tests lint bench build lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
		printf '  make %-8s %s\n' "$$name" "$$what"; done

setup: ## system libraries of Qt, .venv, locked packages (every target does this by itself)
	@.ci/setup

run: setup ## open EduDesk with a sample school; without a display: the same as make demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] && \
		sh -c '$(PYTHON) -c "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"; exit $$?' >/dev/null 2>&1; then \
		echo "正在打开校务通（示例学校）……"; \
		exec $(PYTHON) -m edudesk --sample; \
	else \
		echo "这里没有可用的显示器：改为生成示例学校，并把能导出的文件全部导出到 out 文件夹。"; \
		exec $(PYTHON) -m edudesk demo --out out; \
	fi

demo: setup ## create the sample school without a window and export everything to out/
	@$(PYTHON) -m edudesk demo --out out

test: setup ## every check: make lint and all tests, side by side; what .ci/run runs
	@$(MAKE) --no-print-directory --jobs=2 lint all-tests

all-tests: setup
	$(PYTEST)

quick: setup ## the tests without the slow ones
	$(PYTEST) -m "not slow"

thorough: setup ## all tests, sweeps with all their cases, properties with all their examples, 1,000 kills
	EDUDESK_THOROUGH=1 EDUDESK_KILLS=1000 $(PYTEST) --timeout 1200

lint: setup ## ruff (check and format), mypy, import rules of the rooms
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

bench: setup ## the measured figures; ONLY=papers for one room
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.bench $(ONLY)

build: ## the program as a folder, dist/EduDesk, and its self-check
	@.ci/setup build
	$(PYTHON) -m PyInstaller --noconfirm --log-level ERROR build.spec
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest tests/test_build.py

lock: setup ## make requirements.lock anew after a change of the dependencies in pyproject.toml
	$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	$(PYTHON) -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock

clean: ## remove what builds and checks leave behind (not .venv, not out/)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find edudesk tests -name __pycache__ -type d -prune -exec rm -rf {} +
