"""First contact resolution: how many tickets are solved with one answer?"""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Cohort, Example, Metric

METRIC = Metric(
    title=Text(de="Erstlösungsquote", en="First contact resolution"),
    question=Text(
        de="Welcher Anteil der Anliegen ist mit dem ersten Kontakt erledigt?",
        en="What share of tickets is done with the first contact?",
    ),
    formula=Text(
        de="Gelöste Anliegen mit höchstens einer Antwort, nicht wieder geöffnet und ohne neues Anliegen derselben "
        "Kund:in zum selben Thema binnen 7 Tagen / gelöste Anliegen mit bekannter Zahl der Antworten",
        en="Solved tickets with one answer at most, not opened again and without another ticket of the same customer "
        "on the same topic within 7 days / solved tickets with a known number of answers",
    ),
    caveat=Text(
        de="Aus dem System berechnet; die Quote aus Befragungen („beim ersten Mal gelöst?“) ist eine andere Zahl, "
        "und nur sie eignet sich für den Vergleich mit anderen Unternehmen. Ohne bekannte Kund:in bleibt ein neues "
        "Anliegen unbemerkt. Steht erst 7 Tage nach Ende des Zeitraums fest.",
        en="Computed from the system; the rate from surveys ('solved at first contact?') is a different number, and "
        "only that one compares with other companies. Without a known customer another ticket goes unnoticed. Final "
        "only 7 days after the end of the period.",
    ),
    kind=Cohort("first_contact_ticket_count", "judged_ticket_count", mature_days=7),
    unit="ratio",
    direction="up",
    dimensions={"contact_channel", "priority", "product", "segment", "team", "ticket_topic"},
    grains=("week", "month", "total"),
    min_sample=30,
    examples=[
        Example(
            rows={
                "ticket": [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "solved",
                        "last_solved_at": "2024-03-05T09:00",
                        "agent_reply_count": 1,
                        "customer_key": k,
                    }
                    for k in range(1, 31)
                ]
                + [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "solved",
                        "last_solved_at": "2024-03-05T09:00",
                        "agent_reply_count": 2,
                        "customer_key": k,
                    }
                    for k in range(31, 36)
                ]
                + [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "solved",
                        "last_solved_at": "2024-03-05T09:00",
                        "agent_reply_count": 1,
                        "customer_key": k,
                        "reopen_count": 1,
                    }
                    for k in range(36, 41)
                ]
                + [{"created_at": "2024-03-12T08:00", "status": "open", "customer_key": k} for k in (1, 2, 3)]
                + [
                    {"created_at": "2024-03-12T10:00", "status": "open", "customer_key": 4},
                    {"created_at": "2024-03-06", "status": "open", "customer_key": 5, "category_l1": "other"},
                ]
                + [
                    {
                        "created_at": "2024-03-04T09:00",
                        "status": "solved",
                        "last_solved_at": "2024-03-05T09:00",
                        "agent_reply_count": None,
                        "customer_key": k,
                    }
                    for k in (41, 42)
                ]
            },
            start="2024-03-01",
            end="2024-04-01",
            as_of="2024-04-20",
            value=0.675,
            sum=Text(
                de=(
                    "40 gelöst mit bekannten Antworten: 5 brauchten zwei Antworten, 5 wurden wieder geöffnet, 3 "
                    "Kund:innen kamen binnen 7 Tagen wieder: 27 / 40; ein späteres Anliegen oder ein anderes Thema "
                    "spricht nicht dagegen"
                ),
                en=(
                    "40 solved with known answers: 5 needed two answers, 5 were opened again, 3 customers came back "
                    "within 7 days: 27 / 40; a later ticket or another topic does not count against"
                ),
            ),
        ),
    ],
    source="Zendesk Help, 'One-touch tickets'; SQM Group, First call resolution definition",
)
