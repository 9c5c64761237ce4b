"""`leitstand reconcile`: how the shop's orders become the revenue of the books, and signing months off."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from leitstand.cli.output import Cell, Page
    from leitstand.jobs.books import Books
    from leitstand.jobs.reconciling import Bridge, Month

STATES = {
    "open": Text(de="offen", en="open"),
    "signed": Text(de="freigegeben", en="signed"),
    "changed": Text(de="seit der Freigabe geändert", en="changed since signed"),
}
STYLES = {"open": "", "signed": "good", "changed": "bad"}
CSV_HEADER = ("month", "bridge", "id", "title_de", "title_en", "amount", "state")
NOTHING = Text(
    de="Es sind keine Bücher geladen. → `leitstand import` mit DATEV-Buchungsstapel oder Summen- und Saldenliste",
    en="No books are loaded. → `leitstand import` with DATEV postings or a trial balance",
)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    month = say(de="MONAT", en="MONTH")
    parser.add_argument(
        "--month",
        metavar=month,
        help=say(de="nur dieser, mit allen Schritten: 2024-03", en="only this one, with all its steps: 2024-03"),
    )
    parser.add_argument("--sign", metavar=month, help=say(de="diesen Monat freigeben", en="sign this month off"))
    parser.add_argument("--note", default="", metavar="TEXT", help=say(de="Bemerkung zu --sign", en="note for --sign"))
    parser.add_argument(
        "--reopen",
        metavar=month,
        help=say(de="die Freigabe dieses Monats zurücknehmen", en="take the signature of this month back"),
    )
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help=say(de="Grund für --reopen", en="reason for --reopen")
    )
    parser.add_argument(
        "--accounts",
        metavar=say(de="DATEI.xlsx", en="FILE.xlsx"),
        help=say(
            de="die Konten mit ihrer Art zum Berichtigen schreiben; `leitstand import` lädt sie wieder",
            en="write the accounts with their kind to be corrected; `leitstand import` loads them again",
        ),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.foundation.period import parse_day
    from leitstand.workspace import Workspace

    if sum(bool(one) for one in (args.sign, args.reopen, args.accounts, args.month)) > 1:
        raise UnusableInput(
            Text(de="--month, --sign, --reopen und --accounts gehen nur einzeln.",
                 en="--month, --sign, --reopen and --accounts exclude each other."),
            Text(de="Lassen Sie die anderen weg.", en="Leave the others out."),
        )  # fmt: skip
    books = Workspace(args.home).books
    if args.accounts:
        return _write_accounts(books, args.accounts, Page(args.language))
    wanted = args.month or args.sign or args.reopen
    day = parse_day(wanted) if wanted else None
    with patience(Text(de="Abstimmen", en="Reconciling"), args.language):
        if args.sign and day:
            found = [books.sign(day, args.note)]
        elif args.reopen and day:
            found = [books.reopen(day, args.reason)]
        else:
            found = books.months(day)
            if day and not found:
                _check_loaded(day, books.months())
    if args.json:
        print_json([one.as_dict() for one in found])
    elif args.csv:
        print_csv([row for one in found for row in _for_csv(one)], CSV_HEADER)
    elif not found:
        Page(args.language).say(NOTHING)
    elif wanted:
        print_month(found[0], Page(args.language))
    else:
        print_months(found, Page(args.language))
    return 0


def _check_loaded(month: date, known: list[Month]) -> None:
    """Raises UnusableInput where there are books, but not of this month."""
    if not known:
        return
    first, last = known[0].start, known[-1].start
    raise UnusableInput(
        Text(de=f"Für {month:%m/%Y} gibt es keine Bücher.", en=f"There are no books for {month:%Y-%m}."),
        Text(
            de=f"Es gibt sie von {first:%m/%Y} bis {last:%m/%Y}.", en=f"There are from {first:%Y-%m} to {last:%Y-%m}."
        ),
    )


def _write_accounts(books: Books, path: str, page: Page) -> int:
    if Path(path).suffix.lower() != ".xlsx":
        raise UnusableInput(
            Text(de=f"„{path}“ endet nicht auf .xlsx.", en=f"'{path}' does not end in .xlsx."),
            Text(de="Die Konten werden als Excel-Datei geschrieben; nennen Sie sie zum Beispiel konten.xlsx.",
                 en="The accounts are written as an Excel file; call it accounts.xlsx, for example."),
        )  # fmt: skip
    count = books.write_accounts(path, page.language)
    page.say(
        Text(de=f"Konten in {path}: {count}. Berichtigen Sie Art und Kostenart und laden Sie die Liste:",
             en=f"Accounts in {path}: {count}. Correct kind and cost type and load the list:")
    )  # fmt: skip
    page.command(shlex.join(["leitstand", "import", path]), indent=2)
    return 0


def print_months(months: list[Month], page: Page) -> None:
    """One line per month: from shop to books, from books to bank, and what is left."""
    from leitstand.cli.output import Cell, Column

    say = Say(page.language)
    page.table(
        [
            Column(say(de="Monat", en="Month")),
            Column(say(de="Bestellt brutto", en="Ordered gross"), number=True, rank=2),
            Column(say(de="Umsatz lt. Büchern", en="Revenue by books"), number=True),
            Column(say(de="Rest", en="Remainder"), number=True),
            Column(say(de="Cashflow lt. Büchern", en="Cash flow by books"), number=True, rank=3),
            Column(say(de="laut Bank", en="by bank"), number=True, rank=3),
            Column(say(de="Rest Geld", en="Remainder cash"), number=True, rank=1),
            Column(say(de="Stand", en="State")),
        ],
        [
            [
                _month(one, page),
                _money(next((s.amount for s in one.revenue.steps if s.id == "orders_gross"), None), one, page),
                _money(one.revenue.target, one, page),
                _remainder(one.revenue, one, page),
                _money(one.operating_cash_flow, one, page),
                _money(one.cash.target, one, page),
                _money(one.cash.remainder, one, page),
                Cell(STATES[one.state].get(page.language), STYLES[one.state]),
            ]
            for one in months
        ],
    )  # fmt: skip
    for text in dict.fromkeys(text for one in months for text in one.missing):
        page.say(text, "quiet")
    page.say(
        Text(de="Alle Schritte eines Monats: `leitstand reconcile --month MONAT`",
             en="All steps of a month: `leitstand reconcile --month MONTH`"),
        "quiet",
    )  # fmt: skip


def print_month(one: Month, page: Page) -> None:
    """Both bridges of a month, what they lack, who signed it and what has changed since."""
    from leitstand.jobs.bridge_words import BANK

    page.say(f"{_month(one, page)}: {STATES[one.state].get(page.language)}", "strong")
    page.blank()
    _print_bridge(
        Text(de="Vom Shop zum Umsatz der Bücher", en="From shop to revenue by the books"),
        one,
        page,
        [
            *((step.title, step.amount) for step in one.revenue.steps),
            (Text(de="Rest", en="Remainder"), one.revenue.remainder),
            (Text(de="= Umsatz laut Büchern", en="= Revenue by the books"), one.revenue.target),
        ],
    )
    if one.cash.steps:
        page.blank()
        _print_bridge(
            Text(de="Vom Ergebnis zum Geld", en="From result to money"),
            one,
            page,
            [
                *((step.title, step.amount) for step in one.cash.steps if step.id not in BANK),
                (Text(de="= Operativer Cashflow laut Büchern", en="= Operating cash flow by the books"),
                 one.operating_cash_flow),
                *((step.title, step.amount) for step in one.cash.steps if step.id in BANK),
                (Text(de="Rest", en="Remainder"), one.cash.remainder),
                (Text(de="= Operativer Cashflow der Bank", en="= Operating cash flow of the bank"), one.cash.target),
            ],
        )  # fmt: skip
    if one.missing:
        page.blank()
        for text in one.missing:
            page.say(text, "quiet")
    _print_signatures(one, page)


def _print_bridge(title: Text, one: Month, page: Page, lines: list[tuple[Text, Decimal | None]]) -> None:
    from leitstand.cli.output import Column

    rows = [[text.get(page.language), _money(amount, one, page)] for text, amount in lines]
    page.table([Column(title.get(page.language), flexible=True, least=30), Column(one.currency, number=True)], rows)


def _print_signatures(one: Month, page: Page) -> None:
    for entry in one.signatures:
        note = f": {entry.note}" if entry.note else ""
        page.blank()
        page.say(
            Text(de=f"Freigegeben von {entry.signed_by} am {entry.signed_at:%d.%m.%Y %H:%M} UTC{note}",
                 en=f"Signed by {entry.signed_by} on {entry.signed_at:%Y-%m-%d %H:%M} UTC{note}")
        )  # fmt: skip
        if entry.reopened_at:
            by, at, why = entry.reopened_by, entry.reopened_at, entry.reason
            page.say(
                Text(de=f"Zurückgenommen von {by} am {at:%d.%m.%Y %H:%M} UTC: {why}",
                     en=f"Taken back by {by} on {at:%Y-%m-%d %H:%M} UTC: {why}"),
                indent=2,
            )  # fmt: skip
    if one.changes:
        from leitstand.cli.output import Column

        say = Say(page.language)
        page.blank()
        page.table(
            [Column(say(de="Seit der Freigabe geändert", en="Changed since signed"), flexible=True, least=30),
             Column(say(de="freigegeben", en="signed"), number=True), Column(say(de="jetzt", en="now"), number=True)],
            [[c.title.get(page.language), _money(c.old, one, page), _money(c.new, one, page)] for c in one.changes],
        )  # fmt: skip


def _month(one: Month, page: Page) -> str:
    return one.start.strftime("%m/%Y" if page.language == "de" else "%Y-%m")


def _money(amount: Decimal | None, one: Month, page: Page) -> str:
    from leitstand.foundation.numbers import format_value

    return "–" if amount is None else format_value(float(amount), "currency", one.currency, page.language)


def _remainder(bridge: Bridge, one: Month, page: Page) -> Cell:
    from leitstand.cli.output import Cell

    style = "quiet" if bridge.remainder is None else "watch" if bridge.remainder else "good"
    return Cell(_money(bridge.remainder, one, page), style)


def _for_csv(one: Month) -> list[dict[str, object]]:
    from leitstand.jobs.bridge_words import TITLES

    found: list[dict[str, object]] = []
    for name, bridge in (("revenue", one.revenue), ("cash", one.cash)):
        rows = [(step.id, step.title, step.amount) for step in bridge.steps]
        ends = ((f"{name}_target", bridge.target), ("remainder", bridge.remainder))
        rows += [(own, TITLES[own], amount) for own, amount in ends if amount is not None]
        found += [
            {"month": f"{one.start:%Y-%m}", "bridge": name, "id": own, "title_de": title.de, "title_en": title.en,
             "amount": amount, "state": one.state}
            for own, title, amount in rows
        ]  # fmt: skip
    return found


VERB = Verb(
    order=37,
    summary=Text(de="Shop, Bücher und Bank abstimmen", en="reconcile shop, books and bank"),
    description=Text(
        de="Zeigt für jeden Monat, wie aus den Bestellungen des Shops der Umsatz der Bücher wird (Umsatzsteuer, "
        "Versand, Rabatte, Stornos, Retouren, Zeitverschiebung) und aus dem Betriebsergebnis der operative Cashflow, "
        "mit dem Rest in Euro. Ein abgestimmter Monat lässt sich freigeben; ändert er sich danach, wird das gezeigt.",
        en="Shows for each month how the orders of the shop become the revenue of the books (VAT, shipping, "
        "discounts, cancellations, returns, shifts in time) and the operating result the operating cash flow, with "
        "the remainder in euro. A reconciled month can be signed off; if it changes afterwards, that is shown.",
    ),
    examples=(
        ("leitstand reconcile", Text(de="alle Monate mit ihrem Rest", en="all months with their remainder")),
        ("leitstand reconcile --month 2024-03", Text(de="alle Schritte eines Monats", en="all steps of a month")),
        ('leitstand reconcile --sign 2024-03 --note "mit Steuerbüro geprüft"',
         Text(de="einen Monat freigeben", en="sign a month off")),
        ('leitstand reconcile --reopen 2024-03 --reason "Gutschrift nachgebucht"',
         Text(de="die Freigabe zurücknehmen", en="take the signature back")),
        ("leitstand reconcile --accounts konten.xlsx",
         Text(de="berichtigen, was auf welchem Konto gebucht wird", en="correct what is booked on which account")),
    ),
    arguments=arguments,
    run=run,
)  # fmt: skip
