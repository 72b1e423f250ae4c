"""Values compare, hash, are pickled, and show themselves."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import linli
import pytest
from place import NOW, RULEBOOK, ZONE, at, ward


def values() -> list[object]:
    here = ward()
    case = here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
    points = here.points
    award = points.award("volunteering", person="v001", unit="grid-07", quantity=180, actor="w07", recorded=NOW)
    hold = points.redeem("towel", unit="guandao", actor="v001", recorded=NOW)
    found = here.cases.case(case)
    assert found is not None
    answer = here.execute(linli.Meta("p17", NOW), linli.Register("parking", unit="moon"))
    directory = here.grid.directory("grid-07")
    assert directory is not None and award
    statement = points.passbook("person:v001", from_=date(2025, 3, 1), to=date(2025, 3, 31))
    return [
        answer,
        directory,
        directory.lines[0],
        found,
        found.clocks[0],
        found.answering,
        here.cases.figures(at("2025-03-01 00:00"), at("2025-04-01 00:00")),
        here.cases.history(case)[0],
        here.cases.history(case)[0].command,
        here.due(at("2025-03-03 15:30"))[0],
        here.grid.unit("grid-07"),
        here.grid.posts_of("w07")[0],
        here.head,
        here.rules(),
        linli.Act(case, "accept", to=linli.Assignee("grid-08")),
        linli.Assignee("grid-08", post="grid-worker"),
        linli.Deed("volunteering", person="v001", unit="grid-07"),
        linli.Label(zh="网格", en="grid"),
        linli.NewUnit("x", level="grid", name=linli.Label(zh="网格", en="grid"), from_=date(2025, 1, 1)),
        here.excerpt_after(0, units=["grid-07"]),
        points.books(),
        points.books().months[0],
        points.budget_use(2025)[0],
        points.hold(hold),
        points.lots("person:v001")[0],
        statement,
        statement.lines[0],
        *answer.events,
        *here.cases.history(case)[0].events,
        *here.grid.vacancies()[:1],
    ]


@pytest.mark.parametrize("value", values(), ids=lambda value: type(value).__name__)
def test_a_value_survives_pickling_and_copying(value: object) -> None:
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
        assert again == value and hash(again) == hash(value)
    assert len({value, copy.copy(value)}) == 1
    assert value != object() and value is not None
    assert type(value).__name__ in repr(value) or "Command" in repr(value)
    assert " object at 0x" not in repr(value)


def test_values_are_frozen() -> None:
    unit = ward().grid.unit("grid-07")
    with pytest.raises(AttributeError):
        unit.households = 7  # type: ignore
    with pytest.raises(AttributeError):
        unit.anything = 7  # type: ignore


def test_errors_survive_pickling() -> None:
    with pytest.raises(linli.Refused) as caught:
        ward().cases.register("parking", unit="moon", actor="p17", recorded=NOW)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again == caught.value and again.explain("zh") == caught.value.explain("zh")


def test_events_carry_their_values() -> None:
    here = ward()
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
    (event,) = here.changes_after(here.head.sequence - 1)[0].events
    assert event.kind == "cases.registered" and event.scope == "grid-07"
    assert event.data["matter"] == "parking" and linli.instant(event.data["at"]) == NOW


def test_a_bundle_is_its_json() -> None:
    bundle = RULEBOOK.resolve()
    assert linli.Bundle.from_json(bundle.to_json()) == bundle
    assert (bundle.id, bundle.name, bundle.name_en) == ("tables", "测试社区", "Test community")
    assert bundle.from_ == date(2025, 1, 1) and len(bundle.digest) == 64
    assert bundle.levels == ["street", "community", "grid", "building"]


def test_notebooks_are_shown_tables() -> None:
    here = ward()
    here.grid.update_unit("grid-07", name="<script>", actor="admin", recorded=NOW)
    tree = here.grid.tree()._repr_html_()
    assert tree == here.grid._repr_html_()
    assert tree.count("<ul>") == tree.count("</ul>") and tree.count("<li>") == tree.count("</li>") == len(here.grid)
    assert "&lt;script&gt;" in tree and "<script>" not in tree
    case = here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
    here.cases.act(case, "accept", actor="w07", recorded=NOW)
    timeline = here.cases.timeline(case)
    assert "accept" in timeline._repr_html_() and len(timeline) == 2
    # By the ward's own clocks.
    assert "<td>2025-03-03 09:30:00</td>" in timeline._repr_html_()
    here.points.award("volunteering", person="v001", unit="grid-07", quantity=180, actor="w07", recorded=NOW)
    passbook = here.points.passbook("person:v001", from_=date(2025, 3, 1), to=date(2025, 3, 31))
    assert "+3" in passbook._repr_html_() and "closing" in passbook._repr_html_()
    assert NOW.tzinfo is ZONE
