#!/bin/sh
# Runs Postfix, Dovecot and rspamd from one folder until standard input ends, which it does when
# the test that holds its other end has ended, however it ended. Then stops these processes and
# removes the folder.
set -u
folder=$1

dovecot -F -c "$folder/conf/dovecot/dovecot.conf" &
dovecot=$!
rspamd -f -u _rspamd -g _rspamd -c "$folder/conf/rspamd/rspamd.conf" &
rspamd=$!
echo "$dovecot" >"$folder/state/dovecot.pid"
echo "$rspamd" >"$folder/state/rspamd.pid"
postfix -c "$folder/conf/postfix" start

stop() {
    trap - EXIT INT TERM
    postfix -c "$folder/conf/postfix" stop
    kill "$dovecot" "$rspamd"
    wait
    rm -rf "$folder"
}
trap stop EXIT
# The keyboard interrupts the test; the end of its input stops this script.
trap '' INT
cat >/dev/null
