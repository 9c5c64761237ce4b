"""Which customer records are there twice or outdated, by pencil and paper and through a matching."""

from __future__ import annotations

from pathlib import Path

import pytest

from leitstand.control.identity.spelling import spelled
from leitstand.jobs.records import Known, counts, outdated
from leitstand.workspace import Workspace

OLD, NEW = {"street": "Lindenstr. 3", "zip": "01067"}, {"street": "Am Markt 9", "zip": "04109"}


def known(
    system: str, place: dict[str, str], customer: int = 1, *, market: bool = False, ordered: bool = False
) -> Known:
    return Known(system, customer, spelled(place), market, ordered)


def test_two_systems_that_agree_show_that_the_third_is_outdated() -> None:
    same = [known("crm", OLD), known("shop", NEW), known("erp", NEW)]
    assert [outdated(one, same) for one in same] == [True, None, None]


def test_of_two_addresses_the_one_that_was_lately_ordered_from_holds() -> None:
    same = [known("crm", OLD), known("shop", NEW, ordered=True)]
    assert [outdated(one, same) for one in same] == [True, None]
    assert outdated(known("crm", OLD), [known("crm", OLD), known("shop", NEW)]) is None, "one against one"


def test_as_much_for_the_one_as_for_the_other_is_no_fault() -> None:
    same = [known("crm", OLD, ordered=True), known("shop", NEW), known("erp", NEW)]
    assert outdated(same[0], same) is False


@pytest.mark.parametrize(
    ("place", "old"),
    [
        ({"street": "Am Markt 9", "zip": "04109"}, False),
        ({"street": "Am Mrakt 9", "zip": "04109"}, False),
        ({"street": "am markt 9a", "zip": "04109"}, False),
        ({"street": "Am Markt 9", "zip": "04190"}, False),
        ({"street": "Am Markt 12", "zip": "80331"}, True),
        ({"street": "Am Markt", "zip": "80331"}, True),
        ({"street": "Lindenstr. 3", "zip": "04109"}, True),
        ({"street": "", "zip": "80331"}, None),
        ({"street": "Lindenstr. 3"}, None),
    ],
)
def test_a_slip_makes_no_other_place(place: dict[str, str], old: bool | None) -> None:
    one = known("crm", place)
    assert outdated(one, [one, known("shop", NEW), known("erp", NEW)]) is old


def test_counts_by_system_without_the_records_that_a_marketplace_made() -> None:
    records = [
        known("shop", NEW), known("shop", NEW), known("shop", NEW, market=True), known("crm", OLD),
        known("erp", NEW), known("shop", OLD, customer=2), known("shop", NEW, customer=3, market=True),
    ]  # fmt: skip
    assert {rule: (checked, failed) for rule, checked, failed in counts(records)} == {
        "duplicate_records:crm": (1, 0),
        "duplicate_records:erp": (1, 0),
        "duplicate_records:shop": (3, 1),
        "outdated_records:crm": (1, 1),
    }


HEADINGS = "Kundennummer;Name;E-Mail;Telefon;Straße;PLZ"
PEOPLE = ["Anna Weber", "Jörg Müller", "Petra Koch", "Uwe Braun", "Lena Vogel", "Hans Richter"]


def row(number: str, who: int, street: str = "Lindenstraße") -> str:
    return f"{number};{PEOPLE[who]};person{who}@mail.example;0351 11122{who};{street} {who + 1};0106{who}"


def test_matching_keeps_the_counts_and_what_people_decide_changes_them(tmp_path: Path) -> None:
    files = {
        "kunden.csv": [HEADINGS, *(row(f"L-{who}", who) for who in range(6)), row("L-10", 0), row("M-21", 1)],
        "bestellungen.csv": [
            "Bestellnummer;Bestelldatum;Kundennummer;Verkaufsweg;Artikelnummer;Menge;Netto",
            *(f"B-{number};1{number}.03.2024;L-{number};Onlineshop;TEE;1;90,00" for number in range(6)),
            "B-9;19.03.2024;M-21;Marktplatz;TEE;1;90,00",
        ],
        "crm.csv": [HEADINGS, *(row(f"C{who}", who) for who in range(3)), row("C3", 3, "Am Markt")],
    }
    workspace = Workspace(tmp_path / "home")
    for name, lines in files.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    workspace.import_files(
        tmp_path / "kunden.csv", tmp_path / "bestellungen.csv", options={"source_system": "shop"}, check=False
    )
    workspace.import_files(tmp_path / "crm.csv", options={"source_system": "crm"}, check=False)
    workspace.match()
    query = """SELECT rule_id, n_checked, n_failed FROM dq_result
        WHERE valid_to IS NULL AND contains(rule_id, ':') ORDER BY rule_id"""
    found = [("duplicate_records:crm", 4, 0), ("duplicate_records:shop", 7, 1), ("outdated_records:crm", 4, 1)]
    assert workspace.facts.backend.con.execute(query).fetchall() == found
    workspace.decide("shop:L-0", "shop:L-10", together=False)
    assert ("duplicate_records:shop", 7, 0) in workspace.facts.backend.con.execute(query).fetchall()
    assert [value.value for value in workspace.values("duplicate_rate", grain="total")] == [None]
