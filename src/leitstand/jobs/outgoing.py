"""Calls addresses of other systems, and never one inside the company's own network that nobody allowed.

LEITSTAND_ALLOWED_HOSTS: names and networks (10.1.0.0/16), with commas, that may be called although they lie inside, and
without TLS. Only who runs the machine can set it, nobody who is signed in.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from leitstand.foundation.errors import LeitstandError
from leitstand.foundation.text import Text

ALLOWED = "LEITSTAND_ALLOWED_HOSTS"
SECONDS = 10.0
"""For one call altogether, once the name is resolved."""
MOST_READ = 8192
"""Bytes of an answer that are looked at: only its first line counts."""
PORTS = {"https": 443, "http": 80}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")
INSIDE_TOO = tuple(
    ipaddress.ip_network(one)
    for one in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10")
)
"""Inside as well, though `is_global` says otherwise (in some versions of Python): secrets of the machine are answered
there by providers, or nobody on the internet may use them."""


class Blocked(LeitstandError):
    """The address may not be called."""


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address. place: what is connected to, so that a second look at the name cannot lead elsewhere."""

    parts: SplitResult
    host: str
    port: int
    place: str


def post(url: str, body: bytes, headers: Mapping[str, str], seconds: float = SECONDS) -> int:
    """Sends the body; answers the HTTP status. Redirects are not followed.

    Raises Blocked for an address that may not be called, LeitstandError where nobody answers in time.
    """
    target = checked(url)
    until = monotonic() + seconds
    try:
        with (
            socket.create_connection((target.place, target.port), timeout=seconds) as plain,
            _secured(plain, target) as connected,
        ):
            connection = HTTPConnection(target.host, target.port)
            connection.sock = connected
            path = (target.parts.path or "/") + (f"?{target.parts.query}" if target.parts.query else "")
            connection.request("POST", path, body, {**headers, "Host": _named(target), "Connection": "close"})
            return _status(connected, until)
    except ssl.SSLError as error:
        raise _failed(target, f"TLS: {getattr(error, 'verify_message', '') or error.reason}") from error
    except (OSError, ValueError) as error:
        raise _failed(target, getattr(error, "strerror", None) or str(error) or type(error).__name__) from error


def checked(url: str) -> Target:
    """The address to connect to. Raises Blocked, and LeitstandError for a name that nobody knows."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        if any(ord(sign) <= 32 or ord(sign) == 127 for sign in url.strip()) or parts.scheme not in PORTS or not host:
            raise ValueError
        if parts.username is not None or parts.password is not None:
            raise ValueError
        name = host if ":" in host else host.encode("idna").decode().lower()
        url.encode("ascii")
    except (ValueError, UnicodeError):
        raise Blocked(
            Text(de="Diese Adresse kann nicht aufgerufen werden.", en="This address cannot be called."),
            Text(de="Erwartet wird https://name/pfad ohne Zugangsdaten.",
                 en="Expected https://name/path without credentials."),
        ) from None  # fmt: skip
    port = port or PORTS[parts.scheme]
    names, networks = _allowed()
    places = [ipaddress.ip_address(one) for one in _resolved(name, port)]
    inside = name in names or all(any(place in network for network in networks) for place in places)
    if not inside and parts.scheme != "https":
        raise Blocked(
            Text(de="Aufgerufen wird nur verschlüsselt (https).", en="Calls are made encrypted only (https)."),
            Text(de=f"Wer die Maschine betreibt, kann {name} in {ALLOWED} erlauben.",
                 en=f"Who runs the machine can allow {name} in {ALLOWED}."),
        )  # fmt: skip
    if not inside and any(is_inside(place) for place in places):
        raise Blocked(
            Text(de=f"{name} liegt im eigenen Netz und wird nicht aufgerufen.",
                 en=f"{name} lies in the own network and is not called."),
            Text(de=f"Wer die Maschine betreibt, kann die Adresse in {ALLOWED} erlauben.",
                 en=f"Who runs the machine can allow the address in {ALLOWED}."),
        )  # fmt: skip
    return Target(parts, name, port, str(places[0]))


def is_inside(place: Address) -> bool:
    """Whether an address is private, of the machine itself, of a provider's metadata, or leads to such a one."""
    if any(is_inside(one) for one in _carried(place)):
        return True
    return (
        not place.is_global or place.is_multicast or place.is_reserved or place.is_unspecified
        or any(place in network for network in INSIDE_TOO)
    )  # fmt: skip


def _carried(place: Address) -> Iterator[Address]:
    """IPv4 addresses that an IPv6 address stands for."""
    if isinstance(place, ipaddress.IPv4Address):
        return
    if place.ipv4_mapped is not None:
        yield place.ipv4_mapped
    if place.sixtofour is not None:
        yield place.sixtofour
    if place.teredo is not None:
        yield from place.teredo
    if place in NAT64:
        yield ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)


def _resolved(name: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise LeitstandError(
            Text(de=f"Den Namen {name} kennt niemand.", en=f"Nobody knows the name {name}."),
            Text(de="Prüfen Sie die Adresse.", en="Check the address."),
        ) from None
    return [str(one[4][0]).partition("%")[0] for one in found]


def _allowed() -> tuple[set[str], list[ipaddress.IPv4Network | ipaddress.IPv6Network]]:
    names, networks = set(), []
    for word in filter(None, (one.strip().lower() for one in os.environ.get(ALLOWED, "").split(","))):
        try:
            networks.append(ipaddress.ip_network(word))
        except ValueError:
            names.add(word)
    return names, networks


def _secured(plain: socket.socket, target: Target) -> socket.socket:
    if target.parts.scheme != "https":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)


def _named(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == PORTS[target.parts.scheme] else f"{host}:{target.port}"


def _status(connected: socket.socket, until: float) -> int:
    """The status of the answer: what comes after its first line is left where it is."""
    seen = b""
    while b"\n" not in seen:
        connected.settimeout(max(until - monotonic(), 0.001))
        came = connected.recv(1024)
        seen += came
        if not came or len(seen) > MOST_READ:
            break
    answer = re.match(rb"HTTP/1\.[01] (\d{3})\b", seen)
    if answer is None:
        raise ValueError("no HTTP answer")
    return int(answer[1])


def _failed(target: Target, reason: str) -> LeitstandError:
    return LeitstandError(
        Text(de=f"{target.host} hat nicht geantwortet ({reason}).", en=f"{target.host} did not answer ({reason})."),
        Text(de="Prüfen Sie die Adresse und ob die Gegenseite läuft.",
             en="Check the address and whether the other side runs."),
    )  # fmt: skip
