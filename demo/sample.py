"""Writes the files of an invented tea merchant, with the quirks such exports have: python demo/sample.py FOLDER.

18 months, the same files every time. Umlauts in cp1252, semicolons, decimal commas, title rows and a total row.
"""

from __future__ import annotations

import csv
import math
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

START, MONTHS = date(2024, 7, 1), 18
END = date(2026, 1, 1)
TOWNS = [("Köln", "50667"), ("Bonn", "53111"), ("Düsseldorf", "40213"), ("München", "80331"), ("Kiel", "24103")]
FIRST = ["Anna", "Jürgen", "Mehmet", "Zoë", "Björn", "Käthe", "Luca", "Søren", "Maria", "Theo"]
LAST = ["Müller", "Weiß", "Yılmaz", "Schäfer", "Öztürk", "Krüger", "Jansen", "Nguyen", "Böhm", "Vogt"]
TEAS = [
    ("T-100", "Darjeeling First Flush", "Schwarztee", 18.5, 8.1),
    ("T-110", "Assam kräftig", "Schwarztee", 11.9, 4.6),
    ("T-200", "Sencha", "Grüntee", 14.9, 6.2),
    ("T-210", "Gyokuro", "Grüntee", 32.0, 17.5),
    ("T-300", "Rooibos Vanille", "Kräutertee", 8.9, 3.2),
    ("T-310", "Pfefferminze", "Kräutertee", 6.5, 2.1),
    ("Z-900", "Teekanne Glas", "Zubehör", 39.0, 21.0),
    ("Z-910", "Filterbeutel", "Zubehör", 4.5, 1.2),
]
CHANNELS = ["Onlineshop", "Onlineshop", "Onlineshop", "Marktplatz", "Telefon"]
Row = Sequence[object]


def german(number: float) -> str:
    return f"{number:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def stamp(moment: datetime) -> str:
    return moment.strftime("%d.%m.%Y %H:%M")


def write(folder: Path, name: str, header: Row, rows: Iterable[Row], encoding: str = "cp1252") -> None:
    with (folder / name).open("w", newline="", encoding=encoding, errors="replace") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])


