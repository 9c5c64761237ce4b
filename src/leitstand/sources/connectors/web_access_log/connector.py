"""Reads access logs of web servers and groups the requests of a visitor into visits."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leitstand.foundation.text import Text
from leitstand.sources.connectors.web_access_log.agents import SEARCH, SOCIAL, device, is_bot
from leitstand.sources.contract import ROW, Connector, RawTable, Staged
from leitstand.sources.values import as_money, flat
from leitstand.sources.values.sheet import Sheet, constant, numbered, recognised

ZONE = "Europe/Berlin"
PAUSE = 30 * 60 * 1_000_000  # microseconds without a request after which a new visit begins
COLUMNS = {
    "ip": ("ip", "remote_addr", "client_ip"),
    "host": ("host", "http_host", "server_name"),
    "at": ("time", "date", "time_iso8601", "@timestamp"),
    "method": ("method", "request_method"),
    "url": ("url", "path", "request_uri", "uri"),
    "status": ("status",),
    "bytes": ("bytes", "length", "body_bytes_sent", "bytes_sent"),
    "referrer": ("referrer", "referer", "http_referrer", "http_referer"),
    "agent": ("user_agent", "http_user_agent"),
}
NEEDED = ("ip", "at", "url", "status", "agent")
_FILE = re.compile(
    r"\.(css|js|map|json|png|jpe?g|gif|svg|webp|avif|ico|bmp|woff2?|ttf|eot|otf|mp[34]|webm|pdf|zip|gz|xml|rss|atom|txt)$",
    re.IGNORECASE,
)


def read(raw: RawTable) -> Staged:
    """Every request is an event of a visit; a page is its address without query.

    Visitors are told apart by network address and browser, which the store keeps as keyed hash only.
    """
    sheet = Sheet(raw, COLUMNS)
    ip, agent = sheet.text("ip"), sheet.text("agent")
    agent = pc.if_else(pc.equal(agent, "-"), pa.scalar(None, pa.string()), agent)
    method = pc.fill_null(sheet.text("method"), "GET")
    status, at = sheet.integer("status", needed=True), sheet.instant("at", ZONE, needed=True)
    path = _each(sheet.text("url", needed=True), _path)
    visitor = pc.binary_join_element_wise(ip, pc.fill_null(agent, ""), "|")  # null without an address
    requests = sheet.table(
        {
            "visitor_id": visitor, "at": at, "path": path,
            "caller": pc.coalesce(visitor, sheet.row.cast(pa.string())),  # nobody knows who called: a visit of its own
            "event_name": _event(method, status, path), "agent": agent, "host": sheet.text("host"),
            "referrer": _each(sheet.text("referrer"), _host),
        }
    ).sort_by([("caller", "ascending"), ("at", "ascending"), (ROW, "ascending")])  # fmt: skip
    sessions, session_id = _sessions(requests)
    tables = {
        "web_session": sessions,
        "web_event": pa.table(
            {
                ROW: requests[ROW], "session_id": session_id, "occurred_at": requests["at"],
                "event_name": requests["event_name"], "page_id": requests["path"],
            }
        ),
        "page": _pages(requests),
    }  # fmt: skip
    controls = sheet.controls({"bytes": as_money(sheet.exact("bytes")), "class": status.cast(pa.string())})
    return Staged(tables, sheet.rejects, controls, tuple(sheet.notes))


def _path(url: str) -> str:
    try:
        return urlsplit(url).path or "/"
    except ValueError:  # what attackers send is not always an address
        return url.partition("?")[0]


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _each(column: pa.Array, one: Any, kind: pa.DataType | None = None) -> pa.Array:
    """The column with `one` applied to every distinct cell."""
    coded = flat(column).dictionary_encode()
    values = [None if cell is None else one(cell) for cell in coded.dictionary.to_pylist()]
    return pa.array(values, kind or pa.string()).take(coded.indices)


def _event(method: pa.Array, status: pa.Array, path: pa.Array) -> pa.Array:
    """page_view: a page was asked for and shown. file: what belongs to pages. error, redirect, request: the others."""
    is_file = _each(path, lambda cell: _FILE.search(cell) is not None, pa.bool_())
    shown = pc.if_else(pc.equal(pc.utf8_upper(method), "GET"), pc.if_else(is_file, "file", "page_view"), "request")
    moved = pc.and_(pc.and_(pc.greater_equal(status, 300), pc.less(status, 400)), pc.not_equal(status, 304))
    return pc.if_else(pc.greater_equal(status, 400), "error", pc.if_else(moved, "redirect", shown))


def _sessions(requests: pa.Table) -> tuple[pa.Table, pa.Array]:
    """One row per visit, and for every request (sorted by visitor and time) the number of its visit."""
    count = len(requests)
    moments = np.asarray(requests["at"].cast(pa.int64()))
    callers = np.asarray(flat(requests["caller"]).dictionary_encode().indices) if count else moments
    begins = np.ones(count, bool)
    begins[1:] = (callers[1:] != callers[:-1]) | (np.diff(moments) > PAUSE)
    first = np.flatnonzero(begins)
    place = np.cumsum(begins) - 1
    last = np.append(first[1:], count)[: len(first)] - 1
    views = np.asarray(pc.equal(requests["event_name"], "page_view"))
    pages = np.add.reduceat(views, first, dtype=np.int64) if count else np.zeros(0, np.int64)
    landing, leaving = _ends(views, place, len(first))
    start = requests.take(pa.array(first, pa.int64()))
    bots = _each(start["agent"], is_bot, pa.bool_())
    asks = np.asarray(pc.equal(requests["path"], "/robots.txt"))
    robots = np.logical_or.reduceat(asks, first) if count else np.zeros(0, bool)
    session_id = _session_id(start)
    sessions = {
        ROW: start[ROW], "session_id": session_id, "visitor_id": start["visitor_id"], "started_at": start["at"],
        "ended_at": requests["at"].take(pa.array(last, pa.int64())), "pageviews": pa.array(pages, pa.int64()),
        "is_engaged": pa.array(pages >= 2), "is_bounce": pa.array(pages == 1),
        "landing_page_id": requests["path"].take(landing), "exit_page_id": requests["path"].take(leaving),
        **_origin(requests, start), "device": _each(start["agent"], device),
        "consent_state": constant("unknown", start), "is_bot": pc.if_else(pa.array(robots), True, bots),
    }  # fmt: skip
    return pa.table(sessions), session_id.take(pa.array(place, pa.int64()))


def _ends(views: npt.NDArray[np.bool_], place: npt.NDArray[np.int64], count: int) -> tuple[pa.Array, pa.Array]:
    """Index of the first and the last page view of every visit, null for a visit without any."""
    seen = np.flatnonzero(views)
    ends = []
    for order in (seen[::-1], seen):  # of several that are put in the same place the last one stays
        found = np.full(count, -1, np.int64)
        found[place[order]] = order
        ends.append(pa.array(found, pa.int64(), mask=found < 0))
    return ends[0], ends[1]


def _session_id(start: pa.Table) -> pa.Array:
    """Without the network address: a number of the source is stored as it is."""
    agent = _each(start["agent"], lambda cell: hashlib.sha256(cell.encode()).hexdigest()[:12])
    parts = [start["at"].cast(pa.string()), start["host"], start["path"], agent]
    filled = [pc.fill_null(part, "") for part in parts]
    return numbered(pc.binary_join_element_wise(*filled, "|"), start[ROW])


def _origin(requests: pa.Table, start: pa.Table) -> dict[str, pa.Array]:
    """source, medium and channel group by the page a visit came from; the site's own pages are no source."""
    own = {(name or "").partition(":")[0].removeprefix("www.") for name in pc.unique(start["host"]).to_pylist()}
    if own <= {""}:  # a log of one site does not name it: most of its requests come from its own pages
        known = requests["referrer"].drop_null().value_counts()
        ranked = sorted(known.to_pylist(), key=lambda one: (-one["counts"], one["values"]))
        own = {one["values"] for one in ranked[:1]}

    def found(host: str | None) -> tuple[str, str, str]:
        if host is None or host in own:
            return "(direct)", "(none)", "Direct"
        if SEARCH.search(host):
            return host, "organic", "Organic Search"
        return (host, "social", "Organic Social") if SOCIAL.search(host) else (host, "referral", "Referral")

    told = [found(host) for host in start["referrer"].to_pylist()]
    names = ("source", "medium", "channel_group")
    return {name: pa.array([one[at] for one in told], pa.string()) for at, name in enumerate(names)}


def _pages(requests: pa.Table) -> pa.Table:
    pages = requests.group_by("path").aggregate([(ROW, "min")]).sort_by(f"{ROW}_min")
    return pa.table({ROW: pages[f"{ROW}_min"], "page_id": pages["path"], "url_path": pages["path"]})


CONNECTOR = Connector(
    title=Text(de="Zugriffsprotokoll eines Webservers", en="Web server access log"),
    description=Text(
        de="Protokolle von Apache, nginx (auch JSON), IIS und anderen W3C-Formaten, CloudFront und Amazon ALB; "
        "Besuche enden nach 30 Minuten Pause.",
        en="Logs of Apache, nginx (JSON too), IIS and other W3C formats, CloudFront and Amazon ALB; "
        "visits end after 30 minutes of pause.",
    ),
    delivery="append",
    feeds=("web_session", "web_event", "page"),
    echoes=("web_session", "web_event"),
    currency=None,
    zone=ZONE,
    recognise=partial(recognised, wanted=COLUMNS, needed=NEEDED),
    read=read,
)
