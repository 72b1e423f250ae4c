"""Plays the tables of `tests/tables` through the typed API. The other languages have a runner of the same shape."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, Callable

import linli
from place import RULEBOOK, TABLES, at, enter_grid, new_unit

Step = dict[str, Any]
BUNDLE = RULEBOOK.resolve()


class Wrong(Exception):
    """A line does not hold."""


def expect(what: str, step: Step, key: str, found: object) -> None:
    """Compares what was found with what the line expects, if it expects anything."""
    if key in step and step[key] != found:
        raise Wrong(f"{what}: expected {step[key]!r}, found {found!r}")


def says(step: Step, error: linli.LinliError | linli.WhyNot | linli.AwaitedEnd) -> None:
    words = step.get("says", "")
    if words not in error.explain("en") and words not in error.explain("zh"):
        raise Wrong(f"expected {words!r} in {error.explain('en')!r} or {error.explain('zh')!r}")


def instant(step: Step, key: str) -> datetime | None:
    return at(step[key]) if key in step else None


def day(step: Step, key: str) -> date | None:
    return date.fromisoformat(step[key]) if key in step else None


def must(value: date | None) -> date:
    assert value is not None
    return value


def meta(step: Step) -> linli.Meta:
    capacity: Any = step.get("as")
    if capacity is not None and "@" in capacity:
        capacity = tuple(capacity.split("@"))
    return linli.Meta(
        step["by"],
        at(step["at"]),
        occurred=instant(step, "occurred"),
        on_behalf_of=step.get("for"),
        capacity=capacity,
        id=step.get("id"),
        salt=bytes.fromhex(step["salt"]) if "salt" in step else None,
        details=step.get("details"),
    )


def deed(line: Step) -> linli.Deed:
    return linli.Deed(
        line["rule"],
        person=line["person"],
        unit=line["unit"],
        quantity=line.get("quantity"),
        team=line.get("team"),
        done=instant(line, "occurred"),
    )


def next_edition(step: Step) -> linli.Bundle:
    """The rulebook of the tables with some words of it replaced, in force from another day."""
    text = BUNDLE.to_json().replace('"from":"2025-01-01"', f'"from":"{step["from"]}"', 1)
    for this, that in step.get("with", {}).items():
        text = text.replace(this, that)
    return linli.Bundle.from_json(text)


def assignee(to: Step) -> linli.Assignee:
    return linli.Assignee(to["unit"], post=to.get("post"), body=to.get("body"), person=to.get("person"))


def sitting(held: Step) -> linli.Sitting:
    votes = linli.Votes(**held["votes"]) if "votes" in held else None
    return linli.Sitting(held["body"], attended=held["attended"], votes=votes)


def act(player: Player, step: Step) -> linli.Act:
    return linli.Act(
        player.named(step["case"]),
        step["action"],
        rating=step.get("rating"),
        to=assignee(step["to"]) if "to" in step else None,
        parties=[assignee(party) for party in step.get("parties", [])],
        into=player.named(step["into"]) if "into" in step else None,
        names=step.get("names"),
        sitting=sitting(step["sitting"]) if "sitting" in step else None,
    )


class Player:
    def __init__(self) -> None:
        self.ward = linli.Ward.create(None, BUNDLE)
        self.saved: dict[str, str] = {}

    def play(self, step: Step) -> None:
        if "scenario" in step:
            self.__init__()  # type: ignore[misc]
        elif "given" in step:
            self.saved.update(enter_grid(self.ward))
        elif "when" in step:
            self.when(step)
        else:
            self.then(step)

    def named(self, text: str) -> str:
        return self.saved[text[1:]] if text.startswith("$") else text

    def entry(self, id: str) -> int:
        answer = self.ward.find(id)
        assert answer is not None, f"{id} was not answered"
        return answer.sequence

    def save(self, step: Step, ids: list[str]) -> None:
        """Keeps ids under the names a line gives them."""
        names = step.get("save", [])
        names = [names] if isinstance(names, str) else names
        assert len(names) <= len(ids), f"nothing to save as {names}: {ids}"
        self.saved.update(zip(names, ids))

    def when(self, step: Step) -> None:
        if step["when"] == "settle":
            self.ward.settle(at(step["at"]))
            return
        command = COMMANDS[step["when"]](self, step)
        try:
            answer = self.ward.execute(meta(step), command)
        except linli.LinliError as error:
            says(step, error)
            if error.name not in (step.get("error"), step.get("refused")):
                raise Wrong(f"error: found {error}") from None
            return
        if answer.repeated != ("repeated" in step):
            raise Wrong(f"repeated: found {answer.repeated}")
        refusal = answer.refusal
        if refusal is not None:
            says(step, refusal)
        found = None if refusal is None else refusal.name
        if step.get("refused") != found or "error" in step:
            raise Wrong(f"expected {step.get('refused') or step.get('error')}, found {refusal}")
        if refusal is None:
            self.save(step, answer.created)
            expect("events", step, "events", [event.kind for event in answer.events])
            expect("seen at", step, "seen_at", ["+".join([event.scope or "-", *event.also]) for event in answer.events])

    def then(self, step: Step) -> None:
        question = step["then"]
        ward, grid, points = self.ward, self.ward.grid, self.ward.points
        # In the middle of the tables' year where a line names none.
        on = day(step, "day") or date(2025, 6, 30)
        seen_by = step.get("seen_by")
        if question == "case":
            self.then_case(step)
        elif question == "answers":
            answering = grid.who_answers(step["post"], step["unit"], on=on, known_at=instant(step, "known"))
            if answering is None:
                raise Wrong("nobody answers")
            expect("persons", step, "persons", answering.persons)
            expect("by", step, "by", answering.by)
        elif question == "contains":
            expect("contains", step, "is", grid.contains(step["unit"], step["other"]))
        elif question == "ancestors":
            expect("ancestors", step, "are", [unit.id for unit in grid.ancestors(step["unit"])])
        elif question == "descendants":
            expect("descendants", step, "are", [unit.id for unit in grid.descendants(step["unit"], on=on)])
        elif question == "balance":
            expect("balance", step, "is", points.balance(step["account"]))
        elif question == "stock":
            expect("stock", step, "is", points.stock(step["reward"], step["unit"]))
        elif question == "lots":
            lots = points.lots(step["account"])
            expect("lots", step, "are", [f"{lot.left}@{lot.expires or 'never'}" for lot in lots])
        elif question == "due":
            expect("due", step, "is", len(ward.due(at(step["at"]), seen_by=seen_by)))
        elif question == "detail":
            expect("detail", step, "is", self.detail(step, seen_by))
        elif question == "sound":
            ward.check()
            ward.verify()
        elif question == "members":
            expect("members", step, "are", [member.person for member in grid.members(step["body"], on=on)])
        elif question == "serves":
            expect("serves", step, "is", grid.agreement(step["body"], step["unit"], on=on) is not None)
        elif question == "judge":
            self.then_judge(step, on)
        elif question == "staffing":
            gaps = [f"{gap.matter} {gap.unit} {gap.lacks}" for gap in ward.staffing(on=on)]
            expect("staffing", step, "are", gaps)
        else:
            self.then_cases(question, step, seen_by)

    def then_cases(self, question: str, step: Step, seen_by: str | None) -> None:
        cases = self.ward.cases
        if question == "may":
            expect("may", step, "are", cases.may(self.named(step["case"]), actor=step["by"]))
        elif question == "why_not":
            why = cases.why_not(self.named(step["case"]), step["action"], actor=step["by"])
            expect("why not", {"absent": False, **step}, "absent", why is None)
            if why is not None:
                says(step, why)
                expect("may", step, "is", why.may)
        elif question == "may_see":
            expect("may see", step, "is", cases.may_see(self.named(step["case"]), viewer=step["by"]))
        elif question == "open":
            found = cases.open(unit=step.get("unit"), person=step.get("person"), seen_by=seen_by)
            expect("open", {"are": [self.named(name) for name in step["are"]]}, "are", [case.id for case in found])
        elif question == "history":
            expect("history", step, "are", told(cases.history(self.named(step["case"]), seen_by=seen_by)))
        elif question == "changes":
            expect("changes", step, "are", told(self.ward.changes_after(self.entry(step["after"]), seen_by=seen_by)))
        elif question == "excerpt":
            after = self.entry(step["after"])
            excerpt = self.ward.excerpt_after(after, units=step["units"], seen_by=seen_by)
            expect("excerpt", step, "are", [kind for _, kind, *_ in excerpt.disclosed])
        elif question == "begun":
            begun = self.view(step).begun
            expect("begun", step, "is", len(begun))
            self.save(step, begun)
        elif question == "figures":
            figures = cases.figures(**counted(step))
            for key in ("registered", "closed", "open", "overdue"):
                expect(key, step, key, getattr(figures, key))
            for key in ("response", "resolution", "satisfaction"):
                expect(key, step, key, of(getattr(figures, key)))
            expect("solved", step, "solved", [f"{level} {number}" for level, number in figures.solved if number])
        elif question == "figures_by":
            by: Any = tuple(step["by"].split(":")) if ":" in step["by"] else step["by"]
            parts = cases.figures_by(by, **counted(step))
            expect("figures by", step, "are", [f"{part.group} {part.figures.registered}" for part in parts])
        elif question == "on_time":
            rates = cases.on_time(**counted(step))
            found_rates = [f"{rate.matter} {rate.state or 'case'} {of(rate.kept)}" for rate in rates]
            expect("on time", step, "are", found_rates)
        else:
            raise Wrong(f"no question `{question}`")

    def then_judge(self, step: Step, on: date) -> None:
        try:
            verdict = self.ward.grid.judge(sitting(step["sitting"]), on=on)
        except linli.SittingFault as fault:
            says(step, fault)
            expect("valid", step, "valid", False)
        else:
            expect("valid", step, "valid", True)
            expect("passed", step, "passed", verdict.passed)

    def detail(self, step: Step, seen_by: str | None) -> str | None:
        try:
            return self.ward.detail(self.entry(step["id"]), step["name"], seen_by=seen_by)
        except KeyError:
            return None

    def view(self, step: Step) -> linli.Case:
        """A case as the line's viewer sees it."""
        case = self.ward.cases.case(self.named(step["case"]), seen_by=step.get("seen_by"))
        if case is None:
            raise Wrong("no such case")
        return case

    def then_case(self, step: Step) -> None:
        if "absent" in step:
            if self.ward.cases.case(self.named(step["case"]), seen_by=step["seen_by"]) is not None:
                raise Wrong("absent: it is there")
            return
        case = self.view(step)
        holder = f"{case.holder_post}@{case.holder_unit}"
        if case.holder_person is not None:
            holder += f":{case.holder_person}"
        case_due = next((clock.until for clock in case.clocks if clock.name == "case"), None)
        awaited = [(clock.name, clock.awaited) for clock in case.clocks if clock.awaited]
        found = {
            "awaited": [f"{name} {end.counted}+{end.remaining} {end.from_}" for name, end in awaited],
            "state": case.state,
            "holder": holder,
            "number": case.number,
            "due": local(case.next_deadline),
            "case_due": local(case_due),
            "overdue": case.overdue,
            "level": case.level,
            "body": case.holder_body,
            "parts": case.open_parts,
            "marks": [f"{mark.mark}:{mark.person}" if mark.person else mark.mark for mark in case.marks],
            "paused": [clock.name for clock in case.paused],
            "requesters": case.requesters,
        }
        for key, value in found.items():
            expect(key, step, key, value)
        for _, end in awaited[:1]:
            says(step, end)
        links = {"origin": case.origin and case.origin.case, "merged_into": case.merged_into}
        for key, value in links.items():
            if key in step:
                expect(key, {key: step[key] and self.named(step[key])}, key, value)


