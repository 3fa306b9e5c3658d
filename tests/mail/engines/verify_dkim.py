"""Verifies the signature of the letter on standard input against one TXT record.

Arguments: the name of the record, and its text. The answer is the exit status.
"""

import sys

import dkim

name, text = sys.argv[1].rstrip(".").encode(), sys.argv[2].encode()


def look_up(asked, timeout=5):
    return text if asked.rstrip(b".") == name else None


sys.exit(0 if dkim.verify(sys.stdin.buffer.read(), dnsfunc=look_up) else 1)
