from __future__ import annotations

from collections.abc import Iterator

import pytest

from passerelle.links.asking import Asker
from passerelle.links.courtesy import Clock, Courtesy
from passerelle.links.network import resolve_any
from tests.links.server import FakeClock, Server, serving


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> Iterator[Server]:
    with serving(clock.now) as running:
        yield running


@pytest.fixture
def asker(clock: FakeClock) -> Asker:
    """Asks at once: its pauses are the clock's. It may ask this machine."""
    return Asker("Passerelle/test (https://site.example/)", Courtesy(Clock(clock.now, clock.sleep)), 2.0, resolve_any)
