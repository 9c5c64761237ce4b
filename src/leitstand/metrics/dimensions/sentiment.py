"""Sentiment: negative, neutral or positive."""

from __future__ import annotations

from typing import Any

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Dimension

NEUTRAL = 0.1


def band(score: Any) -> Any:
    """Scores from −1 to 1 in three bands."""
    return score.isnull().ifelse(
        None, (score > NEUTRAL).ifelse("positive", (score < -NEUTRAL).ifelse("negative", "neutral"))
    )


DIMENSION = Dimension(
    title=Text(de="Stimmung", en="Sentiment"),
    columns=("mention.sentiment", "social_interaction.sentiment"),
    transform=band,
)
