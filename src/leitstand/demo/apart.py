"""Makes the invented company in a process of its own, so that its first files are loaded while the last are written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile

from leitstand.demo import company
from leitstand.demo.world import Plan


def files(plan: Plan, folder: Path, beside: Path | None = None) -> Generator[Path, None, None]:
    """The files to load, each as soon as it is written; whoever stops before the last ends the process.

    beside: where what truly happened, and who is who, is written at the end; None: nowhere.

    Raises OSError where they cannot be written.
    """
    command = [
        sys.executable,
        "-P",
        "-m",
        __name__,
        json.dumps(asdict(plan)),
        str(folder),
        *([str(beside)] if beside else []),
    ]
    span = {**os.environ, "LEITSTAND_DEMO_MONTHS": str(plan.months)}
    with TemporaryFile("w+") as complaints, subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints, text=True, env=span,
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            for line in process.stdout:
                said = json.loads(line)
                if "errno" in said:
                    raise OSError(said["errno"], os.strerror(said["errno"]))
                yield Path(said["path"])
            if process.wait():
                complaints.seek(0)
                raise RuntimeError(complaints.read())
        finally:
            process.kill()


def main(plan: str, folder: str, beside: str = "") -> None:
    """Says a line of JSON for every file: its path, or the number of the error that ends the work."""
    try:
        world = company.make(Plan(**json.loads(plan)))
        for path in company.written(world, Path(folder)):
            print(json.dumps({"path": str(path)}), flush=True)
        if beside:
            company.write_beside(world, Path(beside))
    except OSError as error:
        print(json.dumps({"errno": error.errno or 0}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
