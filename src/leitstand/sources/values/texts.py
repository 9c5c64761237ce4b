"""Reads cells that hold text, codes, yes/no answers or the names of countries."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.values.headers import words

_YES = ("ja", "j", "yes", "y", "true", "t", "wahr", "1", "x", "on", "an", "aktiv", "active")
_NO = ("nein", "n", "no", "false", "f", "falsch", "0", "off", "aus", "inaktiv", "inactive")
_BLANK = "[\\s\u00a0\u2007\u202f\ufeff]+"  # \s of the engine knows no wide or narrow no-break space
# ISO code → what people write besides the names that the territory list knows
_COUNTRY_NAMES = {
    "AE": "uae vae",
    "AT": "osterreich",
    "BA": "bosnia bosnien",
    "BN": "brunei",
    "BR": "brasil",
    "BY": "weissrussland",
    "CD": "congodemocraticrepublicof democraticrepublicofcongo drcongo demokratischerepublikkongo",
    "CG": "congo",
    "CI": "ivorycoast elfenbeinkueste",
    "CN": "peoplesrepublicofchina volksrepublikchina",
    "CV": "capeverde kapverden",
    "CZ": "czechrepublic tschechischerepublik",
    "DE": "brd bundesrepublikdeutschland",
    "ES": "espana",
    "FK": "falklandislandsmalvinas",
    "FM": "micronesia mikronesien",
    "GB": "uk greatbritain grossbritannien england scotland schottland wales northernireland nordirland",
    "HK": "hongkong",
    "IE": "eire republicofireland republikirland",
    "KP": "koreademocraticpeoplesrepublicof",
    "KR": "korea republicofkorea republikkorea korearepublicof",
    "LA": "laopeoplesdemocraticrepublic",
    "MD": "moldawien",
    "MK": "macedonia mazedonien",
    "MM": "burma birma",
    "MO": "macau macao",
    "NL": "holland",
    "PH": "philipines",
    "PS": "palestine palaestina",
    "RU": "russianfederation russischefoederation",
    "SK": "slovakrepublic slowakischerepublik",
    "SY": "syrianarabrepublic",
    "SZ": "swaziland",
    "TL": "easttimor osttimor",
    "TR": "turkey",
    "TW": "taiwanprovinceofchina",
    "US": "unitedstatesofamerica amerika vereinigtestaatenvonamerika",
    "VA": "vatican vatikan holysee",
    "VG": "virginislandsbritish",
    "VI": "virginislandsus",
    "ZA": "rsa",
}
# what the list of territories holds besides countries: unions, placeholders and islands without a code of their own
_NO_CODE = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
_SEVERAL = ("congo", "korea")  # 'Congo, Dem. Rep.' is another country than Congo
_NO_COUNTRY = ("unspecified", "unknown", "unbekannt", "n/a", "-")


class Parsed(NamedTuple):
    """One column after reading.

    values: what was read, null where empty or unreadable. bad: true for cells that hold something unreadable.
    notes: what was assumed and a user should know.
    """

    values: pa.Array
    bad: pa.Array
    notes: tuple[Text, ...] = ()


def flat(array: Any) -> pa.Array:
    """One contiguous array out of a chunked one; dictionaries are resolved, text is `string`, nested cells are JSON."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_large_string(array.type) or pa.types.is_string_view(array.type):
        return array.cast(pa.string())
    if pa.types.is_nested(array.type):
        return pa.array([None if c is None else json.dumps(c, default=str) for c in array.to_pylist()], pa.string())
    return array


def as_text(array: Any) -> pa.Array:
    """Cells as text without blanks around them, null where nothing is left. 'n/a' stays text: only the user knows."""
    array = flat(array)
    if pa.types.is_null(array.type):
        return array.cast(pa.string())
    if pa.types.is_binary(array.type):
        array = pa.array([None if cell is None else cell.decode("utf-8", "replace") for cell in array.to_pylist()])
    text = pc.replace_substring_regex(array.cast(pa.string()), f"^{_BLANK}|{_BLANK}$", "")
    return pc.if_else(pc.equal(text, ""), None, text)


def nothing_bad(length: int) -> pa.Array:
    return pa.repeat(pa.scalar(False), length)


def by_distinct(array: Any, parse: Callable[[pa.Array], tuple[pa.Array, pa.Array]]) -> Parsed:
    """Reads every distinct text once: columns repeat themselves, and reading is what takes the time."""
    coded = as_text(array).dictionary_encode()
    values, bad = parse(coded.dictionary)
    return Parsed(values.take(coded.indices), pc.fill_null(bad.take(coded.indices), False))


def to_text(array: Any) -> Parsed:
    """Text cells; nothing is ever bad."""
    text = as_text(array)
    return Parsed(text, nothing_bad(len(text)))


def to_code(array: Any) -> Parsed:
    """Ids and codes as text: leading zeros stay, a whole number that a table program wrote as 17850.0 is 17850."""
    text = pc.replace_substring_regex(as_text(array), r"^(\d+)\.0+$", r"\1")
    text = pc.if_else(pc.equal(pc.utf8_lower(text), "nan"), None, text)
    return Parsed(text, nothing_bad(len(text)))


def to_boolean(array: Any) -> Parsed:
    """Yes/no in German and English, 1/0, x."""

    def parse(text: pa.Array) -> tuple[pa.Array, pa.Array]:
        lower = pc.utf8_lower(text)
        yes, no = pc.is_in(lower, pa.array(_YES)), pc.is_in(lower, pa.array(_NO))
        known = pc.or_(yes, no)
        return pc.if_else(known, yes, pa.scalar(None, pa.bool_())), pc.and_(pc.is_valid(text), pc.invert(known))

    return by_distinct(array, parse)


@cache
def _countries() -> dict[str, str]:
    """Folded name or code (DE, DEU) → ISO code."""
    from babel import Locale
    from babel.core import get_global

    found = {
        _bare(name): code
        for language in ("en", "de")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_CODE
    }
    codes = set(found.values())
    long = {old: new[0] for old, new in get_global("territory_aliases").items() if len(old) == 3 and new[0] in codes}
    found |= {code.lower(): code for code in codes} | {code.lower(): iso for code, iso in long.items()}
    return found | {name: code for code, names in _COUNTRY_NAMES.items() for name in names.split()}


@cache
def _country(name: str) -> str | None:
    """The code of a country, None for no country, the name itself if it is none that is known."""
    if name.lower() in _NO_COUNTRY:
        return None
    known, short = _countries(), _bare(name.split(",")[0])  # 'Iran, Islamic Republic of'
    return known.get(_bare(name)) or (None if short in _SEVERAL else known.get(short)) or name


def _bare(name: str) -> str:
    """'Saint Lucia' and 'St. Lucia', 'Bosnia & Herzegovina' and 'Bosnia and Herzegovina' are the same."""
    kept = [word for word in words(name) if word not in ("and", "und", "the", "die", "der")]
    return "".join("st" if word in ("saint", "sankt") else word for word in kept)


def to_country(array: Any) -> Parsed:
    """ISO code of a country named in German or English or given as its code; other names stay as they stand."""

    def parse(text: pa.Array) -> tuple[pa.Array, pa.Array]:
        codes = [name and _country(name) for name in text.to_pylist()]
        return pa.array(codes, pa.string()), nothing_bad(len(text))

    return by_distinct(array, parse)
