"""Groups what people write into topics, each named by the words that tell it from the others."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from leitstand.analysis.satisfaction.reading import Reading, read

if TYPE_CHECKING:
    import pandas as pd

LEAST_TEXTS = 200
LEAST_PERSONS = 10
"""A topic of fewer people is not told, and a word that fewer use is not shown: it may be a name."""
COUNTS = (5, 7, 9, 12)
"""Numbers of topics that are tried."""
MOST_WORDS, TELLING, SAMPLE, SEED = 1500, 3, 4000, 13
NOTHING = 1e-6
CLEAR = 0.2
"""Part of the weight of the topic's first word from which on a word belongs to it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """words: whole words of the texts, the most telling first. texts, persons: that belong to it."""

    words: tuple[str, ...]
    texts: int
    persons: int

    @property
    def name(self) -> str:
        return ", ".join(self.words)


@dataclass(frozen=True, slots=True)
class Topics:
    """topics: the largest first. of_text: per text the place of its topic, −1 for none or for one of too few people."""

    topics: tuple[Topic, ...]
    of_text: np.ndarray


def topics(texts: Sequence[str], persons: np.ndarray) -> Topics | None:
    """Groups texts; None for fewer than 200. persons: who wrote each. The same texts always give the same topics."""
    from sklearn.exceptions import ConvergenceWarning

    if len(texts) < LEAST_TEXTS:
        return None
    reading = read(texts, LEAST_PERSONS)
    matrix, stems = _matrix(reading)
    if matrix is None or len(stems) < min(COUNTS):
        return Topics((), np.full(len(texts), -1))
    shown = _shown(reading, persons, stems)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a hundred rounds are enough to tell topics apart
        weights, loads = _grouped(matrix)
    mass = weights.max(1)
    of_text = np.where(mass > NOTHING, weights.argmax(1), -1)
    found = []
    for number in range(len(loads)):
        own = of_text == number
        people = len(np.unique(persons[own]))
        words = _named(loads, number, stems, shown)
        if people >= LEAST_PERSONS and words:
            found.append((Topic(words, int(own.sum()), people), number))
    found.sort(key=lambda one: (-one[0].texts, one[0].words))
    place = np.full(len(loads) + 1, -1)
    for at, (_, number) in enumerate(found):
        place[number] = at
    return Topics(tuple(topic for topic, _ in found), place[of_text])


def _matrix(reading: Reading) -> tuple[Any, list[str]]:
    """Texts × stems by tf–idf; None where no word stands in enough texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(
        analyzer=_as_it_is, min_df=LEAST_PERSONS, max_df=0.5, max_features=MOST_WORDS, sublinear_tf=True
    )
    try:
        matrix = counter.fit_transform(reading.stems)
    except ValueError:  # nothing but stop words and rare words
        return None, []
    return matrix, [str(name) for name in counter.get_feature_names_out()]


def _as_it_is(stems: list[str]) -> list[str]:
    return stems


def _grouped(matrix: Any) -> tuple[np.ndarray, np.ndarray]:
    """Texts × topics and topics × stems, for the number of topics that cover most and whose words stand together."""
    best, model = -np.inf, None
    few = matrix[:: max(matrix.shape[0] // SAMPLE, 1)]
    there = (few > 0).astype(float)
    for count in COUNTS:
        if count > min(matrix.shape):
            break
        fitted = _factors(count)
        with np.errstate(invalid="ignore"):  # an error of minus nothing, by rounding, where few texts fit exactly
            covered = float((fitted.fit_transform(few).max(1) > NOTHING).mean())
        good = covered * (1 + _coherence(fitted.components_, there))
        if good > best + 1e-9:
            best, model = good, fitted
    assert model is not None  # the smallest number of topics fits: `topics` made sure
    return model.transform(matrix), model.components_


def _factors(count: int) -> Any:
    from sklearn.decomposition import NMF

    return NMF(count, init="nndsvd", random_state=SEED, max_iter=100, tol=2e-3)


def _coherence(loads: np.ndarray, there: Any, most: int = 4) -> float:
    """Mean normalised pointwise mutual information of the top words of each topic, less where topics share words."""
    tops = [[at for at in np.argsort(-row)[:most] if row[at] > CLEAR * row.max()] for row in loads]
    used = sorted({at for own in tops for at in own})
    chosen = there[:, used]
    share = np.asarray((chosen.T @ chosen).todense()) / there.shape[0]
    alone = np.diag(share)
    with np.errstate(divide="ignore", invalid="ignore"):
        npmi = np.log(share / np.outer(alone, alone)) / -np.log(share)
    npmi = np.where(share <= 0, -1.0, np.nan_to_num(npmi, nan=0.0, posinf=1.0, neginf=-1.0))
    places = {at: place for place, at in enumerate(used)}
    pairs = [[npmi[places[a], places[b]] for a, b in combinations(own, 2)] for own in tops]
    return float(np.mean([np.mean(own) if own else 0.0 for own in pairs])) * len(used) / max(sum(map(len, tops)), 1)


def _shown(reading: Reading, persons: np.ndarray, stems: Sequence[str]) -> dict[str, str]:
    """Stem → word, for words that enough people use."""
    users: dict[str, set[Any]] = {stem: set() for stem in stems}
    for own, person in zip(reading.stems, persons.tolist(), strict=True):
        for one in own:
            if one in users:
                users[one].add(person)
    return {
        one: reading.words[one]
        for one, people in users.items()
        if len(people) >= LEAST_PERSONS and one in reading.words
    }


def _named(loads: np.ndarray, number: int, stems: Sequence[str], shown: dict[str, str]) -> tuple[str, ...]:
    """The words that weigh most in the topic and little in the others."""
    own = loads[number] / max(loads[number].max(), 1e-12)
    apart = loads[number] / np.maximum(loads.sum(0), 1e-12)
    score = own * apart
    found: list[str] = []
    for at in np.argsort(-score, kind="stable"):
        if score[at] < 0.1 or len(found) == TELLING:
            break
        word = shown.get(stems[at])
        if word and not any(_akin(word, other) for other in found):
            found.append(word)
    return tuple(found)


def _akin(one: str, other: str) -> bool:
    """Whether one word is part of the other: it would say the same twice."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return short in long


def by_month(days: pd.Series, persons: np.ndarray, of_text: np.ndarray, count: int) -> pd.DataFrame:
    """People who wrote, by month (rows, without gaps), on each topic (columns 0 … count − 1) and at all (`all`)."""
    import pandas as pd

    table = pd.DataFrame({"month": days.dt.to_period("M").to_numpy(), "person": persons, "topic": of_text})
    every = table.groupby("month").person.nunique()
    own = table[table.topic >= 0].groupby(["month", "topic"]).person.nunique().unstack(fill_value=0)
    months = pd.period_range(every.index.min(), every.index.max(), freq="M")
    own = own.reindex(index=months, columns=range(count), fill_value=0).fillna(0)
    return own.assign(all=every.reindex(months, fill_value=0)).astype(int)
