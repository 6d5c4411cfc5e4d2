"""Follows an order by Proof's WebSocket: `python follow.py ID`. Needs the package `websockets`."""

import json
import os
import sys
from urllib.parse import quote

from websockets.sync.client import connect

API_URL = os.environ.get("PROOF_API_URL", "http://localhost:4000")
TOKEN = os.environ.get("PROOF_CLIENT_TOKEN", "sim_client_token")

url = f"{API_URL.replace('http', 'ws', 1)}/ws?tx_id={quote(sys.argv[1], safe='')}"
with connect(url, additional_headers={"Authorization": f"Bearer {TOKEN}"}) as socket:
    print("Connected", flush=True)
    for message in socket:
        # A hint: now read the transaction, as after a webhook.
        status = json.loads(message)["status"]
        print(status, flush=True)
        if status in ("completed", "failed", "cancelled"):
            break
