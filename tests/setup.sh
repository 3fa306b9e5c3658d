#!/bin/sh
# Installs what the tests need from Debian and PyPI where it is missing and can be installed.
# With CI=true a part that stays missing is a failure; elsewhere its tests say so and skip.
set -eu

want=""
need() { command -v "$1" >/dev/null 2>&1 || want="$want $2"; }
need chromium chromium
need chromedriver chromium-driver
need pdftotext poppler-utils
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || want="$want postgresql"
# Real mail servers, and a DNS server that is asked about the agencies' records.
need postfix postfix
need dovecot "dovecot-imapd dovecot-lmtpd dovecot-sieve dovecot-managesieved"
need rspamd rspamd
need knotd knot
need openssl openssl
ls /usr/lib/postfix/postfix-sqlite.so >/dev/null 2>&1 || want="$want postfix-sqlite postfix-pgsql"
ls /usr/lib/dovecot/modules/auth/libdriver_sqlite.so >/dev/null 2>&1 ||
    want="$want dovecot-sqlite dovecot-pgsql"
ls /usr/lib/*/sasl2/libplain.so >/dev/null 2>&1 ||
    want="$want libsasl2-modules"
fc-list 2>/dev/null | grep -qi thai || want="$want fonts-thai-tlwg fontconfig"

if [ -n "$want" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing:$want"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # Postfix comes without a configuration of its own, and packages start no services here.
    echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections || true
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $want >/dev/null
elif [ -n "$want" ]; then
    echo "missing:$want (install these packages to run every test)"
fi

# A real SMTP server for the letters, aiosmtpd, and an independent judge of signatures, dkimpy, in
# a virtual environment of their own.
tools=target/test-tools
if [ ! -x "$tools/bin/aiosmtpd" ] || [ ! -x "$tools/bin/dkimverify" ]; then
    if python3 -m venv "$tools" 2>/dev/null &&
        "$tools/bin/pip" install -q aiosmtpd==1.4.6 dkimpy==1.1.8; then
        echo "installed: aiosmtpd, dkimpy"
    else
        echo "missing: aiosmtpd, dkimpy (python3 with venv and pip)"
    fi
fi

# The judge of licences, bans and sources of crates. Quick to build matters more than quick to run.
deny_version=0.20.2
if ! "$tools/bin/cargo-deny" --version 2>/dev/null | grep -q "$deny_version"; then
    if CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 cargo install --quiet --locked \
        --no-default-features --version "$deny_version" --root "$tools" \
        --target-dir "$tools/build" cargo-deny; then
        rm -rf "$tools/build"
        echo "installed: cargo-deny"
    else
        echo "missing: cargo-deny"
    fi
fi
