"""Lines that belong together: the same movement delivered twice, and transfers between the company's own accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from leitstand.jobs.banking.lines import Line, Part

DAYS = 5
"""So long a transfer may take."""
_TRANSFER = (
    "umbuchung", "uebertrag", "kontouebertrag", "eigenuebertrag", "uebertrag auf", "eigene konten", "liquiditaet",
    "internal transfer",
)  # fmt: skip


def duplicates(lines: Sequence[Line]) -> dict[int, list[Part]]:
    """Movements that another load brought already: same account, day and amount, and one text holds the other.

    Equal movements of one load are real ones; what came first stays.
    """
    found: dict[int, list[Part]] = {}
    same = defaultdict(list)
    for line in lines:
        same[(line.booked_on, line.amount, line.currency)].append(line)
    for group in same.values():
        kept: list[tuple[Line, set[int]]] = []  # a movement, and the loads that brought it
        for line in sorted(group, key=lambda one: (one.load, one.cash_id)):
            first = next((one for one in kept if line.load not in one[1] and _is_same(one[0], line)), None)
            if first is None:
                kept.append((line, {line.load}))
            else:
                first[1].add(line.load)
                found[line.cash_id] = [
                    Part(line.amount, "transfer", "duplicate", "duplicate", transfer=first[0].cash_id)
                ]
    return found


def _is_same(one: Line, other: Line) -> bool:
    accounts = one.account == other.account or not one.account or not other.account
    if not accounts:
        return False
    if not one.letters or not other.letters:
        return one.letters == other.letters and one.name == other.name
    return one.letters in other.letters or other.letters in one.letters


def transfers(lines: Iterable[Line]) -> dict[int, list[Part]]:
    """Both sides of transfers between own accounts, and lines whose other side is an own account.

    Two lines of opposite amounts on two accounts within DAYS are a transfer only if one of them says so: by the account
    of the other side, by its words, or because a payment provider's report calls it a payout and the bank names the
    provider.
    """
    lines = list(lines)
    own = {line.account for line in lines if line.account}
    arrivals = defaultdict(list)
    for line in lines:
        if line.amount > 0:
            arrivals[(line.amount, line.currency)].append(line)
    found: dict[int, list[Part]] = {}
    for line in lines:
        if line.amount >= 0:
            continue
        possible = [
            one for one in arrivals.get((-line.amount, line.currency), ())
            if one.cash_id not in found and one.account != line.account and _says_so(line, one)
            and abs((one.booked_on - line.booked_on).days) <= DAYS
        ]  # fmt: skip
        if possible:
            nearest = min(possible, key=lambda one: (abs((one.booked_on - line.booked_on).days), one.cash_id))
            found[line.cash_id] = [_part(line, nearest.cash_id)]
            found[nearest.cash_id] = [_part(nearest, line.cash_id)]
    for line in lines:
        if line.cash_id not in found and line.iban in own - {line.account}:
            found[line.cash_id] = [_part(line, None)]
    return found


def _says_so(one: Line, other: Line) -> bool:
    if (other.account and one.iban == other.account) or (one.account and other.iban == one.account):
        return True
    for provider, bank in ((one, other), (other, one)):
        if provider.category == "transfer" and f" {provider.account.lower()}" in bank.words:
            return True
    return any(f" {word} " in line.words for line in (one, other) for word in _TRANSFER)


def _part(line: Line, counterpart: int | None) -> Part:
    return Part(line.amount, "transfer", "transfer", "own_transfer", transfer=counterpart)
