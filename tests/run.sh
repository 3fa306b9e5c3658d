#!/bin/sh
# Every test: static files, format, lints, documents, then the suite on SQLite and on PostgreSQL.
set -eu
cd "$(dirname "$0")/.."

sh tests/setup.sh
make assets
(cd static && npm test --silent)
cargo fmt --check
cargo clippy --locked --all-targets --quiet -- -D warnings

echo "== SQLite"
cargo test --locked --quiet --lib --bins --test product --test browser --test mail
cargo test --locked --quiet --doc
# The agent that reads cards has no database. It needs the system's library of card readers.
if pkg-config --exists libpcsclite 2>/dev/null; then
    cargo clippy --locked --quiet --features pcsc --bin card-agent --test card -- -D warnings
    cargo test --locked --quiet --features pcsc --bin card-agent --test card
elif [ "${CI:-}" = true ]; then
    echo "libpcsclite is missing, and with CI=true nothing may be skipped" >&2
    exit 1
else
    echo "skipped: libpcsclite is not installed, so card-agent is not built"
fi

echo "== PostgreSQL"
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    sh tests/postgres.sh cargo test --locked --quiet --test product --test browser --test mail
elif [ "${CI:-}" = true ]; then
    echo "PostgreSQL is missing, and with CI=true nothing may be skipped" >&2
    exit 1
else
    echo "skipped: PostgreSQL is not installed"
fi
