#!/bin/sh
# Stops what start.sh started.
postfix -c {{ conf }}/postfix stop
doveadm -c {{ conf }}/dovecot/dovecot.conf stop
[ -f {{ state }}/rspamd/rspamd.pid ] && kill "$(cat {{ state }}/rspamd/rspamd.pid)"
