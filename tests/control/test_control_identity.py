"""Keys that stay, names that can be taken back, and people who can be forgotten for good."""

from __future__ import annotations

import itertools
import random
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from leitstand.control import database, secret
from leitstand.control.identity import services as identity
from leitstand.control.identity.models import Key, Tombstone


def test_keys_are_random_positive_63_bit_and_stay(alias: str) -> None:
    keys = identity.keys_for(alias, "customer", "shop", ["7", "8", "7", "ä b'c"])
    assert set(keys) == {"7", "8", "ä b'c"}
    assert len(set(keys.values())) == 3
    assert all(0 < key < 2**63 for key in keys.values())
    again = identity.keys_for(alias, "customer", "shop", ["8", "9"])
    assert again["8"] == keys["8"]
    assert again["9"] not in keys.values()


def test_the_same_id_elsewhere_is_somebody_else(alias: str) -> None:
    found = {
        identity.keys_for(alias, entity, system, ["7"])["7"]
        for entity in ("customer", "contact")
        for system in ("shop", "crm")
    }
    assert len(found) == 4


def test_keys_tell_nothing_about_the_order_of_arrival(alias: str) -> None:
    keys = list(identity.keys_for(alias, "customer", "shop", [str(i) for i in range(2000)]).values())
    rising = sum(one < two for one, two in itertools.pairwise(keys))
    assert 900 < rising < 1100  # about half; 22 is one standard deviation or less
    assert len({key >> 55 for key in keys}) > 200  # the upper bits vary


@pytest.mark.parametrize("source_id", ["", " ", "0", "00", "1e5", "a\0b", "'", "ß", "x" * 5000, "😀"])
def test_any_text_is_an_id(alias: str, source_id: str) -> None:
    keys = identity.keys_for(alias, "customer", "shop", [source_id, "7"])
    assert set(keys) == {source_id, "7"}
    assert identity.keys_for(alias, "customer", "shop", [source_id, "7"]) == keys


@pytest.mark.parametrize("source_id", [None, 7, 1.5, b"7"])
def test_what_is_no_text_is_no_id(alias: str, source_id: Any) -> None:
    with pytest.raises(TypeError, match="must be text"):
        identity.keys_for(alias, "customer", "shop", ["7", source_id])


def test_no_ids_no_keys(alias: str) -> None:
    assert identity.keys_for(alias, "customer", "shop", []) == {}


def test_25000_keys_are_kept(alias: str) -> None:
    ids = [f"C-{i:06}" for i in range(25_000)]
    keys = identity.keys_for(alias, "customer", "shop", ids)
    assert identity.keys_for(alias, "customer", "shop", ids) == keys
    assert len(set(keys.values())) == 25_000


