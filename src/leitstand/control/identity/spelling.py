"""Brings names, addresses and numbers into one spelling, so that the same person looks the same in every system."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL_FORMS = re.compile(
    r"\b(g ?m ?b ?h|gesellschaft mit beschraenkter haftung|mbh|ag|aktiengesellschaft|k ?g ?a ?a|kg|ohg|gbr|ug"
    r"|haftungsbeschraenkt|e ?k|e ?kfm|e ?kfr|e ?v|ltd|limited|inc|llc|s ?a ?r ?l|b ?v|part ?g|stiftung|& co|und co)\b"
)
FILLING = re.compile(r"\b(und|u|co|firma|fa)\b|&")
TITLES = _words("dr prof dipl ing kfm med jur phil rer nat hc mag herr frau herrn mr mrs ms fraeulein familie")
PARTICLES = _words("von van vom zu zur zum de der den del di da dos la le el al ter ten")
SHARED_BOXES = _words(
    "info kontakt contact office mail post buchhaltung rechnung rechnungen einkauf verwaltung service bestellung team "
    "hallo zentrale sekretariat empfang vertrieb noreply"
)
"""Mail boxes that a whole company reads."""


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Spelled:
    """What is known of one record, in one spelling; empty where nothing is.

    family: of a company its name without legal form. number: of the house. box: the address is a company's shared one.
    """

    company: bool = False
    given: str = ""
    family: str = ""
    email: str = ""
    box: bool = False
    phone: str = ""
    street: str = ""
    number: str = ""
    zip: str = ""
    vat: str = ""
    birth: str = ""


def spelled(fields: dict[str, str], country: str = "", company: bool | None = None) -> Spelled:
    """One record's fields (as in `customer_vault`) in one spelling. company: where the source says which it is."""
    text = fold(fields.get("name", ""))
    is_company = bool(LEGAL_FORMS.search(text)) if company is None else company
    given, family = ("", firm(text)) if is_company else person(fields.get("name", ""))
    mail = email(fields.get("email", ""))
    road, number = street(fields.get("street", ""))
    return Spelled(
        company=is_company, given=given, family=family, email=mail, box=mail.partition("@")[0] in SHARED_BOXES,
        phone=phone(fields.get("phone", ""), country or "DE"), street=road, number=number,
        zip=re.sub(r"^[A-Z]{1,2}(?=\d)|\W", "", fields.get("zip", "").upper().replace("-", "")),
        vat=re.sub(r"\W", "", fields.get("vat_id", "").upper()), birth=fields.get("birth_date", "")[:10],
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Small letters and digits only, umlauts written out, single spaces: "Müller-Lück" → "mueller lueck"."""
    written = unicodedata.normalize("NFC", text.casefold()).translate(UMLAUTS)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", written) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9&]+", " ", plain).strip()


def firm(folded: str) -> str:
    """A company's name without legal form and filling words; the whole name where nothing else is left."""
    bare = " ".join(FILLING.sub(" ", LEGAL_FORMS.sub(" ", folded)).split())
    return bare or folded


def person(name: str) -> tuple[str, str]:
    """Given and family name: no titles, particles with the family name, "Last, First" turned round."""
    last, comma, first = name.partition(",")
    if comma and fold(first):
        names = [word for word in fold(first).split() if word not in TITLES]
        return " ".join(names), " ".join(word for word in fold(last).split() if word not in TITLES)
    parts = [part for word in name.split() if (part := fold(word))]
    words = [part for part in parts if not set(part.split()) <= TITLES]
    if len(words) < 2:
        return "", " ".join(words)
    split = next((at for at, word in enumerate(words) if at and word in PARTICLES), len(words) - 1)
    return " ".join(words[:split]), " ".join(words[split:])


def email(text: str) -> str:
    """Small letters; dots and tags of Gmail do not count. Empty where it is no address."""
    local, at, domain = text.strip().removeprefix("mailto:").casefold().rpartition("@")
    if not at or not local or "." not in domain:
        return ""
    if domain in ("gmail.com", "googlemail.com"):
        return local.partition("+")[0].replace(".", "") + "@gmail.com"
    return f"{local}@{domain}"


@lru_cache(maxsize=100_000)
def phone(text: str, country: str) -> str:
    """In international form ("+49…"); empty where it cannot be a number or is only filled in (00000)."""
    import phonenumbers

    digits = re.sub(r"\D", "", text)
    if len(digits) < 5 or len(set(digits)) < 3:
        return ""
    try:
        number = phonenumbers.parse(text, country if country in phonenumbers.SUPPORTED_REGIONS else "DE")
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(number)
    return f"+{number.country_code}{number.national_number}" if possible else ""


def street(text: str) -> tuple[str, str]:
    """Street in one word and house number: "Haupt-Str. 5 a" → ("hauptstrasse", "5a")."""
    folded = fold(text)
    found = re.match(r"(.*?\D)\s*(\d+\s*[a-z]?)\b(?:\s+\d+[a-z]?)?", folded)
    road, number = (found[1], found[2]) if found else (folded, "")
    return re.sub(r"str(asse)?$", "strasse", road.replace(" ", "")), number.replace(" ", "")


def turned_round(found: Sequence[Spelled]) -> list[Spelled]:
    """The same records; names that some system writes as "Last First" are put in order.

    What is a given name is learned from the records themselves: the word stands first more often than last.
    """
    people = [one for one in found if one.given and not one.company]
    first, last = _counted(one.given for one in people), _counted(one.family for one in people)

    def reversed_(one: Spelled) -> bool:
        if not one.given or one.company:
            return False
        given, family = one.given.split()[0], one.family.split()[-1]
        return first[given] * 2 < last[given] and last[family] * 2 < first[family]

    return [replace(one, given=one.family, family=one.given) if reversed_(one) else one for one in found]


def _counted(names: Iterable[str]) -> Counter[str]:
    return Counter(word for name in names for word in name.split())


def differ(first: str, second: str) -> bool:
    """Whether two given names are clearly two people's: neither shares a word, an initial nor nearly the spelling."""
    if not first or not second or first == second:
        return False
    ours, theirs = first.split(), second.split()
    if set(ours) & set(theirs):
        return False
    if any(len(short) == 1 and long.startswith(short) for short in ours for long in theirs):
        return False
    if any(len(short) == 1 and long.startswith(short) for short in theirs for long in ours):
        return False
    return _likeness(first, second) < 0.75 or _pair(first, second)


def _pair(first: str, second: str) -> bool:
    """A man's and a woman's form of one name: Michael and Michaela, Christian and Christiane."""
    short, long = sorted((first, second), key=len)
    return long.startswith(short) and long[len(short) :] in ("a", "e", "in", "ine")


def _likeness(first: str, second: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, first, second, autojunk=False).ratio()
