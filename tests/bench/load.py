"""Clients that ask over connections that stay open, each the next question as soon as it has its answer.

They are sockets of one thread: a client that took a thread or a library of its own would cost more than the servers
that it is to measure, on the processors that these need.
"""

from __future__ import annotations

import selectors
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.client import Client, Question

PATIENCE = 60.0
"""seconds to wait, after the last question was put, for the answers that are still out"""


@dataclass
class Load:
    """What came of a load: seconds that each answer took, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    lasted: float = 0.0
    """from the first question to the last answer"""
    spent: float = 0.0
    """processor time of the clients themselves"""

    def add(self, other: Load) -> None:
        """What came of another round of the same questions."""
        self.seconds += other.seconds
        self.failures += other.failures
        self.lasted += other.lasted
        self.spent += other.spent


def ask(address: str, questions: Sequence[Question], clients: int, seconds: float) -> Load:
    """Put the questions over and over for some seconds, and wait for the last answers.

    Each client begins elsewhere in the list, so that they do not all ask the same.
    """
    load, step = Load(), max(1, len(questions) // clients)
    with selectors.DefaultSelector() as chosen:
        crew = [Client(address, questions, n * step) for n in range(clients)]
        spent, start = time.process_time(), time.perf_counter()
        try:
            for client in crew:
                client.put()
                chosen.register(client, selectors.EVENT_READ)
            _turn(chosen, load, start + seconds)
        finally:
            for client in crew:
                client.close()
        load.lasted, load.spent = time.perf_counter() - start, time.process_time() - spent
    return load


def _turn(chosen: selectors.BaseSelector, load: Load, end: float) -> None:
    """Take answers and put the next questions, until all have come to which the time sufficed."""
    while (out := len(chosen.get_map())) and time.perf_counter() < end + PATIENCE:
        for key, _ in chosen.select(1.0):
            client = key.fileobj
            assert isinstance(client, Client)
            if not client.has_answer():
                continue
            now = time.perf_counter()
            load.seconds.append(now - client.since)
            if client.fault:
                load.failures.append(client.fault)
            if now >= end or client.is_closed:
                chosen.unregister(client)
            if now < end:
                if client.is_closed:
                    client.open()
                    chosen.register(client, selectors.EVENT_READ)
                client.put()
    load.failures += ["no answer"] * out
