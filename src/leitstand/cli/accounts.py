"""Shows what came of a file: every row accounted for, totals, and what to do about rejected rows."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leitstand.cli.output import Cell, Column, Page
from leitstand.cli.verb import Say
from leitstand.foundation.numbers import format_number
from leitstand.foundation.text import Language, Text
from leitstand.sources.contract import Reject

if TYPE_CHECKING:
    from leitstand.jobs.importing import Outcome

FIRST_REJECTS = 5
LONGEST_VALUE = 40


def print_outcome(outcome: Outcome, page: Page, path: str = "", verbose: bool = False) -> None:
    """One table of a file. path: as the user named it. verbose: with what each of its columns was read as."""
    from leitstand.sources.recognise import connectors

    name = outcome.file if outcome.part in ("", outcome.file) else outcome.part
    page.say(name, "strong")
    if outcome.error:
        page.say(Text(de="Nicht übernommen (Grund oben).", en="Not taken (reason above)."), "bad", 2)
        page.blank()
        return
    connector = connectors().get(outcome.connector or "")
    title = (
        connector.title
        if connector
        else Text(de="fremde Datei, nach Zuordnung gelesen", en="unknown system, read by mapping")
    )
    if connector and connector.checked == "documents":
        title = Text(
            de=f"{title.de} (nur an der Beschreibung des Herstellers geprüft)",
            en=f"{title.en} (checked only against the vendor's documents)",
        )
    page.facts(facts_of(outcome, title, page.language), 2)
    if outcome.control_totals:
        columns, rows = totals_table(outcome.control_totals, page.language)
        page.table(columns, rows, 2)
    for note in outcome.notes:
        page.say(f"· {note.get(page.language)}", indent=2)
    if verbose and outcome.columns:
        read = ", ".join(f"{heading} → {target}" for heading, target in outcome.columns.items())
        page.say(Text(de=f"· Gelesen: {read}.", en=f"· Read: {read}."), indent=2)
    if outcome.unmapped:
        print_unmapped(outcome.unmapped, path or outcome.file, page)
    if outcome.rejects:
        print_rejects(outcome.rejects, page, outcome.load_id)
    page.blank()


def print_unmapped(unmapped: Sequence[str], file: str, page: Page) -> None:
    """The columns that were not loaded, and how to have them loaded."""
    names = ", ".join(unmapped)
    page.say(Text(de=f"· Nicht geladene Spalten: {names}.", en=f"· Columns not loaded: {names}."), "watch", 2)
    step = Text(de="→ Zuordnung vorschlagen lassen und ergänzen:", en="→ have a mapping proposed and add to it:")
    page.say(step, indent=2)
    target = Text(de="zuordnung.toml", en="mapping.toml").get(page.language)
    page.command(f"leitstand import {shlex.quote(file)} --propose {target}", 4)


def facts_of(outcome: Outcome, title: Text, language: Language) -> list[tuple[Text, str | Cell]]:
    def number(count: int) -> str:
        return format_number(count, language)

    rows = Text(
        de=f"{number(outcome.rows_in)} = {number(outcome.accepted)} übernommen + {number(outcome.rejected)} "
        f"zurückgewiesen",
        en=f"{number(outcome.rows_in)} = {number(outcome.accepted)} accepted + {number(outcome.rejected)} rejected",
    )
    facts: list[tuple[Text, str | Cell]] = [
        (Text(de="Erkannt als", en="Recognised as"), title.get(language)),
        (Text(de="Zeilen", en="Rows"), Cell(rows.get(language), "watch" if outcome.rejected else "")),
    ]
    tables = ", ".join(
        f"{table} {number(count)}" for table, count in (outcome.tables or {}).items() if not table.endswith("_vault")
    )
    if tables:
        facts.append((Text(de="Ergibt", en="Makes"), tables))
    if outcome.already_loaded:
        known = Text(de="war schon geladen; nichts geändert", en="was loaded before; nothing changed")
        facts.append((Text(de="Stand", en="State"), known.get(language)))
    elif outcome.load_id and (outcome.changed or outcome.unchanged):
        news = Text(
            de=f"{number(outcome.new)} neu, {number(outcome.changed)} geändert, {number(outcome.unchanged)} "
            f"unverändert",
            en=f"{number(outcome.new)} new, {number(outcome.changed)} changed, {number(outcome.unchanged)} unchanged",
        )
        facts.append((Text(de="Stand", en="State"), news.get(language)))
    if outcome.replaces:
        replaces = Text(
            de=f"{outcome.replaces} (dieselbe Datei, anders gelesen)",
            en=f"{outcome.replaces} (the same file, read another way)",
        )
        facts.append((Text(de="Ersetzt Ladevorgang", en="Replaces load"), replaces.get(language)))
    if outcome.load_id:
        facts.append((Text(de="Ladevorgang", en="Load"), outcome.load_id))
    else:
        nothing = Text(de="Nichts wurde übernommen.", en="Nothing was accepted.")
        facts.append((Text(de="Stand", en="State"), Cell(nothing.get(language), "bad")))
    return facts


def totals_table(totals: Mapping[str, Any], language: Language) -> tuple[list[Column], list[Sequence[str | Cell]]]:
    """Control totals: what the file held, what was accepted, by class."""
    titles = [
        Text(de="Kontrollsumme", en="Control total"),
        Text(de="in der Datei", en="in the file"),
        Text(de="übernommen", en="accepted"),
        Text(de="zurückgewiesen", en="rejected"),
    ]
    columns = [Column(title.get(language), number=place > 0) for place, title in enumerate(titles)]
    rows: list[Sequence[str | Cell]] = []
    for name, total in totals.items():
        rows.append(
            [Cell(name, "strong"), *(_amount(total[part], language) for part in ("in", "accepted", "rejected"))]
        )
        for label, amount in total.get("by_class", {}).items():
            rows.append([Cell(f"  {label}", "quiet"), "", Cell(_amount(amount, language), "quiet"), ""])
    return columns, rows


def print_rejects(rejects: Sequence[Reject], page: Page, load_id: str | None, most: int = FIRST_REJECTS) -> None:
    """The first rejected rows and how to put them right."""
    columns, rows = rejects_table(rejects[:most], page.language)
    page.table(columns, rows, 2)
    if len(rejects) > most:
        left = format_number(len(rejects) - most, page.language)
        page.say(Text(de=f"… und {left} weitere", en=f"… and {left} more"), "quiet", 2)
    if load_id:
        page.say(
            Text(de="→ zum Korrigieren schreiben, danach laden:", en="→ write them to be corrected, then load them:"),
            indent=2,
        )
        page.command(f"leitstand rejects {load_id} --out rejects.csv", 4)
        page.command(f"leitstand rejects {load_id} --load rejects.csv", 4)


def rejects_table(rejects: Sequence[Reject], language: Language) -> tuple[list[Column], list[Sequence[str | Cell]]]:
    say = Say(language)

    columns = [
        Column(say(de="Zeile", en="Row"), number=True),
        Column(say(de="Spalte", en="Column"), flexible=True),
        Column(say(de="Wert", en="Value"), flexible=True),
        Column(say(de="Grund", en="Reason"), flexible=True),
    ]
    rows: list[Sequence[str | Cell]] = [
        [str(one.row), one.column or "", _shortened(one.value or ""), one.reason.get(language)] for one in rejects
    ]
    return columns, rows


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _amount(value: float, language: Language) -> str:
    return format_number(float(value), language, 2, at_least=2)
