"""Says of pairs of records how likely they are the same person or company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leitstand.control.identity.spelling import Spelled

SMALLEST_POPULATION = 1_000
"""Fewer records say little about how common a name is; then the shares of a town of this size hold."""
LARGEST_BLOCK = 120
"""Records that are compared with each other because they share one thing; what more of them share proves nothing."""
LEAST = 0.5
"""Less likely pairs are not worth anybody's look."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records (keys, the smaller first), how likely they are one, and what they share ("email+name").

    firm: more than name and address speaks for it, or these two agree in full; else it is for a person to decide.
    """

    first: int
    second: int
    score: float
    method: str
    firm: bool


def score(records: Mapping[int, Spelled], systems: int) -> list[Pair]:
    """The pairs that are at least as likely as not, the likeliest first; of equally likely ones, by the records' order.

    records: by key; nothing depends on the keys themselves, which are random. systems: how many sources they come
    from: so many records a person may have.
    """
    if len(records) < 2:
        return []
    from splink import DuckDBAPI, Linker

    from leitstand.store.database import engine

    # nothing may be put aside on disk: these rows say who a person is
    connection = engine.connect(":memory:", memory_limit="4GiB", temp_directory="")
    try:
        connection.register("given", _rows(records))
        connection.execute("CREATE TABLE people AS SELECT * FROM given")
        rows = DuckDBAPI(connection).register("people")
        linker = Linker(rows, _model(records, systems), log_level=None, validate_settings=False)
        found = linker.inference.predict(threshold_match_probability=LEAST, warning_mode="never")
        pairs = connection.execute(
            f"""SELECT least(unique_id_l, unique_id_r), greatest(unique_id_l, unique_id_r), match_probability,
            gamma_email > 1, gamma_phone > 0, gamma_vat > 0, gamma_birth > 0, gamma_family > 1, gamma_given > 2,
            gamma_address > 1, gamma_given = 3 OR company_l AND company_r
            FROM {found.physical_name} ORDER BY 3 DESC, 1, 2"""
        ).fetchall()
    finally:
        connection.close()
    keys = list(records)
    return [_pair(*sorted((keys[one], keys[other])), *told) for one, other, *told in pairs]


def _pair(first: int, second: int, probability: float, *agree: bool | None) -> Pair:
    email, phone, vat, birth, family, given, address, whole = map(bool, agree)
    names = {"vat_id": vat, "email": email, "phone": phone, "birth_date": birth, "name": family and whole,
             "family_name": family and not whole, "given_name": given and not family, "address": address}  # fmt: skip
    method = "+".join(name for name, shared in names.items() if shared)
    return Pair(first, second, probability, method or "similar", email or phone or vat or birth or (whole and address))


COLUMNS = ("given", "family", "email", "phone", "street", "number", "zip", "vat", "birth")


def _rows(records: Mapping[int, Spelled]) -> Any:
    """One row per record, numbered in their order, None where nothing is known; `block_…` bring records together."""
    import pyarrow as pa

    columns: dict[str, Any] = {"unique_id": pa.array(range(len(records)), pa.int64())}
    for name in COLUMNS:
        columns[name] = pa.array([getattr(one, name) or None for one in records.values()], pa.string())
    for name in ("company", "box"):
        columns[name] = pa.array([getattr(one, name) for one in records.values()], pa.bool_())
    for name, blocks in _blocks(records.values()).items():
        sizes = Counter(blocks)
        kept = [block if block and 1 < sizes[block] <= LARGEST_BLOCK else None for block in blocks]
        columns[f"block_{name}"] = pa.array(kept, pa.string())
        if name in ("email", "phone"):  # what so many share is a placeholder, and proves nothing either
            full = columns[name].to_pylist()
            columns[name] = pa.array(
                [None if value and sizes[value] > LARGEST_BLOCK else value for value in full], pa.string()
            )
    return pa.table(columns)


def _blocks(records: Iterable[Spelled]) -> dict[str, list[str]]:
    ones = list(records)
    return {
        "email": [one.email for one in ones],
        "phone": [one.phone for one in ones],
        "vat": [one.vat for one in ones],
        "family": [f"{one.zip} {one.family[:4]}" if one.zip and one.family else "" for one in ones],
        "given": [f"{one.zip} {one.given}" if one.zip and one.given else "" for one in ones],
        "whole": [f"{one.given} {one.family} {one.street}" if one.street and one.family else "" for one in ones],
        "birth": [f"{one.birth} {one.family[:3]}" if one.birth and one.family else "" for one in ones],
    }


def _model(records: Mapping[int, Spelled], systems: int) -> Any:
    """Shares of agreement among records of one person (m) and of strangers (u).

    The shares among strangers follow from the records: how many there are, how common each name and place is. Those
    of one person are set, because to learn them needs more agreement than a small firm's records have.
    """
    from splink import SettingsCreator, block_on

    population = max(len(records), SMALLEST_POPULATION)
    learned = len(records) >= SMALLEST_POPULATION
    chance = _twice(one.zip for one in records.values()) if learned else 0.02
    comparisons = [
        _comparison("email", "email", [("email_l = email_r AND NOT box_l", 0.75, 0.01 / population),
                                       ("email_l = email_r", 0.05, 0.002 / population),
                                       ("damerau_levenshtein(email_l, email_r) < 2", 0.03, 0.003)],
                    0.17),
        _comparison("phone", "phone", [("phone_l = phone_r", 0.7, 0.3 / population)], 0.3),
        _comparison("vat", "vat", [("vat_l = vat_r", 0.95, 0.02 / population)], 0.05),
        _comparison("birth", "birth", [("birth_l = birth_r", 0.97, 0.00005)], 0.03),
        _comparison("given", "given", [("given_l = given_r", 0.82, 0.01), (INITIALS, 0.06, 0.03),
                                       ("jaro_winkler_similarity(given_l, given_r) > 0.9", 0.06, 0.02)],
                    0.06, common="given" if learned else ""),
        _comparison("family", "family", [("family_l = family_r", 0.82, 0.002), (NEARLY, 0.1, 0.004)],
                    0.08, common="family" if learned else "", unless="company_l <> company_r"),
        _comparison("address", "zip", [(f"{SAME_ROAD} AND zip_l = zip_r", 0.72, 2 / population),
                                       (f"{LIKE_ROAD} AND zip_l = zip_r", 0.05, 2 / population),
                                       ("(street_l IS NULL OR street_r IS NULL) AND zip_l = zip_r", 0.8, chance),
                                       (f"{SAME_ROAD}", 0.03, 3 / population),
                                       ("zip_l = zip_r", 0.08, chance)], 0.12),
    ]  # fmt: skip
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(f"block_{name}") for name in _blocks([])],
        probability_two_random_records_match=max(1.0, (systems - 1) / 2) / population,
        retain_intermediate_calculation_columns=False,
        additional_columns_to_retain=["company"],
    )


INITIALS = (
    "(list_has_any(string_split(given_l, ' '), string_split(given_r, ' '))"
    " OR least(length(given_l), length(given_r)) = 1 AND given_l[1] = given_r[1])"
)
NEARLY = (
    "(jaro_winkler_similarity(family_l, family_r) > 0.9"
    " OR list_has_any(list_filter(string_split(family_l, ' '), lambda word: length(word) > 3),"
    " string_split(family_r, ' ')))"
)
SAME_ROAD = "street_l = street_r AND number_l IS NOT DISTINCT FROM number_r"
LIKE_ROAD = "jaro_winkler_similarity(street_l, street_r) > 0.9 AND number_l IS NOT DISTINCT FROM number_r"


def _comparison(name: str, column: str, levels: list[tuple[str, float, float]], rest: float, common: str = "",
                unless: str = "false") -> Any:  # fmt: skip
    """levels: condition, share among records of one, share among strangers. rest: share of one's records that differ.

    common: the column whose frequent values say less. unless: when the two say nothing about each other.
    """
    from splink.comparison_level_library import CustomLevel, ElseLevel
    from splink.comparison_library import CustomComparison

    null = CustomLevel(f"{column}_l IS NULL OR {column}_r IS NULL OR {unless}").configure(is_null_level=True)
    made: list[Any] = [null]
    for number, (condition, same, stranger) in enumerate(levels):
        level = CustomLevel(condition).configure(m_probability=same, u_probability=stranger)
        if common and not number:
            level.configure(tf_adjustment_column=common)
        made.append(level)
    strangers = 1 - sum(share for _, _, share in levels)
    made.append(ElseLevel().configure(m_probability=rest, u_probability=strangers))
    return CustomComparison(made, output_column_name=name)


def _twice(values: Iterable[str]) -> float:
    """How often two records picked at random have the same value."""
    counts = Counter(value for value in values if value)
    total = sum(counts.values())
    return max(sum(count * count for count in counts.values()) / total**2, 1e-5) if total else 0.02
