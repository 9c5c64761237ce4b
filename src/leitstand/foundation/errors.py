"""What Leitstand says when something is wrong: the thing, what was seen, what was expected, what to do next."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from leitstand.foundation.text import Language, Text


class LeitstandError(Exception):
    """Anything a user can put right. `message` is shown as it is, in the user's language; never a traceback.

    exit_code: what the command line answers (2 = nothing was done).
    """

    exit_code = 2

    def __init__(self, message: Text, next_step: Text | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.next_step = next_step

    def describe(self, language: Language) -> str:
        """The whole message: what is wrong and what to do next."""
        parts = [self.message.get(language)]
        if self.next_step:
            parts.append(self.next_step.get(language))
        return " ".join(parts)


class UnknownId(LeitstandError):
    """An id that no drawer holds; proposes the closest ones."""

    def __init__(self, kind: Text, seen: str, known: Iterable[str]) -> None:
        known = sorted(known)
        close = difflib.get_close_matches(seen, known, n=3, cutoff=0.5)
        if close:
            step = Text(de=f"Meinten Sie {', '.join(close)}?", en=f"Did you mean {', '.join(close)}?")
        elif not known:
            step = Text(de="Es gibt noch keine.", en="There are none yet.")
        else:
            shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
            step = Text(de=f"Es gibt: {shown}.", en=f"There are: {shown}.")
        super().__init__(Text(de=f"{kind.de} „{seen}“ gibt es nicht.", en=f"There is no {kind.en} '{seen}'."), step)
        self.seen = seen


class UnusableInput(LeitstandError):
    """A file or option that cannot be used at all."""


class HomeBusy(LeitstandError):
    """Another process is writing to this home."""


class StoreDamaged(LeitstandError):
    """A stored file fails its check."""


class StoreOutdated(LeitstandError):
    """The store has the tables of another version of Leitstand."""


class DiskFull(LeitstandError):
    """There is no room left on the disk."""

    def __init__(self) -> None:
        super().__init__(
            Text(de="Der Datenträger ist voll.", en="The disk is full."),
            Text(de="Schaffen Sie Platz und wiederholen Sie den Befehl.", en="Make room and repeat the command."),
        )


def is_disk_full(error: BaseException | None) -> bool:
    """Whether the error, or one that led to it, is that of a full disk; each library says it in its own way."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if any(words in str(error) for words in ("No space left on device", "disk is full")):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def full_disk_told() -> Iterator[None]:
    """Raises DiskFull for whatever a full disk makes fail inside."""
    try:
        yield
    except Exception as error:
        if not is_disk_full(error):
            raise
        raise DiskFull from error
