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
# Judges of signed files: a store of trusted authorities for pdfsig, and a second reader of PDF.
need certutil libnss3-tools
need qpdf qpdf
ls /usr/lib/postfix/postfix-sqlite.so >/dev/null 2>&1 || want="$want postfix-sqlite postfix-pgsql"
ls /usr/lib/dovecot/modules/auth/libdriver_sqlite.so >/dev/null 2>&1 ||
    want="$want dovecot-sqlite dovecot-pgsql"
ls /usr/lib/*/sasl2/libplain.so >/dev/null 2>&1 ||
    want="$want libsasl2-modules"
# Readers of cards: the library for the agent, and for its test a daemon with virtual readers. The
# virtual reader listens on every address once the daemon runs, and under systemd the package would
# start it outside the namespace of the test: there it is not installed.
need pkg-config pkg-config
pkg-config --exists libpcsclite 2>/dev/null || want="$want libpcsclite-dev"
if [ ! -d /run/systemd/system ]; then
    need pcscd pcscd
    need ip iproute2
    [ -e /etc/reader.conf.d/vpcd ] || want="$want vsmartcard-vpcd"
fi
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

# Tools that are not Debian's stay between checkouts, for one of them takes minutes to build.
tools=target/test-tools
kept="${XDG_CACHE_HOME:-$HOME/.cache}/rian-test-tools"
if [ ! -L "$tools" ]; then
    rm -rf "$tools"
    mkdir -p target "$kept"
    ln -s "$kept" "$tools"
fi

# Programs in Python, in a virtual environment of their own: see tests/requirements.txt.
stamp="$tools/python-$(cksum <tests/requirements.txt | cut -d ' ' -f 1)"
if [ ! -e "$stamp" ]; then
    if python3 -m venv "$kept" 2>/dev/null &&
        "$kept/bin/pip" install -q -r tests/requirements.txt; then
        touch "$stamp"
        echo "installed: what tests/requirements.txt lists"
    else
        echo "missing: what tests/requirements.txt lists (python3 with venv and pip)"
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

# A real OpenID provider, for ThaID and DGA Digital ID.
if [ ! -d tests/oidc/node_modules/oidc-provider ]; then
    if (cd tests/oidc && npm ci --silent --no-audit --no-fund); then
        echo "installed: oidc-provider"
    else
        echo "missing: oidc-provider (npm)"
    fi
fi

# Verifiers of Open Badges that are not ours.
if [ ! -d tests/badges/node_modules/@digitalbazaar/vc ]; then
    if (cd tests/badges && npm ci --silent --no-audit --no-fund); then
        echo "installed: verifiers of badges"
    else
        echo "missing: verifiers of badges (npm)"
    fi
fi
