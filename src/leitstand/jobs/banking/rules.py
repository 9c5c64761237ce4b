"""Rules by which a bank line is recognised: the product's own, then what the company added or switched off."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from leitstand.control.ledger import services as ledger
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text

SETTING = "cash_rules"
CLASSES = ("operating", "investing", "financing", "transfer")
CATEGORIES = {
    "customer_receipt": ("operating", Text(de="Zahlung von Kunden", en="Receipts from customers")),
    "refund": ("operating", Text(de="Erstattung an Kunden", en="Refunds to customers")),
    "returned_debit": ("operating", Text(de="Rücklastschrift", en="Returned debits")),
    "dispute": ("operating", Text(de="Streitfall", en="Disputes")),
    "payment_fee": ("operating", Text(de="Gebühren der Zahlungsdienste", en="Fees of payment providers")),
    "supplier": ("operating", Text(de="Lieferanten", en="Suppliers")),
    "payroll": ("operating", Text(de="Löhne und Gehälter", en="Wages and salaries")),
    "social_security": ("operating", Text(de="Sozialversicherung", en="Social security")),
    "tax": ("operating", Text(de="Steuern und Zoll", en="Taxes and customs")),
    "marketing": ("operating", Text(de="Werbung", en="Advertising")),
    "shipping": ("operating", Text(de="Versand", en="Shipping")),
    "rent": ("operating", Text(de="Miete", en="Rent")),
    "energy": ("operating", Text(de="Energie und Entsorgung", en="Energy and waste")),
    "insurance": ("operating", Text(de="Versicherungen", en="Insurance")),
    "telecom": ("operating", Text(de="Telefon und Internet", en="Telephone and internet")),
    "software": ("operating", Text(de="Software", en="Software")),
    "travel": ("operating", Text(de="Fahrzeuge und Reisen", en="Vehicles and travel")),
    "legal": ("operating", Text(de="Recht", en="Legal")),
    "consulting": ("operating", Text(de="Beratung", en="Consulting")),
    "dues": ("operating", Text(de="Beiträge", en="Dues")),
    "bank_fee": ("operating", Text(de="Bankgebühren", en="Bank charges")),
    "other_income": ("operating", Text(de="Sonstige Einnahmen", en="Other income")),
    "other": ("operating", Text(de="Sonstiges", en="Other")),
    "capex": ("investing", Text(de="Investitionen", en="Capital expenditure")),
    "asset_sale": ("investing", Text(de="Verkauf von Anlagen", en="Sale of fixed assets")),
    "interest_received": ("investing", Text(de="Erhaltene Zinsen", en="Interest received")),
    "interest": ("financing", Text(de="Gezahlte Zinsen", en="Interest paid")),  # as DRS 21 has it
    "loan": ("financing", Text(de="Darlehen", en="Loans")),
    "equity": ("financing", Text(de="Gesellschafter", en="Shareholders")),
    "dividend": ("financing", Text(de="Ausschüttung", en="Dividends")),
    "transfer": ("transfer", Text(de="Umbuchung zwischen eigenen Konten", en="Transfer between own accounts")),
    "duplicate": ("transfer", Text(de="Doppelt geliefert", en="Delivered twice")),
}
"""Category → activity and title. A company may use others in its own rules; their activity is operating unless said."""

_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_HOW = Text(
    de="Eine Regel braucht eine Kennung (a–z, 0–9, _), words und category; wie, zeigt `leitstand classify --rules`.",
    en="A rule needs an id (a–z, 0–9, _), words and a category; `leitstand classify --rules` shows how.",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Lines with one of the words and none of those in `without`, in this direction (empty: both), are this category.

    words: phrases; a star stands for the rest of a word. provider: account of the payment provider at which the other
    side of the line is booked where that account is loaded too. class_: activity under IAS 7, or transfer.
    """

    id: str
    title: Text
    words: tuple[str, ...]
    category: str
    class_: str
    direction: str = ""
    without: tuple[str, ...] = ()
    provider: str = ""
    own: bool = False

    def fits(self, amount: Any) -> bool:
        """Whether a line of this amount goes in the rule's direction."""
        return not self.direction or (amount > 0) == (self.direction == "in")

    def as_dict(self) -> dict[str, Any]:
        """As rules are stored, shown as JSON and read back."""
        found = {name: value for name, value in asdict(self).items() if value and name not in ("class_", "own")}
        return found | {"class": self.class_, "title": self.title.as_dict()}


def plain(text: str) -> str:
    """Small letters and digits between single blanks, umlauts spelled out, a blank at both ends."""
    return f" {re.sub(r'[^a-z0-9]+', ' ', text.casefold().translate(_UMLAUTS)).strip()} "


