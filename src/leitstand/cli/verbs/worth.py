"""`leitstand worth`: whether the CRM is worth it, and what customers cost the longer they stay."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from leitstand.cli.verb import Say, Verb
from leitstand.foundation.text import Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page

PERIODS = {
    "last_year": Text(de="letzte 12 Monate", en="last 12 months"),
    "year_before": Text(de="12 Monate davor", en="12 months before"),
}


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "--cost",
        type=float,
        metavar="N",
        help=say(
            de="Kosten des CRM je Jahr (sonst aus den Büchern, wo ein Konto sie nennt)",
            en="cost of the CRM per year (else out of the books, where an account names it)",
        ),
    )
    parser.add_argument("--json", action="store_true", help=say(de="Ergebnis als JSON", en="result as JSON"))


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_json
    from leitstand.cli.patience import patience
    from leitstand.jobs.worth import worth
    from leitstand.workspace import Workspace

    with patience(Text(de="Kunden vergleichen", en="Comparing customers"), args.language):
        found = worth(Workspace(args.home).facts, args.cost)
    if args.json:
        print_json(found)
        return 0
    page = Page(args.language)
    page.say(found["verdict_text"][args.language], "strong")
    if found["comparison"]:
        print_comparison(found, page)
    print_retention(found["retention"], page)
    print_service(found, page)
    print_acquisition(found, page)
    if found["retention"] or found["service"]:
        page.say(f"· {found['tenure_note'][args.language]}", "quiet")
    return 0


def print_comparison(found: dict[str, Any], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_change, format_number, format_percent

    say, language, one, value = Say(page.language), page.language, found["comparison"], found["value"]
    kind = say(de="Marge", en="Margin") if found["money_kind"] == "gross_margin" else say(de="Umsatz", en="Revenue")
    rows = [
        (say(de=f"{kind} je Kunde und Jahr", en=f"{kind} per customer and year"), one["margin"], _money(found, page)),
        (say(de="kaufte danach", en="bought after it"), one["stayed"], lambda share: format_percent(share, language)),
    ]

    def apart(value: float, shown: Callable[[float], str]) -> str:
        """A difference; of shares in points, not in percent."""
        return format_change(value, None, "ratio", "", language) if shown is rows[1][2] else shown(value)

    if one["placebo"]:
        rows.append((say(de=f"Probe: {kind} davor", en=f"Check: {kind.lower()} before"), one["placebo"], rows[0][2]))
    page.blank()
    page.table(
        [
            Column("", flexible=True),
            Column(say(de="im CRM bearbeitet", en="worked with"), number=True),
            Column(say(de="vergleichbare", en="comparable"), number=True),
            Column(say(de="Unterschied", en="Difference"), number=True),
            Column(say(de="95-%-Bereich", en="95% interval"), number=True),
        ],
        [
            [title, shown(each["worked"]), shown(each["others"]), apart(each["difference"], shown),
             f"{apart(each['low'], shown)} … {apart(each['high'], shown)}"]
            for title, each, shown in rows
        ],
    )  # fmt: skip
    counts = [format_number(one[name], language) for name in ("worked", "others", "effective_others")]
    page.say(
        Text(
            de=f"{counts[0]} bearbeitete und {counts[1]} andere Kunden; gewichtet zählen von den anderen {counts[2]}.",
            en=f"{counts[0]} customers worked with and {counts[1]} others; weighted, {counts[2]} of the others count.",
        )
    )
    print_value(found, value, page)
    page.say(f"· {one['design_text'][language]}", "quiet")
    for limit in found["limits"]:
        page.say(f"· {limit[language]}", "watch")
    if one["e_value"]:
        ratio = format_number(one["e_value"], language, 1)
        page.say(
            Text(
                de=f"· Etwas Unbekanntes müsste mit der Arbeit und mit dem Kaufen je {ratio}-fach zusammenhängen, um "
                "den Unterschied zu erklären (E-Wert).",
                en=f"· Something unknown would have to go along with the work and with buying by a factor of {ratio} "
                "each to explain the difference (E-value).",
            ),
            "quiet",
        )


def print_value(found: dict[str, Any], value: dict[str, Any], page: Page) -> None:
    from leitstand.foundation.numbers import format_number

    money, count = _money(found, page), format_number(value["worked_last_year"], page.language)
    page.say(
        Text(
            de=f"Für die {count} im letzten Jahr bearbeiteten: {money(value['mid'])} "
            f"({money(value['low'])} … {money(value['high'])}) im Jahr.",
            en=f"For the {count} worked with in the last year: {money(value['mid'])} "
            f"({money(value['low'])} … {money(value['high'])}) a year.",
        )
    )
    if value["break_even"] is not None:
        cost, each = money(found["cost"]["per_year"]), money(value["break_even"])
        page.say(
            Text(
                de=f"Kosten des CRM: {cost} im Jahr; sie sind gedeckt ab {each} mehr je bearbeitetem Kunden.",
                en=f"Cost of the CRM: {cost} a year; covered from {each} more per customer worked with.",
            )
        )


def print_retention(rows: list[dict[str, Any]], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number, format_percent

    say, language = Say(page.language), page.language
    if not rows:
        return
    page.blank()
    page.table(
        [
            Column(say(de="Kunde seit (Jahre)", en="Customer for (years)")),
            Column(say(de="Zeitraum", en="Period")),
            Column(say(de="Kunden", en="Customers"), number=True),
            Column(say(de="kauften wieder", en="bought again"), number=True),
            Column(say(de="95-%-Bereich", en="95% interval"), number=True, rank=1),
        ],
        [
            [_band(one, page), PERIODS[one["period"]].get(language), format_number(one["customers"], language),
             format_percent(one["share"], language),
             f"{format_percent(one['low'], language)} … {format_percent(one['high'], language)}"]
            for one in rows
        ],
    )  # fmt: skip


def print_service(found: dict[str, Any], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number

    say, language, money = Say(page.language), page.language, _money(found, page)
    if not found["service"]:
        return

    def number(value: float | None) -> str:
        return "–" if value is None else format_number(value, language, 1, at_least=1)

    def paid(value: float | None) -> str:
        return "–" if value is None else money(value)

    page.blank()
    page.say(Text(de="Je 100 Bestellungen:", en="Per 100 orders:"))
    page.table(
        [
            Column(say(de="Kunde seit (Jahre)", en="Customer for (years)")),
            Column(say(de="Zeitraum", en="Period")),
            Column(say(de="Bestellungen", en="Orders"), number=True, rank=1),
            Column(say(de="Anliegen", en="Tickets"), number=True),
            Column(say(de="Kosten", en="Cost"), number=True, rank=2),
            Column(say(de="Streitfälle", en="Disputes"), number=True),
            Column(say(de="Kosten daraus", en="Their cost"), number=True, rank=3),
        ],
        [
            [_band(one, page), PERIODS[one["period"]].get(language), format_number(one["orders"], language),
             number(one["tickets"]), paid(one["service_cost"]), number(one["disputes"]), paid(one["dispute_cost"])]
            for one in found["service"]
        ],
    )  # fmt: skip


def print_acquisition(found: dict[str, Any], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number

    say, language, money = Say(page.language), page.language, _money(found, page)
    if not found["acquisition"]:
        return

    def paid(value: float | None) -> str:
        return "–" if value is None else money(value)

    page.blank()
    page.table(
        [
            Column(say(de="gewonnen vor (Jahren)", en="won (years ago)")),
            Column(say(de="neue Kunden", en="new customers"), number=True),
            Column(say(de="Kosten je neuem", en="cost of each"), number=True),
            Column(say(de="davon noch aktiv", en="still active"), number=True, rank=1),
            Column(say(de="je aktivem und Jahr", en="per active one and year"), number=True),
            Column(say(de="Bindung je Käufer", en="keeping, per buyer"), number=True, rank=2),
        ],
        [
            [f"{one['years_ago']}–{one['years_ago'] + 1}", format_number(one["new_customers"], language),
             money(one["each"]), format_number(one["active"], language), paid(one["each_active_per_year"]),
             paid(one["retention_each"])]
            for one in found["acquisition"]
        ],
    )  # fmt: skip


def _band(one: dict[str, Any], page: Page) -> str:
    return Text(de="unbekannt", en="unknown").get(page.language) if one["band"] == "unknown" else str(one["band"])


def _money(found: dict[str, Any], page: Page) -> Any:
    from leitstand.foundation.numbers import format_value

    return lambda value: format_value(value, "currency", found["currency"], page.language, short=True)


VERB = Verb(
    order=69,
    summary=Text(de="lohnt sich das CRM?", en="is the CRM worth it?"),
    description=Text(
        de="Stellt Kunden, die im CRM bearbeitet wurden, vergleichbaren anderen gegenüber (Marge und Bindung danach, "
        "mit Bereich), setzt den Unterschied neben die Kosten des CRM und zeigt, was Kunden kosten und wie viele "
        "bleiben, je länger sie es sind. Das ist ein Zusammenhang, kein Beweis.",
        en="Sets customers worked with in the CRM beside comparable others (margin and staying after it, with a "
        "range), the difference beside the cost of the CRM, and shows what customers cost and how many stay the longer "
        "they are customers. It is an association, not a proof.",
    ),
    examples=(
        ("leitstand worth --cost 24000", Text(de="mit den Kosten des CRM je Jahr", en="with the CRM's cost per year")),
        ("leitstand worth --json", Text(de="mit der Tabelle der Merkmale", en="with the table of traits")),
    ),
    arguments=arguments,
    run=run,
)
