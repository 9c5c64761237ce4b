"""`leitstand process`: where cases wait, what becomes of them, and what is done twice."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from leitstand.cli.pictures import add_picture, save_pictures
from leitstand.cli.verb import Say, Verb, add_output
from leitstand.foundation.text import Language, Text, joined

if TYPE_CHECKING:
    from leitstand.cli.output import Page

MOST_STEPS, MOST_VARIANTS = 12, 5
BAR = 24
CSV_HEADER = ("process", "activity", "times", "cases", "waiting", "waiting_median", "waiting_p90", "service",
              "service_median", "again", "share")  # fmt: skip


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument(
        "name", nargs="?", metavar=say(de="PROZESS", en="PROCESS"),
        help=say(de="nur diesen, ausführlich (sonst alle, je eine Zeile)",
                 en="only this one, in full (default: all, a line each)"),
    )  # fmt: skip
    parser.add_argument(
        "--hourly-cost", type=float, metavar=say(de="BETRAG", en="AMOUNT"),
        help=say(de="was eine Arbeitsstunde kostet: Doppelarbeit dann auch in Geld",
                 en="what an hour of work costs: rework in money too"),
    )  # fmt: skip
    add_output(parser, say)
    add_picture(parser, say)


def run(args: argparse.Namespace) -> int:
    from leitstand.cli.output import Page, print_csv, print_json
    from leitstand.cli.patience import patience
    from leitstand.workspace import Workspace

    workspace = Workspace(args.home)
    with patience(Text(de="Vorgänge lesen", en="Reading cases"), args.language):
        found = workspace.analysis.processes(args.name, args.hourly_cost)
    if args.out:
        from leitstand.reporting.charts.answers import of_process

        save_pictures({"" if args.name else one["process"]: of_process(one) for one in found}, args)
    if args.json:
        print_json(found[0] if args.name else found)
    elif args.csv:
        rows = [{"process": one["process"], **step} for one in found for step in one["steps"]]
        print_csv(rows, CSV_HEADER)
    elif args.name:
        Report(Page(args.language), workspace.facts.currency).print(found[0])
    else:
        print_all(found, Page(args.language))
    return 0


def named(name: str, language: Language) -> str:
    """The name in office words."""
    from leitstand.analysis.process.naming import name_of

    return name_of(name).get(language)


def print_all(found: list[dict[str, Any]], page: Page) -> None:
    from leitstand.cli.output import Column
    from leitstand.foundation.numbers import format_number, format_percent

    if not found:
        page.say(
            Text(
                de="Es gibt noch keine Vorgänge. → `leitstand import DATEI` (Ereignisprotokoll, Helpdesk, CRM, Shop)",
                en="There are no cases yet. → `leitstand import FILE` (event log, help desk, CRM, shop)",
            )
        )
        return
    say = Say(page.language)
    page.table(
        [
            Column(say(de="Prozess", en="Process"), flexible=True, least=16),
            Column("ID"),
            Column(say(de="Vorgänge", en="Cases"), number=True),
            Column(say(de="Dauer, Median", en="Time, median"), number=True),
            Column(say(de="längstes Warten vor", en="longest wait before"), flexible=True),
            Column(say(de="Anteil", en="share"), number=True),
            Column(say(de="doppelt", en="rework"), number=True, rank=1),
        ],
        [
            [
                named(one["process"], page.language),
                one["process"],
                format_number(one["cases"], page.language),
                hours(one["median_hours"], page.language),
                named(one["bottleneck"]["activity"], page.language),
                format_percent(one["bottleneck"]["share"], page.language),
                format_percent(one["rework"]["share"], page.language),
            ]
            for one in found
        ],
    )


def hours(amount: float | None, language: Language, a_day: float = 24.0) -> str:
    """Hours, or days where it is more than two. a_day: hours of a day (10 of an office day)."""
    from leitstand.foundation.numbers import format_value

    if amount is None:
        return "–"
    long = amount >= 2 * a_day
    return format_value(amount / a_day if long else amount, "days" if long else "hours", None, language)


class Report:
    """One process in full."""

    def __init__(self, page: Page, currency: str) -> None:
        self.page, self.language, self.currency = page, page.language, currency

    def print(self, one: dict[str, Any]) -> None:
        from leitstand.foundation.numbers import format_day, format_number

        self.page.say(named(one["process"], self.language), "strong")
        cases, events = (format_number(one[name], self.language) for name in ("cases", "events"))
        median = hours(one["median_hours"], self.language)
        since, until = (format_day(date.fromisoformat(one[end]), self.language) for end in ("since", "until"))
        self.page.say(
            Text(
                de=f"{cases} Vorgänge, {events} Ereignisse von {since} bis {until}; Dauer im Median {median}.",
                en=f"{cases} cases, {events} events from {since} to {until}; median time {median}.",
            )
        )
        self._bottleneck(one["bottleneck"])
        self._steps(one["steps"])
        self._outcomes(one["outcomes"])
        self._rework(one)
        self._variants(one)

    def _bottleneck(self, found: dict[str, Any]) -> None:
        from leitstand.analysis.process.office import HOURS_A_DAY
        from leitstand.foundation.numbers import format_number, format_percent

        name = named(found["activity"], self.language)
        lost = format_number(found["waiting_days"], self.language)
        share = format_percent(found["share"], self.language)
        self.page.blank()
        self.page.say(
            Text(
                de=f"Am längsten warten Vorgänge vor „{name}“: {lost} Arbeitstage, {share} der ganzen Zeit.",
                en=f"Cases wait longest before '{name}': {lost} working days, {share} of all the time.",
            ),
            "strong",
        )
        from leitstand.analysis.process.naming import REASONS

        reason = REASONS[found["queue"]["reason"]]
        used = found["queue"]["utilisation"]
        share = "" if used is None else format_percent(used, self.language)
        busy = Text(de=share and f" (Auslastung {share})", en=share and f" (utilisation {share})")
        self.page.say(Text(de=f"Woran es liegt{busy.de}: {reason.de}.", en=f"Why{busy.en}: {reason.en}."), indent=2)
        if best := found["best_quarter"]:
            median = hours(best["median"], self.language, HOURS_A_DAY)
            saved = format_number(best["hours_saved_per_year"] / HOURS_A_DAY, self.language)
            self.page.say(
                Text(
                    de=f"Im besten Quartal ({best['quarter']}) warteten sie im Median {median}; liefe es wieder so, "
                    f"sparte das {saved} Arbeitstage Wartezeit im Jahr.",
                    en=f"In the best quarter ({best['quarter']}) the median wait was {median}; at that pace "
                    f"{saved} working days of waiting a year would be saved.",
                ),
                indent=2,
            )

    def _steps(self, steps: list[dict[str, Any]]) -> None:
        from leitstand.analysis.process.office import HOURS_A_DAY
        from leitstand.cli.output import Column
        from leitstand.foundation.numbers import format_number, format_percent

        say = Say(self.language)
        most = max((one["share"] for one in steps), default=0) or 1
        self.page.blank()
        self.page.table(
            [
                Column(say(de="Schritt", en="Step"), flexible=True),
                Column(say(de="wie oft", en="times"), number=True),
                Column(say(de="Warten, Median", en="wait, median"), number=True),
                Column("p90", number=True, rank=1),
                Column(say(de="Arbeit, Median", en="work, median"), number=True, rank=2),
                Column(say(de="Anteil", en="share"), number=True),
                Column(""),
            ],
            [
                [
                    named(one["activity"], self.language),
                    format_number(one["times"], self.language),
                    hours(one["waiting_median"], self.language, HOURS_A_DAY),
                    hours(one["waiting_p90"], self.language, HOURS_A_DAY),
                    hours(one["service_median"], self.language, HOURS_A_DAY),
                    format_percent(one["share"], self.language),
                    "█" * round(BAR * one["share"] / most),
                ]
                for one in steps[:MOST_STEPS]
            ],
        )

    def _outcomes(self, outcomes: list[dict[str, Any]]) -> None:
        from leitstand.cli.output import Column
        from leitstand.foundation.numbers import format_number

        first = "stage" if "stage" in outcomes[0] else "activity"
        counted = [name for name in outcomes[0] if name not in (first, "position", "median_days")]
        say = Say(self.language)
        self.page.blank()
        self.page.say(Text(de="Was daraus wurde", en="What became of them"), "strong")
        self.page.table(
            [Column(say(de="Schritt", en="Step"), flexible=True)]
            + [Column(named(name, self.language), number=True) for name in counted],
            [
                [named(row[first], self.language), *(format_number(row[name], self.language) for name in counted)]
                for row in outcomes[:MOST_STEPS]
            ],
        )

    def _rework(self, one: dict[str, Any]) -> None:
        from leitstand.foundation.numbers import format_number, format_percent, format_value

        share, spent, money = (one["rework"][name] for name in ("share", "hours", "money"))
        said = [Text(de=f"In {format_percent(share, 'de')} der Vorgänge wird etwas noch einmal getan.",
                     en=f"In {format_percent(share, 'en')} of the cases something is done again.")]  # fmt: skip
        if spent is not None:
            cost = "" if money is None else format_value(money, "currency", self.currency, self.language, short=True)
            work = format_number(spent, self.language) + (cost and f" ({cost})")
            said.append(Text(de=f"Arbeitsstunden dafür: {work}.", en=f"Hours of work for it: {work}."))
        if one["handoffs"] is not None:
            times = format_number(one["handoffs"], self.language, 1)
            said.append(Text(de=f"Die Arbeit wechselt im Mittel {times} Mal die Hände.",
                             en=f"Work changes hands {times} times on average."))  # fmt: skip
        self.page.blank()
        self.page.say(joined(*said) or "")

    def _variants(self, one: dict[str, Any]) -> None:
        from leitstand.cli.output import Column
        from leitstand.foundation.numbers import format_percent

        say = Say(self.language)
        count = one["variant_count"]
        self.page.blank()
        self.page.say(
            Text(de=f"Die häufigsten Wege (von {count})", en=f"The commonest ways (of {count})"), "strong"
        )  # fmt: skip
        self.page.table(
            [
                Column(say(de="Anteil", en="share"), number=True),
                Column(say(de="Dauer, Median", en="time, median"), number=True),
                Column(say(de="Weg", en="way"), flexible=True, least=30),
            ],
            [
                [
                    format_percent(way["share"], self.language),
                    hours(way["median_hours"], self.language),
                    " › ".join(named(step, self.language) for step in way["path"]),
                ]
                for way in one["variants"][:MOST_VARIANTS]
            ],
        )


VERB = Verb(
    order=66,
    summary=Text(de="Prozesse: wo es hakt, was daraus wird", en="processes: where it sticks, what becomes of cases"),
    description=Text(
        de="Zeigt je Prozess (Ereignisprotokolle, Anliegen, Bestellungen, Verkaufschancen), wo Vorgänge warten, was "
        "aus ihnen wurde und was doppelt getan wird. Warten und Arbeit sind in Bürostunden gemessen: Montag bis "
        "Freitag, acht bis achtzehn Uhr, ohne Feiertage; zehn davon sind ein Tag.",
        en="Shows for each process (event logs, tickets, orders, deals) where cases wait, what became of them and what "
        "is done twice. Waiting and work are measured in office hours: Monday to Friday, eight to six, without "
        "holidays; ten of them are a day.",
    ),
    examples=(
        ("leitstand process", Text(de="alle Prozesse", en="all processes")),
        ("leitstand process deal", Text(de="Verkaufschancen ausführlich", en="deals in full")),
        ("leitstand process ticket --hourly-cost 48 --json", Text(de="für Skripte", en="for scripts")),
    ),
    arguments=arguments,
    run=run,
)