class Company:
    def __init__(self) -> None:
        self.dice = random.Random(20260101)
        self.customers = [self._customer(number) for number in range(1, 421)]
        self.orders = sorted(self._orders(), key=lambda order: order[0])

    def _customer(self, number: int) -> dict[str, object]:
        first, last = self.dice.choice(FIRST), self.dice.choice(LAST)
        town, zip_code = self.dice.choice(TOWNS)
        return {
            "number": f"K{number:05}",
            "name": f"{first} {last}",
            "mail": f"kunde{number}@example.org",
            "town": town,
            "zip": zip_code,
            "rate": self.dice.gammavariate(0.9, 0.35),
            "since": START + timedelta(self.dice.randrange(500)),
        }

    def _orders(self) -> Iterable[tuple[datetime, dict[str, object]]]:
        for customer in self.customers:
            day = float((customer["since"] - START).days)  # type: ignore[operator]
            while day < (END - START).days:
                when = datetime.combine(START + timedelta(int(day)), datetime.min.time())
                yield when + timedelta(hours=self.dice.randrange(8, 21), minutes=self.dice.randrange(60)), customer
                season = 1.6 if when.month in (11, 12) else 1.0
                day += max(self.dice.expovariate(max(float(customer["rate"]), 0.02) * season / 30), 1.0)  # type: ignore[arg-type]

    def shop(self, folder: Path) -> None:
        header = [
            "Bestellnr",
            "Bestelldatum",
            "Kundennr",
            "Kundenname",
            "E-Mail",
            "PLZ",
            "Ort",
            "Vertriebsweg",
            "Artikelnr",
            "Artikel",
            "Warengruppe",
            "Menge",
            "Einzelpreis",
            "Nettobetrag",
            "Wareneinsatz",
        ]
        lines, refunds, invoices, cash = [], [], [], []
        for number, (at, customer) in enumerate(self.orders, start=10001):
            total = 0.0
            channel = self.dice.choice(CHANNELS)
            for sku, name, group, price, cost in self.dice.sample(TEAS, self.dice.choice([1, 1, 2, 2, 3])):
                quantity = self.dice.choice([1, 1, 1, 2, 2, 3, 5])
                price = round(price * (1.06 if at.date() >= date(2025, 7, 1) else 1.0), 2)
                total += quantity * price
                lines.append(
                    [
                        f"B{number}",
                        stamp(at),
                        customer["number"],
                        customer["name"],
                        customer["mail"],
                        customer["zip"],
                        customer["town"],
                        channel,
                        sku,
                        name,
                        group,
                        quantity,
                        german(price),
                        german(quantity * price),
                        german(quantity * cost),
                    ]
                )
            if self.dice.random() < 0.06:
                back = at + timedelta(days=self.dice.randrange(5, 25))
                reason = self.dice.choice(["Beschädigt", "Gefällt nicht", "Falscher Artikel"])
                if back.date() < END:
                    refunds.append(
                        [f"G{number}", stamp(back), f"B{number}", customer["number"], german(total * 0.7), reason]
                    )
            gross, due = total * 1.07, at.date() + timedelta(days=14)
            paid = due + timedelta(days=round(self.dice.gauss(-3, 7)))
            is_paid = paid < END and self.dice.random() > 0.02
            invoices.append(
                [
                    f"R{number}",
                    at.date(),
                    due,
                    paid if is_paid else None,
                    customer["number"],
                    round(gross, 2),
                    0 if is_paid else round(gross, 2),
                ]
            )
            if is_paid:
                cash.append(
                    [
                        paid.strftime("%d.%m.%Y"),
                        "DE02 1203 0000 0000 2020 51",
                        customer["name"],
                        "Kundenzahlung",
                        german(gross),
                    ]
                )
        write(folder, "Bestellpositionen.csv", header, lines)
        write(
            folder,
            "Erstattungen.csv",
            ["Gutschriftnr", "Erstattet am", "Bestellnr", "Kundennr", "Erstattungsbetrag", "Retourengrund"],
            refunds,
        )
        self.invoices(folder, invoices)
        self.bank(folder, cash)

    def invoices(self, folder: Path, rows: list[list[object]]) -> None:
        import xlsxwriter

        header = [
            "Rechnungsnr",
            "Rechnungsdatum",
            "Fällig am",
            "Bezahlt am",
            "Kundennr",
            "Bruttobetrag",
            "Offener Betrag",
        ]
        with xlsxwriter.Workbook(folder / "Rechnungen.xlsx", {"default_date_format": "dd.mm.yyyy"}) as book:
            book.set_properties({"created": datetime(2026, 1, 2)})
            sheet = book.add_worksheet("Rechnungen")
            sheet.write("A1", "Teekontor am Rhein GmbH – Rechnungsausgangsbuch")
            sheet.write("A2", "Stand: 01.01.2026")
            sheet.write_row(3, 0, header)
            for number, row in enumerate(rows, start=4):
                sheet.write_row(number, 0, row)
            totals = [round(sum(float(str(row[column])) for row in rows), 2) for column in (5, 6)]
            sheet.write_row(len(rows) + 4, 0, ["Summe", None, None, None, None, *totals])

    def bank(self, folder: Path, receipts: list[list[object]]) -> None:
        rows = list(receipts)
        for month in range(MONTHS):
            first = date(START.year + (START.month - 1 + month) // 12, (START.month - 1 + month) % 12 + 1, 1)
            for day, text, amount in (
                (3, "Miete", -950),
                (10, "Lieferant", -1400 - 90 * (month % 5)),
                (27, "Gehälter", -1800),
            ):
                booked = (first + timedelta(days=day)).strftime("%d.%m.%Y")
                rows.append([booked, "DE02 1203 0000 0000 2020 51", "", text, german(amount)])
        rows.sort(key=lambda row: datetime.strptime(str(row[0]), "%d.%m.%Y"))
        write(folder, "Kontoumsaetze.csv", ["Buchungstag", "Konto", "Auftraggeber", "Kategorie", "Betrag"], rows)

    def service(self, folder: Path) -> None:
        tickets, answers = [], []
        for number, (at, customer) in enumerate(self.orders, start=1):
            if self.dice.random() < 0.12:
                complaint = self.dice.random() < 0.35
                first = at + timedelta(days=3, hours=self.dice.expovariate(1 / 6))
                solved = first + timedelta(hours=self.dice.expovariate(1 / 30))
                done = solved.date() < END
                tickets.append(
                    [
                        number,
                        stamp(at + timedelta(days=3)),
                        customer["number"],
                        self.dice.choice(["E-Mail", "Telefon", "Chat"]),
                        "Beschwerde" if complaint else "Frage",
                        stamp(first),
                        stamp(solved) if done else "",
                        "gelöst" if done else "offen",
                    ]
                )
            if self.dice.random() < 0.2:
                score = min(10, max(0, round(self.dice.gauss(8.2, 2.0))))
                answers.append([number, (at + timedelta(days=10)).strftime("%d.%m.%Y"), customer["number"], score])
        write(
            folder,
            "Helpdesk.csv",
            ["Ticketnr", "Erstellt am", "Kundennr", "Kanal", "Typ", "Erste Antwort am", "Gelöst am", "Status"],
            tickets,
        )
        write(folder, "Umfrage_NPS.csv", ["Antwortnr", "Beantwortet am", "Kundennr", "NPS"], answers)

    def online(self, folder: Path) -> None:
        sessions, posts, accounts = [], [], []
        followers = 5200
        for day in range((END - START).days):
            today = START + timedelta(days=day)
            visits = max(3, round(14 + 4 * math.sin(day / 58) + self.dice.gauss(0, 3)))
            for visit in range(visits):
                at = datetime.combine(today, datetime.min.time()) + timedelta(minutes=self.dice.randrange(1440))
                pages = self.dice.choice([1, 1, 2, 3, 5, 8])
                sessions.append(
                    [
                        f"S{day:03}{visit:02}",
                        f"V{self.dice.randrange(4000)}",
                        stamp(at),
                        self.dice.choice(["Organic Search", "Direct", "Paid Search", "Organic Social"]),
                        self.dice.choice(["desktop", "mobile", "mobile"]),
                        pages,
                        pages * 25,
                        1 if pages > 3 and self.dice.random() < 0.12 else 0,
                    ]
                )
            gained, lost = self.dice.randrange(2, 12), self.dice.randrange(0, 5)
            followers += gained - lost
            accounts.append(["Instagram", "teekontor", today.strftime("%d.%m.%Y"), followers, gained, lost])
            if day % 3 == 0:
                kind, lift = self.dice.choice([("Bild", 1.0), ("Reel", 2.4), ("Story", 0.7)])
                reach = round(self.dice.lognormvariate(6.6, 0.3) * lift)
                posts.append(
                    [
                        f"P{day:03}",
                        f"{today:%d.%m.%Y} 12:00",
                        "Instagram",
                        "teekontor",
                        kind,
                        reach,
                        round(reach * 1.3),
                        round(reach * 0.05),
                        round(reach * 0.006),
                        round(reach * 0.004),
                        round(reach * 0.01),
                    ]
                )
        write(
            folder,
            "Web-Sitzungen.csv",
            [
                "Sitzung",
                "Besucher-ID",
                "Beginn",
                "Kanalgruppe",
                "Gerät",
                "Seitenaufrufe",
                "Sitzungsdauer",
                "Konvertiert",
            ],
            sessions,
            "utf-8-sig",
        )
        write(
            folder,
            "Instagram-Konto.csv",
            ["Plattform", "Seite", "Datum", "Follower", "Neue Follower", "Verlorene Follower"],
            accounts,
            "utf-16",
        )
        write(
            folder,
            "Instagram-Beiträge.csv",
            [
                "Beitrag",
                "Veröffentlicht am",
                "Plattform",
                "Seite",
                "Beitragstyp",
                "Reichweite",
                "Aufrufe",
                "Likes",
                "Kommentare",
                "Geteilt",
                "Linkklicks",
            ],
            posts,
            "utf-8",
        )

    def sales(self, folder: Path) -> None:
        deals = []
        for number in range(1, 181):
            created = START + timedelta(days=self.dice.randrange(520))
            closed = created + timedelta(days=round(self.dice.gammavariate(4, 12)))
            amount = round(self.dice.lognormvariate(7.2, 0.6), 2)
            state = self.dice.choices(["gewonnen", "verloren", "offen"], [0.34, 0.5, 0.16])[0]
            if closed >= END:
                state = "offen"
            reason = (
                self.dice.choice(["Preis", "Wettbewerb", "Kein Bedarf", "Zeitpunkt"]) if state == "verloren" else ""
            )
            deals.append(
                [
                    f"D{number}",
                    f"Gastronomie {number}",
                    created.strftime("%d.%m.%Y"),
                    "" if state == "offen" else closed.strftime("%d.%m.%Y"),
                    german(amount),
                    state,
                    reason,
                ]
            )
        write(
            folder,
            "Verkaufschancen.csv",
            ["Chance-ID", "Firma", "Erstellt am", "Abschlussdatum", "Auftragswert", "Status", "Verlustgrund"],
            deals,
        )


def main(folder: str) -> None:
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    company = Company()
    for part in (company.shop, company.service, company.online, company.sales):
        part(target)


if __name__ == "__main__":
    main(sys.argv[1])
