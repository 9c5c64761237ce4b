"""Writes down a fault of the program itself: where it happened, but no value that a person could be known by."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from leitstand import __version__


def write_down(error: BaseException, home: Path | None) -> Path:
    """Type and stack of the error and its causes, in `logs` of the home (or the temporary folder); answers the file."""
    now = datetime.now(UTC)
    lines = [
        f"Leitstand {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"{now:%Y-%m-%dT%H:%M:%SZ}",
    ]
    chain: BaseException | None = error
    while chain is not None:
        lines += ["", type(chain).__qualname__]
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(chain.__traceback__)
        ]
        chain = chain.__cause__ or chain.__context__
    name = f"fault-{now:%Y%m%d-%H%M%S-%f}.txt"
    for folder in filter(None, (home and home / "logs", Path(tempfile.gettempdir()))):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = folder / name
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write("\n".join(lines) + "\n")
        except OSError:
            continue
        return file
    return Path(os.devnull)
