#!/bin/sh
# Starts the mail servers on a machine without systemd; stop.sh stops them.
set -eu
install -d {{ state }}/postfix {{ state }}/postfix/spool {{ state }}/dovecot \
    {{ state }}/dovecot/run {{ state }}/dovecot/state
install -d -o postfix -m 0700 {{ state }}/postfix/data
install -d -o _rspamd -m 0750 {{ state }}/rspamd
rspamd -u _rspamd -g _rspamd -c {{ conf }}/rspamd/rspamd.conf
dovecot -c {{ conf }}/dovecot/dovecot.conf
postfix -c {{ conf }}/postfix start