def of(rate: linli.Rate) -> str:
    return f"{rate.part}/{rate.of}"


def counted(step: Step) -> Any:
    """Which cases a line counts."""
    given = {key: step[key] for key in ("unit", "matter", "seen_by") if key in step}
    return {"from_": at(step["from"]), "until": at(step["until"]), **given}


def told(changes: list[linli.Change]) -> list[str]:
    """What entries tell: who asked and what followed; `time` for what fell due, `-` where that is not shown."""
    by = [change.actor or ("time" if change.due else "-") for change in changes]
    return [" ".join([who, *(event.kind for event in change.events)]) for who, change in zip(by, changes)]


def local(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(at("2025-01-01 00:00").tzinfo).strftime("%Y-%m-%d %H:%M")


COMMANDS: dict[str, Callable[[Player, Step], linli.Command]] = {
    "add_units": lambda _, step: linli.AddUnits([new_unit(unit) for unit in step["units"]]),
    "appoint": lambda _, step: linli.Appoint(
        step["person"], post=step["post"], unit=step["unit"], from_=must(day(step, "from")), until=day(step, "until")
    ),
    "end_appointment": lambda player, step: linli.EndAppointment(
        player.named(step["appointment"]), until=must(day(step, "until"))
    ),
    "register": lambda _, step: linli.Register(
        step["matter"], unit=step["unit"], channel=step.get("channel"), anonymous=step.get("anonymous", False)
    ),
    "act": act,
    "adopt": lambda _, step: linli.Adopt(next_edition(step)),
    "migrate": lambda _, step: linli.Migrate(step["procedure"], states=step.get("states")),
    "add_body": lambda _, step: linli.AddBody(
        step["body"], name=step["name"], unit=step["unit"], kind=step.get("kind"), from_=must(day(step, "from"))
    ),
    "end_body": lambda _, step: linli.EndBody(step["body"], until=must(day(step, "until"))),
    "add_member": lambda _, step: linli.AddMember(
        step["body"],
        person=step["person"],
        seat=step.get("seat"),
        from_=must(day(step, "from")),
        until=day(step, "until"),
    ),
    "end_member": lambda player, step: linli.EndMember(player.named(step["member"]), until=must(day(step, "until"))),
    "agree": lambda _, step: linli.Agree(
        step["body"], unit=step["unit"], from_=must(day(step, "from")), until=day(step, "until")
    ),
    "end_agreement": lambda player, step: linli.EndAgreement(
        player.named(step["agreement"]), until=must(day(step, "until"))
    ),
    "award": lambda _, step: linli.Award(
        step["rule"], person=step["person"], unit=step["unit"], quantity=step.get("quantity")
    ),
    "award_all": lambda _, step: linli.AwardAll([deed(line) for line in step["deeds"]]),
    "review": lambda player, step: linli.Review(player.named(step["award"]), approve=step["approve"]),
    "correct": lambda player, step: linli.Correct(player.named(step["award"])),
    "redeem": lambda _, step: linli.Redeem(
        step["reward"], unit=step["unit"], pieces=step["pieces"], person=step.get("person")
    ),
    "capture": lambda player, step: linli.Capture(player.named(step["hold"])),
    "void": lambda player, step: linli.Void(player.named(step["hold"])),
    "restock": lambda _, step: linli.Restock(step["reward"], unit=step["unit"], pieces=step["pieces"]),
    "join": lambda _, step: linli.Join(
        step["household"], person=step["person"], unit=step["unit"], from_=must(day(step, "from"))
    ),
    "leave": lambda _, step: linli.Leave(step["household"], person=step["person"], until=must(day(step, "until"))),
    "erase": lambda player, step: linli.Erase(player.entry(step["of"]), name=step.get("name")),
}


def test_every_table_holds(capsys: Any) -> None:
    steps, failures = 0, []
    for table in sorted(TABLES.glob("*.jsonl")):
        player = Player()
        for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
            if not line:
                continue
            steps += 1
            try:
                player.play(json.loads(line))
            except Exception as wrong:
                failures.append(f"{table.name}:{number}: {wrong!r}\n    {line}")
    with capsys.disabled():
        print(f"\ntables: {steps} steps played, {len(failures)} failed")
    assert steps > 0 and not failures, "\n".join(failures)