def test_a_crash_after_writing_keys_changes_nothing(alias: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known, calls = identity._known_keys, []

    def dies_on_the_way_back(*arguments: object) -> dict[str, int]:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return known(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(identity, "_known_keys", dies_on_the_way_back)
    with pytest.raises(KeyboardInterrupt):
        identity.keys_for(alias, "customer", "shop", ["1", "2", "3"])
    monkeypatch.undo()
    written = dict(Key.objects.using(alias).values_list("source_id", "key"))
    assert identity.keys_for(alias, "customer", "shop", ["1", "2", "3"]) == written


def test_a_killed_process_leaves_all_of_a_batch_or_nothing(
    alias: str, home: Path, start: Callable[[str, Path], subprocess.Popen[str]]
) -> None:
    program = (
        "from leitstand.control.identity import services\n"
        "alias = database.open(home)\n"
        "print('ready', flush=True)\n"
        "for batch in range(1000):\n"
        "    services.keys_for(alias, 'customer', 'shop', [f'{batch}-{i}' for i in range(500)])\n"
    )
    process = start(program, home)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    while not Key.objects.using(alias).exists():
        time.sleep(0.01)
    time.sleep(random.uniform(0, 0.1))
    process.kill()
    process.wait()
    before = dict(Key.objects.using(alias).values_list("source_id", "key"))
    assert len(before) > 0
    assert len(before) % 500 == 0
    wanted = [*before, "new"]
    after = identity.keys_for(alias, "customer", "shop", wanted)
    assert {source_id: after[source_id] for source_id in before} == before


def test_two_processes_agree_on_the_keys(
    alias: str, home: Path, start: Callable[[str, Path], subprocess.Popen[str]]
) -> None:
    program = (
        "from leitstand.control.identity import services\n"
        "keys = services.keys_for(database.open(home), 'customer', 'shop', [str(i) for i in range(5000)])\n"
        "print(sorted(keys.items()))\n"
    )
    answers = {process.communicate(timeout=60)[0] for process in [start(program, home), start(program, home)]}
    assert len(answers) == 1
    assert answers == {
        f"{sorted(identity.keys_for(alias, 'customer', 'shop', [str(i) for i in range(5000)]).items())}\n"
    }


def test_a_name_is_found_under_every_spelling_of_its_case(alias: str) -> None:
    identity.remember(
        alias, "customer", {1: {"name": "Jörg Müller"}, 2: {"name": "JÖRG MÜLLER "}, 3: {"name": "Jo"}}, "a"
    )
    assert identity.find(alias, "customer", "name", "jörg müller") == [1, 2]
    assert identity.find(alias, "customer", "name", "jo\u0308rg mu\u0308ller") == [1, 2]  # letters with loose dots
    assert identity.find(alias, "customer", "name", "Jörg") == []
    assert identity.find(alias, "customer", "email", "Jörg Müller") == []
    assert identity.find(alias, "contact", "name", "Jörg Müller") == []


def test_the_newest_load_wins_and_can_be_taken_back(alias: str) -> None:
    identity.remember(alias, "customer", {1: {"name": "Ada", "city": "Bonn"}, 2: {"name": "Bo"}}, "a")
    identity.remember(alias, "customer", {1: {"name": "Ada Lovelace"}, 3: {"name": "Cy"}}, "b")
    everybody = [1, 2, 3]
    assert identity.reveal(alias, "customer", everybody) == {
        1: {"name": "Ada Lovelace", "city": "Bonn"},
        2: {"name": "Bo"},
        3: {"name": "Cy"},
    }
    assert identity.reveal(alias, "customer", everybody, ["city"]) == {1: {"city": "Bonn"}}
    assert identity.find(alias, "customer", "name", "ada") == []  # no longer her name
    assert identity.forget_load(alias, "b") == 2
    assert identity.reveal(alias, "customer", everybody) == {1: {"name": "Ada", "city": "Bonn"}, 2: {"name": "Bo"}}
    assert identity.find(alias, "customer", "name", "ada") == [1]
    assert identity.forget_load(alias, "b") == 0
    identity.forget_load(alias, "a")
    assert identity.reveal(alias, "customer", everybody) == {}


def test_taking_back_an_older_load_keeps_the_newer_values(alias: str) -> None:
    identity.remember(alias, "customer", {1: {"name": "Ada"}}, "a")
    identity.remember(alias, "customer", {1: {"name": "Ada"}}, "b")
    identity.forget_load(alias, "a")
    assert identity.reveal(alias, "customer", [1]) == {1: {"name": "Ada"}}


def test_repeating_a_load_does_not_make_it_the_newest(alias: str) -> None:
    identity.remember(alias, "customer", {1: {"name": "old"}}, "a")
    identity.remember(alias, "customer", {1: {"name": "new"}}, "b")
    identity.remember(alias, "customer", {1: {"name": "old, corrected"}}, "a")
    assert identity.reveal(alias, "customer", [1]) == {1: {"name": "new"}}
    identity.forget_load(alias, "b")
    assert identity.reveal(alias, "customer", [1]) == {1: {"name": "old, corrected"}}


def test_more_keys_than_fit_into_one_query(alias: str) -> None:
    rows = {key: {"name": f"N{key}", "city": "Bonn"} for key in range(1, 5001)}
    identity.remember(alias, "customer", rows, "a")
    assert identity.reveal(alias, "customer", range(1, 6000)) == rows
    assert identity.reveal(alias, "customer", range(1, 6000), ["city"]) == {key: {"city": "Bonn"} for key in rows}
    assert identity.find(alias, "customer", "city", "BONN") == list(rows)


def test_an_erased_person_is_gone_and_recognised_when_they_come_back(alias: str) -> None:
    keys = identity.keys_for(alias, "customer", "shop", ["7", "8"])
    identity.remember(alias, "customer", {keys["7"]: {"name": "Ada"}, keys["8"]: {"name": "Bo"}}, "a")
    identity.remember(alias, "customer", {keys["7"]: {"name": "Ada L."}}, "b")
    assert identity.erased(alias, "customer", "shop", ["7", "8"]) == set()
    assert identity.erase(alias, "customer", keys["7"]) == ["a", "b"]
    assert identity.reveal(alias, "customer", keys.values()) == {keys["8"]: {"name": "Bo"}}
    assert identity.erased(alias, "customer", "shop", ["7", "8", "9"]) == {"7"}
    assert identity.erased(alias, "customer", "crm", ["7"]) == set()
    assert identity.erased(alias, "contact", "shop", ["7"]) == set()
    assert identity.erase(alias, "customer", keys["7"]) == []  # twice does nothing
    assert Tombstone.objects.using(alias).count() == 1
    identity.forget_load(alias, "b")
    assert identity.find(alias, "customer", "name", "Ada") == []


def test_a_tombstone_says_nothing_without_the_secret(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        alias = database.open(tmp_path / name)
        identity.erase(alias, "customer", identity.keys_for(alias, "customer", "shop", ["7"])["7"])
        digests |= set(Tombstone.objects.using(alias).values_list("digest", flat=True))
        database.close(tmp_path / name)
    assert len(digests) == 2


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_erased_overwritten_and_withdrawn_bytes_are_gone_from_the_disk(
    everything: Callable[[], bytes], home: Path, mode: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "journal", lambda _version: mode)
    alias = database.open(home)
    chance = random.Random(seed)
    source = {
        key: name for name, key in identity.keys_for(alias, "customer", "shop", [f"S{i}S" for i in range(1500)]).items()
    }
    people = list(source)
    for load_id in ("a", "b", "c"):
        chance.shuffle(people)  # pages split and fill in a different order each time
        rows = {
            key: {"name": f"N{key}{load_id}", "note": f"T{key}{load_id}" * chance.choice([1, 5, 400])} for key in people
        }
        identity.remember(alias, "customer", rows, load_id)
    gone = set(chance.sample(people, 60))

    def traces() -> tuple[set[tuple[str, int, str]], set[str]]:
        data = everything()
        values = {(m[1].decode(), int(m[2]), m[3].decode()) for m in re.finditer(rb"([NT])(\d{10,19})([abc])", data)}
        return values, {m.group().decode() for m in re.finditer(rb"S\d+S", data)}

    expected = {(field, key, load_id) for field in "NT" for key in people for load_id in "abc"}
    assert traces() == (expected, set(source.values()))
    identity.remember(alias, "customer", {key: {"name": "new"} for key in people}, "c")
    identity.forget_load(alias, "b")
    assert identity.erase(alias, "customer", *gone) == ["a", "c"]
    expected = {(f, key, load_id) for f, key, load_id in expected if load_id != "b" and (f, load_id) != ("N", "c")}
    expected = {(field, key, load_id) for field, key, load_id in expected if key not in gone}
    assert traces() == (expected, {name for key, name in source.items() if key not in gone})


def test_erasing_does_not_rely_on_secure_delete(everything: Callable[[], bytes], alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = OFF")
    identity.remember(alias, "customer", {1: {"name": "CANARY"}, 2: {"name": "Bo"}}, "a")
    identity.erase(alias, "customer", 1)
    assert b"CANARY" not in everything()


def test_an_erasure_inside_a_larger_step_is_undone_with_it(alias: str) -> None:
    key = identity.keys_for(alias, "customer", "shop", ["7"])["7"]
    with transaction.atomic(using=alias):
        identity.erase(alias, "customer", key)
        transaction.set_rollback(True, using=alias)
    assert identity.keys_for(alias, "customer", "shop", ["7"]) == {"7": key}
    assert identity.erased(alias, "customer", "shop", ["7"]) == set()


def test_a_pseudonym_is_stable_short_and_bound_to_kind_and_home(alias: str, home: Path) -> None:
    key = secret.key(home, "pseudonym")
    one = identity.pseudonym(key, "cookie", "abc")
    assert one == identity.pseudonym(key, "cookie", "abc")
    assert len(bytes.fromhex(one)) == 16
    others = {
        identity.pseudonym(key, "device", "abc"),
        identity.pseudonym(key, "cookie", "abd"),
        identity.pseudonym(key, "cookiea", "bc"),
        identity.pseudonym(bytes(32), "cookie", "abc"),
    }
    assert len(others | {one}) == 5


def test_pseudonyms_of_100000_values_differ(alias: str, home: Path) -> None:
    key = secret.key(home, "pseudonym")
    found = {identity.pseudonym(key, "cookie", str(i)) for i in range(100_000)}
    assert len(found) == 100_000
