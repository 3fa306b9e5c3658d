#!/bin/sh
# Runs a command with TEST_DATABASE_URL set to a PostgreSQL of its own: Debian's, in a temporary
# folder, on a free port of the loopback address; stopped and removed afterwards.
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ]; then
    echo "PostgreSQL is not installed" >&2
    exit 3
fi
folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as() { su postgres -s /bin/sh -c "$1"; }
else
    as() { sh -c "$1"; }
fi
stop() {
    as "'$bin/pg_ctl' -D '$folder/data' -m immediate stop" >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT INT TERM

# It goes with its folder: it has to outlive the product's crashes, not a power cut.
as "'$bin/initdb' -D '$folder/data' -U rian -A trust -E UTF8 --locale=C --no-sync" >/dev/null
settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories='$folder' -c max_connections=400"
as "'$bin/pg_ctl' -D '$folder/data' -w -l '$folder/log' \
    -o \"-p $port $settings -c fsync=off -c full_page_writes=off\" start" >/dev/null
TEST_DATABASE_URL="postgres://rian@127.0.0.1:$port/postgres" "$@"
