"""What procedures do besides moving a case on: bodies, sittings, parts, marks, pauses, and what can be seen of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import linli
import pytest
from place import at, enter_grid

RULES = """
[rulebook]
id = "town"
name = "town"
from = 2025-01-01
zone = "Asia/Shanghai"
calendar = "cn"
levels = [
  { id = "street", name = "街道" }, { id = "community", name = "社区" }, { id = "grid", name = "网格" },
  { id = "building", name = "楼栋" },
]

[bodies.council]
name = { zh = "议事会", en = "council" }
quorum = "1/2"
seats = { owners = { name = "业主", min = 1 }, tenants = { name = "租户" } }

[bodies.partner]
name = { zh = "共建单位", en = "partner" }

[posts.grid-worker]
name = "网格员"
at = "grid"

[posts.grid-lead]
name = "网格长"
at = "grid"

[posts.counter]
name = "兑换点"
at = "community"

[posts.duty-desk]
name = "值班"
at = ["community", "street"]

[matters.works]
name = "公共维修"
enters = "grid"
procedure = "works"
handlers = { grid = "grid-worker", community = "duty-desk" }

[matters.works-part]
name = "公共维修协办"
enters = "grid"
procedure = "part"
handlers = { grid = "grid-worker", community = "duty-desk" }

[matters.family]
name = "家庭纠纷"
enters = "grid"
procedure = "request"
handlers = { grid = "grid-worker", community = "duty-desk" }
limits = { accept = "4 working hours", settle = "7 working days" }
confidential = { seen_by = ["grid-lead"] }

[procedures.works]
name = { zh = "公共维修", en = "Public works" }
clock = "20 working days"
initial = "open"
[procedures.works.states]
open   = { name = "办理中", clock = "5 working days", on_overdue = "flag" }
closed = { name = "已办结", kind = "closed" }
[procedures.works.actions]
vote    = { name = "表决", from = "open", who = "holder", needs = ["passed:council"] }
name    = { name = "指定联络人", from = "open", who = "holder", does = { name = "contact" } }
pause   = { name = "挂起", from = "open", who = "holder", needs = "reason", does = { pause = "30 days" } }
resume  = { name = "恢复", from = "open", who = "holder", does = "resume" }
call-in = { name = "召集协办", from = "open", who = "holder", does = { spawn = "works-part", link = "part", each = true } }
merge   = { name = "并案", from = "open", to = "closed", who = "holder", does = "merge" }
finish  = { name = "办结", from = "open", to = "closed", who = ["holder", "named:contact"], needs = ["reply", "parts"] }

