# Two doors for newcomers: `make serve` and `make test`. Both set up everything they need and never ask for root.
UV_VERSION := 0.13.8
TOOLS := $(CURDIR)/.tools
export BASE ?= main
export NUMBER ?= 1
export UV_PYTHON_DOWNLOADS ?= never
# uv from PATH; else installed here by pip; else by a venv's pip.
FIND_UV = uv=$$(command -v uv || true); \
	if [ -z "$$uv" ] && [ -x "$(TOOLS)/bin/uv" ]; then uv="$(TOOLS)/bin/uv"; fi; \
	if [ -z "$$uv" ] && python3 -m pip install --quiet --disable-pip-version-check --target "$(TOOLS)" "uv==$(UV_VERSION)" 2>/dev/null; then uv="$(TOOLS)/bin/uv"; fi; \
	if [ -z "$$uv" ] && python3 -m venv "$(TOOLS)" 2>/dev/null && "$(TOOLS)/bin/python" -m pip install --quiet "uv==$(UV_VERSION)"; then uv="$(TOOLS)/bin/uv"; fi; \
	if [ -z "$$uv" ]; then echo "Missing: uv, or Python 3.11 or newer with pip or venv. See https://docs.astral.sh/uv/" >&2; exit 1; fi

.PHONY: serve test check bench site validate report links

PORT ?= 8000
serve:  ## build the site, serve it on this machine and rebuild on change: make serve PORT=8000
	@$(FIND_UV); "$$uv" run --locked scripts/build.py serve --port $(PORT)

test:  ## check records, code and site
	@$(FIND_UV); "$$uv" sync --locked --quiet && "$$uv" run --locked pytest -n auto

check:  ## lint and types only
	@$(FIND_UV); "$$uv" run --locked ruff check . && "$$uv" run --locked ruff format --check . && "$$uv" run --locked mypy

site:  ## build the site into site/
	@$(FIND_UV); "$$uv" run --locked scripts/build.py build

FORMAT ?= text
validate:  ## check the records only
	@$(FIND_UV); "$$uv" run --locked scripts/build.py validate --format $(FORMAT)

report:  ## what a pull request changes, into report/: make report BASE=main NUMBER=1
	@$(FIND_UV); "$$uv" run --locked scripts/pr_report.py "$$BASE" --number "$$NUMBER" --out report

links:  ## whether the addresses of references still lead somewhere (slow; asks the network)
	@$(FIND_UV); "$$uv" run --locked scripts/links.py

bench:  ## print speed and size against peers
	@$(FIND_UV); "$$uv" run --locked benchmarks/run.py && "$$uv" run --locked benchmarks/search.py && "$$uv" run --locked benchmarks/check.py && "$$uv" run --locked benchmarks/pagefind_peer.py
