"""Workloads that are more than the same request again: deep pages, counts, 304, throughput."""

from __future__ import annotations

from collections.abc import Mapping
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
    first = run(_first(), {"ours": ours}, rounds, checked=False).milliseconds["ours"]
    result.notes.append(
        f"{result.milliseconds['ours'] / first:.2f} times the first page (at most 1.2)"
    )
    return result


def bounded_count(running: Mapping[str, Server], rounds: int) -> Result:
    """Time a page with `count=bounded`; to tell is what it adds to the same page without."""
    workload = Workload("count", "`count=bounded`", [f"{API}/incidents/?count=bounded"], [])
    result = run(workload, {"ours": running["ours"]}, rounds)
    if "ours" in result.milliseconds:
        plain = run(_first(), {"ours": running["ours"]}, rounds, checked=False)
        added = result.milliseconds["ours"] - plain.milliseconds["ours"]
        result.notes.append(f"adds {added:.2f} ms to the first page (at most 1 ms)")
    return result


def not_modified(running: Mapping[str, Server], picks: Picks, rounds: int) -> Result:
    """Time a 304 beside the 200 that it stands for."""
    ours = running["ours"].connection
    result = Result(Workload("304", "304 to If-None-Match", [], []))
    shares = []
    for path in (f"{API}/incidents/{picks.uids[0]}/", f"{API}/incidents/"):
        answer = ours.get(path)
        tag = answer.headers.get(b"etag")
        if tag is None:
            result.skipped["ours"] = f"no ETag with {path}"
            continue
        again = ours.get(path, {"If-None-Match": tag.decode()})
        if again.status != 304:
            result.skipped["ours"] = f"HTTP {again.status} to If-None-Match for {path}"
            continue
        shares.append(_share(running["ours"], path, tag.decode(), rounds, result))
    result.notes += shares
    return result


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


def _first() -> Workload:
    return Workload("first", "first page", [f"{API}/incidents/"], [])


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


def _share(server: Server, path: str, tag: str, rounds: int, result: Result) -> str:
    full = [server.connection.request(path)]
    conditional = [server.connection.request(path, {"If-None-Match": tag})]
    pairs = [(one_round(server, full)[0], one_round(server, conditional)) for _ in range(rounds)]
    whole = median(full for full, _ in pairs)
    result.milliseconds["ours"] = short = median(clock for _, (clock, _) in pairs)
    result.processor["ours"] = median(processor for _, (_, processor) in pairs)
    kind = "record" if "inc_" in path else "list"
    return f"{kind}: {short / whole:.2f} of the 200 (at most 0.4)"
