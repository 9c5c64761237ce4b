"""Published first contact resolution of call centres."""

from leitstand.foundation.text import Text
from leitstand.metrics.published import Published

PUBLISHED = (
    Published(
        population=Text(de="Call-Center in Nordamerika", en="Call centres in North America"),
        year=2022,
        value=0.7,
        unit="ratio",
        grade="B",
        source=("SQM Group, https://www.sqmgroup.com/resources/library/blog/call-center-customer-experience-research"),
        caveat=Text(
            de="Aus Befragungen nach dem Anruf („beim ersten Kontakt gelöst?“), nicht aus dem Ticketsystem; gut "
            "sind 70–79 %, 80 % erreichen 5 % der Center. Das Jahr ist das der Studie von über 500 Centern.",
            en="From surveys after the call ('solved at first contact?'), not from the ticket system; 70–79 % are "
            "good, 5 % of centres reach 80 %. The year is that of the study of more than 500 centres.",
        ),
    ),
)
