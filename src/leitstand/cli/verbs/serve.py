"""`leitstand serve`: the web application and the worker behind it, under one command."""

from __future__ import annotations

import argparse
import ipaddress

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

PORT = 8080


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDR",
                        help=say(de="Adresse (sonst 127.0.0.1: nur dieser Rechner)",
                                 en="address (default 127.0.0.1: this machine only)"))  # fmt: skip
    parser.add_argument("--port", type=int, default=PORT, metavar="N",
                        help=say(de=f"Port (sonst {PORT})", en=f"port (default {PORT})"))  # fmt: skip
    parser.add_argument("--name", action="append", default=[], metavar="HOST",
                        help=say(de="Name, unter dem Browser den Server erreichen (mehrfach möglich)",
                                 en="name under which browsers reach the server (may be repeated)"))  # fmt: skip
    parser.add_argument("--https", action="store_true",
                        help=say(de="steht hinter einem Proxy, der TLS spricht",
                                 en="stands behind a proxy that speaks TLS"))  # fmt: skip
    parser.add_argument("--workers", type=int, default=2, metavar="N",
                        help=say(de="Prozesse für Seiten (sonst 2)", en="processes for pages (default 2)"))  # fmt: skip


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page
    from leitstand.foundation.home import Home
    from leitstand.web.serving import Served, serve

    home = Home.find(args.home)
    if not 0 < args.port < 65536 or not 0 < args.workers < 65:
        raise UnusableInput(
            Text(de="Ein Port liegt zwischen 1 und 65535, die Zahl der Prozesse zwischen 1 und 64.",
                 en="A port lies between 1 and 65535, the number of processes between 1 and 64."),
            Text(de="`leitstand serve --port 8080`", en="`leitstand serve --port 8080`"),
        )  # fmt: skip
    if not args.https and not _is_loopback(args.host):
        raise UnusableInput(
            Text(de=f"Unter {args.host} wäre die Anwendung ohne Verschlüsselung im Netz.",
                 en=f"At {args.host} the application would be in the network without encryption."),
            Text(de="Stellen Sie einen Proxy davor, der TLS spricht, und geben Sie --https --name HOST an "
                    "(docs/how-to/serve.md).",
                 en="Put a proxy that speaks TLS before it, and give --https --name HOST (docs/how-to/serve.md)."),
        )  # fmt: skip
    page = Page(args.language)

    def started(address: str) -> None:
        page.say(Text(de=f"Leitstand läuft: {address}", en=f"Leitstand is running: {address}"), "strong")
        page.say(Text(de="Anmelden: `leitstand user add ADRESSE --role administrator`, dann `leitstand user link "
                         "ADRESSE`. Beenden: Strg+C.",
                      en="To sign in: `leitstand user add ADDRESS --role administrator`, then `leitstand user link "
                         "ADDRESS`. Stop: Ctrl+C."), "quiet")  # fmt: skip

    return serve(home, Served(args.host, args.port, args.workers, args.https, tuple(args.name)), started)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


VERB = Verb(
    order=4,
    summary=Text(de="die Anwendung im Browser", en="the application in the browser"),
    description=Text(
        de="Startet die Anwendung und den Prozess, der im Hintergrund lädt, auswertet, berichtet und warnt. Sie läuft, "
        "bis Sie sie beenden; Importe auf der Kommandozeile gehen währenddessen weiter.",
        en="Starts the application and the process that loads, analyses, reports and warns in the background. It runs "
        "until you stop it; imports on the command line go on meanwhile.",
    ),
    examples=(
        ("leitstand serve", Text(de="auf diesem Rechner, Port 8080", en="on this machine, port 8080")),
        (
            "leitstand serve --host 0.0.0.0 --https --name leitstand.example.org",
            Text(de="hinter einem Proxy mit TLS", en="behind a proxy with TLS"),
        ),
    ),
    arguments=arguments,
    run=run,
)
