"""How much of a foreign file may be read at most, so that no file can fill the machine."""

from __future__ import annotations

from dataclasses import dataclass

from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.foundation.text import Text

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file. Sizes in bytes of real (unpacked) content, never of what a header claims.

    entry, total: one packed file, and everything together (a plain file counts as total). ratio: unpacked to packed,
    looked at from `ratio_from` bytes on. sheet_cells: rectangle of one worksheet. rejects: unreadable rows in a table.
    """

    entry: int = 200 * MB
    total: int = 1024 * MB
    ratio: int = 100
    ratio_from: int = MB
    entries: int = 1_000
    cell: int = MB
    line: int = 64 * MB
    columns: int = 2_000
    depth: int = 64
    sheet_cells: int = 30_000_000
    rejects: int = 200_000


_SPLIT = Text(de="Bitte teilen Sie die Datei auf, etwa nach Jahren.", en="Please split the file, for example by year.")
_NARROW = Text(de="Bitte exportieren Sie nur die nötigen Spalten.", en="Please export only the columns you need.")


def too_large(name: str, what: Text, step: Text = _SPLIT) -> LeitstandError:
    """Error for a file beyond a limit; `what` names the limit."""
    message = Text(de=f"„{name}“ ist zu groß: {what.de}.", en=f"'{name}' is too large: {what.en}.")
    return UnusableInput(message, step)


def size(count: int) -> str:
    return f"{count / MB:,.0f} MB"


def check_columns(name: str, count: int, limits: Limits) -> None:
    """Raises UnusableInput for a table with too many columns."""
    if count > limits.columns:
        seen, most = count, limits.columns
        raise too_large(
            name, Text(de=f"{seen} Spalten, höchstens {most}", en=f"{seen} columns, at most {most}"), _NARROW
        )


def check_rejects(name: str, count: int, first: Text, limits: Limits) -> None:
    """Raises UnusableInput when so many rows are unreadable that the file was not understood."""
    if count > limits.rejects:
        raise UnusableInput(
            Text(
                de=f"In „{name}“ sind über {limits.rejects} Zeilen nicht lesbar, die erste: {first.de}.",
                en=f"In '{name}' more than {limits.rejects} rows cannot be read, the first one: {first.en}.",
            ),
            Text(de="Bitte exportieren Sie die Datei neu.", en="Please export the file again."),
        )
