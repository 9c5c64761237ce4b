"""Writes mails in the reader's language, with a plain and a formatted part, and hands them to the mail server."""

from __future__ import annotations

import html
import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from leitstand.control.notice.channels import MailServer, Security
from leitstand.control.notice.readers import check_address
from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Language, Text, printable

SECONDS = 20.0
"""That the mail server may take for one step."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is told. heading may be empty. link: (words, address)."""

    heading: str
    lines: Sequence[str] = ()
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """why: last line, why the reader gets it. formatted: a whole HTML page instead of one made of the parts. event: the
    same with every try to send it, so that mail programs can tell repeats."""

    subject: str
    language: Language
    parts: Sequence[Part]
    why: str
    attachments: Sequence[Attachment] = ()
    formatted: str | None = None
    event: str = ""


def written(mail: Mail, server: MailServer, to: str) -> EmailMessage:
    """The message as it goes out. Raises UnusableInput for a recipient that is no address."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(mail.subject)
    message["From"] = Address(one_line(server.sender_name), addr_spec=server.sender)
    message["To"] = Address(addr_spec=check_address(to))
    message["Date"] = format_datetime(datetime.now(UTC))
    domain = server.sender.partition("@")[2]
    message["Message-ID"] = f"<{mail.event}@{domain}>" if mail.event else make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain(mail), cte="quoted-printable")
    page = mail.formatted.replace("</body>", f"{_why(mail)}</body>") if mail.formatted else formatted(mail)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    for one in mail.attachments:
        kind, _, subtype = one.media_type.partition("/")
        message.add_attachment(one.content, maintype=kind, subtype=subtype, filename=one_line(one.name))
    message["Content-Language"] = mail.language  # last: with every part added, such heads move to the first part
    return message


def plain(mail: Mail) -> str:
    """The part for programs that show no formats."""
    blocks = []
    for part in mail.parts:
        lines = [*([part.heading] if part.heading else []), *part.lines]
        blocks.append("\n".join([*lines, *([f"{part.link[0]}: {part.link[1]}"] if part.link else [])]))
    return printable("\n\n".join([*blocks, f"-- \n{mail.why}"])) + "\n"


def formatted(mail: Mail) -> str:
    """The same as HTML, with everything escaped."""
    body = []
    for part in mail.parts:
        if part.heading:
            body.append(f'<h2 style="font-size:16px;margin:24px 0 4px">{_escaped(part.heading)}</h2>')
        body += [f'<p style="margin:0 0 6px">{_escaped(line)}</p>' for line in part.lines]
        if part.link:
            words, address = map(_escaped, part.link)
            body.append(f'<p style="margin:0 0 6px"><a href="{address}" style="color:#0b5cad">{words}</a></p>')
    return (
        f'<!DOCTYPE html><html lang="{mail.language}"><head><meta charset="utf-8">'
        f"<title>{_escaped(mail.subject)}</title>"
        '</head><body style="margin:0;background:#f4f5f7"><div style="max-width:640px;margin:0 auto;padding:24px;'
        f'background:#fff;color:#1c2430;font:15px/1.5 system-ui,sans-serif">{"".join(body)}{_why(mail)}'
        "</div></body></html>"
    )


def _why(mail: Mail) -> str:
    return (
        '<p style="margin:28px 0 0;padding-top:12px;border-top:1px solid #d8dce2;color:#5b6675;'
        f'font:13px/1.5 system-ui,sans-serif">{_escaped(mail.why)}</p>'
    )


def one_line(text: str) -> str:
    """As it may stand in a head line: without breaks and whatever else could begin another."""
    return " ".join(printable(" ".join(text.split())).split())[:250]


def _escaped(text: str) -> str:
    return html.escape(printable(text)).replace("\n", "<br>")


@contextmanager
def post(server: MailServer, seconds: float = SECONDS) -> Iterator[Post]:
    """A connection to the mail server for one or many mails. Raises LeitstandError."""
    with told(server):
        connection = _connected(server, seconds)
    try:
        yield Post(server, connection)
    finally:
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()


@dataclass(frozen=True, slots=True)
class Post:
    """An open connection to the mail server."""

    server: MailServer
    connection: smtplib.SMTP

    def send(self, mail: Mail, to: str) -> None:
        """Hands one mail over. Raises LeitstandError; the connection can still be used for others."""
        message = written(mail, self.server, to)
        with told(self.server):
            try:
                self.connection.send_message(message)
            except smtplib.SMTPResponseException:
                self.connection.rset()
                raise


def _connected(server: MailServer, seconds: float) -> smtplib.SMTP:
    security: Security = server.security
    secure = ssl.create_default_context()
    connection = (
        smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=secure)
        if security == "tls"
        else smtplib.SMTP(server.host, server.port, timeout=seconds)
    )
    try:
        if security == "starttls":
            connection.starttls(context=secure)
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def told(server: MailServer) -> Iterator[None]:
    """Raises LeitstandError in the user's words for whatever goes wrong with the mail server inside."""
    try:
        yield
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        what, step = _reason(error)
        place = f"{server.host}:{server.port}"
        raise LeitstandError(
            Text(de=f"Mailserver {place}: {what.de}", en=f"Mail server {place}: {what.en}"), step
        ) from error


CHECK_SERVER = Text(de="Prüfen Sie Name und Port des Mailservers.", en="Check name and port of the mail server.")
CHECK_SECURITY = Text(
    de="Prüfen Sie die Verschlüsselung: meist STARTTLS mit Port 587 oder TLS mit Port 465.",
    en="Check the encryption: usually STARTTLS with port 587 or TLS with port 465.",
)

ASK = Text(de="Fragen Sie, wer den Mailserver betreut.", en="Ask whoever runs the mail server.")


def _reason(error: BaseException) -> tuple[Text, Text]:
    """What is wrong and what to do next."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return (Text(de="Die Anmeldung wurde abgelehnt.", en="The sign-in was refused."),
                    Text(de="Prüfen Sie Benutzer und Kennwort.", en="Check user and password."))  # fmt: skip
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPSenderRefused():
            return (Text(de="Absender oder Empfänger wurde abgelehnt.", en="Sender or recipient was refused."),
                    Text(de="Prüfen Sie die Adressen.", en="Check the addresses."))  # fmt: skip
        case smtplib.SMTPNotSupportedError():
            return Text(de="Er bietet das nicht an.", en="It does not offer that."), CHECK_SECURITY
        case ssl.SSLCertVerificationError():
            return (Text(de=f"Sein Zertifikat gilt nicht ({error.verify_message}).",
                         en=f"Its certificate is not valid ({error.verify_message})."), CHECK_SERVER)  # fmt: skip
        case ssl.SSLError():
            return (Text(de="Die verschlüsselte Verbindung kam nicht zustande.",
                         en="The encrypted connection failed."), CHECK_SECURITY)  # fmt: skip
        case smtplib.SMTPResponseException():
            said = printable(error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes)
                             else str(error.smtp_error))[:200]  # fmt: skip
            return Text(de=f"Er antwortet: {error.smtp_code} {said}", en=f"It answers: {error.smtp_code} {said}"), ASK
        case socket.gaierror():
            return Text(de="Den Namen kennt niemand.", en="Nobody knows the name."), CHECK_SERVER
        case TimeoutError():
            return Text(de="Er antwortet nicht.", en="It does not answer."), CHECK_SERVER
        case OSError() if error.strerror:
            return Text(de=f"{error.strerror}.", en=f"{error.strerror}."), CHECK_SERVER
        case _:
            return (Text(de="Die Verbindung brach ab.", en="The connection broke off."), CHECK_SECURITY)  # fmt: skip
