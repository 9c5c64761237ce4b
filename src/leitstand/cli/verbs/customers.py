"""`leitstand customers`: who buys, who stays, who is leaving, and what they will probably bring."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from leitstand.cli.pictures import add_picture, save_pictures
from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.cli.output import Page

MOST = 20
UNITS = ("day", "week", "month")
MODELS = {
    "bg_nbd": Text(de="BG/NBD", en="BG/NBD"),
    "cohort_averages": Text(de="Durchschnitt gleich alter Kunden", en="average of customers of the same age"),
}
CSV_LIST = (
    "customer_key", "source_system", "source_id", "value_at_stake", "value", "low", "high", "p_alive", "risk",
    "reasons", "segment", "days_since_order", "order_days", "revenue_last_year",
)  # fmt: skip
CSV_SEGMENTS = ("id", "customers", "share", "revenue_last_year", "revenue_share", "median_days_since_order")


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--model",
        action="store_true",
        help=say(de="nur das Kaufmodell und seine Prüfung", en="only the model of buying and its check"),
    )
    way.add_argument(
        "--list",
        action="store_true",
        help=say(de="wertvolle Kunden, die vermutlich gehen", en="valuable customers who are probably leaving"),
    )
    way.add_argument(
        "--save",
        action="store_true",
        help=say(
            de="die Schätzung jedes Kunden festhalten (für clv_predicted, at_risk_share)",
            en="keep the outlook of each customer (for clv_predicted, at_risk_share)",
        ),
    )
    add_picture(way, say)
    parser.add_argument(
        "--until",
        metavar=say(de="TAG", en="DAY"),
        help=say(
            de="Modell aus den Käufen bis zu diesem Tag, geprüft an denen danach",
            en="model from the purchases up to this day, checked on those after",
        ),
    )
    parser.add_argument(
        "--time-unit",
        choices=UNITS,
        default="week",
        help=say(de="Zeiteinheit des Modells (sonst week)", en="unit of time of the model (default week)"),
    )
    parser.add_argument(
        "--top", type=int, default=MOST, metavar="N", help=say(de="mit --list: so viele", en="with --list: so many")
    )
    parser.add_argument(
        "--show-identities",
        action="store_true",
        help=say(de="mit --list: auch Namen und Anschriften", en="with --list: names and addresses too"),
    )
    add_output(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.foundation.period import parse_day
    from leitstand.jobs import customers as job
    from leitstand.jobs.scores import score
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    page = Page(args.language)
    until = parse_day(args.until) if args.until else None
    with patience(Text(de="Kunden auswerten", en="Looking at customers"), args.language):
        if args.save:
            saved = score(workspace.home)
        else:
            found = workspace.analysis.customers(until, args.time_unit)
            told: Any = found.model_told() if args.model else found.at_risk(args.top) if args.list else found.told()
            if args.list:
                told = job.named(workspace.home, told, args.show_identities)
    if args.out:
        from leitstand.reporting.charts.answers import of_customers

        save_pictures(of_customers(told), args)
    if args.save:
        print_saved(saved, page, args)
    elif args.json:
        print_json({"model": told} if args.model else told)
    elif args.csv:
        rows = told if args.list else [told["holdout"]] if args.model else told["segments"]
        header = CSV_LIST if args.list else ("until", "end", "expected", "actual", "total_error", "tracking_error")
        print_csv(rows, header if args.list or args.model else CSV_SEGMENTS)
    elif args.model:
        print_model(told, page)
    elif args.list:
        print_list(told, workspace.facts.currency, page)
    else:
        print_summary(told, page)
    return 0


def print_saved(count: int, page: Page, args: argparse.Namespace) -> None:
    from leitstand.cli.output import print_json
    from leitstand.foundation.numbers import format_number

    if args.json:
        print_json({"saved": count})
        return
    number = format_number(count, page.language)
    page.say(
        Text(de=f"{number} Schätzungen festgehalten.", en=f"{number} assessments kept.")
        if count
        else Text(de="Nichts Neues: dieser Tag ist schon geschätzt.", en="Nothing new: that day is assessed already.")
    )


def print_summary(found: dict[str, Any], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_day, format_number, format_percent, format_value

    say, language = Say(page.language), page.language

    def money(value: float | None) -> str:
        return "–" if value is None else format_value(value, "currency", found["currency"], language, short=True)

    count = format_number(found["customers"], language)
    day = format_day(found["as_of"], language)
    page.say(
        Text(de=f"{count} Kunden mit Bestellungen bis {day}", en=f"{count} customers with orders up to {day}"), "strong"
    )
    page.blank()
    page.table(
        [
            Column(say(de="Segment", en="Segment"), flexible=True),
            Column(say(de="Kunden", en="Customers"), number=True),
            Column(say(de="Anteil", en="Share"), number=True, rank=2),
            Column(say(de="Umsatz 12 Monate", en="Revenue 12 months"), number=True),
            Column(say(de="Anteil am Umsatz", en="Share of revenue"), number=True, rank=1),
            Column(say(de="Tage seit Bestellung", en="Days since order"), number=True, rank=3),
        ],
        [
            [
                one["title"][language],
                format_number(one["customers"], language),
                format_percent(one["share"], language),
                money(one["revenue_last_year"]),
                "–" if one["revenue_share"] is None else format_percent(one["revenue_share"], language),
                format_number(one["median_days_since_order"], language),
            ]
            for one in found["segments"]
        ],
    )  # fmt: skip
    page.blank()
    print_staying(found["retention"]["survival"], page)
    print_concentration(found["concentration"], page)
    print_outlook(found, money, page)
    print_check(found["model"], page)
    page.blank()
    page.say(
        Text(de="Weiter: `leitstand customers --list`, `--model`", en="Go on: `leitstand customers --list`, `--model`"),
        "quiet",
    )


def print_staying(survival: list[dict[str, Any]], page: Page) -> None:
    from leitstand.cli.output import sparkline
    from leitstand.foundation.numbers import format_percent

    if not survival:
        return
    line = sparkline([1.0, *(one["share"] for one in survival)])
    last = survival[-1]
    share, low, high = (format_percent(last[name], page.language) for name in ("share", "low", "high"))
    page.say(
        Text(
            de=f"Bleiben: {line}  nach {last['months']} Monaten kaufen noch {share} regelmäßig ({low} bis {high})",
            en=f"Staying: {line}  after {last['months']} months {share} still buy regularly ({low} to {high})",
        )
    )


def print_concentration(found: dict[str, Any], page: Page) -> None:
    from leitstand.foundation.numbers import format_number, format_percent

    now, before, language = found["last_year"], found["year_before"], page.language
    if not now:
        return
    ten, half = format_percent(now["top10"], language), format_number(now["half"], language)
    of = format_number(now["customers"], language)
    was = f" ({format_percent(before['top10'], language)})" if before else ""
    page.say(
        Text(
            de=f"Abhängigkeit: Die zehn größten Kunden machen {ten} des Umsatzes{was and f', im Jahr davor{was}'}; "
            f"{half} von {of} machen die Hälfte.",
            en=f"Dependence: the ten largest customers make {ten} of the revenue"
            f"{was and f', the year before{was}'}; {half} of {of} make half of it.",
        )
    )


def print_outlook(found: dict[str, Any], money: Any, page: Page) -> None:
    from leitstand.foundation.numbers import format_number, format_percent

    one, churn = found["outlook"], found["churn"]
    bounds = "" if one["low"] is None else f" ({money(one['low'])} – {money(one['high'])})"
    page.say(
        Text(
            de=f"Erwartet: {money(one['value'])}{bounds} in den nächsten zwölf Monaten von den heutigen Kunden",
            en=f"Expected: {money(one['value'])}{bounds} within the next twelve months from today's customers",
        )
    )
    if churn:
        share, lift = format_percent(churn["share_stopped"], page.language), churn["top_tenth_lift"]
        times = format_number(lift, page.language, 1)
        page.say(
            Text(
                de=f"Abwanderung: {share} in {churn['horizon_days']} Tagen; im Zehntel mit dem höchsten Risiko "
                f"{times}-mal so viele",
                en=f"Leaving: {share} in {churn['horizon_days']} days; {times} times as many in the tenth most at risk",
            )
        )


def print_check(model: dict[str, Any], page: Page) -> None:
    from leitstand.foundation.numbers import format_day, format_percent

    held, language = model["holdout"], page.language
    name = MODELS[model["used"]].get(language)
    if not held:
        page.say(
            Text(
                de=f"Modell: {name}; die Daten reichen nicht, um ein Kaufmodell zu prüfen.",
                en=f"Model: {name}; there are not enough data to check a model of buying.",
            ),
            "watch",
        )
        return
    error = format_percent(held["total_error"], language, signed=True)
    since, until = format_day(held["until"], language), format_day(held["end"], language)
    verdict = Text(de="bestanden", en="passed") if held["passed"] else Text(de="nicht bestanden", en="not passed")
    page.say(
        Text(
            de=f"Modell: {name}, geprüft an den Käufen vom {since} bis {until}: {error} gegenüber den tatsächlichen "
            f"({verdict.de}, Grenze 10 %)",
            en=f"Model: {name}, checked on the purchases from {since} to {until}: {error} against the actual ones "
            f"({verdict.en}, limit 10%)",
        ),
        "" if held["passed"] else "watch",
    )


def print_model(found: dict[str, Any], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number

    say, language = Say(page.language), page.language
    for name, title in (("bg_nbd", "BG/NBD"), ("gamma_gamma", "Gamma–Gamma")):
        one = found[name]
        told = ", ".join(f"{key} {format_number(value, language, 3)}" for key, value in (one or {}).items())
        none = say(de="nicht bestimmbar", en="could not be fitted")
        page.facts([(Text(de=title, en=title), told or none)])
    print_check(found, page)
    if found["holdout"]:
        page.blank()
        page.table(
            [
                Column(say(de="Kunden", en="Customers"), number=True),
                Column(say(de="Käufe erwartet (je Kunde)", en="Purchases expected (each)"), number=True),
                Column(say(de="tatsächlich", en="actual"), number=True),
            ],
            [
                [format_number(one["customers"], language), format_number(one["expected"], language, 2),
                 format_number(one["actual"], language, 2)]
                for one in found["holdout"]["tenths"]
            ],
        )  # fmt: skip


def print_list(found: list[dict[str, Any]], currency: str, page: Page) -> None:
    from leitstand.analysis.customers.churn import FEATURES
    from leitstand.analysis.customers.segments import SEGMENTS
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number, format_percent, format_value

    say, language = Say(page.language), page.language
    if not found:
        page.say(Text(de="Kein wertvoller Kunde ist vermutlich weg.", en="No valuable customer has probably left."))
        return
    page.table(
        [
            Column(say(de="Kunde", en="Customer"), flexible=True),
            Column(say(de="Wert auf dem Spiel", en="Value at stake"), number=True),
            Column(say(de="noch Kunde", en="still customer"), number=True),
            Column(say(de="Tage still", en="Days silent"), number=True),
            Column(say(de="Umsatz 12 Monate", en="Revenue 12 months"), number=True, rank=2),
            Column(say(de="Segment", en="Segment"), rank=3),
            Column(say(de="Was auffällt", en="What stands out"), flexible=True, rank=1),
        ],
        [
            [
                who(one, language),
                format_value(one["value_at_stake"], "currency", currency, language, short=True),
                "–" if one["p_alive"] is None else format_percent(one["p_alive"], language),
                format_number(one["days_since_order"], language),
                format_value(one["revenue_last_year"], "currency", currency, language, short=True),
                SEGMENTS[one["segment"]].get(language),
                "; ".join(FEATURES[name].get(language) for name in one["reasons"]),
            ]
            for one in found
        ],
    )
    page.say(
        Text(
            de="Hinweise, keine Urteile: Keine Entscheidung zulasten einzelner Kunden darauf stützen (Art. 22 DSGVO).",
            en="Hints, not verdicts: base no decision against single customers on them (GDPR Art. 22).",
        ),
        "quiet",
    )


def who(one: dict[str, Any], language: Language) -> str:
    """Name if it may be shown, else the number in the source system, else the key."""
    name = one.get("fields", {}).get("name")
    number = f"{one['source_system']}:{one['source_id']}" if one["source_id"] else str(one["customer_key"])
    return f"{name} ({number})" if name else number


VERB = Verb(
    order=62,
    summary=Text(
        de="Kunden: Segmente, Bindung, Wert, Abwanderung", en="customers: segments, retention, value, leaving"
    ),
    description=Text(
        de="Ordnet Kunden nach Kaufverhalten (RFM), zeigt, wie viele bleiben, wie sehr der Umsatz an wenigen hängt und "
        "was die heutigen Kunden voraussichtlich bringen. Das Kaufmodell wird an zurückgehaltenen Käufen geprüft; hält "
        "es nicht, gilt der Durchschnitt gleich alter Kunden.",
        en="Sorts customers by what they bought (RFM), shows how many stay, how much of the revenue hangs on a few, "
        "and what today's customers will probably bring. The model of buying is checked on purchases held back; where "
        "it does not hold, the average of customers of the same age counts.",
    ),
    examples=(
        ("leitstand customers", Text(de="die Übersicht", en="the summary")),
        ("leitstand customers --list", Text(de="wen Sie ansprechen sollten", en="whom to talk to")),
        (
            "leitstand customers --model --until 2025-09-30 --json",
            Text(de="Modell bis zu diesem Tag, geprüft danach", en="model up to that day, checked after it"),
        ),
    ),
    arguments=arguments,
    run=run,
)
