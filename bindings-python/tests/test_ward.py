"""The ward as a Python program uses it: verbs, questions, answers, files."""

from __future__ import annotations

import threading
from datetime import date, timedelta, timezone
from pathlib import Path

import linli
import pytest
from place import NOW, RULEBOOK, ZONE, at, ward


def test_a_case_runs_from_its_registration_to_its_rating() -> None:
    with ward() as here:
        case = here.cases.register("parking", unit="grid-07", channel="hotline", actor="p17", recorded=NOW)
        assert here.cases.may(case, actor="w07") == ["accept", "escalate", "return", "transfer"]
        here.cases.act(case, "accept", actor="w07", recorded=at("2025-03-03 10:00"))
        assert [held.id for held in here.cases.open(person="w07")] == [case]
        here.cases.act(case, "answer", actor="w07", recorded=at("2025-03-04 10:00"), details={"reply": "已劝离"})
        answer = here.cases.act(case, "close", rating=5, actor="p17", recorded=at("2025-03-05 20:00"))
        assert [event.kind for event in answer.events] == ["cases.acted", "points.awarded"]

        found = here.cases.case(case)
        assert found is not None
        assert (found.state, found.kind, found.rating, found.steps) == ("closed", "closed", 5, 3)
        assert found.registered == NOW and found.registered.tzinfo is timezone.utc
        assert here.cases.open() == [] and len(here.cases) == 1
        assert [change.actor for change in here.cases.history(case)] == ["p17", "w07", "w07", "p17"]

        figures = here.cases.figures(at("2025-03-01 00:00"), at("2025-04-01 00:00"), unit="street")
        assert (figures.registered, figures.closed) == (1, 1)
        assert (figures.satisfaction.part, figures.satisfaction.of) == (1, 1)
        assert ("grid", 1) in figures.solved
        here.check()


def test_the_grid_answers() -> None:
    here = ward()
    grid = here.grid
    unit = grid.unit("grid-07")
    assert unit is not None and unit.name == "第七网格" and unit.from_ == date(2025, 1, 1)
    assert [child.id for child in grid.children("guandao")] == ["grid-07", "grid-08"]
    assert grid.contains("street", "b-12") and not grid.contains("b-12", "street")
    assert grid.unit("moon") is None
    answering = grid.who_answers("grid-worker", "grid-07", on=date(2025, 3, 3))
    assert answering is not None and answering.persons == ["w07"] and answering.by == "holder"
    assert grid.holders("grid-worker", "grid-07") == ["w07"]
    assert [one.post for one in grid.posts_of("w07")] == ["grid-worker"]
    directory = grid.directory("grid-07", on=date(2025, 3, 3))
    assert directory is not None and "grid-worker" in [line.post for line in directory.lines]
    assert len(grid.units()) == len(grid) == len(grid.tree())
    assert [unit.id for unit in grid.units(level="street")] == ["street"]
    assert isinstance(grid.vacancies(), list)

    later = at("2025-03-03 09:00")
    appointment = grid.appoint(
        "w05", post="grid-worker", unit="grid-07", from_=date(2025, 3, 4), actor="admin", recorded=later
    )
    assert grid.holders("grid-worker", "grid-07", on=date(2025, 3, 4)) == ["w07", "w05"]
    grid.end_appointment(appointment, until=date(2025, 3, 6), actor="admin", recorded=later)
    known = grid.appointment(appointment)
    assert known is not None and known.until == date(2025, 3, 6)
    assert grid.appointment(appointment, known_at=later - timedelta(minutes=1)) is None
    grid.add_body("team", name="红马甲", unit="guandao", from_=date(2025, 3, 1), actor="admin", recorded=later)
    assert [body.name for body in grid.bodies("guandao")] == ["红马甲"]
    grid.end_body("team", until=date(2025, 3, 5), actor="admin", recorded=later)
    grid.update_unit("grid-08", households=150, actor="admin", recorded=later)
    updated = grid.unit("grid-08")
    assert updated is not None and updated.households == 150


def test_an_appointment_is_told_as_it_was_known() -> None:
    here = ward()
    entered, ended = at("2025-03-03 09:00"), at("2025-03-04 09:00")
    appointment = here.grid.appoint(
        "w05", post="grid-worker", unit="grid-07", from_=date(2025, 3, 4), actor="admin", recorded=entered
    )
    here.grid.end_appointment(appointment, until=date(2025, 3, 6), actor="admin", recorded=ended)
    before = here.grid.appointment(appointment, known_at=entered)
    after = here.grid.appointment(appointment, known_at=ended)
    assert before is not None and before.until is None
    assert after is not None and after.until == date(2025, 3, 6)


