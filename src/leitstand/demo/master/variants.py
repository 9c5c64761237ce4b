"""How the same name, address or number comes out when another person types it into another system."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from leitstand.demo.master.names import MAIL_DOMAINS, plain

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_FORMS = (
    ("GmbH & Co. KG", ("GmbH & Co KG", "GmbH u. Co. KG", "GmbH&Co.KG")),
    ("UG (haftungsbeschränkt)", ("UG", "UG haftungsbeschr.")),
    ("GmbH", ("G.m.b.H.", "Gmbh", "GMBH", "Ges. mbH")),
    ("e. K.", ("e.K.", "eK")),
)
"""Legal form → how else it is written."""


def some(
    cells: pd.Series[str], dice: np.random.Generator, share: float, change: Callable[[str, int], str]
) -> pd.Series[str]:
    """The cells with a share of them changed; change gets the cell and a random whole number. Empty cells stay."""
    chosen = (dice.random(len(cells)) < share) & cells.notna().to_numpy()
    luck = dice.integers(1 << 30, size=len(cells))
    rows = zip(cells, luck, chosen, strict=True)
    return pd.Series([change(cell, int(number)) if pick else cell for cell, number, pick in rows], cells.index, object)


def typo(word: str, luck: int) -> str:
    """Two neighbouring letters swapped, one left out, or one doubled; never the first one."""
    if len(word) < 4:
        return word
    at = 1 + luck % (len(word) - 2)
    kind = luck // 64 % 3
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]


def spelled(word: str, _luck: int = 0) -> str:
    """Without umlauts: Müller → Mueller."""
    return word.translate(_SPELLED)


def short_street(street: str, luck: int) -> str:
    """Lindenstraße 3 → Lindenstr. 3, Linden Str. 3 or Lindenstrasse 3."""
    new = ("str.", "strasse", "str")[luck % 3]
    return re.sub("straße", new, street)


def firm(name: str, luck: int) -> str:
    """The company with its legal form written otherwise, left out, or all in capitals."""
    for form, others in _FORMS:
        if name.endswith(form):
            bare = name.removesuffix(form)
            if luck % 5 == 0:
                return bare.strip()
            return bare + others[luck // 8 % len(others)]
    return name.upper() if luck % 3 == 0 else name


def phone(number: str, luck: int) -> str:
    """+491512345678 → 0151 2345678, 0151/2345678, +49 (0) 151 2345678 …"""
    code, rest = number[3:6], number[6:]
    return (f"0{code} {rest}", f"0{code}/{rest}", f"+49 (0) {code} {rest}", f"0049{code}{rest}", f"0{code}{rest}")[
        luck % 5
    ]


def second_mail(persons: pd.DataFrame) -> pd.Series[str]:
    """The other address that each person has: another provider, with the person's number in it, so never twice."""
    domains = np.array(MAIL_DOMAINS, object)[(persons.person_id.to_numpy() * 5) % len(MAIL_DOMAINS)]
    rows = zip(persons["first"], persons["last"], persons.person_id, domains, strict=True)
    return pd.Series([f"{plain(last)}{number}.{plain(first)[0]}@{domain}" for first, last, number, domain in rows],
                     index=persons.index)  # fmt: skip


def elsewhere(records: pd.DataFrame, who: npt.NDArray[np.bool_], dice: np.random.Generator) -> None:
    """Gives the chosen records the address of somebody else: where these people lived before."""
    columns = ["street", "zip", "city"]
    others = dice.permutation(len(records))[: int(who.sum())]
    records.loc[who, columns] = records[columns].to_numpy()[others]
