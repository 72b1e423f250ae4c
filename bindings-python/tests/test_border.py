"""What is wrong is told clearly at the border, and nothing crashes."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import linli
import pytest
from place import NOW, RULEBOOK, ward

HERE: Any = ward()
REGISTER: Any = HERE.cases.register


def test_a_time_without_a_zone_is_not_taken() -> None:
    with pytest.raises(TypeError, match="naive.*time zone"):
        REGISTER("parking", unit="grid-07", actor="p17", recorded=datetime(2025, 3, 3))
    with pytest.raises(TypeError, match="naive"):
        REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW, occurred=datetime(2025, 3, 3))


@pytest.mark.parametrize("wrong", [None, 5, "2025-03-03", date(2025, 3, 3), 1.5])
def test_an_instant_is_a_datetime(wrong: object) -> None:
    with pytest.raises(TypeError):
        REGISTER("parking", unit="grid-07", actor="p17", recorded=wrong)


@pytest.mark.parametrize("wrong", [NOW, "2025-03-03", 5, None])
def test_a_day_is_a_date(wrong: object) -> None:
    with pytest.raises(TypeError):
        HERE.grid.close_unit("b-12", until=wrong, actor="admin", recorded=NOW)


@pytest.mark.parametrize(
    "wrong", ["", " ", "a b", "grid\0", "\ud800", "x" * 10_000_000, "grid\n07", "é" * 1000], ids=lambda text: repr(text[:8])
)
def test_an_id_is_checked(wrong: str) -> None:
    with pytest.raises(ValueError) as caught:
        REGISTER("parking", unit=wrong, actor="p17", recorded=NOW)
    assert len(str(caught.value)) < 1000 or isinstance(caught.value, UnicodeError)


@pytest.mark.parametrize("wrong", [None, 5, b"grid-07", ["grid-07"]])
def test_an_id_is_a_text(wrong: object) -> None:
    with pytest.raises(TypeError):
        REGISTER("parking", unit=wrong, actor="p17", recorded=NOW)


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_instants_far_away_are_not_taken(year: int) -> None:
    with pytest.raises(linli.NotTaken) as caught:
        REGISTER("parking", unit="grid-07", actor="p17", recorded=datetime(year, 12, 31, tzinfo=timezone.utc))
    assert caught.value.name in ("instant_out_of_range", "time_runs_backwards")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_far_away_do_no_harm(day: date) -> None:
    here = ward()
    for ask in (
        lambda: here.grid.appoint("w9", post="grid-worker", unit="grid-07", from_=day, actor="a", recorded=NOW),
        lambda: here.grid.who_answers("grid-worker", "grid-07", on=day),
        lambda: here.grid.directory("grid-07", on=day),
        lambda: here.points.available("person:v001", on=day),
        lambda: here.points.passbook("person:v001", from_=day, to=day),
        lambda: here.grid.units(on=day),
    ):
        try:
            ask()
        except linli.LinliError as error:
            assert error.explain("zh")
    here.check()


def test_an_instant_is_cut_to_the_millisecond() -> None:
    here = ward()
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW + timedelta(microseconds=1999))
    assert here.last_recorded == NOW + timedelta(milliseconds=1)


@pytest.mark.parametrize("salt", [b"", bytes(15), bytes(17)])
def test_a_salt_has_16_bytes(salt: bytes) -> None:
    with pytest.raises(ValueError, match="16"):
        REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW, salt=salt)


@pytest.mark.parametrize("capacity", ["worker", ("a",), ("a", "b", "c"), 5])
def test_a_capacity_is_resident_or_a_post_at_a_unit(capacity: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW, capacity=capacity)


def test_a_capacity_is_taken() -> None:
    REGISTER("parking", unit="grid-07", actor="w07", recorded=NOW, capacity=("grid-worker", "grid-07"))
    REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW, capacity="resident", on_behalf_of="p18")


def test_numbers_are_in_range() -> None:
    case = REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW)
    for rating in (-1, 256, 2**80):
        with pytest.raises(OverflowError):
            HERE.cases.act(case, "close", rating=rating, actor="p17", recorded=NOW)
    with pytest.raises(TypeError):
        HERE.cases.act(case, "close", rating="five", actor="p17", recorded=NOW)
    with pytest.raises(OverflowError):
        HERE.changes_after(-1)
    assert HERE.changes_after(2**63 - 1) == []


def test_texts_may_be_anything_up_to_their_bound() -> None:
    here = ward()
    for text in ("", "\0", "𝒳🙂", "a\nb"):
        here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW, details={"words": text})
        assert here.detail(here.head.sequence, "words") == text
    with pytest.raises(linli.NotTaken) as caught:
        here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW, details={"words": "x" * 10_000_000})
    assert caught.value.name == "detail_too_long"
    with pytest.raises(UnicodeError):
        here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW, details={"words": "\ud800"})


def test_an_attachment_is_a_digest() -> None:
    REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW, attachments={"photo": "ab" * 32})
    with pytest.raises(ValueError, match="64 hexadecimal"):
        REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW, attachments={"photo": "ab"})


def test_names_of_arguments_are_checked() -> None:
    with pytest.raises(TypeError, match="unexpected keyword"):
        REGISTER("parking", unit="grid-07", actor="p17", recorded=NOW, urgent=True)
    with pytest.raises(TypeError, match="recorded"):
        REGISTER("parking", unit="grid-07", actor="p17")


def test_a_closed_ward_says_so() -> None:
    here = ward()
    grid, cases, points = here.grid, here.cases, here.points
    here.close()
    here.close()
    assert here.closed and repr(here) == "Ward(closed)"
    for ask in (
        lambda: here.head,
        lambda: here.settle(NOW),
        lambda: grid.unit("grid-07"),
        lambda: cases.register("parking", unit="grid-07", actor="p17", recorded=NOW),
        lambda: points.balance("held"),
        lambda: here.table("units"),
        lambda: len(cases),
    ):
        with pytest.raises(linli.Closed, match="closed: open it again"):
            ask()


def test_a_closed_ward_leaves_its_values() -> None:
    with ward() as here:
        unit, table = here.grid.unit("grid-07"), here.table("units")
    assert unit is not None and unit.name == "第七网格"
    assert len(table) > 0 and "households" in table.columns


def test_a_callback_that_fails_hinders_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    here: Any = ward()
    with pytest.raises(TypeError):
        here.on_change(5)
    told: list[Any] = []
    woken: list[int] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    here.on_change(lambda: 1 / 0)
    here.on_change(lambda: woken.append(1))
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
    assert woken == [1]
    assert [unraisable.exc_type for unraisable in told] == [ZeroDivisionError]


def test_a_callback_may_write() -> None:
    here = ward()
    once = [True]

    def again() -> None:
        if once.pop() if once else False:
            here.cases.register("parking", unit="grid-08", actor="p17", recorded=NOW)

    here.on_change(again)
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
    assert len(here.cases) == 2


def test_a_rulebook_tells_all_that_is_wrong() -> None:
    text = """
