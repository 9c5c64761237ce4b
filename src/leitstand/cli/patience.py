"""Shows that something is going on, once it takes longer than a second and a person is watching."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from leitstand.foundation.text import Language, Text

PATIENCE = 1.0
STEPS = {
    "reading": Text(de="Lesen", en="Reading"),
    "loading": Text(de="Laden", en="Loading"),
}


class Patience:
    """A moving bar on standard error, with the step and the rows done; `told` fits as progress of an import."""

    def __init__(self, title: str, language: Language) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self.language, self.title = language, title
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[rows]}"),
            TimeElapsedColumn(),
            console=Console(file=sys.stderr, stderr=True),
            transient=True,
        )
        self.task = self.progress.add_task(title, total=None, rows="")

    def told(self, step: str, rows: int) -> None:
        from leitstand.foundation.numbers import format_number

        count = format_number(rows, self.language)
        words = Text(de=f"{count} Zeilen", en=f"{count} rows").get(self.language)
        name = STEPS[step].get(self.language) if step in STEPS else step
        self.progress.update(self.task, description=f"{self.title}: {name}", rows=words)


@contextmanager
def patience(title: Text | str, language: Language) -> Iterator[Patience | None]:
    """Around work that may take long; None where nobody is watching."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = Patience(title if isinstance(title, str) else title.get(language), language)
    timer = threading.Timer(PATIENCE, shown.progress.start)
    timer.start()
    try:
        yield shown
    finally:
        timer.cancel()
        timer.join()
        shown.progress.stop()