def test_the_books_say_what_moved() -> None:
    here = ward()
    deed = linli.Deed("volunteering", person="v001", unit="grid-07", quantity=180)
    here.points.award_all([deed], actor="w07", recorded=at("2025-03-31 23:00"))
    hold = here.points.redeem("towel", unit="guandao", actor="v001", recorded=at("2025-04-01 09:00"))
    here.points.capture(hold, actor="c01", recorded=at("2025-04-01 10:00"))
    books = here.points.books()
    assert books.trial_balance == here.points.trial_balance() and sum(books.trial_balance.values()) == 0
    assert books.liability == here.points.liability() == {"2026-12": 1}
    # By the ward's own days: in UTC all of it would be in March.
    moved = [(month.month, month.issued, month.spent, month.outstanding) for month in books.months]
    assert moved == [("2025-03", 3, 0, 3), ("2025-04", 0, 2, 1)]
    assert (books.months[0].returned, books.months[0].expired) == (0, 0)


def test_an_excerpt_proves_what_it_shows_and_hides_the_rest() -> None:
    here = ward()
    before = here.head
    mine = here.cases.register("parking", unit="b-12", actor="p17", recorded=NOW)
    here.cases.register("parking", unit="grid-08", actor="p18", recorded=NOW)
    excerpt = here.excerpt_after(before.sequence, units=["grid-07"])
    assert excerpt.entries == [before.sequence + 1, before.sequence + 2] and len(excerpt) == 2
    assert {(sequence, scope) for sequence, _, scope, _, _ in excerpt.disclosed} == {(before.sequence + 1, "b-12")}
    assert [what for _, what, _, _, _ in excerpt.disclosed] == ["asked", "event"]
    assert all("p18" not in text for _, _, _, _, text in excerpt.disclosed)
    excerpt.verify(here.head, from_=before)
    with pytest.raises(linli.StoreError) as wrong:
        excerpt.verify(before)
    assert wrong.value.name == "not_proven"
    assert excerpt.is_complete_for(["grid-07", "b-12"])
    assert not excerpt.is_complete_for(["grid-08"]) and excerpt.is_complete_for(["street"], whole_ward=True)
    hidden = excerpt.hide()
    hidden.verify(here.head, from_=before)
    assert hidden.disclosed == excerpt.disclosed and not hidden.is_complete_for(["grid-07"])
    assert linli.Excerpt.from_json(excerpt.to_json()) == excerpt
    whole = here.excerpt_after(0, limit=1, units=[], whole_ward=True)
    whole.verify(linli.Head.parse(str(here.changes_after(0, 1)[0].head)))
    shown = here.excerpt_after(before.sequence, units=["grid-08"], cases=[mine])
    assert len(shown.disclosed) == 4


def test_points_are_earned_and_spent() -> None:
    here = ward()
    points = here.points
    award = points.award(
        "volunteering", person="v001", unit="grid-07", quantity=180, actor="w07", recorded=at("2025-03-01 18:00")
    )
    assert points.balance("person:v001") == points.available("person:v001") == 3
    (lot,) = points.lots("person:v001")
    assert (lot.award, lot.left, lot.expires) == (award, 3, date(2026, 12, 31))
    hold = points.redeem("towel", unit="guandao", actor="v001", recorded=at("2025-03-02 18:00"))
    held = points.hold(hold)
    assert held is not None and (held.status, held.points) == ("open", 2)
    points.capture(hold, actor="c01", recorded=at("2025-03-03 09:00"))
    assert points.trial_balance() == {"fund:guandao": -3, "person:v001": 1, "redeemed": 2}
    assert points.liability() == {"2026-12": 1}
    statement = points.passbook("person:v001", from_=date(2025, 3, 1), to=date(2025, 3, 31))
    assert (statement.opening, statement.closing) == (0, 1)
    assert [(line.what, line.points) for line in statement.lines] == [("earned", 3), ("redeemed", -2), ("handed_out", 0)]
    assert [(used.rule, used.issued) for used in points.budget_use(2025)] == [("volunteering", 3)]
    answer = points.award_all(
        [linli.Deed("good-deed", person="v002", unit="b-12"), linli.Deed("nothing", person="v002", unit="b-12")],
        actor="w07",
        recorded=at("2025-03-03 09:00"),
    )
    assert [event.kind for event in answer.events] == ["points.submitted", "points.line_refused"]
    assert [waiting[1] for waiting in points.awaiting_review()] == ["v002"]
    here.check()


def test_a_refusal_speaks_and_carries_its_values() -> None:
    with pytest.raises(linli.Refused) as caught:
        ward().cases.register("parking", unit="grid-77", actor="p17", recorded=NOW)
    refused = caught.value
    assert isinstance(refused, linli.LinliError)
    assert (refused.name, refused.data) == ("unknown_unit", {"unit": "grid-77"})
    assert refused.code.startswith("C2") and str(refused) == f"{refused.code} unknown_unit: {refused.explain('en')}"
    assert "grid-77" in refused.explain("zh") and refused.explain("zh") != refused.explain("en")


