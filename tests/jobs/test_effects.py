"""An action's effect by its registered check, on a small shop: test, segments, series; no peeking; lessons are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from leitstand.cli import main
from leitstand.control import database
from leitstand.control.plan import actions, effects
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.text import Text
from leitstand.jobs.effects import Effects, proposal
from leitstand.workspace import Workspace

FIRST, WEEKS, ACTED = date(2023, 1, 2), 130, 114
"""Mondays; from the 115th week on Austria buys a third more."""
LOT = FIRST + timedelta(weeks=ACTED)
CUSTOMERS = 180


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Orders of three countries week by week; half of the Germans got a mailing and order more often afterwards."""
    folder, dice = tmp_path_factory.mktemp("effects"), np.random.default_rng(1)
    orders = ["order number,order date,customer number,country,sku,quantity,net amount"]
    countries = ["DE", "AT", "CH"]
    for week in range(WEEKS):
        for customer in range(CUSTOMERS):
            country, mailed = countries[customer % 3], customer % 6 == 0 and week >= ACTED
            if dice.random() < (0.7 if mailed else 0.4):
                lift = 1.35 if country == "AT" and week >= ACTED else 1.0
                day = FIRST + timedelta(weeks=week, days=int(dice.integers(1, 5)))
                amount = 40 * lift * dice.gamma(20, 1 / 20)
                orders.append(f"{week}-{customer},{day},K{customer},{country},TEA,1,{amount:.2f}")
    drawn = ["assignment_id,campaign_id,unit_type,customer_key,arm,assigned_at"]
    drawn += [f"A{n},MAIL,customer,K{n},{'treatment' if n % 6 == 0 else 'control'},{LOT}T08:00:00"
              for n in range(0, CUSTOMERS, 3)]  # fmt: skip
    campaign = "campaign_id,name,type,channel,start,end\nMAIL,Mailing,retention,email,2025-03-10,2025-05-10\n"
    for name, text in (("orders", "\n".join(orders)), ("assignment", "\n".join(drawn)), ("campaign", campaign)):
        (folder / f"{name}.csv").write_text(text)
    workspace = Workspace(folder / "home")
    files = [folder / f"{name}.csv" for name in ("orders", "assignment", "campaign")]
    for one in workspace.import_files(*files, options={"source_system": "shop"}, check=False):
        assert one.accepted and not one.rejected, one
    return workspace


@pytest.fixture
def alias(loaded: Workspace) -> Iterator[str]:
    """The control database, empty again after each test."""
    from django.apps import apps

    yield database.open(loaded.home.path)
    for model in ("plan.action", "audit.change"):
        apps.get_model(model).objects.using(database.open(loaded.home.path)).all().delete()


def _acted(loaded: Workspace, alias: str, metric: str, dims: dict[str, str], design: str, **more: Any) -> str:
    """An action with the check that the data before it allow; its id."""
    facts = loaded.facts.at(LOT - timedelta(days=1))
    asked = {name: more.pop(name) for name in ("campaign", "weeks", "minimum") if name in more}
    check = proposal(loaded.home, facts, metric, dims, LOT, designs=(design,), **asked)
    assert check["design"] == design, check
    one = actions.add_action(
        alias, title=Text(de="Anschreiben", en="Write"), metric=metric, dims=dims, design=check, starts_on=LOT, **more
    )
    return str(one["id"])


def test_a_mailing_by_lot(loaded: Workspace, alias: str) -> None:
    one = _acted(loaded, alias, "orders", {}, "ab_test", campaign="Mailing", weeks=8, rule="win_back_lapsed",
                 baseline=3000.0, expected={"gap": 3000.0, "mid": 800.0}, guardrails=["aov"])  # fmt: skip
    found = Effects(loaded.home, loaded.facts).measure(one)
    assert found["verdict"] == "worked" and found["relative"] and found["grade"] == "A"
    assert found["ci_low"] < 0.7 / 0.4 - 1 < found["ci_high"] and found["n"] == 60
    assert found["share"] == pytest.approx(found["estimate"])
    assert {check["name"] for check in found["checks"]} == {
        "sample_ratio", "balance", "interference", "other_tests", "registered",
    }  # fmt: skip
    (lesson,) = Effects(loaded.home, loaded.facts).lessons("anschreiben")
    assert (lesson["rule"], lesson["verdict"], lesson["share"]) == ("win_back_lapsed", "worked", found["share"])
    assert (
        "30 customers with and 30 without, 56 days" in lesson["text"]["en"]
        and "Average order value" in lesson["text"]["en"]
    )
    assert Effects(loaded.home, loaded.facts).lessons("voucher") == []


def test_a_segment_against_the_others(loaded: Workspace, alias: str) -> None:
    one = _acted(loaded, alias, "revenue_net", {"country": "AT"}, "difference_in_differences", weeks=12)
    found = Effects(loaded.home, loaded.facts).measure(one)
    assert found["verdict"] == "worked" and found["ci_low"] < 0.35 < found["ci_high"] + 0.1
    assert found["checks"][0]["name"] == "periods" and "2 others" in found["text"]["en"]


def test_a_series_by_itself(loaded: Workspace, alias: str) -> None:
    one = _acted(loaded, alias, "aov", {"country": "AT"}, "interrupted_time_series", weeks=12)
    found = Effects(loaded.home, loaded.facts).measure(one)
    assert found["verdict"] == "worked" and found["ci_low"] < 40 * 0.35 < found["ci_high"] and not found["relative"]
    assert next(one for one in found["checks"] if one["name"] == "happened_too")["text"]["en"].endswith(
        "Campaign 'Mailing' (2025-03-10)."
    )
    nothing = _acted(loaded, alias, "aov", {"country": "CH"}, "interrupted_time_series", weeks=12, minimum=5.0)
    assert Effects(loaded.home, loaded.facts).measure(nothing)["verdict"] == "no_effect"


