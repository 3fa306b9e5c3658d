"""A time-stamp server (RFC 3161) for the tests: HTTP around `openssl ts`, on a port of its own.

Its folder holds ts.cnf. It prints its port and serves until its standard input is closed.
"""

import http.server
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

FOLDER = pathlib.Path(sys.argv[1])


class Stamps(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        asked = self.rfile.read(int(self.headers["content-length"]))
        with tempfile.NamedTemporaryFile(dir=FOLDER) as query:
            query.write(asked)
            query.flush()
            command = ["openssl", "ts", "-reply", "-config", FOLDER / "ts.cnf", "-queryfile", query.name]
            answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
        self.send_response(200)
        self.send_header("content-type", "application/timestamp-reply")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Stamps)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
