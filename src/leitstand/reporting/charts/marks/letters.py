"""How wide words are in the product's font, so that labels can be broken and kept apart before anything is drawn."""

from __future__ import annotations

from functools import lru_cache

REGULAR: dict[int, str] = {
    18: "’\u202f",
    20: "‚‘",
    22: "'",
    24: "ijlíìî",
    26: "I",
    28: " !,.:;·\xa0",
    32: "|",
    36: "()/[\\]ft{}›‹",
    38: "r„“”",
    40: '"',
    42: "²",
    44: "³",
    46: "-^_°",
    50: "*?`–",
    52: "s",
    54: "Jkxz¥»«",
    56: "Lacvyäáàâçå§•",
    58: "Fenuüéèêúùûñ",
    60: "EghopqößóòôøÉÈ",
    62: "Zbdµ",
    64: "#$&0123456789PRSTX£",
    66: "+<=>BKY~€±×÷−≥≤≈",
    68: "AVÄÁÀÅ∅",
    72: "CDÇ",
    74: "GHUÜ",
    76: "NOQÖÑØØ",
    82: "%w…%",
    86: "m",
    88: "M¼",
    92: "æ■●½",
    94: "@W",
    96: "→←",
    100: "œ—▲▼",
    104: "‰",
    106: "◆",
}
BOLD: dict[int, str] = {
    16: "\u202f",
    22: "'‚‘’",
    24: " \xa0",
    26: "ijlíìî",
    28: ";I",
    30: "!,.:·",
    36: "|",
    38: "/\\ft›‹",
    40: '"()[]r{}„“”',
    42: "²",
    44: "³",
    46: "-_°",
    48: "^",
    50: "`–•",
    54: "*?s",
    56: "JLkxz¥",
    58: "Facvyäáàâçå§",
    60: "EenouöüéèêóòôúùûñøÉÈ»«",
    62: "ghpq",
    64: "#$PSbdß",
    66: "&4BRTZ£µ",
    68: "+012356789<=>K~€±×÷−≥≤≈∅",
    70: "XY",
    72: "ADVÄÁÀÅ",
    74: "CHNUÜÇÑ",
    76: "G",
    78: "OQÖØØ",
    80: "…",
    84: "%w%",
    88: "¼",
    90: "Mm",
    92: "æ■●½",
    96: "→←",
    98: "œ",
    100: "@W—",
    104: "▲▼",
    106: "◆",
    108: "‰",
}
"""Hundredths of the font's size → letters of Inter so wide, with tabular figures."""

_WIDTHS = tuple({sign: wide for wide, signs in table.items() for sign in signs} for table in (REGULAR, BOLD))
UNKNOWN = 70
ELLIPSIS = "…"


@lru_cache(maxsize=8192)
def width(text: str, size: float = 12, bold: bool = False) -> float:
    """Pixels that the text takes.

    >>> round(width("31,0"), 2)
    26.4
    """
    table = _WIDTHS[bold]
    return size * sum(table.get(sign, UNKNOWN) for sign in text) / 100


@lru_cache(maxsize=2048)
def wrapped(text: str, room: float, most: int = 2, size: float = 12, bold: bool = False) -> tuple[str, ...]:
    """The text in at most so many lines, none wider than the room; what does not fit ends in an ellipsis.

    >>> wrapped("Bestellungen je Kund:in", 80)
    ('Bestellungen', 'je Kund:in')
    """
    words, found = text.split(" "), [""]
    for place, word in enumerate(words):
        longer = f"{found[-1]} {word}".strip()
        if not found[-1] or width(longer, size, bold) <= room:
            found[-1] = longer
        elif len(found) < most:
            found.append(word)
        else:
            found[-1] = " ".join([found[-1], *words[place:]])
            break
    return tuple(cut(line, room, size, bold) for line in found)


def cut(text: str, room: float, size: float = 12, bold: bool = False) -> str:
    """As much of the text as fits, with an ellipsis where it is not all."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + ELLIPSIS, size, bold) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS if text.rstrip() else ""