def pattern(words: Iterable[str]) -> str:
    """A regular expression (RE2 and Python alike) that finds one of the phrases in a `plain` text."""
    return "|".join(
        " " + "[a-z0-9]*".join(plain(part)[1:-1] for part in phrase.split("*")) + ("" if phrase.endswith("*") else " ")
        for phrase in words
    )


@cache
def defaults() -> dict[str, Rule]:
    """The product's own rules by id, in the order they are tried."""
    text = (files("leitstand.jobs.banking") / "rules.toml").read_text(encoding="utf-8")
    return {name: read_rule(name, spec) for name, spec in tomllib.loads(text).items()}


def read_rule(name: str, spec: Mapping[str, Any], *, own: bool = False) -> Rule:
    """A rule as a file or the settings hold it. Raises UnusableInput."""
    words, without = (_phrases(name, spec.get(field, ())) for field in ("words", "without"))
    category, direction = str(spec.get("category", "")), str(spec.get("direction", ""))
    class_ = str(spec.get("class") or CATEGORIES.get(category, ("operating",))[0])
    right = _ID.fullmatch(name) and words and _ID.fullmatch(category) and direction in ("", "in", "out")
    if not right or class_ not in CLASSES:
        raise UnusableInput(
            Text(de=f"Die Regel „{name}“ ist unvollständig oder falsch.", en=f"The rule '{name}' is wrong."), _HOW
        )
    title = spec.get("title", name)
    german, english = (title.get(one, name) if isinstance(title, Mapping) else title for one in ("de", "en"))
    told = Text(de=str(german), en=str(english))
    return Rule(name, told, words, category, class_, direction, without, str(spec.get("provider", "")), own)


def _phrases(name: str, given: Any) -> tuple[str, ...]:
    listed = given.split(",") if isinstance(given, str) else given
    found = tuple(phrase.strip() for phrase in map(str, listed) if phrase.strip())
    if any(not plain(phrase).strip() for phrase in found):
        raise UnusableInput(
            Text(de=f"Die Regel „{name}“ würde auf jede Zeile passen.", en=f"The rule '{name}' would fit every line."),
            _HOW,
        )
    return found


def own(alias: str) -> dict[str, dict[str, Any]]:
    """What the company says about rules: id → rule as stored, or {"off": true} for a rule that is switched off."""
    stored: dict[str, dict[str, Any]] = ledger.setting(alias, SETTING, {})
    return stored


def keep(alias: str, rules: Mapping[str, Mapping[str, Any]]) -> None:
    """Stores what the company says about rules."""
    ledger.set_setting(alias, SETTING, {name: dict(spec) for name, spec in rules.items()})


def in_force(stored: Mapping[str, Mapping[str, Any]]) -> list[Rule]:
    """The company's rules, then the product's own that it neither replaced nor switched off."""
    mine = [read_rule(name, spec, own=True) for name, spec in stored.items() if not spec.get("off")]
    return mine + [rule for name, rule in defaults().items() if name not in stored]


def without(stored: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, dict[str, Any]]:
    """The company's rules after one was removed: its own is gone, one of the product is switched off.

    Raises UnknownId.
    """
    if name not in stored and name not in defaults():
        raise UnknownId(Text(de="Die Regel", en="rule"), name, {*stored, *defaults()})
    left = {key: dict(spec) for key, spec in stored.items() if key != name}
    return left | {name: {"off": True}} if name in defaults() else left


def read_file(path: Path) -> dict[str, dict[str, Any]]:
    """Rules of a TOML file (a table each) or a CSV (id, words, category …, words separated by commas).

    Raises UnusableInput.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        specs = tomllib.loads(text) if path.suffix.lower() == ".toml" else _rows(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise UnusableInput(
            Text(de=f"„{path}“ ist keine lesbare Regeldatei ({error}).", en=f"'{path}' is no rule file ({error})."),
            _HOW,
        ) from error
    found: dict[str, dict[str, Any]] = {}
    for name, spec in specs.items():
        if not isinstance(spec, Mapping):
            raise UnusableInput(
                Text(de=f"„{name}“ in „{path}“ ist keine Regel.", en=f"'{name}' in '{path}' is no rule."), _HOW
            )
        found[name] = {"off": True} if spec.get("off") is True else read_rule(name, spec, own=True).as_dict()
    return found


def _rows(text: str) -> dict[str, dict[str, Any]]:
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    return {(row.get("id") or "").strip(): {k: v.strip() for k, v in row.items() if k and v} for row in rows}


def digest(rules: Sequence[Rule]) -> str:
    """Changes whenever a rule, or their order, does."""
    told = json.dumps([one.as_dict() for one in rules], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
