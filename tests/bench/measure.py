"""Timing: rounds that take turns between the servers, and medians of them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.servers import Server
from tests.bench.workloads import Workload

_SECONDS = 1.0  # of each server in each round, at most
_LEAST, _MOST = 12, 200  # requests of each round


@dataclass
class Result:
    """What came of a workload: milliseconds by server (p50), or why there are none.

    `processor` is what a request took of the processor, in milliseconds: on a machine that others
    use at the same time it tells more than the clock does.
    """

    workload: Workload
    milliseconds: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def ratio(self, over: str, *, processor: bool = False) -> float | None:
        """Return how many times as long ours takes as that server."""
        figures = self.processor if processor else self.milliseconds
        if figures.get("ours") and figures.get(over):
            return figures["ours"] / figures[over]
        return None

    def verdict(self) -> str:
        """Return whether the goals are met: “yes”, “no”, or “” without a goal or a figure."""
        kept = []
        ratio, against = self.ratio("limit"), self.ratio("datasette")
        if self.workload.goal is not None and ratio is not None:
            kept.append(ratio <= self.workload.goal)
        if self.workload.beats is not None and against is not None:
            kept.append(1 / against >= self.workload.beats)
        return "" if not kept else "yes" if all(kept) else "no"


def check(workload: Workload, servers: Mapping[str, Server], result: Result) -> None:
    """Ask each question once of each server; a server that cannot or answers otherwise is skipped.

    Raises AssertionError where ours and the limit do not give the same ids in the same order.
    """
    expected: dict[int, list[str]] = {}
    for name in ("limit", "ours", "datasette"):
        if name not in servers:
            continue
        paths = workload.paths(name)
        if not paths:
            result.skipped[name] = "not asked"
            continue
        for number, path in enumerate(paths):
            answer = servers[name].connection.get(path)
            if answer.status != 200:
                result.skipped[name] = f"HTTP {answer.status} for {path}: {_reason(answer.body)}"
                break
            if workload.ids is None:
                continue
            ids = workload.ids(answer)
            wanted = expected.setdefault(number, ids)
            if ids == wanted:
                continue
            where = f"{workload.name}: {path}: {len(ids)} ids, {_first_difference(ids, wanted)}"
            if name == "ours":
                raise AssertionError(f"Ours and the limit differ. {where}")
            result.notes.append(f"{name} answers otherwise. {where}")
            break


def run(
    workload: Workload, servers: Mapping[str, Server], rounds: int, *, checked: bool = True
) -> Result:
    """Time a workload on every server that can answer it."""
    result = Result(workload)
    if checked:
        check(workload, servers, result)
    requests = {
        name: [server.connection.request(path) for path in workload.paths(name)]
        for name, server in servers.items()
        if name not in result.skipped and workload.paths(name)
    }
    rounds_of: dict[str, list[tuple[float, float]]] = {name: [] for name in requests}
    for _ in range(rounds):
        for name, prepared in requests.items():
            rounds_of[name].append(one_round(servers[name], prepared))
    for name, figures in rounds_of.items():
        result.milliseconds[name] = median(clock for clock, _ in figures)
        result.processor[name] = median(processor for _, processor in figures)
    return result


def one_round(server: Server, requests: Sequence[bytes]) -> tuple[float, float]:
    """Return the median time of requests sent in turn and their mean cost, both in milliseconds."""
    connection, before = server.connection, server.processor()
    times: list[float] = []
    until = time.perf_counter() + _SECONDS
    while len(times) < _MOST and (len(times) < _LEAST or time.perf_counter() < until):
        request = requests[len(times) % len(requests)]
        began = time.perf_counter()
        connection.send(request)
        times.append(time.perf_counter() - began)
    return median(times) * 1000, (server.processor() - before) * 1000 / len(times)


def _first_difference(ids: list[str], wanted: list[str]) -> str:
    for place, (one, other) in enumerate(zip(ids, wanted, strict=False)):
        if one != other:
            return f"at {place}: {one} instead of {other}"
    return f"instead of {len(wanted)}"


def _reason(body: bytes) -> str:
    return body[:200].decode(errors="replace").replace("\n", " ")
