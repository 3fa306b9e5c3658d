#!/bin/sh
# Every test: static files, format, lints, documents, then the suite on SQLite and on PostgreSQL.
set -eu
cd "$(dirname "$0")/.."

sh tests/setup.sh
make assets
(cd static && npm test --silent)
cargo fmt --check
cargo clippy --locked --all-targets --quiet -- -D warnings

if [ -x target/test-tools/bin/cargo-deny ]; then
    target/test-tools/bin/cargo-deny --config .github/deny.toml check licenses bans sources
elif [ "${CI:-}" = true ]; then
    echo "cargo-deny is missing, and with CI=true nothing may be skipped" >&2
    exit 1
else
    echo "skipped: cargo-deny is not installed"
fi

echo "== SQLite"
cargo test --locked --quiet --lib --bins --test product --test browser --test mail
cargo test --locked --quiet --doc

echo "== PostgreSQL"
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    sh tests/postgres.sh cargo test --locked --quiet --test product --test browser --test mail
elif [ "${CI:-}" = true ]; then
    echo "PostgreSQL is missing, and with CI=true nothing may be skipped" >&2
    exit 1
else
    echo "skipped: PostgreSQL is not installed"
fi
