"""Whatever goes wrong: a message with a next step, an exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leitstand.cli.output import Cell, Column, as_csv, fitting, sparkline
from leitstand.foundation.errors import UnusableInput
from leitstand.foundation.period import parse_day, periods

SECRET = "Erika Mustermann"


@pytest.mark.parametrize("verb", [["loads"], ["doctor"], ["show", "revenue_net"], ["overview"]])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_home_that_is_a_file_is_refused(call, tmp_path: Path, verb: list[str], language: str) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "file"
    file.touch()
    answer = call(*verb, "--home", file, "--lang", language)
    assert answer.code == 2
    assert ("ist kein Ordner" if language == "de" else "is not a folder") in answer.err
    assert "--home" in answer.err


def test_a_home_without_permission_is_refused(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    try:
        (closed / "probe").touch()
        pytest.skip("this user may write everywhere")
    except PermissionError:
        pass
    assert call("loads", "--home", closed / "home").code == 2


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["show", "revenue_nett"], "Meinten Sie revenue_net"),
        (["show", "revenue_net", "--from", "gestern"], "ist kein Datum"),
        (["show", "revenue_net", "--from", "2012", "--to", "2011"], "--from liegt nach --to"),
        (["show", "revenue_net", "--to", "9999"], "zu weit in der Zukunft"),
        (["show", "revenue_net", "--where", "country"], "DIMENSION=WERT"),
        (["show", "revenue_net", "--by", "contry"], "contry"),
        (["metrics", "revenue_nett"], "Meinten Sie revenue_net"),
    ],
)
def test_wrong_questions_are_answered_with_a_next_step(call, argv: list[str], said: str) -> None:  # type: ignore[no-untyped-def]
    answer = call(*argv, "--lang", "de")
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err


def test_a_fault_of_the_program_leaves_a_log_without_data(call, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def fail(*_: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("leitstand.jobs.maintenance.loads", fail)
    answer = call("loads", "--lang", "de")
    assert answer.code == 70
    assert "Interner Fehler (ValueError)" in answer.err
    assert "Traceback" not in answer.err
    (log,) = (home / "logs").glob("fault-*.txt")
    assert str(log) in answer.err
    text = log.read_text()
    assert "ValueError" in text
    assert "loads.py" in text
    assert SECRET not in text + answer.err
    assert log.stat().st_mode & 0o777 == 0o600


def test_interruption_is_no_fault(call, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("leitstand.jobs.maintenance.loads", interrupt)
    answer = call("loads")
    assert (answer.code, answer.out) == (130, "")
    assert answer.err == "Interrupted; nothing is half-done.\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formulas_do_not_get_into_a_spreadsheet(start: str) -> None:
    text = as_csv([{"name": f"{start}cmd|' /C calc'!A0", "amount": -5.5, "flag": True, "none": None}],
                  ["name", "amount", "flag", "none"])  # fmt: skip
    row = text.split("\r\n", 1)[1]
    assert row.lstrip('"').startswith(f"'{start}")
    assert ",-5.5,true,\r\n" in row


def test_columns_that_do_not_fit_are_left_out_by_rank() -> None:
    columns = [Column("name", flexible=True), Column("value", number=True), Column("n", number=True, rank=2),
               Column("note", rank=1), Column("empty", rank=1)]  # fmt: skip
    rows = [["a name of many words", "1,234.56", "1,000", Cell("remark"), "–"]]
    assert fitting(columns, rows, 120) == [0, 1, 2, 3, 4]
    assert fitting(columns, rows, 50) == [0, 1, 2, 3], "what says nothing goes first"
    assert fitting(columns, rows, 42) == [0, 1, 3]
    assert fitting(columns, rows, 10) == [0, 1]


def test_sparkline() -> None:
    assert sparkline([1, None, 3, 2]) == "▁ █▅"
    assert sparkline([2, 2, 2]) == "▁▁▁"
    assert sparkline([]) == ""


def run_apart(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "leitstand", *argv]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def test_a_plain_terminal_gets_plain_signs() -> None:
    done = run_apart("show", "revenue_nett", "--lang", "de", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert done.stderr.startswith('Die Kennzahl "revenue_nett" gibt es nicht.')
    assert "-> Meinten Sie" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "leitstand", "--lang", "de", "sources", "--json"], stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)  # fmt: skip
    assert done.returncode == 2
    assert "Der Datenträger ist voll" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_nothing_in_a_name_steers_the_terminal(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answer = call("import", tmp_path / "red\x1b[31m.csv")
    assert answer.code == 2
    assert "\x1b" not in answer.err + answer.out


def test_an_endless_answer_is_refused() -> None:
    with pytest.raises(UnusableInput, match="more than 20000 periods"):
        periods("day", parse_day("0001"), parse_day("9998"))


def test_a_closed_output_is_no_fault() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m leitstand sources >&-"], capture_output=True, check=False
    )
    assert done.returncode in (0, 2)
    assert b"fault" not in done.stderr.lower()
