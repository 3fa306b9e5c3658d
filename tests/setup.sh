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
fc-list 2>/dev/null | grep -qi thai || want="$want fonts-thai-tlwg fontconfig"

if [ -n "$want" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing:$want"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $want >/dev/null
elif [ -n "$want" ]; then
    echo "missing:$want (install these packages to run every test)"
fi

# A real SMTP server for the letters: aiosmtpd, in a virtual environment of its own.
tools=target/test-tools
if [ ! -x "$tools/bin/aiosmtpd" ]; then
    if python3 -m venv "$tools" 2>/dev/null && "$tools/bin/pip" install -q aiosmtpd==1.4.6; then
        echo "installed: aiosmtpd"
    else
        echo "missing: aiosmtpd (python3 with venv and pip)"
    fi
fi
