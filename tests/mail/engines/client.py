"""Speaks SMTP, IMAP and Dovecot's administration for the tests.

A line of JSON in, a line of JSON out, until the input ends; an IMAP session lives as long.
"""

import base64
import email
import email.policy
import http.client
import imaplib
import json
import smtplib
import ssl
import sys

TRUSTING = ssl._create_unverified_context()
session = None


def answer(code, text):
    return {"code": code, "text": text.decode("utf-8", "replace")}


def send(server, ask):
    """The first refusal, or what the end of the letter was answered with."""
    for step in (lambda: server.mail(ask["from"]), lambda: server.rcpt(ask["to"])):
        code, text = step()
        if code >= 400:
            return answer(code, text)
    try:
        return answer(*server.data(ask["message"].encode()))
    except smtplib.SMTPDataError as error:
        return answer(error.smtp_code, error.smtp_error)


def deliver(ask):
    bind = (ask["bind"], 0)
    with smtplib.SMTP("127.0.0.1", ask["port"], "client.test", 30, bind) as server:
        server.ehlo()
        return send(server, ask)


def submit(ask):
    where = ("127.0.0.1", ask["port"], "client.test")
    if ask["tls"]:
        server = smtplib.SMTP_SSL(*where, timeout=30, context=TRUSTING)
    else:
        server = smtplib.SMTP(*where, timeout=30)
    with server:
        if not ask["tls"]:
            server.starttls(context=TRUSTING)
        try:
            server.ehlo()
            server.user, server.password = ask["user"], ask["password"]
            # One try; login() would try a second mechanism after a refusal.
            server.auth("PLAIN", server.auth_plain)
        except smtplib.SMTPAuthenticationError as error:
            return answer(error.smtp_code, error.smtp_error)
        return send(server, ask)


def log_in(ask):
    global session
    session = imaplib.IMAP4_SSL("127.0.0.1", ask["port"], ssl_context=TRUSTING, timeout=30)
    session.login(ask["user"], ask["password"])
    return {}


def messages(_):
    session.select("INBOX", readonly=True)
    found = []
    for number in session.search(None, "ALL")[1][0].split():
        raw = session.fetch(number, "(BODY.PEEK[])")[1][0][1]
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        found.append(
            {
                "from": str(letter["From"]),
                "subject": str(letter["Subject"]),
                "raw": raw.decode("utf-8", "replace"),
            }
        )
    return {"messages": found}


def noop(_):
    session.noop()
    return {}


def doveadm(ask):
    key = base64.b64encode(ask["key"].encode()).decode()
    # With "Connection: close", as urllib sends it, Dovecot 2.3 never answers a wrong key.
    server = http.client.HTTPConnection("127.0.0.1", ask["port"], timeout=30)
    headers = {"Authorization": f"X-Dovecot-API {key}", "Content-Type": "application/json"}
    server.request("POST", "/doveadm/v1", json.dumps(ask["commands"]), headers)
    reply = server.getresponse()
    answers = json.loads(reply.read()) if reply.status == 200 else []
    server.close()
    return {"status": reply.status, "answers": answers}


ACTS = {act.__name__: act for act in (deliver, submit, log_in, messages, noop, doveadm)}

for line in sys.stdin:
    asked = json.loads(line)
    try:
        reply = ACTS[asked["act"]](asked)
    except (OSError, imaplib.IMAP4.error, smtplib.SMTPException) as error:
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
