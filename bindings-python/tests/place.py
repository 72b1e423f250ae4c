"""The place the tests are set in: the rulebook and grid of the tables."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import linli

TABLES = Path(__file__).parents[2] / "tests" / "tables"
ZONE = timezone(timedelta(hours=8))
RULEBOOK = linli.Rulebook.load(TABLES / "rulebook.toml")
GRID: Any = json.loads((TABLES / "grid.json").read_text("utf-8"))


def at(text: str) -> datetime:
    """`2025-03-03 09:00`, local to the ward."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOW = at("2025-03-03 09:30")


def new_unit(unit: dict[str, Any]) -> linli.NewUnit:
    given = dict(unit)
    name = given.pop("name")
    return linli.NewUnit(
        given.pop("id"),
        name=linli.Label(**name) if isinstance(name, dict) else name,
        from_=date.fromisoformat(given.pop("from")),
        **given,
    )


def appoint(appointment: dict[str, Any]) -> linli.Appoint:
    until = appointment.get("until")
    return linli.Appoint(
        appointment["person"],
        post=appointment["post"],
        unit=appointment["unit"],
        from_=date.fromisoformat(appointment["from"]),
        until=date.fromisoformat(until) if until else None,
    )


def enter_grid(ward: linli.Ward) -> dict[str, str]:
    """Enters units and appointments; gives the appointments by person."""
    meta = linli.Meta("admin", at("2025-01-02 09:00"))
    add = linli.AddUnits([new_unit(unit) for unit in GRID["units"]])
    assert ward.execute(meta, add).refusal is None
    answers = ward.execute_all([(meta, appoint(one)) for one in GRID["appointments"]])
    return {one["person"]: answer.created[0] for one, answer in zip(GRID["appointments"], answers)}


def ward(path: Path | None = None) -> linli.Ward:
    """A ward with its grid."""
    made = linli.Ward.create(path, RULEBOOK)
    enter_grid(made)
    return made
