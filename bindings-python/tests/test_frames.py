"""Tables are read by pyarrow, pandas, polars and DuckDB."""

from __future__ import annotations

from typing import Any

import linli
import pytest
from place import NOW, at, ward

NAMES = ["units", "appointments", "cases", "case_events", "clocks", "accounts", "lots", "postings", "redemptions"]


def lived() -> linli.Ward:
    here = ward()
    cases = [here.cases.register("parking", unit=unit, actor="p17", recorded=NOW) for unit in ("grid-07", "b-12")]
    here.cases.act(cases[1], "escalate", actor="w07", recorded=NOW, details={"reason": "x"})
    award = here.points.award("volunteering", person="v001", unit="grid-07", quantity=180, actor="w07", recorded=NOW)
    here.points.award("volunteering", person="v002", unit="grid-07", quantity=180, actor="w07", recorded=NOW)
    kept = here.points.redeem("towel", unit="guandao", actor="v002", recorded=NOW)
    given = here.points.redeem("towel", unit="guandao", actor="v001", recorded=NOW)
    here.points.correct(award, actor="l01", recorded=NOW, details={"reason": "错"})
    here.points.void(given, actor="c01", recorded=NOW)
    here.points.capture(kept, actor="c01", recorded=NOW)
    here.settle(at("2025-03-04 09:00"))
    return here


WARD = lived()


@pytest.mark.parametrize("name", NAMES)
def test_every_reader_reads_every_table(name: str) -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")
    pandas: Any = pytest.importorskip("pandas")
    polars: Any = pytest.importorskip("polars")
    duckdb: Any = pytest.importorskip("duckdb")
    table = table_ = WARD.table(name)
    assert len(table) > 0
    arrow = pyarrow.table(table)
    arrow.validate(full=True)
    assert arrow.column_names == table.columns and arrow.num_rows == len(table)
    for field, column in zip(arrow.schema, arrow.columns):
        assert field.nullable or column.null_count == 0
    assert polars.DataFrame(table).shape == arrow.shape
    assert pandas.DataFrame.from_arrow(table).shape == arrow.shape
    assert duckdb.sql("select count(*) from table_").fetchall() == [(len(table),)]


def test_the_tables_say_what_the_ward_says() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")

    def rows(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = pyarrow.table(WARD.table(name)).to_pylist()
        return found

    assert sorted(row["id"] for row in rows("units")) == sorted(unit.id for unit in WARD.grid.units())
    for row in rows("cases"):
        case = WARD.cases.case(row["id"])
        assert case is not None
        assert (row["number"], row["state"], row["registered"]) == (case.number, case.state, case.registered)
        assert (row["level"], row["overdue"], row["next_deadline"]) == (case.level, case.overdue, case.next_deadline)
    assert {row["account"]: row["balance"] for row in rows("accounts")} == WARD.points.trial_balance()
    events = [event for change in WARD.changes_after(0) for event in change.events if event.kind.startswith("cases.")]
    assert ["cases." + row["kind"] for row in rows("case_events")] == [event.kind for event in events]
    assert [row["status"] for row in rows("redemptions")] == ["captured", "voided"]


def test_postings_add_up_to_the_balances() -> None:
    pyarrow: Any = pytest.importorskip("pyarrow")
    balances: dict[str, int] = {}
    for row in pyarrow.table(WARD.table("postings")).to_pylist():
        balances[row["debit"]] = balances.get(row["debit"], 0) - row["points"]
        balances[row["credit"]] = balances.get(row["credit"], 0) + row["points"]
    assert {account: balance for account, balance in balances.items() if balance} == WARD.points.trial_balance()


def test_an_unknown_table_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="case_events"):
        WARD.table("persons")
