"""The amount won is decided deals times win rate times mean amount."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Identity

IDENTITY = Identity(
    title=Text(de="Gewonnener Betrag", en="Amount won"),
    whole="won_amount",
    operator="product",
    parts=(
        "deals_decided",
        "win_rate",
        "mean_won_amount",
    ),
)
