"""The list of employees as the personnel office keeps it: a workbook with a title above the table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd

from leitstand.demo.world import END, World

_HEADER = ("Personalnummer", "Mitarbeitername", "Mitarbeiter-E-Mail", "Abteilung", "Funktion", "Stellenanteil",
           "Eintritt", "Austritt", "CRM-Zugang")  # fmt: skip


def write(world: World, folder: Path) -> None:
    """One sheet, with a title and the day of the list above the headings."""
    import xlsxwriter

    rows = world.tables["employees"]
    with xlsxwriter.Workbook(folder / "Personalliste.xlsx", {"default_date_format": "dd.mm.yyyy"}) as book:
        book.set_properties({"created": datetime(END.year, END.month, END.day)})
        sheet = book.add_worksheet("Personal")
        sheet.write("A1", "Lindqvist & Moor Handels GmbH – Personalliste")
        sheet.write("A2", f"Stand: {END:%d.%m.%Y}")
        sheet.write_row(3, 0, _HEADER)
        for place, one in enumerate(rows.to_dict("records"), start=4):
            start, end = (
                one[name].to_pydatetime() if pd.notna(one[name]) else None for name in ("active_from", "active_to")
            )
            number, seat = f"P{100 + one['employee_id']}", "ja" if one["crm_seat"] else "nein"
            rest = [one[name] for name in ("name", "email", "team", "role", "fte")]
            sheet.write_row(place, 0, [number, *rest, start, end, seat])
