"""Where the passphrase of backups comes from: a file that only its owner may read."""

from __future__ import annotations

import os
from pathlib import Path

from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.text import Text

VARIABLE = "LEITSTAND_BACKUP_PASSPHRASE_FILE"


def passphrase(file: Path | None = None) -> str:
    """The first line of the file, else of the one that the environment names; "" where there is none.

    Raises UnusableInput for a file that cannot be read, or that others can.
    """
    named = os.environ.get(VARIABLE)
    file = file or (Path(named) if named else None)
    if file is None:
        return ""
    try:
        if file.stat().st_mode & 0o077:
            raise PermissionError(0, "chmod 600")
        return file.read_text("utf-8").splitlines()[0].strip()
    except (OSError, UnicodeDecodeError, IndexError) as error:
        why = getattr(error, "strerror", None) or "?"
        raise UnusableInput(
            Text(de=f"Die Kennwortdatei „{file}“ ist nicht verwendbar ({why}).",
                 en=f"The passphrase file '{file}' cannot be used ({why})."),
            Text(de="Sie enthält das Kennwort in der ersten Zeile und ist nur für ihren Besitzer lesbar.",
                 en="It has the passphrase in its first line and can be read by its owner only."),
        ) from error  # fmt: skip
