"""The reading process: what comes back, and that memory, time, crashes and noise are held off."""

from __future__ import annotations

import os
import signal
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from leitstand.foundation.errors import LeitstandError, UnusableInput
from leitstand.sources import sandbox
from leitstand.sources.contract import ROW
from leitstand.sources.forked import Template

STAGE = """
import sys, types
import pyarrow as pa
def stage(raw, options):
    from leitstand.foundation.errors import LeitstandError, UnusableInput
    from leitstand.foundation.text import Text
    from leitstand.sources.contract import Reject, Staged
    {body}
module = types.ModuleType("leitstand.sources.recognise")
module.stage, module.connectors = stage, dict
sys.modules[module.__name__] = module
"""
TAKE = "return 'taken', Staged({'all': raw.rows}), {'rows': raw.rows_in, **options}"
LIMITS = sandbox.Limits()


@pytest.fixture
def staging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Puts a stand-in for `recognise.stage` into the child by Python's own start-up hook."""

    def with_body(body: str) -> None:
        hook = tmp_path / "hook"
        hook.mkdir()
        (hook / "sitecustomize.py").write_text(STAGE.format(body=textwrap.indent(body, "    ").strip()))
        monkeypatch.setenv("PYTHONPATH", f"{hook}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")

    return with_body


def put(tmp_path: Path, text: str = "a,b\nx,1\ny\nz,3\n") -> dict[str, object]:
    path = tmp_path / "stored"
    path.write_text(text)
    return {"path": str(path), "name": "orders.csv"}


def test_what_comes_back(tmp_path: Path, staging: object) -> None:
    staging(  # type: ignore[operator]
        "reject = Reject(2, Text(de='Grund', en='reason'), 'b', '1', {'a': 'x', 'b': None})\n"
        "controls = pa.table({'__row__': [2, 4], 'amount': [1, 3]})\n"
        "note = Text(de='Hinweis', en='note')\n"
        "print('noise that must not get between the messages')\n"
        "tables = {'t': raw.rows, 'u': raw.rows.slice(0, 1)}\n"
        "return 'shop', Staged(tables, (reject,), controls, (note,)), {'o': options}"
    )
    [parsed] = sandbox.run({**put(tmp_path), "options": {"currency": "EUR"}})
    assert (parsed.name, parsed.header, parsed.rows_in, parsed.connector) == ("orders.csv", ("a", "b"), 3, "shop")
    assert [(one.row, one.reason.de, dict(one.cells)) for one in parsed.rejects] == [
        (3, "1 Zellen statt 2", {"a": "y"})
    ]
    assert parsed.info == {"o": {"currency": "EUR"}}
    assert parsed.error is None
    assert parsed.staged is not None
    assert parsed.staged.tables["t"].to_pylist() == [{"a": "x", "b": "1", ROW: 2}, {"a": "z", "b": "3", ROW: 4}]
    assert parsed.staged.tables["u"].num_rows == 1
    assert parsed.staged.controls is not None
    assert parsed.staged.controls.column("amount").to_pylist() == [1, 3]
    [reject] = parsed.staged.rejects
    assert (reject.row, reject.column, reject.value, reject.reason.en) == (2, "b", "1", "reason")
    assert parsed.staged.notes[0].de == "Hinweis"


def test_one_table_not_understood_leaves_the_others(tmp_path: Path, staging: object) -> None:
    staging(  # type: ignore[operator]
        "if 'a' not in raw.header:\n"
        "    error = UnusableInput(Text(de='fremd', en='strange'), Text(de='prüfen', en='check'))\n"
        "    error.details = {'seen': list(raw.header)}\n"
        "    raise error\n" + TAKE
    )
    path = tmp_path / "two.json"
    path.write_text('{"one": [{"z": 1}], "two": [{"a": 1}]}')
    first, second = sandbox.run({"path": str(path)})
    assert isinstance(first.error, UnusableInput)
    assert first.error.describe("de") == "fremd prüfen"
    assert first.staged is None
    assert first.connector is None
    assert (first.header, first.rows_in) == (("z",), 1)
    assert first.info == {"seen": ["z"]}
    assert second.connector == "taken"
    assert second.error is None


def test_unusable_file_is_named_in_both_languages(tmp_path: Path, staging: object) -> None:
    staging(TAKE)  # type: ignore[operator]
    with pytest.raises(UnusableInput) as caught:
        sandbox.run(put(tmp_path, "%PDF-1.7"))
    assert "orders.csv" in caught.value.message.de
    assert "PDF document" in caught.value.message.en


def test_progress(tmp_path: Path, staging: object) -> None:
    staging(TAKE)  # type: ignore[operator]
    seen: list[int] = []
    [parsed] = sandbox.run(put(tmp_path, "a,b\n" + "1,2\n" * 600_000), progress=seen.append)
    assert parsed.rows_in == 600_000
    assert seen == sorted(seen)
    assert len(seen) > 1
    assert seen[-1] == 600_000


