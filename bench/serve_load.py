"""The served page under load and at its start: latency, memory, and that every answer is right.

    python bench/serve_load.py [--clients 8] [--seconds 60]

Starts `pledgecheck serve` itself. Prints the time from the start of the process to the first page, the
server time of one warm verdict about a pledge of 2,000 characters, then p50/p95 under load and the memory of
the server before and after.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pledgecheck.checker import check

ROOT = Path(__file__).resolve().parents[1]
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "examples" / "xa-an-hoa").rglob("*.txt"))]


def start() -> tuple[subprocess.Popen[str], str, float, float]:
    """The server, its address, seconds until it listens and until the first page."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "pledgecheck", "serve", "--no-browser", "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    address = urlsplit(server.stderr.readline().split()[0]).netloc
    listening = time.perf_counter() - began
    connection = http.client.HTTPConnection(address)
    connection.request("GET", "/")
    assert connection.getresponse().read()
    return server, address, listening, time.perf_counter() - began


def ask(connection: http.client.HTTPConnection, text: str) -> dict[str, Any]:
    """One answer of /api/check."""
    body = json.dumps({"text": text}).encode()
    connection.request("POST", "/api/check", body, {"content-type": "application/json"})
    answer = connection.getresponse()
    data = json.loads(answer.read())
    assert answer.status == 200, data
    report: dict[str, Any] = data["reports"][0]
    return report


def memory(server: subprocess.Popen[str]) -> float:
    """Resident memory in MB (Linux)."""
    try:
        for line in Path(f"/proc/{server.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return float("nan")


def warm(address: str) -> None:
    """One client, texts of 2,000 characters that were never seen before."""
    connection = http.client.HTTPConnection(address)
    text = next(each for each in TEXTS if len(each) >= 2000)[:2000]
    ask(connection, text)
    times = []
    for number in range(40):
        changed = text.replace("tôi", f"tôi ({number})")[:2000]
        began = time.perf_counter()
        ask(connection, changed)
        times.append(1000 * (time.perf_counter() - began))
    times.sort()
    print(
        f"warm verdict, 2,000 characters, {len(times)} times: p50 {times[20]:.0f} ms, p95 {times[37]:.0f} ms"
    )


def load(address: str, clients: int, seconds: float) -> None:
    """Many clients at once; every total is compared with the one judged here."""
    right = [check(text).score.total for text in TEXTS]
    times: list[float] = []
    wrong: list[int] = []
    until = time.perf_counter() + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection(address)
        at = number
        while time.perf_counter() < until:
            began = time.perf_counter()
            total = ask(connection, TEXTS[at % len(TEXTS)])["score"]["total"]
            times.append(1000 * (time.perf_counter() - began))
            if total != right[at % len(TEXTS)]:
                wrong.append(at)
            at += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{clients} clients, {seconds:.0f} s: {len(times)} answers ({len(times) / seconds:.0f}/s), "
        f"p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, slowest {max(times):.0f} ms, wrong: {len(wrong)}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    server, address, listening, first = start()
    try:
        print(
            f"listening after {listening:.2f} s, first page after {first:.2f} s from the start of the process"
        )
        warm(address)
        print(f"memory before the load: {memory(server):.0f} MB")
        load(address, given.clients, given.seconds / 2)
        print(f"memory half way: {memory(server):.0f} MB")
        load(address, given.clients, given.seconds / 2)
        print(f"memory after the load: {memory(server):.0f} MB")
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
