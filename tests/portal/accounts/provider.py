"""A state's OpenID Connect provider, small: discovery, tokens for codes it gave out (with PKCE), who that was."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT, SECRET = "openperkins", "what the portal and the provider both know"


@dataclass
class Provider:
    """`claims` are put over those of an ID token; `given` are the codes that were not redeemed."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def app(self) -> dict[str, Any]:
        """The portal's setting for it."""
        of = {"provider_id": "state", "name": "State Portal", "client_id": CLIENT, "secret": SECRET}
        return {**of, "settings": {"server_url": self.address}}

    def consented(self, asked: str, person: dict[str, str]) -> str:
        """Somebody whom the portal sent to `asked` signed in here: where the provider sends them then."""
        url, query = urlsplit(asked), {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        assert url.path == "/authorize"
        assert (query["client_id"], query["response_type"]) == (CLIENT, "code")
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        code = secrets.token_urlsafe(12)
        self.given[code] = {"challenge": query["code_challenge"], "to": query["redirect_uri"], "person": person}
        return f"{query['redirect_uri']}?code={code}&state={query['state']}"

    def redeem(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once, to who knows the secret and asked for the code."""
        given = self.given.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if given is None or given["challenge"] != base64.urlsafe_b64encode(digest).rstrip(b"=").decode():
            return self._refuse("code")
        if (asked.get("client_id"), asked.get("client_secret"), asked["redirect_uri"]) != (CLIENT, SECRET, given["to"]):
            return self._refuse("client")
        person, now = given["person"], int(time.time())
        access = secrets.token_urlsafe(12)
        self.tokens[access] = person
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **person, **self.claims}
        signed = jwt.encode(claims, "0" * 32, algorithm="HS256")
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.claims.get("iss_announced", self.address),
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _refuse(self, why: str) -> None:
        self.refused.append(why)


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, listening on the loopback interface until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/.well-known/openid-configuration":
                return self._answer(provider.discovery())
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            return self._answer(provider.tokens.get(token) if self.path == "/userinfo" else None)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(sent).items()}
            return self._answer(provider.redeem(asked) if self.path == "/token" else None)

        def _answer(self, found: Any) -> None:
            body = json.dumps(found or {"error": "invalid_grant"}).encode()
            self.send_response(200 if found else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing: a test's output is the test's."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