@pytest.mark.parametrize(
    ("body", "limits", "words"),
    [
        ("hog = [bytes(1 << 20) for _ in range(4000)]\n" + TAKE, replace(LIMITS, memory=1 << 30), "too much memory"),
        ("import time; time.sleep(60)\n" + TAKE, replace(LIMITS, seconds=2), "takes too long"),
        ("while True: pass", replace(LIMITS, cpu_seconds=1), "takes too long"),
        ("import os; os.abort()", LIMITS, "makes the reader crash"),
        ("import ctypes; ctypes.string_at(0)", LIMITS, "makes the reader crash"),
        ("import os; os._exit(0)", LIMITS, "makes the reader crash"),
        ("raise RuntimeError('secret of a customer')", LIMITS, "makes the reader crash"),
        ("open(options['file'], 'w').write('x' * 9999)\n" + TAKE, LIMITS, "makes the reader crash"),
    ],
)
def test_bad_ends_become_clear_errors(
    body: str, limits: sandbox.Limits, words: str, tmp_path: Path, staging: object, capfd: pytest.CaptureFixture[str]
) -> None:
    staging(body)  # type: ignore[operator]
    started = time.monotonic()
    target = tmp_path / "written"
    with pytest.raises(LeitstandError, match=words) as caught:
        sandbox.run({**put(tmp_path), "options": {"file": str(target)}}, limits)
    assert time.monotonic() - started < 20
    assert "orders.csv" in caught.value.message.de
    assert caught.value.next_step is not None
    assert "secret" not in caught.value.describe("en")
    assert capfd.readouterr() == ("", "")
    assert not target.exists() or target.stat().st_size == 0


def test_child_sees_no_secret_of_the_parent(tmp_path: Path, staging: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEITSTAND_SECRET", "x")
    staging("import os\nreturn 'taken', Staged({}), {'names': sorted(os.environ)}")  # type: ignore[operator]
    [parsed] = sandbox.run(put(tmp_path))
    assert "LEITSTAND_SECRET" not in parsed.info["names"]  # type: ignore[operator]


def test_error_in_progress_ends_the_child(tmp_path: Path, staging: object) -> None:
    staging(TAKE)  # type: ignore[operator]

    def stop(_: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sandbox.run(put(tmp_path, "a,b\n" + "1,2\n" * 600_000), progress=stop)


def test_one_template_serves_many_files_each_in_a_clean_process(tmp_path: Path, staging: object) -> None:
    staging(  # type: ignore[operator]
        "import os, builtins\n"
        "seen, builtins.seen = getattr(builtins, 'seen', 0), 1\n"
        "if options.get('die'): os.abort()\n"
        "return 'taken', Staged({}), {'seen': seen, 'pid': os.getpid()}"
    )
    with sandbox.ready() as template:
        [first] = sandbox.run(put(tmp_path), template=template)
        with pytest.raises(LeitstandError, match="makes the reader crash"):
            sandbox.run({**put(tmp_path), "options": {"die": True}}, template=template)
        [last] = sandbox.run(put(tmp_path), template=template)
    assert (first.info["seen"], last.info["seen"]) == (0, 0)
    assert first.info["pid"] != last.info["pid"]


def test_a_template_that_died_is_replaced(tmp_path: Path, staging: object) -> None:
    staging("import os\nreturn 'taken', Staged({}), {'template': os.getsid(0)}")  # type: ignore[operator]
    with sandbox.ready() as template:
        [first] = sandbox.run(put(tmp_path), template=template)
        os.killpg(int(str(first.info["template"])), signal.SIGKILL)
        [second] = sandbox.run(put(tmp_path), template=template)
        [third] = sandbox.run(put(tmp_path), template=template)
    assert first.info != second.info == third.info


def test_a_template_that_never_lives_is_not_the_files_fault(tmp_path: Path) -> None:
    with Template("keyword", {}) as template, pytest.raises(LeitstandError, match="process that reads files") as caught:
        sandbox.run(put(tmp_path), template=template)
    assert "orders.csv" in caught.value.message.de
    assert caught.value.next_step is not None


def test_leaving_the_template_ends_what_it_still_reads(tmp_path: Path, staging: object) -> None:
    staging("import time; time.sleep(60)\n" + TAKE)  # type: ignore[operator]
    came: list[LeitstandError] = []
    begun = threading.Event()

    def told(_: int) -> None:
        begun.set()

    def read() -> None:
        try:
            sandbox.run(put(tmp_path, "a,b\n" + "1,2\n" * 300_000), progress=told, template=template)
        except LeitstandError as error:
            came.append(error)

    with sandbox.ready() as template:
        reader = threading.Thread(target=read)
        reader.start()
        assert begun.wait(30)
    reader.join(20)
    assert len(came) == 1