[rulebook]
id = "small"
name = "小院"
from = 2025-01-01
zone = "Asia/Shanghai"
calendar = "cn"
levels = [{ id = "court", name = "院落" }]

[posts.warden]
name = "院长"
at = "cuort"
colour = "red"
"""
    with pytest.raises(linli.RulebookError) as caught:
        linli.Rulebook.parse(text, file="small.toml").resolve()
    problems = caught.value.problems
    assert len(problems) == 2 and {problem.line for problem in problems} == {12, 13}
    assert all(problem.code.startswith("L0") and problem.column > 0 and problem.help for problem in problems)
    assert any("court" in problem.help for problem in problems)
    assert "small.toml:12:" in str(caught.value) and "帮助" in caught.value.explain("zh")


@pytest.mark.parametrize("text", ["", "\0", "[" * 100_000, "x = ", "a.b.c = 1", "\ufeff"])
@pytest.mark.parametrize("format", ["toml", "json"])
def test_a_rulebook_may_be_rubbish(text: str, format: str) -> None:
    with pytest.raises(linli.RulebookError):
        linli.Rulebook.parse(text, format=format).resolve()


def test_a_rulebook_has_a_format(tmp_path: Any) -> None:
    with pytest.raises(ValueError, match="toml"):
        linli.Rulebook.parse("", format="yaml")
    with pytest.raises(FileNotFoundError):
        linli.Rulebook.load(tmp_path / "nowhere.toml")
    with pytest.raises(ValueError):
        linli.Bundle.from_json("{}")
    with pytest.raises(TypeError):
        linli.Ward.create(None, "rulebook.toml")  # type: ignore
    assert RULEBOOK.resolve().id == "tables"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.toml"
    with pytest.raises(FileNotFoundError, match="check the path") as absent:
        linli.Rulebook.load(missing)
    assert Path(absent.value.filename) == missing and str(missing) in str(absent.value)
    with pytest.raises(FileNotFoundError, match="nor the folder"):
        linli.Rulebook.load(tmp_path / "no" / "such.toml")
    with pytest.raises(IsADirectoryError, match="this is a folder") as folder:
        linli.Rulebook.load(tmp_path)
    assert Path(folder.value.filename) == tmp_path
    latin = tmp_path / "latin.toml"
    latin.write_bytes('[rulebook]\nid = "café"\n'.encode("latin-1"))
    with pytest.raises(ValueError, match="latin.toml.* is not a text in UTF-8: the byte 0xE9 in line 2.* save the file as UTF-8"):
        linli.Rulebook.load(latin)
    with linli.Ward.create(None, RULEBOOK) as ward, pytest.raises(IsADirectoryError, match="this is a folder"):
        ward.ocel(tmp_path)
    ways: list[Any] = [linli.Ward.open, lambda path: linli.Ward.create(path, RULEBOOK)]
    for way in ways:
        with pytest.raises(linli.StoreError, match="is a folder, not a file") as refused:
            way(tmp_path)
        assert refused.value.code == "J418" and str(tmp_path) in str(refused.value)
    (tmp_path / "notes.txt").write_text("a shopping list " * 100)
    with pytest.raises(linli.StoreError, match="notes.txt.* is not a ward's file"):
        linli.Ward.open(tmp_path / "notes.txt")


def test_only_classes_that_are_made_can_be_made() -> None:
    for name in ("Ward", "Grid", "Cases", "Points", "Unit", "Case", "Command", "Table"):
        with pytest.raises(TypeError):
            getattr(linli, name)()
