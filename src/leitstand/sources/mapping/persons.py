"""Puts together a name that stands in several columns: company, first name and last name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.sources.mapping.match import EXACT, Guess, canonical
from leitstand.sources.mapping.spec import JOINED
from leitstand.sources.values import as_text

_COMPANY, _FIRST, _LAST = range(3)
_PARTS = {
    _COMPANY: "firma, firmenname, unternehmen, company, company name, organisation, organization",
    _FIRST: "vorname, first name, given name, forename",
    _LAST: "nachname, familienname, last name, surname, family name",
}
_KNOWN = {canonical(name): part for part, names in _PARTS.items() for name in names.split(", ")}


def with_parts(assigned: list[Guess], headings: list[str]) -> list[Guess]:
    """The guesses and, for a last or first name that is somebody's name, its other parts among the free headings."""
    taken = {guess.heading for guess in assigned}
    parts = {heading: _KNOWN[canonical(heading)] for heading in headings if canonical(heading) in _KNOWN}
    if not {_FIRST, _LAST} <= set(parts.values()) and not {_COMPANY, _LAST} <= set(parts.values()):
        return assigned
    named = [guess for guess in assigned if guess.target in JOINED and guess.heading in parts]
    person = next((guess for guess in named if parts[guess.heading] != _COMPANY), next(iter(named), None))
    if person is None:
        return assigned
    fitting = {_COMPANY, _FIRST, _LAST} if person.target.startswith("customer") else {_FIRST, _LAST}
    free = [heading for heading, part in parts.items() if heading not in taken and part in fitting]
    return assigned + [Guess(heading, person.target, EXACT, "name") for heading in free]


def joined(columns: Mapping[str, str], rows: pa.Table) -> dict[str, pa.Array]:
    """Target → 'ACME, Anna Maier' for names that several columns make up; columns: heading → target."""
    found = {}
    for target in JOINED:
        headings = [heading for heading, one in columns.items() if one == target and heading in rows.column_names]
        if len(headings) > 1:
            company = [one for one in headings if _KNOWN.get(canonical(one)) == _COMPANY]
            person = sorted(set(headings) - set(company), key=lambda one: (_KNOWN.get(canonical(one), _LAST), one))
            found[target] = _chain([_chain([as_text(rows[one]) for one in part], " ")
                                    for part in (company, person) if part], ", ")  # fmt: skip
    return found


def _chain(parts: list[pa.Array], between: str) -> pa.Array:
    """The filled parts of each row, null where none is."""
    return reduce(lambda one, next_: pc.coalesce(pc.binary_join_element_wise(one, next_, between), one, next_), parts)
