"""Shows what bank lines are, the rules that say so, and what other rules would change."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from leitstand.cli.output import Cell, Column, Page, print_csv, print_json
from leitstand.cli.verb import Say
from leitstand.foundation.numbers import format_day, format_number, format_value
from leitstand.foundation.text import Language, Text
from leitstand.jobs.banking.rules import CATEGORIES

if TYPE_CHECKING:
    from leitstand.jobs.banking.rules import Rule

FOUND = ("rule", "title_de", "title_en", "class", "category", "parts", "amount_in", "amount_out")
RULES = ("id", "title_de", "title_en", "own", "direction", "category", "class", "words", "without", "provider")
CHANGES = ("rule", "title_de", "title_en", "from", "to", "lines", "amount")
NARROW = 40
"""Columns for texts that may be long."""
IDENTITIES = ("account", "counterparty", "purpose")
CLASSES = {
    "operating": Text(de="Laufendes Geschäft", en="Operating"),
    "investing": Text(de="Investition", en="Investing"),
    "financing": Text(de="Finanzierung", en="Financing"),
    "transfer": Text(de="Umbuchung", en="Transfer"),
}


def show_summary(found: Mapping[str, Any], args: argparse.Namespace) -> None:
    """What `leitstand classify` found; the unclassified amount is said in any case.

    JSON holds names, accounts and reference texts only with args.show_identities.
    """
    if args.json:
        print_json(found if args.show_identities else _without_identities(found))
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
                one["title"][page.language], _category(one["category"], page.language),
                CLASSES[one["class"]].get(page.language), format_number(one["parts"], page.language),
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
            de=f"Ohne bekannten Zweck: {amount} von {whole} ({share}), {_lines(unknown['lines']).de}.",
            en=f"Of unknown purpose: {amount} of {whole} ({share}), {_lines(unknown['lines']).en}.",
        ),
        "watch" if unknown["lines"] else "good",
    )
    if found["without_rate"]:
        lines = _lines(found["without_rate"])
        page.say(
            Text(
                de=f"Nicht in den Beträgen, weil ein Wechselkurs fehlt: {lines.de}.",
                en=f"Not in the amounts for want of an exchange rate: {lines.en}.",
            ),
            "watch",
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
        str(one["cash_id"]), format_day(one["booked_on"], language), _amount(one["amount"], language),
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
                Cell(rule.id, "strong" if rule.own else ""), _category_to_type(rule.category, args.language),
                CLASSES[rule.class_].get(args.language), arrows[rule.direction], _words(rule, say),
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
    """What other rules would change: how many lines, how much money, which ones; identities as in `show_summary`."""
    if args.json:
        plain = {**shown, "changes": [_without_identities(one) for one in shown["changes"]]}
        print_json(shown if args.show_identities else plain)
        return
    if args.csv:
        print_csv([_titled(one) for one in shown["changes"]], CHANGES)
        return
    page, say = Page(args.language), Say(args.language)
    if not shown["changes"]:
        page.say(Text(de="Es würde sich nichts ändern.", en="Nothing would change."))
    for one in shown["changes"]:
        unknown = say(de="ohne Zweck", en="unknown")
        was, now = (_category(one[when], args.language) or unknown for when in ("from", "to"))
        lines, amount = _lines(one["lines"]).get(args.language), _amount(one["amount"], args.language)
        page.say(f"{lines}, {amount}: {was} → {now}", "strong")
        page.say(Text(de=f"durch {one['title']['de'] or '–'}", en=f"by {one['title']['en'] or '–'}"), "quiet", 2)
        for line in one["samples"]:
            day, moved = format_day(line["booked_on"], args.language), _amount(line["amount"], args.language)
            page.say(f"{day}  {moved}  {_short(line['counterparty'])}  {_short(line['purpose'])}", indent=2)
    before, after = (_amount(shown[f"unclassified_{when}"], args.language) for when in ("before", "after"))
    page.say(
        Text(
            de=f"Ohne bekannten Zweck: {before} → {after}. Nichts wurde geändert; ohne --preview gilt es.",
            en=f"Of unknown purpose: {before} → {after}. Nothing was changed; without --preview it holds.",
        )
    )


def _without_identities(found: Mapping[str, Any]) -> dict[str, Any]:
    """With samples of which only number, day and amount are told."""
    samples = [{name: value for name, value in one.items() if name not in IDENTITIES} for one in found["samples"]]
    return {**found, "samples": samples}


def _category(category: str, language: Language) -> str:
    """The title of a category; a company's own has only its id."""
    return CATEGORIES[category][1].get(language) if category in CATEGORIES else category


def _category_to_type(category: str, language: Language) -> str:
    """Title and id: --category and --set take the id."""
    title = _category(category, language)
    return category if title == category else f"{title} ({category})"


def _lines(count: int) -> Text:
    if count == 1:
        return Text(de="1 Zeile", en="1 line")
    return Text(de=f"{format_number(count, 'de')} Zeilen", en=f"{format_number(count, 'en')} lines")


def _titled(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "title_de": one["title"]["de"], "title_en": one["title"]["en"]}


def _amount(value: Decimal, language: Language) -> str:
    return format_number(float(value), language, 2, at_least=2)


def _short(text: str) -> str:
    return text if len(text) <= NARROW else f"{text[: NARROW - 1]}…"
