"""Workloads that are more than the same request again: deep pages, counts, 304, throughput."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import orjson

from tests.bench import servers as start
from tests.bench.client import throughput
from tests.bench.measure import Result, one_round, run
from tests.bench.picks import Picks
from tests.bench.servers import Server
from tests.bench.workloads import API, Workload, uids

_DEEP = 500_000  # rows before the 10,000th page of 50
_STEP = 500
_CLIENTS, _WORKERS = 16, 2
_FIRST = f"{API}/incidents/"


def deep_page(running: Mapping[str, Server], picks: Picks, rounds: int) -> Result:
    """Time the 10,000th page by cursor beside the first page; the ratio to tell is of these two."""
    ours = running["ours"]
    cursor = _walk(ours, min(_DEEP, picks.incidents // 2))
    begins = ours.connection.get(f"{API}/incidents/?limit=1&cursor={cursor}")
    workload = Workload(
        "deep",
        "the 10,000th page by cursor",
        [f"{API}/incidents/?cursor={cursor}"],
        [f"/incidents?from={uids(begins)[0]}"],
        ids=uids,
    )
    result = run(workload, {name: running[name] for name in ("limit", "ours")}, rounds)
    first, deep = _pair(ours, _FIRST, workload.ours[0], rounds)
    result.notes.append(f"{deep[0] / first[0]:.2f} times the first page (at most 1.2)")
    return result


def bounded_count(running: Mapping[str, Server], rounds: int) -> Result:
    """Time a page with `count=bounded`; to tell is what it adds to the same page without."""
    path = f"{_FIRST}?count=bounded"
    result = Result(Workload("count", "`count=bounded`", [path], []))
    plain, counted = _pair(running["ours"], _FIRST, path, rounds)
    _keep(result, counted)
    result.notes.append(f"adds {counted[0] - plain[0]:.2f} ms to the first page (at most 1 ms)")
    return result


def not_modified(running: Mapping[str, Server], picks: Picks, rounds: int) -> Result:
    """Time a 304 beside the 200 that it stands for."""
    ours = running["ours"]
    result = Result(Workload("304", "304 to If-None-Match", [], []))
    for kind, path in (("list", _FIRST), ("record", f"{_FIRST}{picks.uids[0]}/")):
        tag = ours.connection.get(path).headers.get(b"etag")
        if tag is None:
            result.skipped["ours"] = f"no ETag with {path}"
            continue
        headers = {"If-None-Match": tag.decode()}
        again = ours.connection.get(path, headers)
        if again.status != 304:
            result.skipped["ours"] = f"HTTP {again.status} to If-None-Match for {path}"
            continue
        whole, short = _pair(ours, path, path, rounds, headers)
        _keep(result, short)
        result.notes.append(f"{kind}: {short[0] / whole[0]:.2f} of the 200 (at most 0.4)")
    return result


def exports(running: Mapping[str, Server], picks: Picks, rounds: int) -> list[Result]:
    """Return the rows per second of whole exports, and what they add to the server's memory."""
    results = []
    for kind, title, share in (
        ("csv", "export of a tenth of the incidents as CSV", 0.8),
        ("ndjson", "export of a tenth of the incidents as NDJSON with participants", 1.0),
    ):
        paths = {
            "limit": f"/export?event_type={picks.tenth}&format={kind}",
            "ours": f"{API}/incidents/export/?event_type={picks.tenth}&format={kind}"
            + ("&profile=raw" if kind == "csv" else ""),
        }
        result = Result(Workload(f"export-{kind}", title, [paths["ours"]], [paths["limit"]]))
        results.append(result)
        try:
            figures = [
                {name: _whole(running[name], path) for name, path in paths.items()}
                for _ in range(rounds)
            ]
        except ConnectionError as error:
            result.skipped["ours"] = str(error)
            continue
        if {figure.lines for each in figures for figure in each.values()} != {
            figures[0]["ours"].lines
        }:
            raise AssertionError(f"Ours and the limit export another number of lines: {figures}")
        rate = {name: median(each[name].rate for each in figures) for name in paths}
        growth = max(each["ours"].growth for each in figures)
        result.notes.append(
            f"{figures[0]['ours'].lines:,} lines, {rate['ours']:,.0f} per second against the "
            f"limit's {rate['limit']:,.0f}: {rate['ours'] / rate['limit']:.2f} (at least {share}); "
            f"first byte after {median(each['ours'].first for each in figures) * 1000:.0f} ms; "
            f"the server's memory grew by {growth:.0f} MB at most"
        )
    return results


@dataclass(frozen=True, slots=True)
class _Export:
    lines: int
    rate: float  # lines per second
    first: float  # seconds to the first byte
    growth: float  # of the server's memory, in MB


def _whole(server: Server, path: str) -> _Export:
    """Read a whole export and throw it away."""
    before = most = server.memory()
    began = time.perf_counter()
    first, lines = 0.0, 0
    for number, chunk in enumerate(server.connection.stream(path)):
        first = first or time.perf_counter() - began
        lines += chunk.count(b"\n")
        if number % 20 == 0:
            most = max(most, server.memory())
    return _Export(lines, lines / (time.perf_counter() - began), first, most - before)


def rates(database: Path, seconds: float) -> Result:
    """Return the lists per second of two workers under sixteen clients, one server at a time."""
    workload = Workload("throughput", "2 workers, 16 clients, list: requests per second", [], [])
    result = Result(workload)
    found = {}
    for name, path in (("limit", "/incidents"), ("ours", f"{API}/incidents/")):
        with getattr(start, name)(database, workers=_WORKERS) as server:
            throughput(server.port, path, clients=_CLIENTS, seconds=1)  # warm every worker
            found[name] = throughput(server.port, path, clients=_CLIENTS, seconds=seconds)
    result.notes.append(
        f"{found['ours']:.0f} of the limit's {found['limit']:.0f} per second: "
        f"{found['ours'] / found['limit']:.2f} (at least 0.5)"
    )
    return result


def _walk(server: Server, rows: int) -> str:
    """Return the cursor behind so many rows, found as a reader finds it: page by page."""
    cursor, seen = "", 0
    while seen < rows:
        size = min(_STEP, rows - seen)
        after = f"&cursor={cursor}" if cursor else ""
        answer = server.connection.get(f"{API}/incidents/?fields=uid&limit={size}{after}")
        cursor = orjson.loads(answer.body)["next_cursor"]
        seen += size
    return cursor


def _pair(
    server: Server, one: str, other: str, rounds: int, headers: dict[str, str] | None = None
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return milliseconds and processor time of two requests that take turns.

    `headers` go with the second.
    """
    requests = server.connection.request(one), server.connection.request(other, headers)
    figures = [[one_round(server, [request]) for request in requests] for _ in range(rounds)]
    first, second = zip(*figures, strict=True)
    return _medians(first), _medians(second)


def _medians(figures: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    return median(clock for clock, _ in figures), median(processor for _, processor in figures)


def _keep(result: Result, figures: tuple[float, float]) -> None:
    result.milliseconds["ours"], result.processor["ours"] = figures
