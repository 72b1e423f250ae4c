"""Neighbourhood grids, cases and points under a rulebook."""

from linli._linli import Case, Ward
from linli.errors import Failed, LinliError, Refused

__all__ = ["Case", "Failed", "LinliError", "Refused", "Ward"]
