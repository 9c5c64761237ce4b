"""An assistant's side of the MCP server: the SDK's own client speaks to `leitstand mcp` as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client

import leitstand
from tests.web.api.conftest import token_of

COMMAND = [sys.executable, "-m", "leitstand", "--home"]
CALLS: dict[str, dict[str, Any]] = {
    "list_metrics": {"family": "revenue"},
    "metric_values": {"metric": "revenue_net", "grain": "quarter", "by": ["channel"], "start": "2026-01-01"},
    "list_findings": {},
    "why": {"metric": "orders", "period": "2026-08", "against": "2026-07"},
    "list_recommendations": {},
    "list_goals": {},
    "list_actions": {},
    "list_lessons": {},
}
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("metric_values", {"metric": "revenue_nett"}, "Did you mean revenue_net"),
    ("metric_values", {"metric": "revenue_net", "start": "soon"}, "'soon' is not a date"),
    ("metric_values", {"metric": "revenue_net", "where": ["country"]}, "country"),
    ("metric_values", {}, "Field required"),
    ("why", {"metric": "revenue_net", "period": "2026-13"}, "is not a period"),
    ("finding", {"id": "zzz"}, "There is no finding 'zzz'"),
    ("tell_me", {}, "Unknown tool"),
]


def spoken(home: Path, token: str, talk: Callable[[ClientSession], Awaitable[None]]) -> None:
    """Starts the server, runs what the assistant says, ends it."""
    arguments = [*COMMAND[1:], str(home), "mcp"]
    environment = {**os.environ, "LEITSTAND_TOKEN": token}

    async def run() -> None:
        given = StdioServerParameters(command=COMMAND[0], args=arguments, env=environment)
        async with stdio_client(given) as (reading, writing), ClientSession(reading, writing) as session:
            await talk(session)

    anyio.run(run)


async def told(session: ClientSession, name: str, arguments: dict[str, Any]) -> tuple[bool, str]:
    """Whether it failed, and the text."""
    result: Any = await session.call_tool(name, arguments)
    return bool(result.is_error), "".join(one.text for one in result.content)


def test_an_assistant_asks(web_home: Path) -> None:
    async def talk(session: ClientSession) -> None:
        begun = await session.initialize()
        assert (begun.server_info.name, begun.server_info.version) == ("leitstand", leitstand.__version__)
        assert "none may be guessed" in (begun.instructions or "")
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == {*CALLS, "finding"} and all(tool.description for tool in tools.values())
        answers = {}
        for name, arguments in CALLS.items():
            failed, text = await told(session, name, arguments)
            assert not failed, text
            answers[name] = json.loads(text)
        assert {one["family"] for one in answers["list_metrics"]} == {"revenue"}
        assert {one["dims"]["channel"] for one in answers["metric_values"]} >= {"web", "sales"}
        assert answers["why"]["sentence"]["en"] and answers["list_recommendations"]
        one = answers["list_findings"][0]
        failed, text = await told(session, "finding", {"id": one["id"]})
        assert not failed and json.loads(text)["sentence"]["en"] == one["sentence"]
        for name, arguments, words in WRONG:
            failed, text = await told(session, name, arguments)
            assert failed and words in text and "Traceback" not in text, text

    spoken(web_home, token_of("assistant"), talk)


def test_an_assistant_sees_what_its_user_sees_while_the_token_holds(web_home: Path) -> None:
    from leitstand.control.account import services as accounts

    async def talk(session: ClientSession) -> None:
        await session.initialize()
        asked = {"metric": "orders", "grain": "year", "by": ["region"]}
        failed, text = await told(session, "metric_values", asked)
        assert not failed and {one["dims"]["region"] for one in json.loads(text)} == {"DEA"}
        failed, text = await told(session, "metric_values", {**asked, "where": ["region=DE2"]})
        assert failed or not any(one["value"] for one in json.loads(text))
        failed, text = await told(session, "list_findings", {})
        assert not failed and all(one["dims"].get("region") == "DEA" for one in json.loads(text))
        await anyio.to_thread.run_sync(lambda: accounts.disable("default", "part@example.org"))
        failed, text = await told(session, "metric_values", asked)
        assert failed and "The token is missing or not valid." in text

    spoken(web_home, token_of("part", "analyst", scope="region=DEA"), talk)


@pytest.mark.parametrize(("token", "language", "words"), [
    ("", "en", "The token is missing or not valid."), ("leitstand_wrong", "de", "Der Zugangsschlüssel fehlt"),
])  # fmt: skip
def test_without_a_token_it_says_what_to_do(web_home: Path, token: str, language: str, words: str) -> None:
    done = subprocess.run([*COMMAND, str(web_home), "--lang", language, "mcp"], stdin=subprocess.DEVNULL,
                          env={**os.environ, "LEITSTAND_TOKEN": token}, capture_output=True, text=True)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr and "LEITSTAND_TOKEN" in done.stderr and "Traceback" not in done.stderr
