"""Looks at uploaded files and says what they are, before anything is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leitstand.foundation.home import Home
from leitstand.foundation.text import Text
from leitstand.jobs.chore import Chore, Progress
from leitstand.jobs.recognising import recognise


def run(home: Home, args: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """args: files (hashes). Answers {files: hash → whether it can be loaded}."""
    progress(Text(de="Dateien werden erkannt", en="Recognising the files"))
    return {"files": recognise(home, [str(one) for one in args["files"]])}


CHORE = Chore(Text(de="Dateien erkennen", en="Recognise files"), run)
