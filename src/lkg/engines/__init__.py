"""Engines: the SQL of a lens over a claim table that is too large for one machine."""

from lkg.engines.ties import network

__all__ = ["network"]
