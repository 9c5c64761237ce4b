"""Renders the data dictionary: what every table and column means, who it concerns and in which unit it counts."""

from __future__ import annotations

from leitstand.foundation.schema import Column, Table, tables
from leitstand.foundation.schema.contract import Privacy
from leitstand.foundation.text import Text

PRIVACY: dict[Privacy, Text] = {
    Privacy.DIRECT: Text(de="nennt eine Person, nur im Tresor", en="names a person, only in the vault"),
    Privacy.ONLINE: Text(de="Online-Kennung, nur als Hash", en="online identifier, only as hash"),
    Privacy.BEHAVIOUR: Text(de="Verhalten einer Person", en="behaviour of a person"),
    Privacy.FREE_TEXT: Text(de="freier Text, nur im Tresor", en="free text, only in the vault"),
    Privacy.EMPLOYEE: Text(de="Beschäftigtendaten, nur je Team", en="employee data, team level only"),
    Privacy.NONE: Text(de="nicht personenbezogen", en="not personal"),
}
"""What each privacy class means, in the words shown to users."""


def markdown() -> str:
    """The whole dictionary as Markdown: the privacy classes, then one section per table in order of name."""
    classes = [f"- **{privacy.value}** {meaning.de} · {meaning.en}" for privacy, meaning in PRIVACY.items()]
    sections = [_section(table) for _, table in sorted(tables().items())]
    return "\n\n".join(["# Data dictionary · Datenwörterbuch", "\n".join(classes), *sections]) + "\n"


def _section(table: Table) -> str:
    facts = [f"Key: {_names(table.key)}"]
    if table.event_time:
        facts.append(f"event time: `{table.event_time}`")
    if table.capture_time:
        facts.append(f"capture time: `{table.capture_time}`")
    if table.person:
        facts.append("each row is a person, or possibly one")
    head = [
        f"## `{table.name}`",
        f"{table.meaning.de}.  \n{table.meaning.en}.",
        " · ".join(facts),
    ]
    rows = ["| column | type | unit | class | Bedeutung | meaning |", "|---|---|---|---|---|---|"]
    return "\n\n".join([*head, "\n".join([*rows, *map(_row, table.columns)])])


def _row(column: Column) -> str:
    kind: str = column.type
    if column.references:
        kind += f" → `{column.references}`"
    if column.values:
        kind += f" ({', '.join(column.values)})"
    meaning = column.meaning
    cells = (f"`{column.name}`", kind, column.unit, column.privacy.value, meaning.de, meaning.en)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)
