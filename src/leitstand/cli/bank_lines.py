"""Shows what bank lines are, the rules that say so, and what other rules would change."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from leitstand.cli.output import Cell, Column, Page, print_csv, print_json
from leitstand.cli.verb import Say
from leitstand.foundation.numbers import format_number, format_value
from leitstand.foundation.text import Language, Text

if TYPE_CHECKING:
    from leitstand.jobs.banking.rules import Rule

FOUND = ("rule", "title_de", "title_en", "class", "category", "parts", "amount_in", "amount_out")
RULES = ("id", "title_de", "title_en", "own", "direction", "category", "class", "words", "without", "provider")
CHANGES = ("rule", "title_de", "title_en", "from", "to", "lines", "amount")
NARROW = 40
"""Columns for texts that may be long."""


def show_summary(found: Mapping[str, Any], args: argparse.Namespace) -> None:
    """What `leitstand classify` found; the unclassified amount is said in any case."""
    if args.json:
        print_json(found)
    elif args.csv:
        print_csv([_titled(one) for one in found["found"]], FOUND)
    else:
        _print_summary(found, Page(args.language))


def _print_summary(found: Mapping[str, Any], page: Page) -> None:
    say = Say(page.language)
    if not found["lines"]:
        nothing = Text(
            de="Es gibt noch keine Kontozeilen. → `leitstand import KONTOAUSZUG`",
            en="There are no bank lines yet. → `leitstand import STATEMENT`",
        )
        page.say(nothing)
        return
    page.table(
        [
            Column(say(de="Erkannt an", en="Recognised by"), flexible=True, least=24),
            Column(say(de="Zweck", en="Category")),
            Column(say(de="Bereich", en="Activity"), rank=1),
            Column(say(de="Zeilen", en="Lines"), number=True),
            Column(say(de="Eingang", en="In"), number=True),
            Column(say(de="Ausgang", en="Out"), number=True),
        ],
        [
            [
                one["title"][page.language], one["category"], one["class"], format_number(one["parts"], page.language),
                _amount(one["amount_in"], page.language), _amount(one["amount_out"], page.language),
            ]
            for one in found["found"]
        ],
    )  # fmt: skip
    paid, discount = format_number(found["invoices_paid"], page.language), _amount(found["discount"], page.language)
    page.say(
        Text(
            de=f"Rechnungen mit Zahlung: {paid}; Skonto: {discount}.",
            en=f"Invoices paid: {paid}; discount: {discount}.",
        )
    )
    print_unclassified(found, page)


def print_unclassified(found: Mapping[str, Any], page: Page) -> None:
    """How much is of unknown purpose, with the largest lines and the next step."""
    say, unknown = Say(page.language), found["unclassified"]
    amount, whole = _amount(unknown["amount"], page.language), _amount(found["amount"], page.language)
    share = format_value(unknown["share"], "ratio", None, page.language)
    page.say(
        Text(
            de=f"Ohne bekannten Zweck: {amount} von {whole} ({share}), {unknown['lines']} Zeilen.",
            en=f"Of unknown purpose: {amount} of {whole} ({share}), {unknown['lines']} lines.",
        ),
        "watch" if unknown["lines"] else "good",
    )
    if not unknown["lines"]:
        return
    page.table(
        [
            Column(say(de="Zeile", en="Line"), number=True),
            Column(say(de="Tag", en="Day")),
            Column(say(de="Betrag", en="Amount"), number=True),
            Column(say(de="Gegenseite", en="Other side"), flexible=True, rank=2),
            Column(say(de="Verwendungszweck", en="Reference text"), flexible=True),
        ],
        [_sample(one, page.language) for one in found["samples"]],
        2,
    )
    page.say(
        Text(de="→ eine Regel ausprobieren oder eine Zeile zuordnen:", en="→ try a rule or decide a line:"), indent=2
    )
    rule, words = say(de="meine_regel", en="my_rule"), say(de="WÖRTER", en="WORDS")
    page.command(f'leitstand classify --add {rule} --words "{words}" --category supplier --preview', 4)
    page.command(f"leitstand classify --set {found['samples'][0]['cash_id']} supplier", 4)


def _sample(one: Mapping[str, Any], language: Language) -> list[str | Cell]:
    return [
        str(one["cash_id"]), one["booked_on"].isoformat(), _amount(one["amount"], language),
        _short(one["counterparty"]), _short(one["purpose"]),
    ]  # fmt: skip


def show_rules(rules: Sequence[Rule], args: argparse.Namespace) -> None:
    """The rules in the order in which they are tried."""
    rows = [{"own": rule.own, **rule.as_dict()} for rule in rules]
    if args.json:
        print_json(rows)
        return
    if args.csv:
        listed = {"words", "without"}
        print_csv([_titled({k: ", ".join(v) if k in listed else v for k, v in row.items()}) for row in rows], RULES)
        return
    page, say = Page(args.language), Say(args.language)
    arrows = {"in": say(de="Eingang", en="in"), "out": say(de="Ausgang", en="out"), "": ""}
    page.table(
        [
            Column(say(de="Regel", en="Rule")),
            Column(say(de="Zweck", en="Category")),
            Column(say(de="Bereich", en="Activity"), rank=2),
            Column(say(de="nur", en="only"), rank=1),
            Column(say(de="Wörter", en="Words"), flexible=True, least=30),
        ],
        [
            [
                Cell(rule.id, "strong" if rule.own else ""), rule.category, rule.class_, arrows[rule.direction],
                _words(rule, say),
            ]
            for rule in rules
        ],
    )  # fmt: skip
    page.say(
        Text(
            de="Die erste Regel, die passt, entscheidet; eigene (fett) kommen zuerst. Rechnungsnummern, Umbuchungen "
            "und Ihre eigenen Entscheidungen gehen allen Regeln vor.",
            en="The first rule that fits decides; your own (bold) come first. Invoice numbers, own transfers and your "
            "own decisions come before all rules.",
        ),
        "quiet",
    )


def _words(rule: Rule, say: Say) -> str:
    words = ", ".join(rule.words)
    return f"{words} – {say(de='ohne', en='without')} {', '.join(rule.without)}" if rule.without else words


def show_changes(shown: Mapping[str, Any], args: argparse.Namespace) -> None:
    """What other rules would change: how many lines, how much money, which ones."""
    if args.json:
        print_json(shown)
        return
    if args.csv:
        print_csv([_titled(one) for one in shown["changes"]], CHANGES)
        return
    page, say = Page(args.language), Say(args.language)
    if not shown["changes"]:
        page.say(Text(de="Es würde sich nichts ändern.", en="Nothing would change."))
    for one in shown["changes"]:
        unknown = say(de="ohne Zweck", en="unknown")
        amount = _amount(one["amount"], args.language)
        page.say(
            Text(
                de=f"{one['lines']} Zeilen, {amount}: {one['from'] or unknown} → {one['to'] or unknown}",
                en=f"{one['lines']} lines, {amount}: {one['from'] or unknown} → {one['to'] or unknown}",
            ),
            "strong",
        )
        page.say(Text(de=f"durch {one['title']['de'] or '–'}", en=f"by {one['title']['en'] or '–'}"), "quiet", 2)
        for line in one["samples"]:
            about = f"{line['booked_on']}  {_amount(line['amount'], args.language)}  {_short(line['counterparty'])}"
            page.say(f"{about}  {_short(line['purpose'])}", indent=2)
    before, after = (_amount(shown[f"unclassified_{when}"], args.language) for when in ("before", "after"))
    page.say(
        Text(
            de=f"Ohne bekannten Zweck: {before} → {after}. Nichts wurde geändert; ohne --preview gilt es.",
            en=f"Of unknown purpose: {before} → {after}. Nothing was changed; without --preview it holds.",
        )
    )


def _titled(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "title_de": one["title"]["de"], "title_en": one["title"]["en"]}


def _amount(value: Decimal, language: Language) -> str:
    return format_number(float(value), language, 2, at_least=2)


def _short(text: str) -> str:
    return text if len(text) <= NARROW else f"{text[: NARROW - 1]}…"
