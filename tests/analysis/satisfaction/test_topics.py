"""What people write about: topics come apart and are named, growth and wishes are found, chance and names are not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.analysis.run.plain import PlainSight

from leitstand.analysis.contract import Candidate
from leitstand.analysis.methods.satisfaction.product_wishes import METHOD as WISHES
from leitstand.analysis.methods.satisfaction.text_topics import METHOD as TOPICS
from leitstand.analysis.satisfaction.growth import growth
from leitstand.analysis.satisfaction.reading import read, stem
from leitstand.analysis.satisfaction.topics import LEAST_PERSONS, by_month, topics
from leitstand.analysis.satisfaction.voices import VOICES, spoken
from leitstand.analysis.satisfaction.wishes import wish_in, wishes

TWEETS = Path(__file__).resolve().parents[3] / "../shared/data/twitter_us_airline/Tweets.csv"

SAID = {
    "late": ("Das Paket kam zu spät.", "Lieferung verspätet, das Paket kam spät", "Paketlieferung viel zu spät!"),
    "broken": ("Die Tasse war beschädigt.", "Ware beschädigt und zerbrochen", "Tasse zerbrochen, Ware beschädigt"),
    "advice": ("Freundliche Beratung am Telefon", "Die Beratung am Telefon war freundlich", "Telefon: nette Beratung"),
    "invoice": ("The invoice was wrong", "wrong amount on the invoice", "Invoice amount wrong again"),
    "taste": ("Der Kaffee schmeckt bitter", "bitter im Geschmack, dieser Kaffee", "Kaffee, bitterer Geschmack"),
}  # fmt: skip


def written(seed: int, many: int = 500) -> tuple[list[str], np.ndarray]:
    dice = np.random.default_rng(seed)
    kinds = dice.choice(list(SAID), many)
    return [str(dice.choice(SAID[kind])) for kind in kinds], kinds


def test_words_lose_their_endings_and_compounds_count_as_their_parts() -> None:
    assert stem("Lieferungen") == stem("Lieferung") == stem("liefern") and stem("waiting") == stem("waited")
    assert stem("flight") == stem("flights") != stem("fly") and stem("Häuser") == stem("Haus")
    assert [stem(word) for word in ("es", "Tee", "Tees")] == ["es", "tee", "tees"]
    reading = read(["Die Paketlieferung"] + ["Lieferung Paket"] * 5, least=5)
    assert reading.stems[0] == ["paketliefer", "paket", "liefer"] and reading.words["liefer"] == "Lieferung"


def test_texts_come_apart_by_what_they_are_about() -> None:
    texts, kinds = written(1)
    persons = np.arange(len(texts))
    found = topics(texts, persons)
    assert found is not None and len(found.topics) >= 5
    purity = sum(pd.Series(kinds[found.of_text == place]).value_counts().iloc[0] for place in range(len(found.topics)))
    assert purity >= 0.95 * len(texts)
    whole = {word for text in texts for word in text.replace(",", " ").replace(".", " ").replace(":", " ").split()}
    names = [word for topic in found.topics for word in topic.words]
    assert set(names) <= {word.strip("!") for word in whole} and {"beschädigt", "Beratung"} <= set(names)
    again = topics(texts, persons)
    assert again is not None and again.topics == found.topics and (again.of_text == found.of_text).all()


def test_no_word_and_no_topic_of_few_people_is_shown() -> None:
    texts, _ = written(2)
    texts[: LEAST_PERSONS - 1] = ["Petersen hat angerufen"] * (LEAST_PERSONS - 1)
    found = topics(texts, np.arange(len(texts)))
    assert found is not None and not any("Petersen" in topic.words for topic in found.topics)
    one_writes_much = np.where(np.arange(len(texts)) < 40, 0, np.arange(len(texts)))
    texts[:40] = ["Petersen hat angerufen"] * 40
    found = topics(texts, one_writes_much)
    assert found is not None and all(topic.persons >= LEAST_PERSONS for topic in found.topics)
    assert not any("Petersen" in topic.words for topic in found.topics) and (found.of_text[:40] == -1).all()


def test_few_or_empty_texts_give_no_topics() -> None:
    assert topics(["zu spät"] * 199, np.arange(199)) is None
    for texts in (["und oder aber"] * 300, [""] * 300, ["spät"] * 300):
        found = topics(texts, np.arange(300))
        assert found is not None and not found.topics and (found.of_text == -1).all()


@pytest.mark.skipif(not TWEETS.exists(), reason="the public data are not here")
def test_real_complaints_are_grouped_by_their_reasons() -> None:
    tweets = pd.read_csv(TWEETS)
    tweets = tweets[tweets.airline_sentiment == "negative"][:3000]
    texts = tweets.text.str.replace(r"@\w+|https?://\S+", " ", regex=True).tolist()
    found = topics(texts, np.arange(len(texts)))
    assert found is not None and len(found.topics) >= 5 and (found.of_text >= 0).mean() > 0.95
    reasons = tweets.negativereason.to_numpy()
    hit = sum(pd.Series(reasons[found.of_text == at]).value_counts().iloc[0] for at in range(len(found.topics)))
    assert hit / len(texts) > 0.40, "31 % is the commonest reason for all"


def months(dice: np.random.Generator, share: float, rise: float = 1.0, scatter: float = 0.0) -> list[np.ndarray]:
    totals = dice.poisson(60, 36)
    rate = share * np.where(np.arange(36) < 24, 1, rise) * np.exp(scatter * dice.normal(size=36))
    return [dice.binomial(totals, np.minimum(rate, 0.9)), totals]


def test_growth_is_found_with_its_size_and_chance_is_not() -> None:
    for scatter in (0.0, 0.4):
        found = [growth(*months(np.random.default_rng(seed), 0.08, 1, scatter)) for seed in range(200)]
        p = np.array([one.p for one in found if one])
        assert len(p) == 200 and (p < 0.05).mean() <= 0.075 and (p < 0.005).mean() <= 0.015
    risen = [growth(*months(np.random.default_rng(seed), 0.08, 2)) for seed in range(100)]
    assert np.mean([one is not None and one.ratio_low < 2 < one.ratio_high for one in risen]) >= 0.9
    assert np.mean([one is not None and one.low < 0.08 < one.high for one in risen]) >= 0.9
    assert np.mean([one is not None and one.p < 0.01 for one in risen]) >= 0.9


def test_growth_needs_two_years_and_enough_writers() -> None:
    assert growth(np.full(23, 5), np.full(23, 50)) is None
    assert growth(np.full(36, 1), np.full(36, 8)) is None
    assert growth(np.zeros(36), np.full(36, 50)) is None
    same = growth(np.full(36, 5), np.full(36, 50))
    assert same is not None and same.p == pytest.approx(1, abs=0.05) and same.difference == 0


def test_what_never_came_up_before_is_found() -> None:
    hits = np.where(np.arange(36) < 24, 0, 3)
    new = growth(hits, np.full(36, 20))
    assert new is not None and new.before == 0 and new.p < 1e-4 and new.low > 0.05
    burst = growth(np.where(np.arange(36) == 30, 14, 0), np.full(36, 20))
    assert burst is not None and burst.p > 0.01, "one loud month is not a year"


def test_a_season_is_no_growth() -> None:
    wave = np.round(50 * (0.1 + 0.08 * np.sin(2 * np.pi * np.arange(36) / 12)))
    found = growth(wave, np.full(36, 50))
    assert found is not None and found.p > 0.5


def test_writers_are_counted_once_a_month() -> None:
    days = pd.Series(pd.to_datetime(["2025-01-02", "2025-01-03", "2025-01-04", "2025-03-01"]))
    table = by_month(days, np.array(["a", "a", "b", "a"]), np.array([0, 0, 1, -1]), 2)
    assert table.to_dict("list") == {0: [1, 0, 0], 1: [1, 0, 0], "all": [2, 0, 1]}


@pytest.mark.parametrize(
    "text",
    [
        "Ich wünsche mir mehr entkoffeinierte Sorten.",
        "Ich hätte gern die große Kanne in Blau.",
        "Bitte die Winterröstung wieder anbieten!",
        "Wann ist die Sorte wieder da?",
        "Es wäre schön, wenn es Kapseln gäbe.",
        "I would love a smaller pack.",
        "I wish you had gift cards.",
        "Please bring the old blend back",
    ],
)
def test_wishes_are_recognised(text: str) -> None:
    assert wish_in("Alles gut. " + text).strip() == text.rstrip(".!?")


def test_praise_is_no_wish() -> None:
    for text in ("Alles bestens, gerne wieder.", "Gern wieder!", "Das Paket kam zu spät.", "Thanks, great service"):
        assert wish_in(text) == ""


def test_what_is_wished_for_is_counted_by_person() -> None:
    texts = ["Ich hätte gern Kapseln."] * 12 + ["Ich wünsche mir Teebeutel von Petersen."] * 9 + ["Gut."] * 50
    found = wishes(texts, np.arange(len(texts)))
    assert found is not None and found.texts == 21 and found.persons == 21
    assert [(one.word, one.persons) for one in found.words] == [("Kapseln", 12)]
    assert wishes(texts, np.zeros(len(texts))) is None, "one person who wishes often is one person"


@dataclass
class Written(PlainSight):
    """A company whose customers review it."""

    reviews: pd.DataFrame = field(default_factory=pd.DataFrame)

    def rows(self, table: str, columns: object) -> pd.DataFrame:
        wanted = list(columns)  # type: ignore[call-overload]
        return self.reviews[wanted] if table == "review" else pd.DataFrame(columns=wanted)

    def texts(self, table: str) -> pd.DataFrame:
        names = ["review_id", "text"]
        return self.reviews[names] if table == "review" else pd.DataFrame(columns=["text"])


def reviewed() -> Written:
    """Three years of reviews; in the last of them parcels come late more often, and some wish for capsules."""
    dice = np.random.default_rng(4)
    days = pd.Timestamp("2023-01-01") + pd.to_timedelta(np.sort(dice.integers(0, 1096, 2400)), unit="D")
    kinds = dice.choice(list(SAID), 2400)
    late = (days >= pd.Timestamp("2025-01-01")) & (dice.random(2400) < 0.2)
    texts = [str(dice.choice(SAID["late" if now else kind])) for now, kind in zip(late, kinds, strict=True)]
    texts[-40:] = ["Ich hätte gern Kapseln."] * 40
    return Written(reviews=pd.DataFrame({"review_id": np.arange(2400), "posted_on": days, "text": texts}))


def test_from_texts_to_findings() -> None:
    sight = reviewed()
    found = [one for one in TOPICS.look(sight) if isinstance(one, Candidate)]
    overview, *tested = found
    assert overview.type == "text_topics" and overview.p is None and len(tested) >= 5
    best = min(tested, key=lambda one: one.p or 0)
    assert best.type == "topic_growth" and best.worth_saying and best.p is not None and best.p < 1e-6
    assert "spät" in str(best.figures["topic"].value) and best.low is not None and best.low < 0.16 < (best.high or 0)
    (wish,) = [one for one in WISHES.look(sight) if isinstance(one, Candidate)]
    assert wish.evidence.columns["label"] == ["Kapseln"] and wish.evidence.columns["value"] == [40]


def test_of_a_case_only_the_first_message_counts() -> None:
    (voice,) = [one for one in VOICES if one.table == "ticket_event"]
    events = pd.DataFrame(
        {
            "ticket_event_id": [1, 2, 3, 4, 5],
            "ticket_id": [7, 7, 8, 9, 7],
            "occurred_on": pd.to_datetime(["2025-02-01", "2025-01-01", "2025-01-05", "2025-01-06", "2024-12-01"]),
            "actor_type": ["customer", "customer", "agent", "customer", "customer"],
            "ticket.customer_key": pd.array([1, 1, 2, None, 1], dtype="Int64"),
            "ticket.is_complaint": [True, True, True, True, True],
            "ticket.compensation_amount_base": [5.0, 5.0, 0, np.nan, 5.0],
        }
    )
    said = pd.DataFrame({"ticket_event_id": [1, 2, 3, 4, 5], "text": ["b", "a", "agent", "c", "before"]})
    found = spoken(voice, lambda _, columns: events[list(columns)], lambda _: said, date(2025, 1, 1), date(2026, 1, 1))
    assert found.text.tolist() == ["a", "c"] and found.cost[0] == 5 and found.person.tolist() == ["1", "text 4"]
