"""Days since the details of a contact were verified, at the end of the period."""

from leitstand.foundation.text import Text
from leitstand.metrics.contract import Measure, Open

MEASURE = Measure(
    title=Text(de="Alter der Angaben", en="Age of contact details"),
    table="contact_verification",
    time=Open(since="verified_on", until="verified_until"),
    aggregate="sum",
    value=lambda contact: contact["__mark"].delta(contact.verified_on, unit="day") - 1,
    ever=("contact.last_verified_at",),
    unit="days",
    direction="down",
)
