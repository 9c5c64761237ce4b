"""Keeps free text out of columns that are meant for codes: what people wrote goes to the vault or is left out."""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.schema import Privacy, tables
from leitstand.foundation.text import Text

_TWINS = {
    "refund.reason": "refund.reason_text",
    "dispute.reason": "dispute.reason_text",
    "lost_reason.label": "deal.lost_reason_text",
    "deal.lost_reason_id": "deal.lost_reason_text",
}
"""Code → where the same in words belongs."""
_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]{2,}"
_MANY, _SHARE, _LETTERS = 10, 0.5, 25


@cache
def _codes() -> frozenset[str]:
    told = (Privacy.BEHAVIOUR, Privacy.EMPLOYEE)
    found = {
        f"{t.name}.{c.name}" for t in tables().values() for c in t.columns if c.type == "text" and c.privacy in told
    }
    return frozenset(found | set(_TWINS) | {"social_post.topic"})


def apart(read: dict[str, pa.Array], targets: dict[str, str]) -> tuple[dict[str, pa.Array], list[Text]]:
    """The columns without free text among the codes, and notes on what became of it. targets: target → heading."""
    kept, notes = dict(read), []
    for target in sorted(_codes() & set(read)):
        cells, heading, twin = read[target].cast(pa.string()), targets.get(target, target), _TWINS.get(target)
        if _is_free_text(cells):
            del kept[target]
            if twin and twin not in read:
                kept[twin] = cells
                notes.append(
                    Text(
                        de=f"„{heading}“ ist Freitext und liegt bei den geschützten Texten, nicht bei den Schlüsseln.",
                        en=f"'{heading}' is free text and lies with the protected texts, not with the codes.",
                    )
                )
            else:
                notes.append(
                    Text(
                        de=f"„{heading}“ ist Freitext statt weniger Schlüssel und wird nicht geladen.",
                        en=f"'{heading}' is free text instead of a few codes and is not loaded.",
                    )
                )
            continue
        personal = pc.fill_null(pc.match_substring_regex(cells, _EMAIL), False)
        if count := pc.sum(personal).as_py() or 0:
            kept[target] = pc.if_else(personal, pa.scalar(None, pa.string()), cells)
            notes.append(
                Text(
                    de=f"„{heading}“: {count} Angaben enthalten eine E-Mail-Adresse und wurden weggelassen.",
                    en=f"'{heading}': {count} entries hold an e-mail address and were left out.",
                )
            )
    return kept, notes


def _is_free_text(cells: pa.Array) -> bool:
    """Many different long texts: people wrote them, nobody chose them from a list."""
    filled = cells.drop_null()
    different = len(filled.unique())
    if different < _MANY or different < _SHARE * len(filled):
        return False
    return bool(pc.mean(pc.utf8_length(filled.unique())).as_py() >= _LETTERS)
