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


def says(step: Step, error: linli.LinliError) -> None:
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
            if "save" in step:
                self.saved[step["save"]] = answer.created[0]
            expect("events", step, "events", [event.kind for event in answer.events])

    def then(self, step: Step) -> None:
        question = step["then"]
        ward, grid, points = self.ward, self.ward.grid, self.ward.points
        # In the middle of the tables' year where a line names none.
        on = day(step, "day") or date(2025, 6, 30)
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
            expect("due", step, "is", len(ward.due(at(step["at"]))))
        elif question == "detail":
            expect("detail", step, "is", ward.detail(self.entry(step["id"]), step["name"]))
        elif question == "sound":
            ward.check()
            ward.verify()
        else:
            raise Wrong(f"no question `{question}`")

    def then_case(self, step: Step) -> None:
        case = self.ward.cases.case(self.named(step["case"]))
        if case is None:
            raise Wrong("no such case")
        holder = f"{case.holder_post}@{case.holder_unit}"
        if case.holder_person is not None:
            holder += f":{case.holder_person}"
        case_due = next((clock.until for clock in case.clocks if clock.name == "case"), None)
        found = {
            "state": case.state,
            "holder": holder,
            "number": case.number,
            "due": local(case.next_deadline),
            "case_due": local(case_due),
            "overdue": case.overdue,
            "level": case.level,
        }
        for key, value in found.items():
            expect(key, step, key, value)


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
    "migrate": lambda _, step: linli.Migrate(step["procedure"], states=step.get("states")),
    "add_body": lambda _, step: linli.AddBody(
        step["id"], name=step["name"], unit=step["unit"], kind=step.get("kind"), from_=must(day(step, "from"))
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
