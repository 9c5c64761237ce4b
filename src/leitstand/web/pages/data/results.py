"""What came of files that were loaded, and what the first of them tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from leitstand.control.identity import decisions
from leitstand.control.task import services as tasks
from leitstand.control.work.models import Job
from leitstand.foundation.numbers import format_number
from leitstand.foundation.period import period_of, previous
from leitstand.foundation.text import Text
from leitstand.web.company import Company
from leitstand.web.pages.data import standing
from leitstand.web.persons import label
from leitstand.web.state import written
from leitstand.web.told import open_findings, told

SHOWN = 3
CALLS = 5


def totals(files: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Rows over all files: in = accepted + rejected."""
    parts = [part for one in files for part in one["parts"]]
    return {
        name: sum(int(part[name]) for part in parts) for name in ("rows_in", "accepted", "rejected", "new", "changed")
    }


def rejected(files: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Parts with rejected rows that can be put right."""
    return [part for one in files for part in one["parts"] if part["rejected"] and part["load_id"]]


def headline(job: Job, files: Sequence[Mapping[str, Any]]) -> Text:
    """What came of it, in words."""
    if job.state == "failed":
        return Text(de="Das hat nicht geklappt; nichts wurde geändert", en="That did not work; nothing was changed")
    if job.state != "done":
        return RUNNING.get(job.chore, Text(de="Wird erledigt", en="Being done"))
    if not files:
        return DONE.get(job.chore, Text(de="Erledigt", en="Done"))
    sums = totals(files)
    accepted = {say: format_number(sums["accepted"], say) for say in ("de", "en")}
    if not sums["accepted"]:
        return Text(de="Nichts wurde übernommen", en="Nothing was taken")
    if not sums["rejected"]:
        return Text(de=f"Alle {accepted['de']} Zeilen sind übernommen", en=f"All {accepted['en']} rows were taken")
    lost = {say: format_number(sums["rejected"], say) for say in ("de", "en")}
    return Text(de=f"{accepted['de']} Zeilen sind übernommen, {lost['de']} zurückgewiesen",
                en=f"{accepted['en']} rows were taken, {lost['en']} rejected")  # fmt: skip


RUNNING = {
    "import_files": Text(de="Ihre Dateien werden geladen", en="Your files are being loaded"),
    "recognise_files": Text(de="Ihre Dateien werden erkannt", en="Your files are being recognised"),
    "withdraw_load": Text(de="Der Ladevorgang wird zurückgenommen", en="The load is being withdrawn"),
    "reload_rejects": Text(de="Die korrigierten Zeilen werden geladen", en="The corrected rows are being loaded"),
    "match": Text(de="Die Datensätze werden zugeordnet", en="The records are being matched"),
}
DONE = {
    "withdraw_load": Text(de="Der Ladevorgang ist zurückgenommen, als wäre er nie gekommen",
                          en="The load is withdrawn, as if it had never come"),
    "match": Text(de="Die Datensätze sind neu zugeordnet", en="The records are matched anew"),
    "recognise_files": Text(de="Die Dateien sind erkannt", en="The files are recognised"),
}  # fmt: skip


def first(company: Company) -> dict[str, Any]:
    """revenue (Value of the last twelve months with data), month (the latest with books), findings, calls, answers."""
    as_of = company.as_of
    revenue = None
    if as_of and company.has("revenue_net"):
        year = period_of(previous(period_of(as_of + timedelta(days=1), "month")).start, "ttm")
        revenue = company.value("revenue_net", year, compare=("previous_year",))
    months = standing.months(company)
    closed = next((one for one in months if one.revenue.remainder is not None), None)
    found = sorted(open_findings(company), key=lambda one: one["money_per_year"] is None)
    version, today = tasks.version(company.alias), company.as_of
    waiting = tasks.tasks(company.alias, version, today) if version and today else []
    calls = [one.as_dict() for one in waiting if one.status == "open"]
    return {
        "revenue": revenue, "month": closed, "remainder": float(closed.revenue.remainder or 0) if closed else None,
        "word": f"{closed.start:%Y-%m}" if closed else "",
        "month_name": written(period_of(closed.start, "month")) if closed else None,
        "findings": [told(one, {}) for one in found[:SHOWN]], "found": len(found),
        "calls": [_call(company, one) for one in calls[:CALLS]],
        "calling": len(calls), "answers": standing.answers(company),
    }  # fmt: skip


def _call(company: Company, one: Mapping[str, Any]) -> dict[str, Any]:
    """A task with what its customer is called: by number, as names belong on the person's own page."""
    key = one["customer_key"]
    number = next((each.source_id for each in decisions.origins_of(company.alias, "customer", [key])
                   if "@" not in each.source_id), None)  # fmt: skip
    return {**one, "label": label(number, key), "linked": True}
