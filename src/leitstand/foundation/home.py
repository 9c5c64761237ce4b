"""The data directory of one company: where everything that Leitstand keeps lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text, printable


@dataclass(frozen=True, slots=True)
class Home:
    """One home = one company. The directories are made when first needed, readable by the owner only."""

    path: Path

    @classmethod
    def find(cls, given: str | os.PathLike[str] | None = None) -> Home:
        """`given`, else LEITSTAND_HOME, else the platform's user data directory. Raises UnusableInput."""
        chosen = given or os.environ.get("LEITSTAND_HOME")
        if not chosen:
            from platformdirs import user_data_path

            chosen = user_data_path("leitstand", appauthor=False)
        try:
            path = Path(chosen).expanduser().absolute()
            if "?" in str(path):  # the engine takes what follows for options and writes elsewhere
                raise ValueError
            str(path).encode()
            is_taken = path.exists() and not path.is_dir()
        except (OSError, RuntimeError, ValueError) as error:  # too long, ~ of nobody, bytes that are no text
            name = printable(os.fspath(chosen))
            raise UnusableInput(
                Text(de=f"„{name}“ kann kein Datenordner sein.", en=f"'{name}' cannot be a data folder."),
                Text(
                    de="Nennen Sie mit --home einen Ordner mit üblichem Namen, ohne Fragezeichen.",
                    en="Name a folder with a usual name with --home, without a question mark.",
                ),
            ) from error
        if is_taken:
            raise UnusableInput(
                Text(de=f"{path} ist kein Ordner.", en=f"{path} is not a folder."),
                Text(
                    de="Nennen Sie mit --home einen Ordner für die Daten.", en="Name a folder for the data with --home."
                ),
            )
        return cls(path)

    def folder(self, name: str) -> Path:
        """A folder inside the home, made if it is missing. Raises UnusableInput where that is not allowed."""
        folder = self.path / name
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise UnusableInput(
                Text(
                    de=f"Der Datenordner {self.path} kann nicht beschrieben werden ({error.strerror}).",
                    en=f"The data folder {self.path} cannot be written ({error.strerror}).",
                ),
                Text(
                    de="Geben Sie dem Ordner Schreibrechte oder wählen Sie mit --home einen anderen.",
                    en="Give write permission or choose another one with --home.",
                ),
            ) from error
        return folder
