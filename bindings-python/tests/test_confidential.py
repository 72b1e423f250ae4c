"""Confidential matters: every view of cases takes the viewer, and what somebody may not see is absent, not masked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import linli
import polars
import pytest
from place import at, ward

NOON = at("2025-03-03 12:00")
DAY: Any = {"from_": at("2025-03-03 00:00"), "until": at("2025-03-04 00:00")}


@pytest.fixture
def here() -> linli.Ward:
    """A family's case and a parking case at the same grid; w07 has both, w08 works in the next grid."""
    made = ward()
    salt = bytes(16)
    for matter in ("family", "parking"):
        case = made.cases.register(matter, unit="grid-07", actor="p17", recorded=NOON)
        action, detail = ("pause", "reason") if matter == "family" else ("accept", "note")
        text = {detail: f"text of {matter}"}
        made.cases.act(case, action, actor="w07", recorded=NOON, salt=salt, details=text)
    return made


def texts(ward: linli.Ward, viewer: str | None) -> str:
    found = []
    for change in ward.changes_after(0):
        for name in ("reason", "note"):
            try:
                found.append(ward.detail(change.sequence, name, seen_by=viewer) or "")
            except KeyError:
                pass
    return ", ".join(found)


def table(name: str) -> Callable[[linli.Ward, str | None], str]:
    return lambda ward, viewer: str(polars.DataFrame(ward.table(name, seen_by=viewer)).to_dicts())


def excerpt(ward: linli.Ward, viewer: str | None) -> str:
    (entered,) = ward.changes_after(7, 1)
    made = ward.excerpt_after(8, units=["street"], whole_ward=True, seen_by=viewer)
    made.verify(ward.head, from_=entered.head)
    return str(made.hide().disclosed)


VIEWS: dict[str, Callable[[linli.Ward, str | None], str]] = {
    "open": lambda ward, viewer: str([case.matter for case in ward.cases.open(unit="guandao", seen_by=viewer)]),
    "figures": lambda ward, viewer: str(ward.cases.figures(**DAY, seen_by=viewer).left_out),
    "figures_by": lambda ward, viewer: str([part.group for part in ward.cases.figures_by("matter", **DAY, seen_by=viewer)]),
    "on_time": lambda ward, viewer: str([rate.matter for rate in ward.cases.on_time(**DAY, seen_by=viewer)]),
    "due": lambda ward, viewer: str([due.which for due in ward.due(at("2025-05-01 00:00"), seen_by=viewer)]),
    "changes": lambda ward, viewer: str([[e.data for e in c.events] for c in ward.changes_after(8, seen_by=viewer)]),
    "excerpt": excerpt,
    "cases": table("cases"),
    "case_events": table("case_events"),
    "clocks": table("clocks"),
    "log": lambda ward, viewer: ward.ocel_text(persons=True, seen_by=viewer),
}


def both(here: linli.Ward) -> tuple[str, str]:
    family, parking = (case.id for case in here.cases.open())
    return family, parking


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_what_its_viewer_may_see(here: linli.Ward, view: str) -> None:
    family, parking = both(here)
    for viewer, sees in ((None, True), ("p17", True), ("d01", True), ("w08", False)):
        shown = VIEWS[view](here, viewer)
        assert (family in shown or "family" in shown) == sees, (viewer, shown)
        assert parking in shown or "parking" in shown, (viewer, shown)


def test_a_case_and_what_it_went_through_are_for_those_it_belongs_to(here: linli.Ward) -> None:
    family, parking = both(here)
    cases = here.cases
    assert cases.case(family, seen_by="w08") is None and cases.case(parking, seen_by="w08") is not None
    assert cases.history(family, seen_by="w08") == [] and len(cases.history(family, seen_by="w07")) == 2
    assert len(cases.timeline(family, seen_by="w08")) == 0
    assert "pause" not in cases.timeline(family, seen_by="w08")._repr_html_()
    assert "pause" in cases.timeline(family, seen_by="d01")._repr_html_()
    assert len(cases.history(parking, seen_by="w08")) == 2


def test_texts_are_for_those_who_see_the_entry(here: linli.Ward) -> None:
    assert texts(here, None) == texts(here, "d01") == "text of family, text of parking"
    assert texts(here, "w08") == "text of parking"


def test_who_asked_is_hidden_where_something_of_the_entry_is(here: linli.Ward) -> None:
    family, _ = both(here)
    here.cases.act(family, "call-in", parties=[linli.Assignee("grid-08")], actor="w07", recorded=NOON)
    (part,) = here.cases.open(person=None, unit="grid-08")
    (change,) = here.cases.history(part.id, seen_by="w08")
    assert (change.actor, change.stamp, change.command, change.due, change.answer) == (None,) * 5
    assert [event.kind for event in change.events] == ["cases.registered"] and "by somebody" in repr(change)
    assert [event.also for event in change.events] == [["grid-08"]] and "origin" not in change.events[0].data
    assert "somebody" in here.cases.timeline(part.id, seen_by="w08")._repr_html_()


def test_the_log_in_a_file_leaves_out_the_same(here: linli.Ward, tmp_path: Path) -> None:
    family, _ = both(here)
    for viewer, sees in (("d01", True), ("w08", False)):
        here.ocel(tmp_path / "log.json", seen_by=viewer)
        assert (f"case:{family}" in (tmp_path / "log.json").read_text("utf-8")) == sees