def test_before_and_after_stays_undecided(loaded: Workspace, alias: str) -> None:
    one = _acted(loaded, alias, "revenue_net", {"country": "AT"}, "before_after", weeks=12, expected={"mid": 1.0})
    found = Effects(loaded.home, loaded.facts).measure(one)
    assert (found["verdict"], found["grade"], found["share"]) == ("undecided", "D", None) and found["estimate"] > 0.1


def test_nobody_peeks(loaded: Workspace, alias: str) -> None:
    one = _acted(loaded, alias, "orders", {}, "ab_test", campaign="Mailing", weeks=10)
    soon = Effects(loaded.home, loaded.facts.at(LOT + timedelta(days=40)))
    with pytest.raises(UnusableInput, match="window ends on 2025-05-20"):
        soon.measure(one)
    with pytest.raises(UnusableInput, match="is no lot whose days are over"):
        soon.measure(one, early=True)
    series = _acted(loaded, alias, "aov", {"country": "AT"}, "interrupted_time_series", weeks=12)
    later = Effects(loaded.home, loaded.facts.at(LOT + timedelta(days=62)))
    with pytest.raises(UnusableInput, match="window ends on 2025-06-02"):
        later.measure(series)
    early = later.measure(series, early=True)
    final = Effects(loaded.home, loaded.facts).measure(series)
    assert early["early"] and early["checks"][-1]["name"] == "peeking" and not final["early"]
    assert early["ci_high"] - early["ci_low"] > 1.4 * (final["ci_high"] - final["ci_low"])
    assert [row["early"] for row in effects.effects(alias, series)] == [False, True]


def test_the_same_effect_is_kept_once(loaded: Workspace, alias: str) -> None:
    one = _acted(loaded, alias, "aov", {"country": "AT"}, "interrupted_time_series", weeks=12)
    first, again = (Effects(loaded.home, loaded.facts).measure(one) for _ in range(2))
    assert first == again and len(effects.effects(alias, one)) == 1


def test_what_cannot_be_measured_says_so(loaded: Workspace, alias: str) -> None:
    found = Effects(loaded.home, loaded.facts)
    with pytest.raises(UnknownId):
        found.measure("nonsense")
    bare = actions.add_action(alias, title=Text(de="Ohne", en="Without"), metric="orders", starts_on=LOT)
    with pytest.raises(UnusableInput, match="No check is registered"):
        found.measure(bare["id"])
    lost = _acted(loaded, alias, "arpc", {}, "ab_test", campaign="Other", weeks=8)
    with pytest.raises(UnusableInput, match="'Other' there is no lot"):
        found.measure(lost)


def test_proposals_say_what_the_data_allow(loaded: Workspace) -> None:
    facts = loaded.facts.at(LOT - timedelta(days=1))
    found = proposal(loaded.home, facts, "revenue_net", {"country": "AT"}, LOT, weeks=12, minimum=2000.0)
    by_design = {one["design"]: one for one in (*found["alternatives"], found)}
    assert len(by_design) == 5 and found["grain"] == "week" and found["dimension"] == "country"
    assert found["minimum_effect"] == pytest.approx(2000 / (60 * 0.4 * 40 * 52), rel=0.1)
    assert "2 Vergleichsgruppen" in by_design["synthetic_control"]["refused"]["de"]
    assert 0 < by_design["difference_in_differences"]["detectable"] < 0.4
    assert found["window_end"] >= (LOT + timedelta(weeks=12)).isoformat()
    with pytest.raises(UnusableInput):
        proposal(loaded.home, facts, "orders", {}, LOT, weeks=0)


def test_the_effect_on_the_whole_is_no_share_of_the_gap_of_a_part(loaded: Workspace, alias: str) -> None:
    """Orders cannot be split by an element of a page: the check measures all of them, and says so."""
    facts, part = loaded.facts.at(LOT - timedelta(days=1)), {"page_element": "Hint"}
    found = proposal(loaded.home, facts, "orders", part, LOT, designs=["interrupted_time_series"])
    assert found["unsplit"] == ["page_element"]
    assert proposal(loaded.home, facts, "orders", {"country": "AT"}, LOT)["unsplit"] == []
    one = _acted(loaded, alias, "orders", part, "interrupted_time_series", weeks=12, expected={"gap": 100.0})
    measured = Effects(loaded.home, loaded.facts).measure(one)
    assert measured["estimate"] is not None and measured["share"] is None


def test_the_command_line_tells_effect_and_lessons(
    loaded: Workspace, alias: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*words: str) -> tuple[int, str]:
        code = main(["--home", str(loaded.home.path), "--lang", "de", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert "noch keine Erkenntnisse" in call("lessons")[1]
    one = _acted(loaded, alias, "aov", {"country": "AT"}, "interrupted_time_series", weeks=12)
    code, said = call("effect", one, "--json")
    told = json.loads(said)
    assert code == 0 and {"design", "estimate", "ci_low", "ci_high", "checks", "verdict"} <= told.keys()
    said = call("effect", one)[1]
    assert "hat gewirkt" in said and "Unterbrochene Zeitreihe (Nachweis C)" in said and "Annahmen" in said
    assert (
        "hat gewirkt" in call("lessons", "Bestellwert")[1] and call("lessons", "Gutschein", "--json")[1].strip() == "[]"
    )
    code, said = call("effect", "nonsense")
    assert code == 2 and "gibt es nicht" in said and one in said