def test_a_command_is_answered_once() -> None:
    here = ward()
    meta = linli.Meta("p17", NOW, id="phone7-1")
    first = here.execute(meta, linli.Register("parking", unit="grid-07"))
    again = here.execute(linli.Meta("p17", NOW + timedelta(hours=1), id="phone7-1"), linli.Register("parking", unit="grid-07"))
    assert (first.repeated, again.repeated) == (False, True)
    assert again.created == first.created
    found = here.find("phone7-1")
    assert found is not None and found.sequence == first.sequence and here.find("phone7-9") is None
    with pytest.raises(linli.Conflict) as caught:
        here.execute(meta, linli.Register("parking", unit="grid-08"))
    assert caught.value.data["id"] == "phone7-1"


def test_a_batch_is_answered_one_by_one() -> None:
    here = ward()
    meta = linli.Meta("p17", NOW)
    answers = here.execute_all([(meta, linli.Register("parking", unit=unit)) for unit in ("grid-07", "moon", "b-12")])
    assert [answer.refusal is None for answer in answers] == [True, False, True]
    assert len(here.cases) == 2


def test_what_is_wrong_with_the_envelope_is_not_taken_in() -> None:
    here = ward()
    before = here.head
    with pytest.raises(linli.NotTaken, match="runs backwards|before the last entry"):
        here.cases.register("parking", unit="grid-07", actor="p17", recorded=at("2024-03-03 09:30"))
    with pytest.raises(linli.NotTaken) as caught:
        here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW, id="phone7-1", details={"words": "x"})
    assert caught.value.name == "salt_missing" and here.head == before


def test_texts_are_kept_and_erased() -> None:
    here = ward()
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW, details={"words": "挡住消防通道"})
    sequence = here.head.sequence
    assert here.detail(sequence, "words") == "挡住消防通道"
    here.erase(sequence, name="words", actor="p17", recorded=NOW)
    assert here.detail(sequence, "words") is None
    with pytest.raises(KeyError):
        here.detail(sequence, "reply")
    here.verify()


def test_time_is_settled() -> None:
    here = ward()
    case = here.cases.register("parking", unit="b-12", actor="p17", recorded=NOW)
    (due,) = here.due(at("2025-03-03 15:30"))
    assert (due.what, due.which, due.clock, due.at) == ("clock", case, "state", at("2025-03-03 15:30"))
    assert here.settle(at("2025-03-03 15:30")) == 1
    change = here.changes_after(here.head.sequence - 1)[0]
    assert change.actor is None and change.due == due
    found = here.cases.case(case)
    assert found is not None and found.holder_unit == "guandao"


def test_a_ward_lives_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "guandao.db"
    with ward(path) as here:
        case = here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
        head = here.head
    assert here.closed
    with linli.Ward.open(path, read_only=True) as again:
        assert again.verify(linli.Head.parse(str(head))) == head
        assert again.cases.case(case) is not None
        with pytest.raises(linli.StoreError) as caught:
            again.settle(NOW)
        assert caught.value.name == "read_only"
        with linli.Ward.open(path) as other:
            other.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
        assert again.refresh() and len(again.cases) == 2 and not again.refresh()
    with pytest.raises(linli.StoreError, match="already_exists|a ward here already"):
        linli.Ward.create(path, RULEBOOK)
    with pytest.raises(linli.StoreError, match="not_found"):
        linli.Ward.open(tmp_path / "nowhere.db")


def test_an_edition_is_adopted() -> None:
    here = ward()
    text = (Path(__file__).parents[2] / "tests/tables/rulebook.toml").read_text("utf-8")
    later = linli.Rulebook.parse(text.replace("from = 2025-01-01", "from = 2025-06-01")).resolve()
    here.adopt(later, actor="admin", recorded=NOW)
    assert here.rules(at("2025-06-02 09:00")) == later != here.rules()


def test_whoever_subscribed_is_woken_when_the_ward_is_free() -> None:
    here = ward()
    seen: list[int] = []
    token = here.on_change(lambda: seen.append(here.head.sequence))
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
    assert seen == [here.head.sequence]
    here.due(at("2025-03-03 15:30"))
    assert len(seen) == 1
    assert here.unsubscribe(token) and not here.unsubscribe(token)
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)
    assert len(seen) == 1


def test_threads_share_a_ward() -> None:
    here = ward()

    def register() -> None:
        for _ in range(100):
            here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW)

    threads = [threading.Thread(target=register) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(here.cases) == 200
    here.verify()


def test_a_waiting_thread_does_not_keep_the_others_from_running() -> None:
    here = ward()
    register = linli.Register("parking", unit="grid-07")
    meta = linli.Meta("p17", NOW)
    ticks = 0
    done = threading.Event()

    def work() -> None:
        here.execute_all([(meta, register)] * 2000)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not done.wait(0.001):
        ticks += 1
    thread.join()
    assert ticks > 1


def test_local_time_is_any_zone() -> None:
    here = ward()
    here.cases.register("parking", unit="grid-07", actor="p17", recorded=NOW.astimezone(timezone.utc))
    assert here.last_recorded == NOW and here.last_recorded.astimezone(ZONE).hour == 9
