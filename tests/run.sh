#!/bin/sh
# Every test: static files, format, lints, documents, then the suite on SQLite and on PostgreSQL.
set -eu
cd "$(dirname "$0")/.."

# A clean checkout is built once: what the next build could reuse would only fill the disk.
if [ "${CI:-}" = true ]; then
    export CARGO_INCREMENTAL=0
fi

sh tests/setup.sh
make assets
(cd static && npm test --silent)
cargo fmt --check

# The agent that reads cards needs the system's library of card readers. With it everything is built
# together, once.
pcsc=""
if pkg-config --exists libpcsclite 2>/dev/null; then
    pcsc="--features pcsc"
elif [ "${CI:-}" = true ]; then
    echo "libpcsclite is missing, and with CI=true nothing may be skipped" >&2
    exit 1
else
    echo "skipped: libpcsclite is not installed, so card-agent is not built"
fi

# shellcheck disable=SC2086
cargo clippy --locked --all-targets --quiet $pcsc -- -D warnings

if [ -x target/test-tools/bin/cargo-deny ]; then
    target/test-tools/bin/cargo-deny --config .github/deny.toml check licenses bans sources
elif [ "${CI:-}" = true ]; then
    echo "cargo-deny is missing, and with CI=true nothing may be skipped" >&2
    exit 1
else
    echo "skipped: cargo-deny is not installed"
fi

echo "== SQLite"
# shellcheck disable=SC2086
cargo test --locked --quiet $pcsc --lib --bins --tests
# shellcheck disable=SC2086
cargo test --locked --quiet $pcsc --doc

echo "== PostgreSQL"
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    # The cards have no database.
    # shellcheck disable=SC2086
    sh tests/postgres.sh cargo test --locked --quiet $pcsc --test product --test browser --test mail
elif [ "${CI:-}" = true ]; then
    echo "PostgreSQL is missing, and with CI=true nothing may be skipped" >&2
    exit 1
else
    echo "skipped: PostgreSQL is not installed"
fi
