"""A partner's tests. The partner's backend is the few lines of `Shop`."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from proof_simulator import request


class Shop:
    """Creates sessions, and reads a transaction from Proof's API after each webhook about it."""

    def __init__(self, api_url: str, token: str):
        self.api_url, self.token = api_url, token
        self.statuses = {}
        shop = self

        class Webhooks(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                hint = json.loads(self.rfile.read(length))
                self.send_response(204)
                self.end_headers()
                shop.check(hint["merchant_transaction_id"])

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Webhooks)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.webhook_url = f"http://127.0.0.1:{self.server.server_port}/webhooks/proof"

    def order(self, **changes):
        order = {
            "partner_user_id": "user-1",
            "user_email": "user-1@example.com",
            "network": "TRC20",
            "currency": "USDT",
            "amount": "100",
            **changes,
        }
        session = request("POST", f"{self.api_url}/widget/session", order, self.token)
        return session["merchant_transaction_id"]

    def check(self, transaction_id: str):
        url = f"{self.api_url}/widget/transactions/{transaction_id}"
        self.statuses[transaction_id] = request("GET", url, token=self.token)["status"]


@pytest.fixture
def shop(proof_world):
    shop = Shop(proof_world.api_url, proof_world.token)
    proof_world.control("PATCH", "/settings", {"webhookUrls": [shop.webhook_url]})
    yield shop
    shop.server.shutdown()


def test_a_paid_order_completes(proof_world, shop):
    order = shop.order()
    proof_world.act(order, "pay")
    proof_world.advance("PT1M")
    paid = proof_world.wait("event", transaction=order, type="transaction.status")
    proof_world.wait("event", transaction=order, type="transaction.status", after=paid["id"])
    proof_world.control("GET", "/quiet?seconds=0.5")
    assert shop.statuses[order] == "completed"
    assert proof_world.unmet(transaction=order, intervalSeconds=0) == []


def test_a_deposit_that_never_comes_fails_the_sell(proof_world, shop):
    order = shop.order(type="sell")
    proof_world.control("POST", "/scenarios/deposit_never/launch", {"transaction_id": order})
    proof_world.advance("P1D")
    proof_world.control("GET", "/quiet?seconds=0.5")
    assert shop.statuses[order] == "failed"


def test_a_lost_webhook_leaves_this_shop_behind(proof_world, shop):
    """What this shop still lacks: it should also ask Proof on a schedule."""
    proof_world.control("PUT", "/faults/webhook_dropped", {})
    order = shop.order()
    proof_world.act(order, "cancel")
    proof_world.control("GET", "/quiet?seconds=0.5")
    assert order not in shop.statuses
