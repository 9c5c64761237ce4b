"""Mails arrive as they were meant, in both languages, and what goes wrong is said in plain words."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.jobs.mail import Kept, only, post_office

from leitstand.foundation.errors import LeitstandError
from leitstand.jobs import mailing
from leitstand.jobs.mailing import Attachment, Mail, Part

PARTS = [
    Part("Kundin <Müller & Söhne>", ["Umsatz −4,2 %", 'Grund: "Größe"'], ("Ansehen", "https://l.firm.de/?a=1&b=2"))
]
MAIL = Mail("Übersicht: 3 €", "de", PARTS, "Weil Sie es wünschen.", event="e1")


@pytest.fixture(scope="module")
def office() -> Iterator[Kept]:
    with post_office() as kept:
        yield kept


def test_a_mail_arrives_with_both_parts_and_all_heads(office: Kept) -> None:
    office.mails.clear()
    report = Attachment("Bericht März.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")
    with mailing.post(office.server(sender_name="Leitstand Müller")) as post:
        post.send(Mail("Übersicht: 3 €", "de", PARTS, "Weil Sie es wünschen.", [report], event="e1"), "anna@firm.de")
        post.send(Mail("Overview", "en", [Part("", ["Hello"])], "Why."), "bob@firm.de")
    (to, german), (_, english) = office.mails
    assert to == ["anna@firm.de"] and german["To"] == "anna@firm.de"
    assert german["Subject"] == "Übersicht: 3 €" and german["From"] == "Leitstand Müller <crm@firm.de>"
    assert german["Message-ID"] == "<e1@firm.de>" and german["Date"] and german["Auto-Submitted"] == "auto-generated"
    assert (german["Content-Language"], english["Content-Language"]) == ("de", "en")
    plain, html = office.body(0, "plain"), office.body(0, "html")
    assert "Kundin <Müller & Söhne>" in plain and "Umsatz −4,2 %" in plain and "Weil Sie es wünschen." in plain
    assert "Ansehen: https://l.firm.de/?a=1&b=2" in plain
    assert "Kundin &lt;Müller &amp; Söhne&gt;" in html and "Weil Sie es wünschen." in html and 'lang="de"' in html
    assert 'href="https://l.firm.de/?a=1&amp;b=2"' in html and "<script" not in html
    (attached,) = german.iter_attachments()
    assert attached.get_filename() == "Bericht März.pdf" and attached.get_content() == b"%PDF-1.7 \x00\xff"
    assert "Hello" in office.body(1, "plain") and english["Message-ID"].endswith("@firm.de>")


def test_heads_cannot_be_smuggled_in(office: Kept) -> None:
    office.mails.clear()
    bad = "Alles gut\r\nBcc: all@firm.de\n\nText\x00\u2028X-Evil: 1"
    with mailing.post(office.server(sender_name=bad)) as post:
        post.send(Mail(bad, "de", [Part(bad, [bad])], bad, [Attachment(bad, "text/plain", b"x")]), "anna@firm.de")
        with pytest.raises(LeitstandError):
            post.send(MAIL, "anna@firm.de\r\nRCPT TO:<all@firm.de>")
    ((to, message),) = office.mails
    assert to == ["anna@firm.de"] and message["Bcc"] is None and message["X-Evil"] is None
    assert str(message["Subject"]).startswith("Alles gut Bcc: all@firm.de Text")


def test_one_refused_recipient_does_not_stop_the_others(office: Kept) -> None:
    office.mails.clear()
    office.refused = {"gone@firm.de"}
    with mailing.post(office.server()) as post:
        with pytest.raises(LeitstandError) as refused:
            post.send(MAIL, "gone@firm.de")
        post.send(MAIL, "anna@firm.de")
    assert "Empfänger" in refused.value.describe("de") and "recipient" in refused.value.describe("en")
    assert [to for to, _ in office.mails] == [["anna@firm.de"]]


def test_what_goes_wrong_is_said(office: Kept) -> None:
    wrong = {
        "refused": office.server(port=1),
        "knows the name": office.server(host="mail.invalid"),
        "offer": office.server(security="starttls"),
        "encrypted connection": office.server(security="tls"),
    }
    for word, server in wrong.items():
        with pytest.raises(LeitstandError, match=word) as said, mailing.post(server, seconds=5):
            pass
        assert said.value.next_step is not None and said.value.message.de.startswith("Mailserver")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Of 127.0.0.1, signed by nobody but itself: certificate and key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    place = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1)).add_extension(place, critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


def test_passwords_travel_encrypted_to_a_server_that_proves_who_it_is(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(*certificate)
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    with post_office(tls_context=own, authenticator=only("crm", "secret"), auth_required=True) as office:
        right = office.server(security="starttls", user="crm", password="secret")
        with pytest.raises(LeitstandError, match="certificate is not valid"), mailing.post(right):
            pass
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        with mailing.post(right) as post:
            post.send(MAIL, "anna@firm.de")
        wrong = office.server(security="starttls", user="crm", password="guess")
        with pytest.raises(LeitstandError, match="sign-in was refused"), mailing.post(wrong):
            pass
        with mailing.post(office.server()) as post, pytest.raises(LeitstandError):
            post.send(MAIL, "anna@firm.de")
    assert len(office.mails) == 1


def test_a_whole_page_says_why_it_came_too(office: Kept) -> None:
    office.mails.clear()
    with mailing.post(office.server()) as post:
        post.send(Mail("Bericht", "de", PARTS, "Weil <Sie>.", formatted="<html><body>Seite</body></html>"), "a@firm.de")
    html = office.body(0, "html")
    assert html.startswith("<html><body>Seite<p") and "Weil &lt;Sie&gt;." in html
