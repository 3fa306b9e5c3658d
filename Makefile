# Everything that is needed is installed by these commands themselves; see README.md.

.PHONY: build run test bench assets check

assets: static/dist/manifest.json

static/dist/manifest.json: static/package-lock.json static/build.mjs $(shell find static/styles static/scripts static/pictures -type f 2>/dev/null)
	cd static && npm ci && npm run build

build: assets
	cargo build --release --locked

run: build
	target/release/rian serve --demo

test:
	tests/run.sh

bench: assets
	cargo bench --locked --bench product

# What a change must pass besides the tests.
check: assets
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
