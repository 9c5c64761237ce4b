"""`leitstand why` in the terminal and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from leitstand.cli import main
from leitstand.cli.verbs.why import bar
from leitstand.workspace import Workspace

pytestmark = pytest.mark.xdist_group("why")  # one process, so that the home is filled once


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, shop_text: str) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    file = folder / "shop.csv"
    file.write_text(shop_text)
    assert main(["import", str(file), "--home", str(folder / "home"), "--json"]) == 0
    return folder / "home"


@pytest.fixture(autouse=True)
def in_filled_home(filled: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("LEITSTAND_HOME", str(filled))


def test_json_has_the_documented_shape(call, filled: Path) -> None:  # type: ignore[no-untyped-def]
    answer = call("why", "revenue_net", "--period", "2011-Q3", "--against", "2010-Q3", "--json")
    assert answer.code == 0
    found = answer.json
    assert {"change", "parts", "mix", "rate", "segments", "events", "sentence"} <= set(found)
    assert found["change"] == pytest.approx(36)  # a pound more for each of 12 customers in three months
    assert sum(one["contribution"] for one in found["parts"]) == pytest.approx(36, rel=1e-9)
    assert found == Workspace(filled).analysis.why("revenue_net", "2011-Q3", "2010-Q3")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("change +£36.00", "What the change is made up of", "Revenue bridge", "no two segments")),
        (
            "de",
            ("Veränderung +36,00 £", "Woraus sich die Veränderung zusammensetzt", "Umsatzbrücke", "keine zwei Teilgr"),
        ),
    ],
)
def test_words_and_waterfall(call, language: str, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """Against the quarter before, with the bridge of customers; all are in one country."""
    answer = call("why", "revenue_net", "--period", "2011-Q1", "--against", "previous", "--by", "country",
                  "--lang", language)  # fmt: skip
    assert answer.code == 0 and "█" in answer.out
    said = " ".join(answer.out.replace("\xa0", " ").split())
    assert all(word in said for word in words)


def test_what_cannot_be_said_is_told(call) -> None:  # type: ignore[no-untyped-def]
    for wrong in (["revenue_net", "--period", "2011-Q9"], ["revenue_net", "--period", "2031"], ["nps"], ["revenu"],
                  ["revenue_net", "--by", "device"], ["revenue_net", "--period", "2010-Q1"]):  # fmt: skip
        answer = call("why", *wrong)
        assert answer.code == 2 and "Traceback" not in answer.err and len(answer.err) > 20


def test_bars_lie_between_their_ends() -> None:
    assert bar(0, 10, 0, 10) == "█" * 24
    assert bar(5, 2.5, 0, 10) == " " * 6 + "█" * 6
    assert bar(10, 10, 0, 10) == " " * 23 + "█"
