"""Reads access logs of web servers: one row per request, whichever server wrote the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

import pyarrow as pa

from leitstand.foundation.text import Text
from leitstand.sources.contract import ROW, RawTable, Reject
from leitstand.sources.readers import encoding
from leitstand.sources.readers.delimited import LINE
from leitstand.sources.readers.limits import Limits, check_rejects
from leitstand.sources.readers.origin import HEAD, Origin

COLUMNS = ("ip", "host", "time", "method", "url", "status", "bytes", "referrer", "user_agent")

_BATCH = 50_000
_SHOWN = 1_000
_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_TAIL = r'(?: (?:"(?:[^"\\]|\\.)*"|[^"\s]+))*'  # what some servers add: never half a quotation
# Apache, nginx and their likes: [host] ip ident user [time] "request" status bytes ["referrer" "user agent"] …
_COMMON = re.compile(
    r"(?:(?P<vhost>[\w.:-]+) (?=\w\S* [^\s\[]+ [^\s\[]+ [^\[]*\[))?(?P<ip>\w[\w.:-]*) (?P<ident>[^\s\[]+) [^\[\"]*?"
    r"\[(?P<time>\d{1,2}/\w{3}/\d{4}:\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?)\](?: \(\d+ s\))? "
    rf"{_QUOTED.replace('(', '(?P<request>', 1)} (?P<status>\d{{3}}) (?P<bytes>\d+|-)"
    rf"(?: {_QUOTED.replace('(', '(?P<referrer>', 1)} {_QUOTED.replace('(', '(?P<user_agent>', 1)})?{_TAIL}"
)
# load balancers of Amazon, the newer ones with the kind of connection in front
_BALANCER = re.compile(
    r"(?:(?:https?|h2|wss?|grpcs?) )?(?P<time>\d{4}-\d\d-\d\dT[\d:.]+Z) \S+ (?P<ip>[\da-fA-F.:]+):\d+ \S+ "
    rf"[\d.-]+ [\d.-]+ [\d.-]+ (?P<status>\d{{3}}|-) \S+ \d+ (?P<bytes>\d+) "
    rf"{_QUOTED.replace('(', '(?P<request>', 1)} {_QUOTED.replace('(', '(?P<user_agent>', 1)}{_TAIL}"
)
_FIELDS = re.compile(r"#Fields:\s*(\S.*)", re.IGNORECASE)
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_W3C = {  # own column → names in the W3C extended format (IIS, CloudFront, Netscaler, SHOUTcast)
    "ip": ("c-ip",),
    "host": ("cs(host)", "x-host-header", "cs-host", "s-computername"),
    "method": ("cs-method",),
    "url": ("cs-uri-stem", "cs-uri"),
    "status": ("sc-status", "c-status"),
    "bytes": ("sc-bytes",),
    "referrer": ("cs(referer)",),
    "user_agent": ("cs(user-agent)",),
}
_NO_LINE = Text(de="ist keine Zeile eines Zugriffsprotokolls", en="is not a line of an access log")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_Row = dict[str, str | None]


def is_log(origin: Origin) -> bool:
    """Whether the first lines are those of an access log: a list of W3C fields, or four of five lines can be read."""
    head = origin.head()
    lines = head.decode("latin-1").splitlines()
    if len(head) == HEAD and len(lines) > 1:
        lines.pop()  # cut in the middle
    if any((found := _FIELDS.match(line)) and "c-ip" in found[1].lower().split() for line in lines):
        return True
    lines = [line for line in lines if line.strip() and not line.startswith("#")][:100]
    return bool(lines) and sum(_line(line) is not None for line in lines) >= 0.8 * len(lines)


def read(origin: Origin, limits: Limits, progress: Callable[[int], None]) -> RawTable:
    """One text row per request with `COLUMNS`; ROW is the line. Lines that cannot be read are rejects.

    Times are ISO 8601, with the offset the line gives; W3C times are UTC unless the log calls them local.
    """
    seen = encoding.detect(origin, limits)
    reading = _Reading(origin.name, limits, progress)
    with seen.open(origin) as stream:
        for number, line in enumerate(stream, start=1):
            reading.take(number, encoding.show(line.replace("\0", "").strip()))
    return reading.table(seen.notes)


@dataclass(slots=True)
class _Reading:
    """One pass over one log. fields: names of the columns, where the log lists them itself."""

    name: str
    limits: Limits
    progress: Callable[[int], None]
    fields: list[str] = field(default_factory=list)
    waiting: list[tuple[int, _Row]] = field(default_factory=list)
    batches: list[pa.Table] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        if found := _FIELDS.match(line):
            self.fields = found[1].lower().split()
        if not line or line.startswith("#"):
            return
        row = _listed(line, self.fields) if self.fields else _line(line)
        if row is None or any(len(cell) > self.limits.cell for cell in row.values() if cell):
            self.rejects.append(Reject(number, _NO_LINE, cells={LINE: line[:_SHOWN]}))
            check_rejects(self.name, len(self.rejects), _NO_LINE, self.limits)
            return
        self.waiting.append((number, row))
        if len(self.waiting) >= _BATCH:
            self.flush(number)

    def flush(self, number: int) -> None:
        cells = {name: pa.array([row.get(name) for _, row in self.waiting], pa.string()) for name in COLUMNS}
        self.batches.append(pa.table({**cells, ROW: pa.array([place for place, _ in self.waiting], pa.int64())}))
        self.waiting = []
        self.progress(number)

    def table(self, notes: tuple[Text, ...]) -> RawTable:
        self.flush(self.waiting[-1][0] if self.waiting else 0)
        return RawTable(self.name, pa.concat_tables(self.batches), tuple(self.rejects), notes)


def _line(line: str) -> _Row | None:
    """A line of a log without a list of fields."""
    found = _COMMON.fullmatch(line) or _BALANCER.fullmatch(line)
    if not found:
        return None
    part = found.groupdict()
    time = part["time"] if "T" in part["time"] else _iso(part["time"])
    if time is None:
        return None
    method, _, rest = part["request"].partition(" ")
    url = rest.rpartition(" HTTP/")[0] or rest
    ident = part.get("ident") or ""
    host = part.get("vhost") or (ident if "." in ident else None)  # some hosters put the site where ident stands
    cells = part | {"host": host, "time": time, "method": method, "url": url or None}
    return {name: _filled(cells.get(name)) for name in COLUMNS}


def _iso(time: str) -> str | None:
    """10/Feb/2012:16:42:07 -0500 as 2012-02-10T16:42:07-0500."""
    day, month, rest = time.split("/")
    year, clock = rest[:4], rest[5:].replace(" ", "")
    if month not in _MONTHS:
        return None
    return f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}T{clock}"


def _listed(line: str, fields: list[str]) -> _Row | None:
    """A line of a log that lists its fields: cells between blanks (or tabs), with blanks only in quotes."""
    cells = line.split("\t") if "\t" in line else [quoted or plain for quoted, plain in _TOKEN.findall(line)]
    if len(cells) != len(fields):
        return None
    named = dict(zip(fields, cells, strict=True))
    row = {own: next((_filled(named[n]) for n in names if n in named), None) for own, names in _W3C.items()}
    row["time"] = _w3c_time(named)
    if agent := row["user_agent"]:  # blanks are written as +, %20 or %2520
        row["user_agent"] = unquote(unquote(agent.replace("+", " ") if " " not in agent else agent))
    return row if row["time"] else None


def _w3c_time(named: Mapping[str, str]) -> str | None:
    for suffix, zone in (("", "Z"), ("-local", "")):
        day, clock = named.get(f"date{suffix}"), named.get(f"time{suffix}")
        if day and clock:
            try:
                return datetime.fromisoformat(f"{day}T{clock}").isoformat() + zone
            except ValueError:
                return None
    return None


def _filled(cell: str | None) -> str | None:
    return None if cell in (None, "", "-") else cell
