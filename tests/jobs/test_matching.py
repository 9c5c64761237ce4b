"""Four systems without a common key become one company: people, orders, products; every link can be undone."""

from __future__ import annotations

import json
import shlex
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from leitstand.cli import main
from leitstand.cli.output import Page
from leitstand.cli.verbs.match import print_doubtful
from leitstand.control.identity import services as identity
from leitstand.foundation.errors import UnknownId, UnusableInput
from leitstand.foundation.home import Home
from leitstand.jobs.documents import linked_documents
from leitstand.jobs.links import Links
from leitstand.store.database import engine
from leitstand.store.ingest.keying import thing_key
from leitstand.workspace import Workspace

pytestmark = pytest.mark.xdist_group("matching")  # one company, on whose decisions the tests build


PEOPLE = ["Anna Weber", "Jörg Müller", "Petra Koch", "Uwe Braun", "Lena Vogel", "Hans Richter"]

HEADINGS = "Kundennummer;Name;E-Mail;Telefon;Straße;PLZ"
SHOP = [
    HEADINGS,
    *(
        f"L-{number};{name};person{number}@mail.example;0351 11122{number};Lindenstraße {number};0106{number}"
        for number, name in enumerate(PEOPLE)
    ),
]
ORDERS = [
    "Bestellnummer;Bestelldatum;Kundennummer;Artikelnummer;Menge;Netto",
    *(f"B-10{number};1{number}.03.2024;L-{number};TEE-{number % 2};1;{100 - number * 10},00" for number in range(6)),
]
CRM = [
    HEADINGS,
    "C1;Weber, Anna;;+49 351 111220;Lindenstr. 0;01060",
    "C2;Dr. Joerg Mueller;PERSON1@mail.example;;;",
    "C3;Petra Koch;;;Linden-Str. 2;01062",
    "C4;Karl Braun;person3@mail.example;;;",
    "C5;Niemand Bekanntes;niemand@other.example;;;",
]
DESK = [
    "Ticket-ID;Erstellt am;Bestellnummer;Betreff",
    *(f"T{number};2{number}.03.2024 10:00;B-10{number};Hilfe" for number in range(5)),
]


