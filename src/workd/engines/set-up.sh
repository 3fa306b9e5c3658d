#!/bin/sh
# Makes the users, folders and rights that the mail servers need. Run it as root, after every
# `rian mail config`; doing it again does no harm.
set -eu

user() { getent passwd "$1" >/dev/null || adduser --quiet --system --group --no-create-home "$1"; }
getent group {{ users.readers_group }} >/dev/null || addgroup --quiet --system {{ users.readers_group }}
user {{ users.rian }}
user {{ users.mail }}
adduser --quiet postfix {{ users.readers_group }} || true

[ -d {{ data }} ] || install -d -o {{ users.rian }} -g {{ users.rian }} -m 0750 {{ data }}
install -d -m 0755 {{ state }}
install -d -o {{ users.mail }} -g {{ users.mail_group }} -m 0750 {{ mail }}
install -d -o {{ users.rian }} -g _rspamd -m 2750 {{ signer_dirs }}
{%- if let Some(dir) = directory_dir %}
install -d -o {{ users.rian }} -g {{ users.readers_group }} -m 2750 {{ dir }}
{%- endif %}

# A certificate of one's own making, until the real one is put in its place.
if [ ! -f {{ tls_cert }} ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN={{ hostname }}" \
        -keyout {{ tls_key }} -out {{ tls_cert }} 2>/dev/null
    chmod 0600 {{ tls_key }}
fi

chown -R root:root {{ conf }}
chgrp postfix {{ conf }}/postfix/sql/*.cf
{%- if dovecot == DovecotVersion::V2_3 %}
chgrp dovecot {{ conf }}/dovecot/*.ext
{%- endif %}
echo "ready"
