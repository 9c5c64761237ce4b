"""The company's own sign-on lets in whom it has verified, and nobody who only claims so."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwk, jwt

from leitstand.control.account import services, sso
from leitstand.control.account.models import User
from tests.security.conftest import EMAIL


class Provider:
    """A small OpenID Connect provider. claims: what it says of whoever comes. key: signs; shown: the key it shows."""

    def __init__(self) -> None:
        self.key = jwk.RSAKey.generate_key(2048, {"kid": "one"})
        self.shown = self.key
        self.claims: dict[str, Any] = {"email": EMAIL, "email_verified": True, "name": "Ada"}
        self.nonce, self.asked = "", {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(provider.metadata() if "openid-configuration" in self.path
                            else {"keys": [provider.shown.as_dict(private=False)]})  # fmt: skip

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.asked = {name: value[0] for name, value in parse_qs(body).items()}
                self.answer({"access_token": "a", "token_type": "Bearer", "id_token": provider.token()})

            def answer(self, told: Any) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }  # fmt: skip

    def token(self) -> str:
        now = int(time.time())
        told = {"iss": self.issuer, "aud": "leitstand", "sub": "1", "iat": now, "exp": now + 60, "nonce": self.nonce}
        return jwt.encode({"alg": "RS256", "kid": "one"}, told | self.claims, self.key)


@pytest.fixture(scope="module")
def _provider() -> Iterator[Provider]:
    one = Provider()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def provider(_provider: Provider, site: str) -> Provider:
    _provider.claims = {"email": EMAIL, "email_verified": True, "name": "Ada"}
    _provider.shown = _provider.key
    sso.keep_sign_on(site, sso.SignOn(_provider.issuer, "leitstand", "client-secret"))
    return _provider


def come_back(provider: Provider, browser: Any, **changed: str) -> Any:
    """Goes to the provider and comes back with its answer; changed: parameters of the way back."""
    sent = urlsplit(browser.get("/signin/sso/?next=/account/")["Location"])
    given = {name: value[0] for name, value in parse_qs(sent.query).items()}
    provider.nonce = given["nonce"]
    assert given["code_challenge_method"] == "S256" and given["redirect_uri"] == "http://testserver/signin/sso/back/"
    return browser.get("/signin/sso/back/", {"code": "c", "state": given["state"], **changed})


def inside(client: Any) -> bool:
    return b"inside" in client.get("/").content


def test_who_is_known_comes_in(provider: Provider, browser: Any) -> None:
    assert "OpenID Connect" in browser.get("/signin/").content.decode()
    assert come_back(provider, browser)["Location"] == "/account/" and inside(browser)
    assert provider.asked["code_verifier"] and provider.asked["grant_type"] == "authorization_code"


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": "true"}, {"email": "stranger@example.org"}, {"email": ""},
     {"aud": "another"}, {"iss": "http://elsewhere"}, {"exp": 1}, {"nonce": "another"}],
)  # fmt: skip
def test_who_is_not_proven_stays_out(provider: Provider, browser: Any, claims: dict[str, Any]) -> None:
    provider.claims |= claims
    answer = come_back(provider, browser)
    assert answer.status_code == 401 and not inside(browser) and User.objects.count() == 1


def test_a_foreign_signature_or_state_is_refused(provider: Provider, browser: Any) -> None:
    assert come_back(provider, browser, state="another").status_code == 401
    provider.shown = jwk.RSAKey.generate_key(2048, {"kid": "one"})
    assert come_back(provider, browser).status_code == 401 and not inside(browser)


def test_a_newcomer_becomes_a_viewer_where_that_is_wanted(provider: Provider, site: str, browser: Any) -> None:
    sso.keep_sign_on(site, sso.SignOn(provider.issuer, "leitstand", "client-secret", create=True))
    provider.claims["email"] = "new@example.org"
    come_back(provider, browser)
    assert inside(browser) and services.user(site, "new@example.org").role == "viewer"


def test_a_provider_that_is_away(provider: Provider, site: str, browser: Any) -> None:
    sso.keep_sign_on(site, sso.SignOn("http://127.0.0.1:9", "leitstand", "client-secret"))
    assert browser.get("/signin/sso/").status_code == 401
    sso.keep_sign_on(site, None)
    assert browser.get("/signin/sso/")["Location"] == "/signin/"
    assert browser.get("/signin/sso/back/?code=1&state=2")["Location"] == "/signin/"