def written(folder: Path, name: str, lines: list[str]) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Shop, CRM and help desk; the tests change decisions, and put them back."""
    folder = tmp_path_factory.mktemp("company")
    workspace = Workspace(folder / "home")
    shop = written(folder, "kunden.csv", SHOP), written(folder, "bestellungen.csv", ORDERS)
    workspace.import_files(*shop, options={"source_system": "shop"}, check=False)
    workspace.match_new()
    assert parts(workspace) == ["kunden.csv", "bestellungen.csv"], "one system alone is not matched"
    assert workspace.matched()["matched_revenue_share"] is None
    workspace.import_files(written(folder, "crm.csv", CRM), options={"source_system": "crm"}, check=False)
    workspace.import_files(written(folder, "tickets.csv", DESK), options={"source_system": "desk"})
    return workspace


def parts(workspace: Workspace) -> list[str]:
    found = workspace.facts.backend.con.execute("SELECT part FROM _loads ORDER BY position").fetchall()
    return [part for (part,) in found]


def linked(workspace: Workspace, entity: str = "customer") -> set[frozenset[str]]:
    """Which records are linked, as "system:number"."""
    found = [one for one in workspace.links() if one["entity"] == entity]
    return {
        frozenset(f"{one[side]['source_system']}:{one[side]['source_id']}" for side in ("from", "to")) for one in found
    }


def forget_decisions(workspace: Workspace) -> None:
    """Other tests decided before, which of them depends on how they are spread over processes."""
    from leitstand.control.identity.models import Decision

    Decision.objects.using(Links.of(workspace.home).alias).all().delete()


JOINED = {frozenset({"shop:L-0", "crm:C1"}), frozenset({"shop:L-1", "crm:C2"}), frozenset({"shop:L-2", "crm:C3"})}


def test_an_import_links_what_is_sure_and_lists_what_is_not(company: Workspace) -> None:
    assert linked(company) == JOINED
    assert [one["reason"] for one in company.doubtful()] == ["given_name"]
    found = company.matched()
    assert (found["linked"], found["doubtful"]) == ({"customer": 3, "order": 5}, 1)
    assert found["matched_revenue_share"] == pytest.approx((100 + 90 + 80) / 450)
    customers = company.facts.table("customer")
    assert customers.count().execute() == 6 + 5 - 3


def test_the_help_desk_finds_the_shops_orders_by_their_number(company: Workspace) -> None:
    tickets, orders = company.facts.table("ticket"), company.facts.table("order")
    assert tickets.join(orders, "order_id").count().execute() == 5
    assert {one["method"] for one in company.links() if one["entity"] == "order"} == {"number"}


def test_matching_again_changes_nothing(company: Workspace) -> None:
    before = parts(company)
    company.match()
    company.match_new()  # looks at the digest only
    assert parts(company) == before


def test_a_link_is_undone_and_redone_and_a_rebuild_keeps_it(company: Workspace) -> None:
    company.decide("shop:L-0", "crm:C1", together=False, note="two people")
    assert linked(company) == JOINED - {frozenset({"shop:L-0", "crm:C1"})}
    assert company.rebuild().equal
    company.decide("shop:L-0", "crm:C1", together=True)
    assert linked(company) == JOINED
    company.decide("shop:L-3", "crm:C4", together=True)
    assert frozenset({"shop:L-3", "crm:C4"}) in linked(company) and company.doubtful() == []
    company.decide("shop:L-3", "crm:C4", together=False)
    assert linked(company) == JOINED and company.doubtful() == [], "a pair that was separated is not asked for again"


def test_the_link_of_an_order_is_undone_by_its_keys(company: Workspace) -> None:
    one = next(one for one in company.links() if one["entity"] == "order" and one["to"]["source_id"] == "B-104")
    company.decide(str(one["from"]["key"]), "shop:B-104", together=False)
    assert company.matched()["linked"]["order"] == 4
    company.decide(str(one["from"]["key"]), str(one["to"]["key"]), together=True)
    assert company.matched()["linked"]["order"] == 5


def test_what_cannot_be_decided_is_said(company: Workspace) -> None:
    with pytest.raises(UnknownId, match="shop:X"):
        company.decide("shop:X", "crm:C1", together=True)
    with pytest.raises(UnusableInput, match="different kinds"):
        company.decide("shop:B-100", "crm:C1", together=True)
    with pytest.raises(UnusableInput, match="same record"):
        company.decide("crm:C1", "crm:C1", together=True)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_command_line_and_who_may_see_names(
    company: Workspace, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")

    def call(*words: str) -> str:
        capsys.readouterr()
        assert main(["--home", str(company.home.path), "--lang", language, "match", *words]) == 0
        return capsys.readouterr().out

    shown = call("--undo", "shop:L-5", "crm:C5", "--note", "no")
    assert ("3 Kunden verbunden" if language == "de" else "3 customers linked") in shown
    assert "shop:L-1" in call("--links") and len(json.loads(call("--links", "--json"))) == 8
    assert call("--links", "--csv").splitlines()[0].startswith("entity,from_key,from_system,from_id")
    if language == "en":
        assert {"links", "doubtful", "matched_revenue_share"} <= set(json.loads(call("--json")))


def test_names_are_shown_only_where_they_are_asked_for(company: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    forget_decisions(company)
    company.match()

    def call(*words: str) -> Any:
        capsys.readouterr()
        assert main(["--home", str(company.home.path), "--lang", "de", "match", "--list", *words]) == 0
        return capsys.readouterr().out

    plain = json.loads(call("--json"))
    assert [(one["reason"], one["second"]["source_system"] != one["first"]["source_system"]) for one in plain] == [
        ("given_name", True)
    ]
    assert "Braun" not in call("--json") and "Braun" not in call("--csv")
    named = json.loads(call("--json", "--show-identities"))[0]
    assert {named["first_fields"]["name"], named["second_fields"]["name"]} == {"Uwe Braun", "Karl Braun"}
    assert "Karl Braun" in call() and "verschiedene Vornamen" in call()


def test_erased_people_vanish_from_links_and_the_last_link_can_go(company: Workspace) -> None:
    alias = Links.of(company.home).alias
    forget_decisions(company)
    keys = identity.keys_for(alias, "customer", "crm", ["C1", "C2", "C3", "C4"])
    identity.erase(alias, "customer", *keys.values())
    company.match()
    assert linked(company) == set() and company.doubtful() == []
    company.withdraw(company.loads().query("part == 'tickets.csv'").load_id.item())
    assert company.links() == [] and company.matched()["links"] == 0, "a snapshot without rows closes all"


def insert_into(connection: Any, table: str, system: str, **values: object) -> None:
    full = {"source_system": system, **values}
    names, marks = ", ".join(f'"{name}"' for name in full), ", ".join("?" for _ in full)
    connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(full.values()))


def order_key(connection: Any, system: str, number: str) -> int:
    """The key under which a system refers to the order with the number."""
    query = thing_key("?", "'order'", "?")
    return int(connection.execute(f"SELECT {query}", [system, number]).fetchone()[0])


def test_numbers_that_mean_two_things_or_are_found_too_rarely_link_nothing(home: Home) -> None:
    connection = engine.empty().con
    insert, meant = partial(insert_into, connection), partial(order_key, connection)

    for number in range(10):
        insert("order", "shop", order_id=number, source_id=f"#{number}")
        insert("shipment", "carrier", order_id=meant("carrier", f"{number}"))
        insert("ticket", "desk", order_id=meant("desk", f"#{number}" if number < 2 else f"X{number}"))
    insert("order", "outlet", order_id=100, source_id="7")
    for number in range(3):
        insert("order", "outlet", order_id=101 + number, source_id=f"{number}")
    insert("product", "shop", product_id=1, source_id="p1", sku="TEE-1")
    insert("product", "books", product_id=2, source_id="4711", sku="tee-1 ")
    insert("product", "books", product_id=3, source_id="4712", sku="7")
    insert("product", "shop", product_id=4, source_id="p2", sku="7")
    systems = {"order": ["shop", "outlet"], "shipment": ["carrier"], "ticket": ["desk"], "product": ["shop", "books"]}
    found = linked_documents(connection, systems, {}, {})
    orders = {key: holds for (entity, key), (holds, _) in found.links.items() if entity == "order"}
    assert orders == {meant("carrier", f"{number}"): number for number in (3, 4, 5, 6, 8, 9)}
    unsure = [(one.source_system, one.means, one.hits, one.of) for one in found.spaces if not one.sure]
    assert unsure == [("carrier", "outlet", 4, 10), ("desk", "outlet", 2, 10), ("desk", "shop", 2, 10)]
    products = {key: linked for (entity, key), linked in found.links.items() if entity == "product"}
    assert list(products.values()) in ([(1, "sku")], [(2, "sku")]), "7 is something else everywhere"


def test_digits_alone_link_only_where_nearly_all_of_them_are_found() -> None:
    """Orders 1 to 30 of a shop are not orders 21 to 60 of a help desk, but a carrier has sent orders 1 to 20."""
    connection = engine.empty().con
    for number in range(1, 31):
        insert_into(connection, "order", "shop", order_id=number, source_id=str(number))
    for number in range(21, 61):
        insert_into(connection, "ticket", "desk", order_id=order_key(connection, "desk", str(number)))
    for number in range(1, 21):
        insert_into(connection, "shipment", "carrier", order_id=order_key(connection, "carrier", f"#{number}"))
    found = linked_documents(connection, {"order": ["shop"], "ticket": ["desk"], "shipment": ["carrier"]}, {}, {})
    sure = {(one.source_system, one.hits, one.of): one.sure for one in found.spaces}
    assert sure == {("carrier", 20, 20): True, ("desk", 10, 40): False}
    assert {key for _, key in found.links} == {
        order_key(connection, "carrier", f"#{number}") for number in range(1, 21)
    }


def orders_linked(accepted: set[tuple[int, int]], rejected: set[tuple[int, int]]) -> tuple[dict[int, int], list[int]]:
    """Links among the orders 1 of a shop, 2 of the books and 3 of an old system, and the keys by which tickets refer to
    each of them."""
    connection = engine.empty().con
    referring: list[int] = []
    for key, (system, letter) in enumerate((("shop", "A"), ("books", "B"), ("old", "C")), 1):
        for number in range(3):
            insert_into(connection, "order", system, order_id=key + number * 10, source_id=f"{letter}-{number}")
            insert_into(connection, "ticket", "desk", order_id=order_key(connection, "desk", f"{letter}-{number}"))
        referring.append(order_key(connection, "desk", f"{letter}-0"))
    systems = {"order": ["shop", "books", "old"], "ticket": ["desk"]}
    found = linked_documents(connection, systems, {"order": accepted}, {"order": rejected})
    return {key: holds for (_, key), (holds, _) in found.links.items()}, referring


@pytest.mark.parametrize(
    ("accepted", "groups"),
    [
        (set(), 3),
        ({(1, 2)}, 2),
        ({(1, 3), (2, 3)}, 1),
        ({(1, 2), (1, 3), (2, 3)}, 1),
    ],
)
def test_a_link_leads_in_one_step_to_the_key_that_holds(accepted: set[tuple[int, int]], groups: int) -> None:
    links, referring = orders_linked(accepted, set())
    assert set(links) & set(links.values()) == set(), "no key that holds is itself replaced"
    holds = [links.get(key, key) for key in (1, 2, 3)]
    assert [links[key] for key in referring] == holds and set(holds) <= {1, 2, 3}
    assert len(set(holds)) == groups


def test_what_a_person_said_of_a_reference_goes_before_its_number() -> None:
    _, (first, *_) = orders_linked(set(), set())
    links, _ = orders_linked({(2, first) if first > 2 else (first, 2)}, set())
    assert links[first] == 2 and 1 not in links and 2 not in links
    links, _ = orders_linked({(1, 2)}, {(2, first) if first > 2 else (first, 2)})
    assert first not in links, "separated from one of the group"


def test_tickets_of_two_orders_that_were_joined_find_the_one_that_is_left(company: Workspace) -> None:
    company.decide("shop:B-100", "shop:B-101", together=True)
    tickets, orders = company.facts.table("ticket"), company.facts.table("order")
    assert orders.count().execute() == 6 - 1 and tickets.anti_join(orders, "order_id").count().execute() == 0
    company.decide("shop:B-100", "shop:B-101", together=False)
    assert company.facts.table("order").count().execute() == 6


def test_mail_addresses_that_serve_as_numbers_are_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = Workspace(tmp_path / "home")
    people = [*PEOPLE[:3], "Karl Braun"]
    lines = ["E-Mail;Name", *(f"person{number}@mail.example;{name}" for number, name in enumerate(people))]
    workspace.import_files(written(tmp_path, "news.csv", lines), options={"source_system": "news"}, check=False)
    workspace.import_files(written(tmp_path, "kunden.csv", SHOP), options={"source_system": "shop"})

    def call(*words: str) -> str:
        assert main(["--home", str(workspace.home.path), "--lang", "en", "match", *words]) == 0
        return capsys.readouterr().out

    assert linked(workspace) == {frozenset({"news:None", f"shop:L-{number}"}) for number in range(3)}
    told = [call("--links"), call("--links", "--csv"), call("--list", "--json")]
    assert not any("mail.example" in shown for shown in told)
    assert "person3@mail.example" in call("--list", "--json", "--show-identities")
    (one,) = workspace.doubtful()
    assert (one["first"]["source_id"], one["second"]["source_id"]) == (None, "L-3")


@pytest.mark.parametrize("number", ["9 $(touch me)", "it's; true", "L-1"])
def test_the_command_to_copy_is_one_command_whatever_a_record_is_called(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {"key": 1, "source_system": "crm", "source_id": number}
    pair = {"entity": "customer", "first": record, "second": {**record, "source_id": "8"}, "method": "email",
            "score": 0.9, "reason": "two_groups", "first_fields": {}, "second_fields": {}}  # fmt: skip
    print_doubtful([pair], Page("en"))
    (command,) = (line for line in capsys.readouterr().out.splitlines() if "match --accept" in line and "crm:8" in line)
    assert shlex.split(command) == ["leitstand", "match", "--accept", f"crm:{number}", "crm:8"]
