"""Response time on social media: how long do people wait for an answer?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Example, Metric, Quantile

METRIC = Metric(
    title=Text(de="Reaktionszeit Social Media", en="Response time on social media"),
    question=Text(
        de="Wie lange warten Menschen auf eine Antwort?",
        en="How long do people wait for an answer?",
    ),
    formula=Text(
        de="Median der Minuten bis zur Antwort; offene Anfragen gelten als noch wartend (Kaplan–Meier)",
        en="Median of minutes until the reply; open inquiries count as still waiting (Kaplan–Meier)",
    ),
    caveat=Text(
        de="Kalenderzeit, auch nachts und am Wochenende. Wer offene Anfragen weglässt, macht sich schneller.",
        en="Calendar time, nights and weekends included. Leaving out open inquiries flatters.",
    ),
    kind=Quantile("reply_minutes", censored=lambda inquiry: inquiry.is_open),
    unit="minutes",
    direction="down",
    dimensions={"content_type", "platform", "topic"},
    grains=("week", "month", "quarter", "year", "total"),
    min_sample=10,
    examples=[
        Example(
            rows={
                "social_interaction": [
                    {
                        "occurred_at": "2024-03-05T10:00",
                        "needs_reply": True,
                        "replied_at": f"2024-03-05T{10 + n // 6}:{n % 6}0",
                    }
                    for n in range(1, 12)
                ]
                + [{"occurred_at": "2024-03-05T10:00", "replied_at": "2024-03-05T10:01"}],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=60,
            sum=Text(
                de="10, 20 … 110 Minuten: der sechste von 11 Werten; die letzte Anfrage brauchte keine Antwort",
                en="10, 20 … 110 minutes: the sixth of 11; the last needed no reply",
            ),
        ),
        Example(
            rows={
                "social_interaction": [
                    {
                        "occurred_at": "2024-03-05T10:00",
                        "needs_reply": True,
                        "replied_at": f"2024-03-05T{10 + n // 6}:{n % 6}0",
                    }
                    for n in range(1, 7)
                ]
                + [{"occurred_at": "2024-03-05T10:00", "needs_reply": True} for _ in range(5)],
            },
            start="2024-03-01",
            end="2024-04-01",
            value=60,
            sum=Text(
                de="6 von 11 binnen 60 Minuten beantwortet; 5 warten noch und sind langsamer",
                en="6 of 11 answered within 60 minutes; 5 still wait and are slower than that",
            ),
        ),
    ],
    source="Kaplan and Meier (1958); Hootsuite, 'Response time'",
)
