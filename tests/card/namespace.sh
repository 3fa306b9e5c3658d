#!/bin/sh
# Starts pcscd with the driver of virtual readers and runs a command beside it. Only ever inside a
# network, mount and process namespace of its own: the driver listens on every address, and nothing
# that is started here outlives the namespace.
#   OUTER_NET=$(readlink /proc/self/ns/net) \
#   unshare [--map-root-user] --net --mount --pid --fork --kill-child --mount-proc \
#       sh namespace.sh FOLDER COMMAND...
set -eu
[ -n "${OUTER_NET:-}" ] && [ "$(readlink /proc/self/ns/net)" != "$OUTER_NET" ] || {
    echo "not in a network namespace of its own" >&2
    exit 1
}
folder=$1
shift
PATH=$PATH:/usr/sbin:/sbin
ip link set lo up
mount -t tmpfs tmpfs /run
mkdir /run/pcscd

# Newer releases ask polkit who may use a card, and there is none in here.
polkit=
pcscd --help 2>&1 | grep -q -- --disable-polkit && polkit=--disable-polkit
# Never with --apdu or --debug: those log what is on the card.
pcscd --foreground $polkit >"$folder/pcscd.log" 2>&1 &
i=0
until [ -S /run/pcscd/pcscd.comm ]; do
    [ $i -lt 100 ] || { cat "$folder/pcscd.log" >&2; exit 1; }
    i=$((i + 1))
    sleep 0.1
done
CARD_NAMESPACE=$folder exec "$@"
