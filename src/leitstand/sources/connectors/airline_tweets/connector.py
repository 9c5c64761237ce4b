"""Reads tweets to airlines with the sentiment that people judged them to have."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values.sheet import Sheet, constant, recognised

ZONE = "America/Los_Angeles"
COLUMNS = {
    "tweet": ("tweet_id",),
    "sentiment": ("airline_sentiment",),
    "airline": ("airline",),
    "name": ("name",),
    "text": ("text",),
    "at": ("tweet_created",),
}
SENTIMENT = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
_UNKNOWN_SENTIMENT = Text(de="ist keine bekannte Stimmung", en="is not a known sentiment")


def read(raw: RawTable) -> Staged:
    """One mention per judgement: a tweet that was judged more than once stands in the file, and here, as often."""
    sheet = Sheet(raw, COLUMNS)
    tweet, airline = sheet.text("tweet", needed=True), sheet.text("airline", needed=True)
    judged = sheet.text("sentiment", needed=True)
    sheet.reject("sentiment", pc.invert(pc.is_in(judged, pa.array(list(SENTIMENT)))), _UNKNOWN_SENTIMENT)
    mentions = sheet.table(
        {
            "brand_id": airline, "platform": constant("twitter", airline),
            "occurred_at": sheet.instant("at", ZONE, needed=True),
            "sentiment": pa.array(list(SENTIMENT.values())).take(pc.index_in(judged, pa.array(list(SENTIMENT)))),
        }
    )  # fmt: skip
    brands = mentions.group_by("brand_id").aggregate([(ROW, "min")]).sort_by(f"{ROW}_min")
    competitors = pa.table(
        {
            ROW: brands[f"{ROW}_min"], "competitor_id": brands["brand_id"], "name": brands["brand_id"],
            "is_own": pa.repeat(pa.scalar(False), len(brands)),
        }
    )  # fmt: skip
    notes = (*sheet.notes, *_repeated(tweet))
    controls = sheet.controls({"class": judged})
    return Staged({"mention": mentions, "competitor": competitors}, sheet.rejects, controls, notes)


def _repeated(tweet: pa.Array) -> tuple[Text, ...]:
    count = len(tweet) - len(tweet.unique())
    if not count:
        return ()
    return (
        Text(
            de=f"{count} Zeilen nennen einen Tweet noch einmal; sie zählen als weitere Erwähnung.",
            en=f"{count} rows name a tweet once more; they count as further mentions.",
        ),
    )


CONNECTOR = Connector(
    title=Text(de="Tweets an Fluggesellschaften", en="Tweets to airlines"),
    description=Text(
        de="Tweets an sechs Fluggesellschaften mit beurteilter Stimmung; Texte und Namen werden nicht übernommen.",
        en="Tweets to six airlines with judged sentiment; texts and names are not taken over.",
    ),
    delivery="append",
    feeds=("mention", "competitor"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=tuple(COLUMNS)),
    read=read,
)
