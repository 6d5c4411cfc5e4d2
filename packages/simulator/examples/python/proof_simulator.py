"""A pytest plugin with a world of the Proof simulator for each test. Needs Python 3.9 only.

Start the simulator first, for example with `npx --no proof-simulator`, and set PROOF_SIMULATOR_URL if it
is not at http://localhost:4000.
"""

import json
import os
import urllib.error
import urllib.request

import pytest


class ProofWorld:
    """A Proof of its own. Give your backend `api_url` and `token`."""

    def __init__(self, api_url: str, world: dict):
        self.api_url = api_url
        self.id = world["id"]
        self.token = world["token"]

    def control(self, method: str, path: str, body=None):
        """One request to this world's control API. Raises HTTPError for an error."""
        return request(method, f"{self.api_url}/control/worlds/{self.id}{path}", body)

    def act(self, transaction_id: str, action: str):
        """Does what the customer or Proof would do: pay, cancel, decline …"""
        return self.control("POST", f"/transactions/{transaction_id}/actions", {"action": action})

    def advance(self, duration):
        """Moves the clock, by seconds or an ISO 8601 duration such as PT6H."""
        return self.control("POST", "/clock", {"advance": duration})

    def wait(self, what: str, timeout_seconds: int = 30, **query):
        """Waits for the first call, delivery or event that matches, and returns it."""
        query = {"for": what, "timeoutSeconds": timeout_seconds, **query}
        parameters = "&".join(f"{name}={value}" for name, value in query.items())
        return self.control("GET", f"/wait?{parameters}")["entry"]

    def unmet(self, **query):
        """The expectations about your backend's traffic that were not met."""
        parameters = "&".join(f"{name}={value}" for name, value in query.items())
        judged = self.control("GET", f"/expectations?{parameters}")["expectations"]
        return [one for one in judged if one["met"] is False]


def request(method: str, url: str, body=None, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(
        urllib.request.Request(url, data, headers, method=method), timeout=150
    ) as response:
        text = response.read()
        return json.loads(text) if text else None


@pytest.fixture
def proof_world():
    """A new world, which is deleted after the test."""
    url = os.environ.get("PROOF_SIMULATOR_URL", "http://localhost:4000").rstrip("/")
    world = request("POST", f"{url}/control/worlds", {})
    yield ProofWorld(url, world)
    request("DELETE", f"{url}/control/worlds/{world['id']}")
