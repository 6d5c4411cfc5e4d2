"""A small backend, with the standard library of Python 3.9.

It listens on PORT: POST /orders places an order, and Proof's webhooks come to /webhooks/proof. A
webhook is a hint: what counts is what Proof says when it is asked.
"""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote
from urllib.request import Request, urlopen

API_URL = os.environ.get("PROOF_API_URL", "http://localhost:4000")
TOKEN = os.environ.get("PROOF_CLIENT_TOKEN", "sim_client_token")


def ask(path, body=None):
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    with urlopen(Request(API_URL + path, body, headers), timeout=10) as response:
        return response.read()


def check(transaction_id):
    transaction = json.loads(ask(f"/widget/transactions/{quote(transaction_id, safe='')}"))
    print(transaction_id, "is", transaction["status"], flush=True)


class Backend(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/webhooks/proof":
            # Before Proof is asked, because it waits for the response.
            self.send_response(204)
            self.end_headers()
            check(json.loads(body)["merchant_transaction_id"])
            return
        session = ask("/widget/session", body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(session)))
        self.end_headers()
        self.wfile.write(session)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Backend)
print("Listening on", server.server_port, flush=True)
server.serve_forever()