[procedures.part]
name = "协办"
initial = "called"
[procedures.part.states]
called = { name = "待签收", clock = "2 working days", on_overdue = "flag" }
signed = { name = "已签收", kind = "closed" }
[procedures.part.actions]
sign = { name = "签收", from = "called", to = "signed", who = "holder" }
"""
BUNDLE = linli.Rulebook.parse(RULES).resolve()
DAY = date(2025, 1, 1)
EARLY = at("2025-03-03 08:30")
NOW = at("2025-03-03 09:30")
LATER = at("2025-03-03 10:30")


def town() -> linli.Ward:
    here = linli.Ward.create(None, BUNDLE)
    enter_grid(here)
    here.grid.add_body("council", name="议事会", unit="guandao", kind="council", from_=DAY, actor="admin", recorded=EARLY)
    for person, seat in [("m1", "owners"), ("m2", "owners"), ("m3", "tenants")]:
        here.grid.add_member("council", person=person, seat=seat, from_=DAY, actor="admin", recorded=EARLY)
    return here


def works(here: linli.Ward, person: str = "p17") -> str:
    return here.cases.register("works", unit="grid-07", actor=person, recorded=NOW)


def found(here: linli.Ward, case: str) -> linli.Case:
    seen = here.cases.case(case)
    assert seen is not None
    return seen


def test_bodies_have_kinds_and_members() -> None:
    grid = town().grid
    council = grid.body("council")
    assert council is not None and council.kind == "council" and BUNDLE.bodies == ["council", "partner"]
    members = grid.members("council")
    assert [(one.person, one.seat) for one in members] == [("m1", "owners"), ("m2", "owners"), ("m3", "tenants")]
    assert grid.is_member("m3", "council") and not grid.is_member("w07", "council")
    assert [one.body for one in grid.memberships_of("m1")] == ["council"]
    assert grid.bodies_of_kind_at_or_above("council", "b-12") == [council]
    assert grid.is_member_above("m1", "council", "grid-07") == council
    assert grid.is_member_above("m1", "council", "street") is None
    grid.end_member(members[0].id, until=date(2025, 3, 1), actor="admin", recorded=NOW)
    assert len(grid.members("council")) == 2 and len(grid.members_ever("council")) == 3
    ended, before = grid.member(members[0].id), grid.member(members[0].id, known_at=EARLY)
    assert ended is not None and ended.until == date(2025, 3, 1)
    assert before is not None and before.until is None and before.from_ == DAY
    with pytest.raises(linli.Refused):
        grid.add_member("council", person="m2", from_=DAY, actor="admin", recorded=NOW)


def test_agreements_say_whom_a_body_serves() -> None:
    grid = town().grid
    grid.add_body("shop", name="便民店", unit="guandao", kind="partner", from_=DAY, actor="admin", recorded=NOW)
    assert grid.agreement("shop", "grid-07") is None
    agreed = grid.agree("shop", unit="guandao", from_=DAY, actor="admin", recorded=NOW)
    serving = grid.agreement("shop", "b-12")
    assert serving is not None and (serving.id, serving.body, serving.unit) == (agreed, "shop", "guandao")
    assert grid.agreements_at_or_above("grid-08") == grid.agreements_ever("shop") == [serving]
    grid.end_agreement(agreed, until=date(2025, 3, 1), actor="admin", recorded=LATER)
    ended, before = grid.agreement_by_id(agreed), grid.agreement_by_id(agreed, known_at=NOW)
    assert ended is not None and ended.until == date(2025, 3, 1) and before == serving
    assert grid.agreement("shop", "b-12") is None


def test_a_sitting_may_decide_or_says_why_not() -> None:
    here = town()
    passed = linli.Sitting("council", attended=["m1", "m3"], votes=linli.Votes(ayes=2, noes=0))
    verdict = here.grid.judge(passed)
    assert (verdict.present, verdict.members, verdict.passed) == (2, 3, True)
    assert here.grid.judge(linli.Sitting("council", attended=["m1", "m3"])).passed is None
    with pytest.raises(linli.SittingFault, match="needed") as caught:
        here.grid.judge(linli.Sitting("council", attended=["m1"]))
    fault = caught.value
    assert (fault.code, fault.data["needed"]) == ("no_quorum", 2) and "至少需 2 人" in fault.explain("zh")
    case = works(here)
    lost = linli.Sitting("council", attended=["m1", "m3"], votes=linli.Votes(ayes=0, noes=1, abstain=1))
    assert lost.votes is not None and lost.votes.total == 2 and lost.attended == ["m1", "m3"]
    with pytest.raises(linli.Refused):
        here.cases.act(case, "vote", actor="w07", recorded=LATER)
    with pytest.raises(linli.Refused):
        here.cases.act(case, "vote", sitting=lost, actor="w07", recorded=LATER)
    answer = here.cases.act(case, "vote", sitting=passed, actor="w07", recorded=LATER)
    assert answer.events[0].data["besides"]["sitting"]["votes"]["ayes"] == 2


def test_those_called_in_each_have_a_part() -> None:
    here = town()
    case = works(here)
    parties = [linli.Assignee("grid-07", person="w07"), linli.Assignee("guandao", body="council")]
    assert parties[1].to_json() == '{"unit":"guandao","body":"council"}'
    here.cases.act(case, "call-in", parties=parties, actor="w07", recorded=LATER)
    seen = found(here, case)
    assert len(seen.begun) == seen.open_parts == 2
    first, second = (found(here, part) for part in seen.begun)
    assert first.origin is not None and (first.origin.case, first.origin.link, first.origin.later) == (case, "part", False)
    assert first.by == "w07" and (second.holder_body, second.holder_post) == ("council", "duty-desk")
    why = here.cases.why_not(case, "finish", actor="w07")
    assert why is not None and not why.may and "waits" in [one.what for one in why.reasons if not one.holds]
    here.cases.act(seen.begun[0], "sign", actor="w07", recorded=LATER)
    here.cases.act(seen.begun[1], "sign", actor="m1", recorded=LATER)
    assert found(here, case).open_parts == 0
    here.check()


def test_marks_name_somebody_and_clocks_stand_still() -> None:
    here = town()
    case = works(here)
    here.cases.act(case, "name", names="p20", actor="w07", recorded=LATER)
    assert [(mark.mark, mark.person) for mark in found(here, case).marks] == [("contact", "p20")]
    here.cases.act(case, "pause", actor="w07", recorded=LATER, details={"reason": "等材料"})
    seen = found(here, case)
    assert [clock.name for clock in seen.clocks] == ["pause"]
    assert {(clock.name, clock.limit, clock.extended) for clock in seen.paused} == {
        ("state", "5 working days", 0),
        ("case", "20 working days", 0),
    }
    assert [(clock.counted, clock.remaining) for clock in seen.paused] == [(0, 5), (0, 20)]
    (due,) = [due for due in here.due(at("2025-04-10 00:00")) if due.which == case][:1]
    assert due.clock == "pause"
    here.cases.act(case, "resume", actor="w07", recorded=LATER)
    assert [clock.name for clock in found(here, case).clocks] == ["state", "case"]


def test_an_end_past_the_published_calendar_is_not_known_yet() -> None:
    here = town()
    case = here.cases.register("works", unit="grid-07", actor="p17", recorded=at("2026-12-30 09:30"))
    whole = next(clock for clock in found(here, case).clocks if clock.name == "case")
    end = whole.awaited
    assert whole.until is None and end is not None and "1 working day counted" in end.explain("en")
    assert (end.limit, end.counted, end.remaining, end.then) == ("20 working days", 1, 19, [])
    assert end.from_ == date(2027, 1, 1) and "剩余 19 个工作日" in end.explain("zh")


def test_what_is_merged_is_answered_together() -> None:
    here = town()
    one, other = works(here), works(here, "p18")
    here.cases.act(other, "merge", into=one, actor="w07", recorded=LATER)
    assert found(here, other).merged_into == one
    assert found(here, one).requesters == ["p17", "p18"]


def test_running_cases_move_to_a_new_edition() -> None:
    here = town()
    case = works(here)
    with pytest.raises(linli.Refused):
        here.cases.migrate("moon", actor="admin", recorded=LATER)
    text = RULES.replace("from = 2025-01-01", "from = 2025-03-04")
    text = text.replace('initial = "open"', 'initial = "working"').replace("\nopen   =", "\nworking =")
    text = text.replace('from = "open"', 'from = "working"')
    here.adopt(linli.Rulebook.parse(text).resolve(), actor="admin", recorded=LATER)
    later = at("2025-03-05 09:00")
    with pytest.raises(linli.Refused):
        here.cases.migrate("works", actor="admin", recorded=later)
    answer = here.cases.migrate("works", states={"open": "working"}, actor="admin", recorded=later)
    assert [event.kind for event in answer.events] == ["cases.moved"]
    assert found(here, case).state == "working"


def test_why_not_is_told_in_both_languages() -> None:
    here = town()
    case = works(here)
    why = here.cases.why_not(case, "finish", actor="p99")
    assert why is not None and not why.may and (why.action, why.actor) == ("finish", "p99")
    assert [(one.what, one.holds) for one in why.reasons] == [("state", True), ("who", False)]
    assert "`p99`" in why.explain("en") and "不能" in why.explain("zh")
    fine = here.cases.why_not(case, "finish", actor="w07")
    assert fine is not None and fine.may and "reply" in fine.needed("en") and fine.needed("zh")
    assert here.cases.why_not(case, "moon", actor="w07") is None
    assert here.cases.why_not("moon-1", "finish", actor="w07") is None


def test_what_one_may_not_see_is_absent(tmp_path: Path) -> None:
    here = town()
    works(here)
    family = here.cases.register("family", unit="grid-07", actor="p17", recorded=NOW)
    assert here.cases.may_see(family, viewer="l01") and not here.cases.may_see(family, viewer="w08")
    assert here.cases.case(family, seen_by="w08") is None
    mine, theirs = here.cases.case(family, seen_by="p17"), found(here, family)
    assert mine == theirs
    assert family in [case.id for case in here.cases.open(seen_by="w07")]
    assert family not in [case.id for case in here.cases.open(seen_by="w08")]
    march = (at("2025-03-01 00:00"), at("2025-04-01 00:00"))
    assert here.cases.figures(*march).registered == 2 and here.cases.figures(*march, seen_by="w08").registered == 1
    parts = here.cases.figures_by("matter", *march, seen_by="w08")
    assert [(part.group, part.figures.registered) for part in parts] == [("works", 1)]
    assert family in here.ocel_text() and family not in here.ocel_text(seen_by="w08")
    here.ocel(tmp_path / "log.json", persons=True)
    log = json.loads((tmp_path / "log.json").read_text("utf-8"))
    assert {kind["name"] for kind in log["objectTypes"]} == {"case", "unit", "post", "person"}
    assert json.loads(here.ocel_text(persons=True)) == log
    with pytest.raises(OSError):
        here.ocel(tmp_path / "missing" / "log.json")


def test_figures_are_told_apart() -> None:
    here = town()
    works(here)
    here.cases.register("works", unit="grid-08", actor="p18", recorded=at("2025-04-01 09:00"))
    year = (at("2025-01-01 00:00"), at("2026-01-01 00:00"))
    here.settle(at("2025-04-05 00:00"))

    def groups(by: str | tuple[str, str]) -> list[object]:
        return [part.group for part in here.cases.figures_by(by, *year)]

    assert groups("month") == [date(2025, 3, 1), date(2025, 4, 1)] and groups("year") == [date(2025, 1, 1)]
    assert groups(("unit", "grid")) == ["grid-07", "grid-08"] and groups("level") == ["grid"]
    with pytest.raises(ValueError, match="week"):
        groups("week")
    rates = here.cases.on_time(*year, matter="works")
    assert [(rate.matter, rate.state) for rate in rates] == [("works", None), ("works", "open")]
    assert (rates[1].kept.part, rates[1].kept.of) == (0, 1)
    assert [why for _, _, why in rates[1].left_out] == ["running"]


def test_staffing_tells_where_cases_would_stick() -> None:
    here = town()
    whole = here.staffing()
    vacant = here.grid.posts_of("w08")[0]
    here.grid.end_appointment(vacant.id, until=date(2025, 3, 1), actor="admin", recorded=NOW)
    gaps = [gap for gap in here.staffing() if gap not in whole]
    assert {(gap.matter, gap.unit, gap.lacks) for gap in gaps} >= {("works", "grid-08", "handler")}
    gap = next(gap for gap in gaps if gap.matter == "works")
    assert gap.posts == ["grid-worker"] and gap.action is None and gap.states == []
    assert "grid-08" in gap.explain() and gap.explain("zh") != gap.explain("en")


def test_a_procedure_is_drawn() -> None:
    assert BUNDLE.procedures == ["part", "request", "works"] and "request" in linli.Procedure.built_in()
    procedure = BUNDLE.procedure("works")
    assert procedure is not None and BUNDLE.procedure("moon") is None
    assert (procedure.name, procedure.name_en, procedure.initial) == ("公共维修", "Public works", "open")
    assert procedure.states == ["closed", "open"] and "call-in" in procedure.actions
    drawn = procedure.to_mermaid("zh")
    assert drawn.startswith("stateDiagram-v2") and "办结" in drawn and procedure.to_mermaid("en") != drawn
    assert procedure._repr_mimebundle_()["text/vnd.mermaid"] == drawn
    with pytest.raises(ValueError):
        procedure.to_mermaid("fr")
