"""Users, sign-in, mail, schedules, privacy, retention, audit and backup by the browser; for administrators only."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leitstand.control.account import services as accounts
from leitstand.control.account import sso
from leitstand.control.account.models import User, Viewed
from leitstand.control.audit.models import Change
from leitstand.control.identity.models import Identifier
from leitstand.control.ledger import services as ledger
from leitstand.control.notice import services as notices
from leitstand.control.privacy import services as privacy
from leitstand.foundation.home import Home
from leitstand.jobs import retention
from leitstand.jobs.privacy import people
from tests.web.pages.working import text_of, work

PAGES = ("", "users/", "tokens/", "sign-in/", "mail/", "mail/sent/", "schedules/", "retention/", "privacy/", "audit/",
         "backup/")  # fmt: skip
ROOT = "/administration/"


@pytest.fixture
def client(web_home: Path, client_of: Callable[..., Any]) -> Any:
    return client_of("administrator")


@pytest.mark.parametrize("role", ["viewer", "employee", "analyst", "manager"])
def test_nobody_else_gets_in(web_home: Path, client_of: Callable[..., Any], role: str) -> None:
    client = client_of(role)
    for address in PAGES:
        assert client.get(ROOT + address).status_code == 403
    for address in ("users/invite", "sign-in/factor", "mail/keep", "backup/make", "privacy/find", "retention/keep"):
        assert client.post(ROOT + address).status_code == 403


def test_somebody_is_invited_limited_and_shut_out(client: Any) -> None:
    page = client.post(f"{ROOT}users/invite", {"email": "Neu@example.org", "role": "manager", "language": "de"})
    link = re.search(r'value="(http://testserver/signin/link/[^"]+)"', page.content.decode())
    assert link and accounts.open_link("default", link[1].rstrip("/").rpartition("/")[2])
    assert link[1] not in text_of(client, f"{ROOT}users/neu@example.org/")
    changed = {"name": "Neu", "role": "manager", "language": "en", "scope": ["channel=web", ""], "more": ""}
    client.post(f"{ROOT}users/neu@example.org/change", changed)
    assert accounts.user("default", "neu@example.org").scope == "channel=web"
    wrong = {**changed, "scope": ["nonsense=1"]}
    answer = client.post(f"{ROOT}users/neu@example.org/change", wrong, follow=True).content.decode()
    assert "message error" in answer and accounts.user("default", "neu@example.org").scope == "channel=web"
    client.post(f"{ROOT}users/neu@example.org/lock")
    assert not accounts.user("default", "neu@example.org").is_active
    assert client.get(f"{ROOT}users/nobody@example.org/").status_code == 404
    own = client.post(f"{ROOT}users/administrator@example.org/lock", follow=True).content.decode()
    assert "only administrator" in own or User.objects.filter(role="administrator", is_active=True).count() > 0
    assert {"created", "link_made", "changed", "disabled"} <= {
        one.what for one in Change.objects.filter(object_id="neu@example.org")
    }


def test_a_token_is_revoked(client: Any) -> None:
    admin = accounts.user("default", "administrator@example.org")
    secret = accounts.make_token("default", admin, "Kasse")
    assert "Kasse" in text_of(client, f"{ROOT}tokens/") and secret not in text_of(client, f"{ROOT}tokens/")
    (token,) = accounts.tokens("default", admin)
    client.post(f"{ROOT}users/administrator@example.org/tokens/{token.pk}")
    assert accounts.token_user("default", secret) is None


def test_secrets_are_never_shown_again(client: Any) -> None:
    client.post(f"{ROOT}mail/keep", {"host": "localhost", "port": "2525", "security": "none", "sender": "l@example.org",
                                     "user": "u", "password": "mail-geheim-77"})  # fmt: skip
    client.post(
        f"{ROOT}sign-in/sso", {"issuer": "https://login.example.org", "client_id": "c", "secret": "sso-geheim-77"}
    )
    kept = notices.mail_server("default")
    assert kept and kept.password == "mail-geheim-77"
    known = sso.sign_on("default")
    assert known and known.client_secret == "sso-geheim-77"
    client.post(f"{ROOT}mail/keep", {"host": "localhost", "port": "2525", "security": "none", "sender": "m@example.org",
                                     "user": "u", "password": ""})  # fmt: skip
    kept = notices.mail_server("default")
    assert kept and (kept.sender, kept.password) == ("m@example.org", "mail-geheim-77")
    for address in (*PAGES, "audit/audit.csv"):
        page = client.get(ROOT + address).content.decode()
        assert "mail-geheim-77" not in page and "sso-geheim-77" not in page
    answer = client.post(f"{ROOT}mail/try", follow=True).content.decode()
    assert "message error" in answer and notices.notices("default", 1)[0].state == "failed"
    client.post(f"{ROOT}sign-in/sso", {"drop": "1"})
    assert sso.sign_on("default") is None


def test_a_webhook_shows_its_secret_once(client: Any) -> None:
    page = client.post(f"{ROOT}mail/webhooks", {"title": "Chat", "url": "https://169.254.169.254/x"}).content.decode()
    assert "whsec_" in page and "whsec_" not in text_of(client, f"{ROOT}mail/")
    (hook,) = notices.webhooks("default")
    answer = client.post(f"{ROOT}mail/webhooks/{hook.id}/try", follow=True).content.decode()
    assert "message error" in answer
    client.post(f"{ROOT}mail/webhooks/{hook.id}/drop")
    assert notices.webhooks("default") == []


def test_schedules_and_rules_are_made_and_dropped(client: Any) -> None:
    admin = accounts.user("default", "administrator@example.org")
    client.post(f"{ROOT}schedules/add", {"chore": "report", "kind": "monthly", "form": "pdf", "rhythm": "monthly",
                                         "day": "3", "time": "06:15", "users": [str(admin.pk)],
                                         "weekday": "0"})  # fmt: skip
    one = next(each for each in notices.schedules("default") if each.chore == "report")
    assert (one.day, f"{one.time:%H:%M}", one.recipients[0]["user"]) == (3, "06:15", admin.pk)
    client.post(f"{ROOT}schedules/{one.id}", {"do": "pause"})
    assert not notices.schedule("default", one.id).active
    client.post(f"{ROOT}schedules/{one.id}", {"do": "drop"})
    assert all(each.id != one.id for each in notices.schedules("default"))
    before = len(notices.schedules("default"))
    for wrong in (
        {"chore": "report", "rhythm": "monthly", "time": "77:77"},
        {"chore": "erase_person", "rhythm": "daily"},
    ):
        assert "message error" in client.post(f"{ROOT}schedules/add", wrong, follow=True).content.decode()
    assert len(notices.schedules("default")) == before
    client.post(
        f"{ROOT}alerts/add", {"kind": "relative_change", "metric": "revenue_net", "direction": "fall", "value": "10"}
    )
    (rule,) = notices.rules("default")
    assert (rule.value, rule.direction, rule.channels) == (0.1, "fall", ["mail"])
    client.post(f"{ROOT}alerts/{rule.id}", {"do": "drop"})
    assert notices.rules("default") == []


def test_choices_are_kept_and_noted(client: Any) -> None:
    client.post(f"{ROOT}sign-in/factor", {"factor": "all"})
    assert ledger.setting("default", "second_factor") == "all"
    client.post(f"{ROOT}sign-in/agreement", {"agreement": "1", "note": ""})
    assert ledger.setting("default", "works_agreement") is None
    client.post(f"{ROOT}sign-in/agreement", {"agreement": "1", "note": "BV 12/2026"})
    assert ledger.setting("default", "works_agreement")["note"] == "BV 12/2026"
    client.post(f"{ROOT}retention/keep", {"logs": "7"})
    assert retention.days("default")["logs"] == 7
    assert "message error" in client.post(f"{ROOT}retention/keep", {"logs": "0"}, follow=True).content.decode()
    assert retention.days("default")["logs"] == 7
    client.post(f"{ROOT}sign-in/factor", {"factor": "persons"})
    page = text_of(client, f"{ROOT}audit/?about=second_factor")
    assert "second_factor" in page and "administrator@example.org" in page
    assert "second_factor" in client.get(f"{ROOT}audit/audit.csv").content.decode("utf-8-sig")


def test_a_person_gets_their_data_and_is_erased(client: Any, web_home: Path) -> None:
    home = Home(web_home)
    mail = Identifier.objects.filter(entity="customer", field="email").order_by("id").values_list("value", flat=True)[0]
    page = client.post(f"{ROOT}privacy/find", {"words": mail}).content.decode()
    keys = re.findall(r'name="keys" value="([^"]+)"', page)
    assert mail in page and len(keys) == 1 and Viewed.objects.filter(kind="search").exists()
    assert client.post(f"{ROOT}privacy/ask", {"keys": keys[0], "kind": "export"}).status_code == 302
    assert client.post(f"{ROOT}privacy/ask", {"keys": f"customer:{10**30}", "identified": "x"}).status_code == 404
    answer = client.post(f"{ROOT}privacy/ask", {"keys": keys[0], "kind": "export", "identified": "Rückruf"})
    told = json.loads(zipfile.ZipFile(io.BytesIO(answer.content)).read("person.json"))
    assert mail in told["identity"]["email"] and Viewed.objects.filter(kind="export", reason="Rückruf").exists()
    asked = client.post(f"{ROOT}privacy/ask", {"keys": keys[0], "kind": "erasure", "identified": "Rückruf"})
    address = asked.headers["Location"]
    assert "nothing has happened yet" in text_of(client, address)
    (one,) = privacy.requests("default", "erasure")
    client.post(f"{address}confirm", {"second": "yes", "word": "nein"})
    assert privacy.request("default", one.id).state == "asked"
    assert client.post(f"{address}confirm").headers["Location"].endswith("?sure=1")
    client.post(f"{address}confirm", {"second": "yes", "word": "erase"})
    work(home)
    assert "The person is erased" in text_of(client, address) and people.find(home, mail) == []
    assert client.post(f"{address}confirm", {"second": "yes", "word": "ERASE"}).status_code in (302, 400)
    assert client.get(f"{ROOT}privacy/0000/").status_code == 404
    hits = [path for path in web_home.rglob("*") if path.is_file() and mail.encode() in path.read_bytes()]
    assert hits == []


def test_a_backup_is_made_and_tried(client: Any, web_home: Path) -> None:
    client.post(f"{ROOT}backup/make")
    client.post(f"{ROOT}backup/make")
    work(Home(web_home))
    assert "restoring was tried" in text_of(client, f"{ROOT}backup/")
    assert len(list((web_home / "backups").glob("leitstand-*"))) == 1
