"""Asking many addresses: those of one host one after the other, a few hosts side by side."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urlsplit

from passerelle.links.asking import Answer

HOSTS = 4  # asked at the same time


def ask_all(addresses: Iterable[str], ask: Callable[[str], Answer], hosts: int = HOSTS) -> Iterator[tuple[str, Answer]]:
    """Every address with its answer, as the answers come. Who stops listening stops the asking."""
    queues: dict[str, list[str]] = {}
    for address in addresses:
        queues.setdefault(_host(address), []).append(address)
    stop = threading.Event()

    def ask_host(queue: list[str]) -> list[tuple[str, Answer]]:
        return [(address, ask(address)) for address in queue if not stop.is_set()]

    with ThreadPoolExecutor(max_workers=hosts) as pool:
        futures = [pool.submit(ask_host, queue) for queue in queues.values()]
        try:
            for future in as_completed(futures):
                yield from future.result()
        finally:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
