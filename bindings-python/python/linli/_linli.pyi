from _typeshed import SupportsGetItem
from datetime import date, datetime
from linli.errors import Refused
from os import PathLike
from typing import Any, SupportsIndex, final
from typing_extensions import disjoint_base

__all__ = ["Act", "AddBody", "AddMember", "AddUnits", "Adopt", "Agree", "Agreement", "Answer", "Answering", "Appoint", "Appointment", "Assignee", "AwaitedEnd", "Award", "AwardAll", "Body", "Books", "BudgetUse", "Bundle", "Capture", "Case", "CaseOrigin", "Cases", "Change", "Clock", "ClockRate", "CloseUnit", "Command", "Correct", "Deed", "Directory", "DirectoryLine", "Due", "EndAgreement", "EndAppointment", "EndBody", "EndMember", "Erase", "Event", "Excerpt", "Figures", "Gap", "Grid", "Head", "Hold", "Join", "Label", "Leave", "Lot", "Mark", "Member", "Meta", "Migrate", "MonthOfPoints", "NewUnit", "OutOfBand", "Part", "PausedClock", "Points", "Procedure", "Rate", "Reason", "Redeem", "Register", "Restock", "Review", "Rulebook", "Sitting", "Statement", "StatementLine", "Table", "Timeline", "Tree", "Unit", "UpdateUnit", "Vacancy", "Verdict", "Void", "Votes", "Ward", "WhyNot", "instant"]

@final
class Act(Command):
    """
    Takes an action on a case. `rating` is from 1 (very bad) to 5; `to` is whom the case is handed to; `parties` are
    called in, each with a case of its own; `into` is the case that keeps the duty where it is merged; `names` is whom
    a mark names; `sitting` is where it was decided.
    """
    def __new__(cls, /, case: str, action: str, *, rating: SupportsIndex | None = None, to: Assignee | None = None, parties: SupportsGetItem[int, Assignee] | None = None, into: str | None = None, names: str | None = None, sitting: Sitting | None = None) -> Act: ...

@final
class AddBody(Command):
    """
    Attaches a body (a branch, council, team or partner organisation) to a unit. `kind` is one of the rulebook's; a
    body of no kind holds no sittings.
    """
    def __new__(cls, /, body: str, *, name: str | Label, unit: str, from_: date, kind: str | None = None) -> AddBody: ...

@final
class AddMember(Command):
    """
    Makes somebody a member of a body from a day on 成员; gives the id of the membership. `seat` is the category of
    seats of the body's kind; `until` is the first day no longer.
    """
    def __new__(cls, /, body: str, *, person: str, from_: date, until: date | None = None, seat: str | None = None) -> AddMember: ...

@final
class AddUnits(Command):
    """
    Adds units, parents before their children; all of them or none.
    """
    def __new__(cls, /, units: SupportsGetItem[int, NewUnit]) -> AddUnits: ...

@final
class Adopt(Command):
    """
    Adopts an edition of the rulebook.
    """
    def __new__(cls, /, bundle: Bundle) -> Adopt: ...

@final
class Agree(Command):
    """
    Records that a body serves a unit, and all below it, from a day on 协议; gives the id of the agreement. `until` is
    the first day no longer.
    """
    def __new__(cls, /, body: str, *, unit: str, from_: date, until: date | None = None) -> Agree: ...

@final
class Agreement:
    """
    A body serving a unit and all below it 协议 (F09, F20). Its days count only while body and unit exist.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def body(self, /) -> str:
        """
        Which body serves.
        """
    @property
    def from_(self, /) -> date:
        """
        The first day.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Agreement:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        Which unit.
        """
    @property
    def until(self, /) -> date | None:
        """
        The first day no longer; `None` while none is set.
        """

@final
class Answer:
    """
    The answer to a command, the same however often it is sent.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def created(self, /) -> list[str]:
        """
        The ids of what the command created, in the order of the events.
        """
    @property
    def events(self, /) -> list[Event]:
        """
        What happened; nothing if it was refused.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Answer:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        The command's id.
        """
    @property
    def refusal(self, /) -> Refused | None:
        """
        Why it was refused, as an exception to look at or raise; `None` if it was not.
        """
    @property
    def repeated(self, /) -> bool:
        """
        Whether it had been answered before.
        """
    @property
    def sequence(self, /) -> int:
        """
        The entry that holds it.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Answering:
    """
    Who answers, where, and by which rule they were found.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> str:
        """
        The unit whose seats they hold.
        """
    @property
    def by(self, /) -> str:
        """
        By which rule: `holder`, or where the fallback looked: `same`, `sibling`, `parent`, `ancestor`.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Answering:
        """
        Reads what `to_json` wrote.
        """
    @property
    def persons(self, /) -> list[str]:
        """
        Those who answer; never empty.
        """
    @property
    def post(self, /) -> str:
        """
        The post they hold there.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Appoint(Command):
    """
    Gives somebody a seat of a post from a day on; gives the id of the appointment. `until` is the first day no
    longer.
    """
    def __new__(cls, /, person: str, *, post: str, unit: str, from_: date, until: date | None = None) -> Appoint: ...

@final
class Appointment:
    """
    A person holding a seat of a post at a unit 任职.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def from_(self, /) -> date:
        """
        The first day.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Appointment:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def person(self, /) -> str:
        """
        Who holds it.
        """
    @property
    def post(self, /) -> str:
        """
        Which post.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        At which unit.
        """
    @property
    def until(self, /) -> date | None:
        """
        The first day no longer; `None` while none is set.
        """

@final
class Assignee:
    """
    To whom a case is handed, or who is called in.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, unit: str, *, post: str | None = None, body: str | None = None, person: str | None = None) -> Assignee:
        """
        A unit; the post there, or the matter's handler at its level; a body that does the work while the post answers
        for it; and one of those who hold the post, or of the body's members, or all.
        """
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Assignee:
        """
        Reads what `to_json` wrote.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class AwaitedEnd:
    """
    How far a clock is counted whose end is not known yet, because the calendar of that year is not published.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def counted(self, /) -> int:
        """
        How much of it the published calendar holds: in milliseconds where it is one of minutes or hours, and in days
        where it is one of days.
        """
    def explain(self, lang: str = "en", /) -> str:
        """
        That the end is not known yet, how much is counted and how much remains, in `"en"` or `"zh"`.
        """
    @property
    def from_(self, /) -> date:
        """
        The first day still to be looked at of which nobody knows yet whether it is worked.
        """
    @classmethod
    def from_json(cls, text: str, /) -> AwaitedEnd:
        """
        Reads what `to_json` wrote.
        """
    @property
    def limit(self, /) -> str:
        """
        The limit that is being counted, such as `7 working days`: the clock's, or what it was extended by.
        """
    @property
    def remaining(self, /) -> int:
        """
        How much of it remains, in the same.
        """
    @property
    def then(self, /) -> list[str]:
        """
        By what it was extended, to be counted after that.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Award(Command):
    """
    Enters a deed 善行; gives the id of the award, also of one that waits for review or was withheld. `quantity` is
    in the rule's unit, `team` the body it was done with, `done` when, if not when the command happened.
    """
    def __new__(cls, /, rule: str, *, person: str, unit: str, quantity: SupportsIndex | None = None, team: str | None = None, done: datetime | None = None) -> Award: ...

@final
class AwardAll(Command):
    """
    Enters deeds in bulk; each line is answered for itself, by the events of the answer.
    """
    def __new__(cls, /, deeds: SupportsGetItem[int, Deed]) -> AwardAll: ...

@final
class Body:
    """
    A council, branch, team or partner organisation attached to a unit 组织.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def from_(self, /) -> date:
        """
        Its first day.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Body:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def kind(self, /) -> str | None:
        """
        Its kind, one of the rulebook's; a body of no kind holds no sittings.
        """
    @property
    def name(self, /) -> str:
        """
        Its name, in Chinese where it has two.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit it belongs to.
        """
    @property
    def until(self, /) -> date | None:
        """
        The first day it is no more; `None` while none is set.
        """

@final
class Books:
    """
    The books of the points 账本.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Books:
        """
        Reads what `to_json` wrote.
        """
    @property
    def liability(self, /) -> dict[str | None, int]:
        """
        Points in passbooks by the month in which they expire, `2026-12`; `None` never.
        """
    @property
    def months(self, /) -> list[MonthOfPoints]:
        """
        What moved month by month, oldest first; months in which nothing did are left out.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def trial_balance(self, /) -> dict[str, int]:
        """
        Every account that has something in it; they sum to zero.
        """

@final
class BudgetUse:
    """
    How much of a fund's budget for a rule is used.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def budget(self, /) -> int | None:
        """
        The most the rulebook allows, where it says so.
        """
    @classmethod
    def from_json(cls, text: str, /) -> BudgetUse:
        """
        Reads what `to_json` wrote.
        """
    @property
    def fund(self, /) -> str:
        """
        The fund's unit.
        """
    @property
    def issued(self, /) -> int:
        """
        Issued for deeds of the year, less what came back.
        """
    @property
    def rule(self, /) -> str:
        """
        The rule.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Bundle:
    """
    A resolved rulebook: closed, canonical, identified by its digest.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def bodies(self, /) -> list[str]:
        """
        The kinds of body.
        """
    @property
    def digest(self, /) -> str:
        """
        Which bundle this is: 64 hexadecimal digits.
        """
    @property
    def from_(self, /) -> date:
        """
        The first day it is in force.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Bundle:
        """
        Reads the canonical form, and checks it as a rulebook is checked.
        """
    @property
    def id(self, /) -> str:
        """
        Which rulebook it comes from.
        """
    @property
    def levels(self, /) -> list[str]:
        """
        The levels of its grid, top down.
        """
    @property
    def matters(self, /) -> list[str]:
        """
        The catalogue of matters.
        """
    @property
    def name(self, /) -> str:
        """
        Its name, in Chinese where it has two.
        """
    @property
    def name_en(self, /) -> str:
        """
        Its name, in English where it has two.
        """
    @property
    def posts(self, /) -> list[str]:
        """
        The posts.
        """
    def procedure(self, procedure: str, /) -> Procedure | None:
        """
        A procedure; `None` where it has none of that id.
        """
    @property
    def procedures(self, /) -> list[str]:
        """
        The procedures it has, the built-in ones its matters name among them.
        """
    def to_json(self, /) -> str:
        """
        The canonical form, of which the digest is taken.
        """
    @property
    def zone(self, /) -> str:
        """
        The zone its days and hours are counted in, such as `Asia/Shanghai`.
        """

@final
class Capture(Command):
    """
    Hands a reward out 核销.
    """
    def __new__(cls, /, hold: str) -> Capture: ...

@final
class Case:
    """
    One matter raised at one unit 事件, as it was when it was asked for.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def answering(self, /) -> Answering | None:
        """
        Who answers for the holding post on the day asked about; `None` where nobody does.
        """
    @property
    def begun(self, /) -> list[str]:
        """
        The cases that came from it, in order: its parts, and what followed.
        """
    @property
    def by(self, /) -> str | None:
        """
        Who took it in; `None` is the system.
        """
    @property
    def channel(self, /) -> str | None:
        """
        How it came in.
        """
    @property
    def clocks(self, /) -> list[Clock]:
        """
        Its clocks that run or ran out.
        """
    @property
    def closed(self, /) -> datetime | None:
        """
        When it was last closed; `None` while it is open.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Case:
        """
        Reads what `to_json` wrote.
        """
    @property
    def holder_body(self, /) -> str | None:
        """
        The body that does the work, while the post answers for it (F09, F13); its members act like those who hold the
        post. `None` where the post has it itself.
        """
    @property
    def holder_person(self, /) -> str | None:
        """
        Who took it; `None` while everyone who answers for the post has it.
        """
    @property
    def holder_post(self, /) -> str:
        """
        The post that has it.
        """
    @property
    def holder_unit(self, /) -> str:
        """
        The unit of that post.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def kind(self, /) -> str:
        """
        `open`, `waiting` or `closed`.
        """
    @property
    def level(self, /) -> str | None:
        """
        The level that has it.
        """
    @property
    def marks(self, /) -> list[Mark]:
        """
        The marks left on it and not taken away.
        """
    @property
    def matter(self, /) -> str:
        """
        The matter.
        """
    @property
    def matter_name(self, /) -> str:
        """
        The matter's name, in Chinese where it has two.
        """
    @property
    def merged_into(self, /) -> str | None:
        """
        The case that keeps the duty, where it was merged 并案.
        """
    @property
    def next_deadline(self, /) -> datetime | None:
        """
        The next end of one of its clocks.
        """
    @property
    def number(self, /) -> str:
        """
        Its printed number, such as `320311006001-2025-0412`.
        """
    @property
    def open_parts(self, /) -> int:
        """
        How many of its parts are open.
        """
    @property
    def origin(self, /) -> CaseOrigin | None:
        """
        The case it comes from, where a step of another began it; `None` where it was registered.
        """
    @property
    def overdue(self, /) -> bool:
        """
        Whether a clock ran out on somebody who had it, and nobody was excused.
        """
    @property
    def paused(self, /) -> list[PausedClock]:
        """
        The clocks that stand still 挂起.
        """
    @property
    def rating(self, /) -> int | None:
        """
        The requester's last rating, 1 to 5.
        """
    @property
    def registered(self, /) -> datetime:
        """
        When it was raised, as claimed.
        """
    @property
    def reopened(self, /) -> int:
        """
        How often it was opened again.
        """
    @property
    def requester(self, /) -> str | None:
        """
        Who raised it; `None` where nobody is named.
        """
    @property
    def requesters(self, /) -> list[str]:
        """
        All who raised it, and hear the answer: its requester, and those whose cases were merged into it.
        """
    @property
    def responded(self, /) -> datetime | None:
        """
        When somebody first acted on it.
        """
    @property
    def state(self, /) -> str:
        """
        The state it is in.
        """
    @property
    def state_name(self, /) -> str:
        """
        The state's name, in Chinese where it has two.
        """
    @property
    def steps(self, /) -> int:
        """
        How often an action was taken.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The place.
        """

@final
class CaseOrigin:
    """
    Where a case comes from that a step of another began.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def case(self, /) -> str:
        """
        The other case.
        """
    @classmethod
    def from_json(cls, text: str, /) -> CaseOrigin:
        """
        Reads what `to_json` wrote.
        """
    @property
    def later(self, /) -> bool:
        """
        Whether it was put off, and began when the other case's `follow_up` clock ended (F18).
        """
    @property
    def link(self, /) -> str:
        """
        What it is to that case: a `part` of it, it `follows` from it, or is a `duplicate` of it.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Cases:
    """
    The cases of a ward 事件: `ward.cases`.
    """
    def __len__(self, /) -> int:
        """
        How many cases there are, open and closed.
        """
    def act(self, /, case: str, action: str, *, rating: SupportsIndex | None = None, to: Assignee | None = None, parties: SupportsGetItem[int, Assignee] | None = None, into: str | None = None, names: str | None = None, sitting: Sitting | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Takes an action on a case. `rating` is from 1 (very bad) to 5; `to` is whom the case is handed to; `parties` are
        called in, each with a case of its own; `into` is the case that keeps the duty where it is merged; `names` is whom
        a mark names; `sitting` is where it was decided.
        """
    def case(self, case: str, /, *, at: datetime | None = None, seen_by: str | None = None) -> Case | None:
        """
        A case as it stands, with who answers for it at an instant; without one, when the last entry was recorded.
        `None` where there is no such case, or `seen_by` may not see it; of its links those are there that lead to what
        `seen_by` may see.
        """
    def figures(self, /, from_: datetime, until: datetime, *, unit: str | None = None, matter: str | None = None, at: datetime | None = None, seen_by: str | None = None) -> Figures:
        """
        Figures of the cases raised from one instant up to another: how many, where they were solved, and the three
        rates; of one unit and of one matter where those are given. `at` is when they are looked at; `seen_by` leaves out
        what that person may not see.
        """
    def figures_by(self, /, by: tuple[str, str] | str, from_: datetime, until: datetime, *, unit: str | None = None, matter: str | None = None, at: datetime | None = None, seen_by: str | None = None) -> list[Part]:
        """
        The same, told apart by `"level"`, `"matter"`, `"month"`, `"year"`, or `("unit", level)`: each case counts in one
        part, so that the parts add up to the whole.
        """
    def history(self, case: str, /, *, seen_by: str | None = None) -> list[Change]:
        """
        All entries of the journal a case appears in, oldest first; none where `seen_by` may not see the case. What they
        tell of other cases is left out where `seen_by` may not see those, and who asked what with it.
        """
    def may(self, /, case: str, *, actor: str, at: datetime | None = None) -> list[str]:
        """
        The actions somebody could take on a case at an instant, as far as state, time and person decide. None of a case
        that they may not see.
        """
    def may_see(self, /, case: str, *, viewer: str, at: datetime | None = None) -> bool:
        """
        Whether a person may see a case at an instant: a confidential matter is for those whom it concerns.
        """
    def migrate(self, /, procedure: str, *, states: dict[str, str] | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Moves all running cases of a procedure to that procedure in the edition in force 迁移: all of them, or none if one
        has no place to go. `states` says where those in a state go; one that is not named keeps its name.
        """
    def on_time(self, /, from_: datetime, until: datetime, *, unit: str | None = None, matter: str | None = None, seen_by: str | None = None) -> list[ClockRate]:
        """
        How the clocks of the cases raised from one instant up to another ended, clock by clock, as the ward stands: settle
        it first. In order of matter, the clock of the whole case before those of its states; `seen_by` leaves out what that
        person may not see. Reads the journal, and grows with it.
        """
    def open(self, /, *, unit: str | None = None, person: str | None = None, seen_by: str | None = None) -> list[Case]:
        """
        The open cases: those that `unit`, or any unit in it, has now, or those that `person` has taken, or all; of these
        what `seen_by` may see.
        """
    def register(self, /, matter: str, *, unit: str, channel: str | None = None, anonymous: bool = False, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> str:
        """
        Raises a matter at a unit 登记; gives the id of the case.
        """
    def timeline(self, case: str, /, *, seen_by: str | None = None) -> Timeline:
        """
        What a case went through, as a notebook shows it, in the ward's own time; `seen_by` as for `history`.
        """
    def why_not(self, /, case: str, action: str, *, actor: str, at: datetime | None = None) -> WhyNot | None:
        """
        Why somebody may not take an action on a case at an instant, or that they may. `None` where there is no such case,
        or none that they may see, or its procedure has no such action.
        """

@final
class Change:
    """
    An entry of the journal: who asked what and what was answered, or what fell due and what followed.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def actor(self, /) -> str | None:
        """
        Who asked; `None` for what fell due, and where that is not for who looks: see `Cases.history`.
        """
    @property
    def answer(self, /) -> Answer | None:
        """
        The command this answers, as the verbs answer it; `None` for what fell due.
        """
    @property
    def command(self, /) -> Command | None:
        """
        What was asked; `None` for what fell due.
        """
    @property
    def due(self, /) -> Due | None:
        """
        What fell due; `None` for what was asked.
        """
    @property
    def edition(self, /) -> int:
        """
        The number of the edition in force, from 0.
        """
    @property
    def events(self, /) -> list[Event]:
        """
        What happened; nothing if it was refused.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Change:
        """
        Reads what `to_json` wrote.
        """
    @property
    def head(self, /) -> Head:
        """
        Its sequence number and hash.
        """
    @property
    def recorded(self, /) -> datetime:
        """
        When it was taken in.
        """
    @property
    def refusal(self, /) -> Refused | None:
        """
        Why it was refused, as an exception to look at; `None` if it was not.
        """
    @property
    def sequence(self, /) -> int:
        """
        Its sequence number.
        """
    @property
    def stamp(self, /) -> dict[str, Any] | None:
        """
        Who, when, with what: `id`, `actor`, `recorded`, and what else was given; `None` for what fell due.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Clock:
    """
    A clock 时限 of a case.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def awaited(self, /) -> AwaitedEnd | None:
        """
        How far it is counted where its end is not known yet.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Clock:
        """
        Reads what `to_json` wrote.
        """
    @property
    def name(self, /) -> str:
        """
        Which: `state`; `case`; `pause`, how long both may stand still; or `follow_up`, until another case follows.
        """
    @property
    def overdue(self, /) -> bool:
        """
        Whether its end has passed.
        """
    @property
    def since(self, /) -> datetime:
        """
        Since when it runs.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def until(self, /) -> datetime | None:
        """
        Its end; `None` until the calendar of that year is published.
        """
    @property
    def warn(self, /) -> datetime | None:
        """
        When a warning is still due.
        """

@final
class ClockRate:
    """
    How often a clock of a matter was kept 按时.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> ClockRate:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kept(self, /) -> Rate:
        """
        Runs that ended in time, of those that ended or ran out. A clock runs anew each time its state is entered; what was
        excused counts as in time.
        """
    @property
    def left_out(self, /) -> list[tuple[str, datetime, str]]:
        """
        The runs that do not count, and why: `(case, since, reason)`. The reason is `running`, `undated` or `waiting`.
        """
    @property
    def matter(self, /) -> str:
        """
        The matter.
        """
    @property
    def state(self, /) -> str | None:
        """
        The state whose clock it is; `None` for the clock of the whole case.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class CloseUnit(Command):
    """
    Ends a unit; `until` is the first day it is no more.
    """
    def __new__(cls, /, unit: str, *, until: date) -> CloseUnit: ...

@disjoint_base
class Command:
    """
    Anything that can be asked of a ward; the classes below make one each.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Command:
        """
        Reads what `to_json` wrote.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Correct(Command):
    """
    Takes back an award made in error, as far as it is unspent. Needs the detail `reason`.
    """
    def __new__(cls, /, award: str) -> Correct: ...

@final
class Deed:
    """
    One deed 善行, for `award_all`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, rule: str, *, person: str, unit: str, quantity: SupportsIndex | None = None, team: str | None = None, done: datetime | None = None) -> Deed:
        """
        The arguments are those of `award`.
        """
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Deed:
        """
        Reads what `to_json` wrote.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Directory:
    """
    Every post at a unit and above it on a day, with who answers: the notice at the entrance.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Directory:
        """
        Reads what `to_json` wrote.
        """
    @property
    def lines(self, /) -> list[DirectoryLine]:
        """
        The unit's own posts first, then those of the unit above, and so on up.
        """
    @property
    def on(self, /) -> date:
        """
        The day.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class DirectoryLine:
    """
    A line of a directory.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def answering(self, /) -> Answering | None:
        """
        Who answers and by which rule; `None` where nobody does.
        """
    @classmethod
    def from_json(cls, text: str, /) -> DirectoryLine:
        """
        Reads what `to_json` wrote.
        """
    @property
    def level(self, /) -> str:
        """
        Its level.
        """
    @property
    def post(self, /) -> str:
        """
        The post.
        """
    @property
    def post_name(self, /) -> str:
        """
        Its name, in Chinese where it has two.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit that has the post.
        """
    @property
    def unit_name(self, /) -> str:
        """
        Its name, in Chinese where it has two.
        """

@final
class Due:
    """
    Something that falls due at an instant.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def at(self, /) -> datetime:
        """
        When.
        """
    @property
    def clock(self, /) -> str | None:
        """
        Which clock of a case: `state`, `case`, `pause` or `follow_up`.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Due:
        """
        Reads what `to_json` wrote.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def what(self, /) -> str:
        """
        What: `clock` or `warning` of a case, `hold` or `lots` of the points.
        """
    @property
    def which(self, /) -> str:
        """
        Of which: the id of the case or hold, or the last day of the lots.
        """

@final
class EndAgreement(Command):
    """
    Ends an agreement; `until` is the first day no longer.
    """
    def __new__(cls, /, agreement: str, *, until: date) -> EndAgreement: ...

@final
class EndAppointment(Command):
    """
    Ends an appointment; `until` is the first day no longer.
    """
    def __new__(cls, /, appointment: str, *, until: date) -> EndAppointment: ...

@final
class EndBody(Command):
    """
    Ends a body, and its memberships and agreements with it; `until` is the first day no longer.
    """
    def __new__(cls, /, body: str, *, until: date) -> EndBody: ...

@final
class EndMember(Command):
    """
    Ends a membership; `until` is the first day no longer.
    """
    def __new__(cls, /, member: str, *, until: date) -> EndMember: ...

@final
class Erase(Command):
    """
    Erases the text of a detail of an entry, or of all of them. The journal keeps that there was one.
    """
    def __new__(cls, /, sequence: SupportsIndex, *, name: str | None = None) -> Erase: ...

@final
class Event:
    """
    Something that happened.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def also(self, /) -> list[str]:
        """
        Further units whose holders may see it: of whoever has a case of another's.
        """
    @property
    def data(self, /) -> dict[str, Any]:
        """
        Its values by name. Instants are whole milliseconds since 1970, UTC: see `linli.instant`.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Event:
        """
        Reads what `to_json` wrote.
        """
    @property
    def kind(self, /) -> str:
        """
        What kind of thing, such as `cases.registered`.
        """
    @property
    def scope(self, /) -> str | None:
        """
        The unit whose holders may see it; `None` is the whole ward.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Excerpt:
    """
    A run of entries of which only what some units may see is disclosed, provable against the whole journal.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def disclosed(self, /) -> list[tuple[int, str, str | None, list[str], str]]:
        """
        What is disclosed, in order: the number of the entry, what it holds (`asked`, `due`, `event` or
        `refusal`), the unit whose holders may see it (`None` is the whole ward), further such units, and its JSON as it
        was stored.
        """
    @property
    def entries(self, /) -> list[int]:
        """
        The numbers of its entries, without gaps.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Excerpt:
        """
        Reads what `to_json` wrote.
        """
    def hide(self, /) -> Excerpt:
        """
        The same excerpt, saying nothing of what it does not disclose but that there were entries.
        """
    def is_complete_for(self, units: SupportsGetItem[int, str], /, *, whole_ward: bool = False) -> bool:
        """
        Whether, once verified, nothing of these units can have been withheld, nor of the whole ward, if that is asked
        for. Only an excerpt that was not hidden can show it.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    def verify(self, to: Head, /, *, from_: Head | None = None) -> None:
        """
        Proves that everything disclosed is in the journal, in this order, between two heads one trusts, the first
        left out for the beginning; raises `StoreError` where it is not.
        """

@final
class Figures:
    """
    What was raised in a period, where it was solved, and the three rates 三率, as the cases stood when asked.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def closed(self, /) -> int:
        """
        Those that are closed.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Figures:
        """
        Reads what `to_json` wrote.
        """
    @property
    def left_out(self, /) -> list[tuple[str, str, str]]:
        """
        Which case a rate leaves out, and why: `(case, rate, reason)`.
        """
    @property
    def open(self, /) -> int:
        """
        Those that are open.
        """
    @property
    def overdue(self, /) -> int:
        """
        Those of which a clock ran out on somebody who had them, and nobody was excused.
        """
    @property
    def registered(self, /) -> int:
        """
        Cases raised; each is either closed or open.
        """
    @property
    def resolution(self, /) -> Rate:
        """
        Closed in time, of those closed or overdue 办结率.
        """
    @property
    def response(self, /) -> Rate:
        """
        First acted on in time, of those with a clock for it 响应率.
        """
    @property
    def satisfaction(self, /) -> Rate:
        """
        Rated 4 or 5, of those rated 满意率.
        """
    @property
    def solved(self, /) -> list[tuple[str, int]]:
        """
        Where the closed ones were solved: level and number, top down.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Gap:
    """
    A place where cases of a matter would stick for want of somebody.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def action(self, /) -> str | None:
        """
        The action nobody could take; `None` where not one action but the whole case would stick.
        """
    def explain(self, lang: str = "en", /) -> str:
        """
        The sentence a person should read, in `"en"` or `"zh"`.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Gap:
        """
        Reads what `to_json` wrote.
        """
    @property
    def lacks(self, /) -> str:
        """
        What is lacking: a unit that would take it up (`entry`), somebody who answers for the handler's post (`handler`),
        or somebody for an action that nobody else may take (`actor`).
        """
    @property
    def matter(self, /) -> str:
        """
        The matter.
        """
    @property
    def posts(self, /) -> list[str]:
        """
        The posts, any of which would do.
        """
    @property
    def states(self, /) -> list[str]:
        """
        The states in which a case would wait for that action.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit at which they would stick.
        """

@final
class Grid:
    """
    The grid of a ward 网格: `ward.grid`. Questions are about a day, `on`; left out, the day of the last entry.
    `known_at` asks what was known at an instant.
    """
    def __len__(self, /) -> int:
        """
        How many units there ever were.
        """
    def _repr_html_(self, /) -> str: ...
    def add_body(self, /, body: str, *, name: str | Label, unit: str, from_: date, kind: str | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Attaches a body (a branch, council, team or partner organisation) to a unit. `kind` is one of the rulebook's; a
        body of no kind holds no sittings.
        """
    def add_member(self, /, body: str, *, person: str, from_: date, until: date | None = None, seat: str | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> str:
        """
        Makes somebody a member of a body from a day on 成员; gives the id of the membership. `seat` is the category of
        seats of the body's kind; `until` is the first day no longer.
        """
    def add_units(self, /, units: SupportsGetItem[int, NewUnit], *, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Adds units, parents before their children; all of them or none.
        """
    def agree(self, /, body: str, *, unit: str, from_: date, until: date | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> str:
        """
        Records that a body serves a unit, and all below it, from a day on 协议; gives the id of the agreement. `until` is
        the first day no longer.
        """
    def agreement(self, body: str, unit: str, /, *, on: date | None = None) -> Agreement | None:
        """
        The agreement under which a body serves a unit: with the unit, or the nearest above it that has one; `None` where
        it does not serve it.
        """
    def agreement_by_id(self, agreement: str, /, *, known_at: datetime | None = None) -> Agreement | None:
        """
        An agreement with the days it was then known to hold; `None` where there is no such one, or it was not known yet.
        """
    def agreements_at_or_above(self, unit: str, /, *, on: date | None = None) -> list[Agreement]:
        """
        The agreements under which a unit is served: its own first, then those of the units above, nearest first.
        """
    def agreements_ever(self, body: str, /, *, known_at: datetime | None = None) -> list[Agreement]:
        """
        Every agreement of a body that was known, those that ended too, in the order they were entered.
        """
    def ancestor_at(self, unit: str, level: str, /) -> Unit | None:
        """
        The unit itself or the one above it that is on a level.
        """
    def ancestors(self, unit: str, /) -> list[Unit]:
        """
        The units above, nearest first, without the unit itself.
        """
    def appoint(self, /, person: str, *, post: str, unit: str, from_: date, until: date | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> str:
        """
        Gives somebody a seat of a post from a day on; gives the id of the appointment. `until` is the first day no
        longer.
        """
    def appointment(self, appointment: str, /, *, known_at: datetime | None = None) -> Appointment | None:
        """
        An appointment with the days it was then known to hold; `None` where there is no such one, or it was not known
        yet.
        """
    def bodies(self, unit: str, /, *, on: date | None = None) -> list[Body]:
        """
        The bodies of a unit, in the order they were added.
        """
    def bodies_of_kind_at_or_above(self, kind: str, unit: str, /, *, on: date | None = None) -> list[Body]:
        """
        The bodies of a kind at the unit or above it, nearest first.
        """
    def body(self, body: str, /) -> Body | None:
        """
        A body; `None` where there never was one.
        """
    def children(self, unit: str, /, *, on: date | None = None) -> list[Unit]:
        """
        The units directly below on a day, in the order they were added.
        """
    def close_unit(self, /, unit: str, *, until: date, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Ends a unit; `until` is the first day it is no more.
        """
    def contains(self, outer: str, inner: str, /) -> bool:
        """
        Whether the second unit lies in the first, or is it.
        """
    def descendants(self, unit: str, /, *, on: date | None = None) -> list[Unit]:
        """
        All units below on a day, without the unit itself, each before its own children.
        """
    def directory(self, unit: str, /, *, on: date | None = None, known_at: datetime | None = None) -> Directory | None:
        """
        Every post at a unit and above it, with who answers; `None` where the unit does not exist that day.
        """
    def end_agreement(self, /, agreement: str, *, until: date, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Ends an agreement; `until` is the first day no longer.
        """
    def end_appointment(self, /, appointment: str, *, until: date, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Ends an appointment; `until` is the first day no longer.
        """
    def end_body(self, /, body: str, *, until: date, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Ends a body, and its memberships and agreements with it; `until` is the first day no longer.
        """
    def end_member(self, /, member: str, *, until: date, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Ends a membership; `until` is the first day no longer.
        """
    def holders(self, /, post: str, unit: str, *, on: date | None = None, known_at: datetime | None = None) -> list[str]:
        """
        Who holds a post at exactly this unit, in the order they were entered.
        """
    def holds(self, /, person: str, post: str, unit: str, *, on: date | None = None) -> bool:
        """
        Whether a person holds a post at exactly this unit.
        """
    def households_out_of_band(self, /, *, on: date | None = None) -> list[OutOfBand]:
        """
        The units whose known number of households is outside the band of their level.
        """
    def is_member(self, person: str, body: str, /, *, on: date | None = None) -> bool:
        """
        Whether a person is a member of a body.
        """
    def is_member_above(self, person: str, kind: str, unit: str, /, *, on: date | None = None) -> Body | None:
        """
        The body of a kind of which a person is a member, at the unit or nearest above it; `None` where in none.
        """
    def judge(self, sitting: Sitting, /, *, on: date | None = None) -> Verdict:
        """
        Whether a sitting on a day may decide, and what it came to: those present are members, the quorum and every
        category of seats are there, nobody voted twice. Raises `SittingFault` where it may not.
        """
    def member(self, member: str, /, *, known_at: datetime | None = None) -> Member | None:
        """
        A membership with the days it was then known to hold; `None` where there is no such one, or it was not known yet.
        """
    def members(self, body: str, /, *, on: date | None = None) -> list[Member]:
        """
        The members of a body on a day, in the order they were entered.
        """
    def members_ever(self, body: str, /, *, known_at: datetime | None = None) -> list[Member]:
        """
        Every membership of a body that was known, those that ended too, in the order they were entered.
        """
    def memberships_of(self, person: str, /, *, on: date | None = None) -> list[Member]:
        """
        The memberships of a person on a day, in the order they were entered.
        """
    def parent(self, unit: str, /) -> Unit | None:
        """
        The unit above.
        """
    def posts_of(self, person: str, /, *, on: date | None = None) -> list[Appointment]:
        """
        The appointments a person holds, in the order they were entered.
        """
    def roots(self, /, *, on: date | None = None) -> list[Unit]:
        """
        The units without a parent on a day.
        """
    def tree(self, unit: str | None = None, /, *, on: date | None = None) -> Tree:
        """
        The units below one, or all of them, as a tree that a notebook shows.
        """
    def unit(self, unit: str, /) -> Unit | None:
        """
        A unit, whether it exists today, no longer, or not yet; `None` where there never was one.
        """
    def unit_by_code(self, code: str, /) -> Unit | None:
        """
        The unit that bears a division code, or bore it last.
        """
    def units(self, /, *, level: str | None = None, on: date | None = None) -> list[Unit]:
        """
        The units of a level on a day, in the order they were added; without a level, all of them, each above its own.
        """
    def update_unit(self, /, unit: str, *, name: str | Label | None = None, households: SupportsIndex | None = None, residents: SupportsIndex | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Changes what is said of a unit; what is left out stays.
        """
    def vacancies(self, /, *, on: date | None = None) -> list[Vacancy]:
        """
        The posts with fewer holders than the rulebook asks for.
        """
    def who_answers(self, /, post: str, unit: str, *, on: date | None = None, known_at: datetime | None = None) -> Answering | None:
        """
        Who answers for a post at a unit: its holders, else whoever the rulebook names while it is vacant; `None`
        where nobody does.
        """

@final
class Head:
    """
    The last entry of a journal: enough to detect, later and elsewhere, that anything before it was changed or cut
    off. `str()` writes it as `412:9f86d0...`, and `Head.parse` reads that.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Head:
        """
        Reads what `to_json` wrote.
        """
    @property
    def hash(self, /) -> str:
        """
        Its hash, in hexadecimal digits.
        """
    @staticmethod
    def parse(text: str, /) -> Head:
        """
        Reads the written form.
        """
    @property
    def sequence(self, /) -> int:
        """
        Its sequence number; 0 before the first entry.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Hold:
    """
    Points and stock set aside for a reward.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def account(self, /) -> str:
        """
        The passbook.
        """
    @property
    def day(self, /) -> date:
        """
        The day of the redemption.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Hold:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def person(self, /) -> str:
        """
        For whom.
        """
    @property
    def pieces(self, /) -> int:
        """
        How many pieces.
        """
    @property
    def points(self, /) -> int:
        """
        The points it took.
        """
    @property
    def reward(self, /) -> str:
        """
        The reward.
        """
    @property
    def status(self, /) -> str:
        """
        `open`, `captured`, `voided` or `expired`.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The counter.
        """
    @property
    def until(self, /) -> datetime:
        """
        Until when the reward can be fetched.
        """

@final
class Join(Command):
    """
    Lets somebody join a household's passbook from a day on.
    """
    def __new__(cls, /, household: str, *, person: str, unit: str, from_: date) -> Join: ...

@final
class Label:
    """
    A name in Chinese and English, where one text does not do for both.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, zh: str, en: str) -> Label: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Label:
        """
        Reads what `to_json` wrote.
        """
    def text(self, lang: str = "zh", /) -> str:
        """
        The name in a language.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Leave(Command):
    """
    Lets somebody leave it; `until` is the first day no longer.
    """
    def __new__(cls, /, household: str, *, person: str, until: date) -> Leave: ...

@final
class Lot:
    """
    The points of one award that are left in a passbook.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def award(self, /) -> str:
        """
        The award it came from.
        """
    @property
    def day(self, /) -> date:
        """
        The day of the deed.
        """
    @property
    def earner(self, /) -> str:
        """
        Who did the deed.
        """
    @property
    def expires(self, /) -> date | None:
        """
        The last day it can be spent; `None` never ends.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Lot:
        """
        Reads what `to_json` wrote.
        """
    @property
    def fund(self, /) -> str:
        """
        The unit whose fund issued it.
        """
    @property
    def left(self, /) -> int:
        """
        What is left to spend.
        """
    @property
    def points(self, /) -> int:
        """
        What the deed earned; 0 once it was corrected.
        """
    @property
    def rule(self, /) -> str:
        """
        The rule.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Mark:
    """
    A mark left on a case.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Mark:
        """
        Reads what `to_json` wrote.
        """
    @property
    def mark(self, /) -> str:
        """
        Which.
        """
    @property
    def person(self, /) -> str | None:
        """
        Whom it names; `None` where it names nobody.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Member:
    """
    A person belonging to a body 成员. Its days count only while the body exists.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def body(self, /) -> str:
        """
        Of which body.
        """
    @property
    def from_(self, /) -> date:
        """
        The first day.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Member:
        """
        Reads what `to_json` wrote.
        """
    @property
    def id(self, /) -> str:
        """
        The id of the membership.
        """
    @property
    def person(self, /) -> str:
        """
        Who.
        """
    @property
    def seat(self, /) -> str | None:
        """
        In which category of seats; `None` where in none (F22).
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def until(self, /) -> date | None:
        """
        The first day no longer; `None` while none is set.
        """

@final
class Meta:
    """
    What goes with a command: who asks, when it was taken in, and what else was given.
    """
    def __new__(cls, /, actor: str, recorded: datetime, *, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Meta:
        """
        Every verb takes the same as keyword arguments.

        `recorded` is when the host took the command in and never decreases; `occurred` is when the actor says it
        happened. `capacity` is `"resident"` or `(post, unit)`. `id` (`"phone7-1"`) is answered once and for ever.
        `details` are free texts by name; they need a `salt` of 16 random bytes, which is made here if neither it nor an
        `id` is given. `attachments` are SHA-256 digests, in hexadecimal digits, of files the host keeps.
        """
    def __repr__(self, /) -> str: ...
    @property
    def actor(self, /) -> str:
        """
        Who asks.
        """
    @property
    def recorded(self, /) -> datetime:
        """
        When the host took it in.
        """

@final
class Migrate(Command):
    """
    Moves all running cases of a procedure to that procedure in the edition in force 迁移: all of them, or none if one
    has no place to go. `states` says where those in a state go; one that is not named keeps its name.
    """
    def __new__(cls, /, procedure: str, *, states: dict[str, str] | None = None) -> Migrate: ...

@final
class MonthOfPoints:
    """
    What moved in a month, by the local day it was recorded, and what stood in passbooks and on hold as it ended.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def expired(self, /) -> int:
        """
        Points that went past their date.
        """
    @classmethod
    def from_json(cls, text: str, /) -> MonthOfPoints:
        """
        Reads what `to_json` wrote.
        """
    @property
    def issued(self, /) -> int:
        """
        Points that left the funds.
        """
    @property
    def month(self, /) -> str:
        """
        The month, `2026-12`.
        """
    @property
    def outstanding(self, /) -> int:
        """
        Points still owed: in passbooks and on hold.
        """
    @property
    def returned(self, /) -> int:
        """
        Points of corrected awards that came back to them.
        """
    @property
    def spent(self, /) -> int:
        """
        Points exchanged for rewards that were handed out.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class NewUnit:
    """
    A unit to be, for `add_units`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, id: str, *, level: str, name: str | Label, from_: date, parent: str | None = None, kind: str | None = None, code: str | None = None, households: SupportsIndex | None = None, residents: SupportsIndex | None = None) -> NewUnit:
        """
        `from_` is its first day; `parent` any unit on a higher level.
        """
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> NewUnit:
        """
        Reads what `to_json` wrote.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class OutOfBand:
    """
    A unit whose number of households is outside its level's band.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> OutOfBand:
        """
        Reads what `to_json` wrote.
        """
    @property
    def households(self, /) -> int:
        """
        How many households it has.
        """
    @property
    def max(self, /) -> int:
        """
        The most it should have.
        """
    @property
    def min(self, /) -> int:
        """
        The fewest it should have.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class Part:
    """
    The figures of cases that have something in common.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def figures(self, /) -> Figures:
        """
        Their figures.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Part:
        """
        Reads what `to_json` wrote.
        """
    @property
    def group(self, /) -> str | date:
        """
        What they have in common: the id of a unit, level or matter, or the first day of the month or year.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class PausedClock:
    """
    A clock of a case that stands still 挂起.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def counted(self, /) -> int | None:
        """
        How much of it is counted: in milliseconds where it is one of minutes or hours, and in days where it is one of
        days; `None` where nothing was yet.
        """
    @property
    def extended(self, /) -> int:
        """
        How often it was extended 延期.
        """
    @classmethod
    def from_json(cls, text: str, /) -> PausedClock:
        """
        Reads what `to_json` wrote.
        """
    @property
    def limit(self, /) -> str:
        """
        Its limit, such as `4 working hours`.
        """
    @property
    def name(self, /) -> str:
        """
        Which: `state` or `case`.
        """
    @property
    def remaining(self, /) -> int | None:
        """
        How much of it remains, in the same.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Points:
    """
    The points of a ward 积分: `ward.points`. Accounts are written `person:p17`, `household:h3`, `fund:community-1`,
    `held`, `redeemed`, `expired`.
    """
    def available(self, account: str, /, *, on: date | None = None) -> int:
        """
        What of a passbook can be spent on a day; left out, the day of the last entry.
        """
    def awaiting_review(self, /) -> list[tuple[str, str, str, str]]:
        """
        The deeds that wait for review, in the order they were entered: `(award, person, rule, unit)`.
        """
    def award(self, /, rule: str, *, person: str, unit: str, quantity: SupportsIndex | None = None, team: str | None = None, done: datetime | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> str:
        """
        Enters a deed 善行; gives the id of the award, also of one that waits for review or was withheld. `quantity` is
        in the rule's unit, `team` the body it was done with, `done` when, if not when the command happened.
        """
    def award_all(self, /, deeds: SupportsGetItem[int, Deed], *, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Enters deeds in bulk; each line is answered for itself, by the events of the answer.
        """
    def balance(self, account: str, /) -> int:
        """
        What stands in an account: funds at or below zero, everything else at or above.
        """
    def books(self, /) -> Books:
        """
        The books 账本: what every account holds, what expires when, and what moved month by month. Reads the journal
        from its start: the cost grows with it.
        """
    def budget_use(self, year: SupportsIndex, /) -> list[BudgetUse]:
        """
        What each fund issued in a year under each rule, beside its budget, by the rulebook in force now.
        """
    def capture(self, /, hold: str, *, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Hands a reward out 核销.
        """
    def correct(self, /, award: str, *, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Takes back an award made in error, as far as it is unspent. Needs the detail `reason`.
        """
    def hold(self, hold: str, /) -> Hold | None:
        """
        A hold, open or ended; `None` where there is no such one.
        """
    def join(self, /, household: str, *, person: str, unit: str, from_: date, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Lets somebody join a household's passbook from a day on.
        """
    def leave(self, /, household: str, *, person: str, until: date, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Lets somebody leave it; `until` is the first day no longer.
        """
    def liability(self, /) -> dict[str | None, int]:
        """
        Points in passbooks by the month in which they expire, `2026-12`; `None` never.
        """
    def lots(self, account: str, /) -> list[Lot]:
        """
        The lots of a passbook that have points left, in the order they are spent.
        """
    def passbook(self, account: str, /, *, from_: date, to: date) -> Statement:
        """
        A passbook's statement 存折明细 from one day to another, both included. Reads the journal from its start: the
        cost grows with it.
        """
    def passbook_of(self, person: str, /, *, on: date | None = None) -> str:
        """
        The passbook a deed of a person would fill on a day: the household's where its members pool.
        """
    def redeem(self, /, reward: str, *, unit: str, pieces: SupportsIndex = 1, person: str | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> str:
        """
        Sets points and stock aside for a reward 兑换; gives the id of the hold. `unit` is the counter.
        """
    def restock(self, /, reward: str, *, unit: str, pieces: SupportsIndex, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Changes the stock at a counter; below zero, pieces are written off.
        """
    def review(self, /, award: str, *, approve: bool, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Approves or turns down a deed that waits.
        """
    def stock(self, /, reward: str, unit: str) -> int:
        """
        The pieces of a reward at a counter.
        """
    def trial_balance(self, /) -> dict[str, int]:
        """
        Every account that has something in it; they sum to zero.
        """
    def void(self, /, hold: str, *, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Gives held points back 撤销.
        """

@final
class Procedure:
    """
    How a kind of matter is handled 流程: states, actions and clocks, as data. A notebook draws it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def _repr_mimebundle_(self, /, include: Any | None = None, exclude: Any | None = None) -> dict[str, str]: ...
    @property
    def actions(self, /) -> list[str]:
        """
        The actions.
        """
    @staticmethod
    def built_in() -> list[str]:
        """
        The ids of the procedures that come with the library: a rulebook names one in a matter, and need not write it out.
        """
    @property
    def closes_without_requester(self, /) -> bool:
        """
        Whether a case that nobody raised by name can be closed from wherever it can come.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Procedure:
        """
        Reads what `to_json` wrote.
        """
    @property
    def initial(self, /) -> str:
        """
        The state a case begins in.
        """
    @property
    def name(self, /) -> str:
        """
        Its name, in Chinese where it has two.
        """
    @property
    def name_en(self, /) -> str:
        """
        Its name, in English where it has two.
        """
    @property
    def states(self, /) -> list[str]:
        """
        The states.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    def to_mermaid(self, lang: str = "zh", /) -> str:
        """
        The procedure as a Mermaid `stateDiagram-v2`, in `"zh"` or `"en"`: its states, its actions with who may take them,
        and its clocks as notes.
        """

@final
class Rate:
    """
    So many out of so many. Never a fraction: who prints it, rounds it.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Rate:
        """
        Reads what `to_json` wrote.
        """
    @property
    def of(self, /) -> int:
        """
        Out of so many.
        """
    @property
    def part(self, /) -> int:
        """
        So many.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Reason:
    """
    Something an action depends on, and whether it is so.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Reason:
        """
        Reads what `to_json` wrote.
        """
    @property
    def holds(self, /) -> bool:
        """
        Whether it is so.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def what(self, /) -> str:
        """
        What: `state`, `until`, `who`, `waits`, `clocks`, `level_above`, `handed_over` or `after`.
        """

@final
class Redeem(Command):
    """
    Sets points and stock aside for a reward 兑换; gives the id of the hold. `unit` is the counter.
    """
    def __new__(cls, /, reward: str, *, unit: str, pieces: SupportsIndex = 1, person: str | None = None) -> Redeem: ...

@final
class Register(Command):
    """
    Raises a matter at a unit 登记; gives the id of the case.
    """
    def __new__(cls, /, matter: str, *, unit: str, channel: str | None = None, anonymous: bool = False) -> Register: ...

@final
class Restock(Command):
    """
    Changes the stock at a counter; below zero, pieces are written off.
    """
    def __new__(cls, /, reward: str, *, unit: str, pieces: SupportsIndex) -> Restock: ...

@final
class Review(Command):
    """
    Approves or turns down a deed that waits.
    """
    def __new__(cls, /, award: str, *, approve: bool) -> Review: ...

@final
class Rulebook:
    """
    A rulebook 规则集 as it is written: what a jurisdiction decides for itself, as data.
    """
    @classmethod
    def load(cls, path: str | PathLike[str], /) -> Rulebook:
        """
        Reads a file, by its ending `.toml` or `.json`.

        Raises `OSError` with the path if it cannot be read, and `ValueError` if it is no text in UTF-8.
        """
    @classmethod
    def parse(cls, /, text: str, format: str = "toml", *, file: str | None = None) -> Rulebook:
        """
        Reads a text in `toml` or `json`; `file` is the name that problems tell.

        Raises `RulebookError` with the first mistake of syntax, or every key given twice. What else may be wrong is told by `resolve`.
        """
    def resolve(self, /) -> Bundle:
        """
        Checks the rulebook and makes a bundle of it.

        Raises `RulebookError` with everything that is wrong, each problem with its place and what to do.
        """

@final
class Sitting:
    """
    A sitting of a body, as evidence for an action: who came, and how they voted (F16, F17, F22).
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, body: str, *, attended: SupportsGetItem[int, str], votes: Votes | None = None) -> Sitting:
        """
        The members who were present, each once; the votes where there were any.
        """
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def attended(self, /) -> list[str]:
        """
        The members who were present.
        """
    @property
    def body(self, /) -> str:
        """
        Whose.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Sitting:
        """
        Reads what `to_json` wrote.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def votes(self, /) -> Votes | None:
        """
        How they voted; `None` where they did not.
        """

@final
class Statement:
    """
    A passbook 存折 over a period: `opening` and the points of all lines make `closing`.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def account(self, /) -> str:
        """
        The passbook.
        """
    @property
    def closing(self, /) -> int:
        """
        The balance as the last day ended.
        """
    @property
    def from_(self, /) -> date:
        """
        The first day.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Statement:
        """
        Reads what `to_json` wrote.
        """
    @property
    def lines(self, /) -> list[StatementLine]:
        """
        What happened, in the order it was recorded.
        """
    @property
    def opening(self, /) -> int:
        """
        The balance as the first day began.
        """
    @property
    def to(self, /) -> date:
        """
        The last day.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class StatementLine:
    """
    A line of a statement.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def balance(self, /) -> int:
        """
        The balance after it.
        """
    @property
    def data(self, /) -> dict[str, Any]:
        """
        Its values by name, such as `award` and `rule`.
        """
    @property
    def day(self, /) -> date:
        """
        The local day it was recorded.
        """
    @classmethod
    def from_json(cls, text: str, /) -> StatementLine:
        """
        Reads what `to_json` wrote.
        """
    @property
    def points(self, /) -> int:
        """
        Points that came, or, below zero, went.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def what(self, /) -> str:
        """
        What it was: `earned`, `corrected`, `redeemed`, `handed_out`, `given_back` or `expired`.
        """

@final
class Table:
    """
    Columns that pyarrow, pandas, polars and DuckDB take through the Arrow PyCapsule interface: `pyarrow.table(table)`,
    `pandas.DataFrame.from_arrow(table)`, `polars.DataFrame(table)`.
    """
    def __arrow_c_stream__(self, /, requested_schema: Any | None = None) -> Any:
        """
        The Arrow PyCapsule interface. Whoever reads it may ask for another schema; this gives its own.
        """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        The columns, from left to right.
        """

@final
class Timeline:
    """
    What a case went through, oldest first. A notebook shows it as a table, in the ward's own time.
    """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def case(self, /) -> str:
        """
        The case.
        """
    @property
    def changes(self, /) -> list[Change]:
        """
        The entries it appears in.
        """

@final
class Tree:
    """
    Units, each with how far down it stands, above those that lie in it. A notebook shows it as nested lists.
    """
    def __len__(self, /) -> int: ...
    def __repr__(self, /) -> str: ...
    def __str__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def units(self, /) -> list[tuple[int, Unit]]:
        """
        The units with how far down each stands.
        """

@final
class Unit:
    """
    A unit of the grid 层级单位, as it was when it was asked for.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def code(self, /) -> str | None:
        """
        Its statistical division code, where it has one.
        """
    @property
    def from_(self, /) -> date:
        """
        Its first day.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Unit:
        """
        Reads what `to_json` wrote.
        """
    @property
    def households(self, /) -> int | None:
        """
        How many households it has, where known.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def kind(self, /) -> str | None:
        """
        Its kind, where the level has several.
        """
    @property
    def level(self, /) -> str:
        """
        Its level.
        """
    @property
    def name(self, /) -> str:
        """
        Its name, in Chinese where it has two.
        """
    @property
    def name_en(self, /) -> str:
        """
        Its name, in English where it has two.
        """
    @property
    def parent(self, /) -> str | None:
        """
        The unit above it.
        """
    @property
    def residents(self, /) -> int | None:
        """
        How many residents it has, where known.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def until(self, /) -> date | None:
        """
        The first day it is no more; `None` while none is set.
        """

@final
class UpdateUnit(Command):
    """
    Changes what is said of a unit; what is left out stays.
    """
    def __new__(cls, /, unit: str, *, name: str | Label | None = None, households: SupportsIndex | None = None, residents: SupportsIndex | None = None) -> UpdateUnit: ...

@final
class Vacancy:
    """
    A post with fewer holders at a unit than the rulebook asks for.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Vacancy:
        """
        Reads what `to_json` wrote.
        """
    @property
    def held(self, /) -> int:
        """
        How many hold it.
        """
    @property
    def min(self, /) -> int:
        """
        How many should.
        """
    @property
    def post(self, /) -> str:
        """
        The post.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def unit(self, /) -> str:
        """
        The unit.
        """

@final
class Verdict:
    """
    What a sitting that may decide came to.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @classmethod
    def from_json(cls, text: str, /) -> Verdict:
        """
        Reads what `to_json` wrote.
        """
    @property
    def members(self, /) -> int:
        """
        How many members there were that day.
        """
    @property
    def passed(self, /) -> bool | None:
        """
        Whether the motion passed; `None` where nobody was asked to vote.
        """
    @property
    def present(self, /) -> int:
        """
        How many members were present.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

@final
class Void(Command):
    """
    Gives held points back 撤销.
    """
    def __new__(cls, /, hold: str) -> Void: ...

@final
class Votes:
    """
    The votes of a sitting. Who is present need not vote.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __new__(cls, /, *, ayes: SupportsIndex, noes: SupportsIndex, abstain: SupportsIndex = 0) -> Votes:
        """
        In favour 赞成, against 反对, neither 弃权.
        """
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def abstain(self, /) -> int:
        """
        Neither.
        """
    @property
    def ayes(self, /) -> int:
        """
        In favour.
        """
    @classmethod
    def from_json(cls, text: str, /) -> Votes:
        """
        Reads what `to_json` wrote.
        """
    @property
    def noes(self, /) -> int:
        """
        Against.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """
    @property
    def total(self, /) -> int:
        """
        All of them, abstentions too.
        """

@final
class Ward:
    """
    One jurisdiction living under its rulebook 辖区: state, journal and store behind one door.

    May be used from several threads. Used as a context manager it closes itself.
    """
    def __enter__(self, /) -> Ward: ...
    def __exit__(self, _kind: Any | None = None, _error: Any | None = None, _traceback: Any | None = None, /) -> None: ...
    def __repr__(self, /) -> str: ...
    def adopt(self, /, bundle: Bundle, *, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Adopts an edition of the rulebook.
        """
    @property
    def cases(self, /) -> Cases:
        """
        The cases.
        """
    def changes_after(self, sequence: SupportsIndex, /, limit: SupportsIndex = 1000, *, seen_by: str | None = None) -> list[Change]:
        """
        At most `limit` entries after a sequence number. What concerns cases that `seen_by` may not see is left out, and
        who asked what with it; a refusal is shown to who asked.
        """
    def check(self, /) -> None:
        """
        Checks every promise the state makes; raises `Unsound` at the first that does not hold. Slow: it walks
        everything.
        """
    def close(self, /) -> None:
        """
        Closes the ward; every later call raises `Closed`. Closing twice is the same as once.
        """
    @property
    def closed(self, /) -> bool:
        """
        Whether it was closed.
        """
    @classmethod
    def create(cls, path: str | PathLike[str] | None, rulebook: Rulebook | Bundle, /) -> Ward:
        """
        Creates a ward in a new file, living under a rulebook from its first day on; in memory where `path` is `None`.
        """
    def detail(self, sequence: SupportsIndex, name: str, /, *, seen_by: str | None = None) -> str | None:
        """
        The text of a detail of an entry; `None` where it was erased. Raises `KeyError` where there never was one, or
        `seen_by` may not see a case the entry concerns.
        """
    def due(self, now: datetime, /, *, seen_by: str | None = None) -> list[Due]:
        """
        What falls due until an instant, with what follows from it; changes nothing. `seen_by` leaves out the clocks of
        cases that person may not see.
        """
    def erase(self, /, sequence: SupportsIndex, *, name: str | None = None, actor: str, recorded: datetime, occurred: datetime | None = None, on_behalf_of: str | None = None, capacity: tuple[str, str] | str | None = None, id: str | None = None, salt: bytes | None = None, details: dict[str, str] | None = None, attachments: dict[str, str] | None = None) -> Answer:
        """
        Erases the text of a detail of an entry, or of all of them. The journal keeps that there was one.
        """
    @property
    def erasure_pending(self, /) -> bool:
        """
        Whether something was erased that may still lie in what the store left on disk, because another process is
        reading. It is tried again after every command, and when the ward is opened.
        """
    def excerpt_after(self, sequence: SupportsIndex, /, limit: SupportsIndex = 1000, *, units: SupportsGetItem[int, str], whole_ward: bool = False, cases: SupportsGetItem[int, str] = ..., seen_by: str | None = None) -> Excerpt:
        """
        What those who hold some units may see of at most `limit` entries after a sequence number: what concerns these
        units or any unit in them and, if asked for, the whole ward. What happened to `cases` is disclosed besides: those
        that came to them from elsewhere. Made for one person, `seen_by`, whatever concerns a case they may not see stays
        closed.
        """
    def execute(self, meta: Meta, command: Command, /) -> Answer:
        """
        Answers a command: settles what fell due by then, decides, and has the answer on disk when it returns. A
        refusal is an answer too: `answer.refusal`. A command whose id was answered before gets the first answer again.
        """
    def execute_all(self, commands: SupportsGetItem[int, tuple[Meta, Command]], /) -> list[Answer]:
        """
        Answers commands in order, each for itself, with one commit: a thousand at once cost little more than one.
        """
    def find(self, id: str, /) -> Answer | None:
        """
        The answer a command was given; `None` where it was given none.
        """
    @property
    def grid(self, /) -> Grid:
        """
        The grid: units, posts and bodies.
        """
    @property
    def head(self, /) -> Head:
        """
        The last entry. Kept elsewhere, it detects that the journal was cut off or replaced: see `verify`.
        """
    @property
    def last_recorded(self, /) -> datetime:
        """
        When the last entry was taken in; commands may not be recorded before.
        """
    def ocel(self, path: str | PathLike[str], /, *, persons: bool = False, seen_by: str | None = None) -> None:
        """
        Writes all that happened to cases into a file, as an object-centric event log in OCEL 2.0 JSON that process-mining
        tools such as pm4py read. `persons` adds people by their opaque ids; `seen_by` leaves out what that person may not
        see; texts and files are never in it.
        """
    def ocel_text(self, /, *, persons: bool = False, seen_by: str | None = None) -> str:
        """
        The log of `ocel` as a text; it grows with the journal.
        """
    def on_change(self, callback: Any, /) -> int:
        """
        Calls back, without arguments, whenever something was written through this ward, or found by `refresh`: after
        the answer is on disk and the ward is free again, on the thread that wrote. Gives a token for `unsubscribe`.
        """
    @classmethod
    def open(cls, path: str | PathLike[str], /, *, read_only: bool = False) -> Ward:
        """
        Opens a ward's file. Takes time proportional to the events in it, about a second for a million.
        """
    @property
    def points(self, /) -> Points:
        """
        The points.
        """
    def refresh(self, /) -> bool:
        """
        Takes in what other processes wrote since; says whether there was anything.
        """
    def rules(self, at: datetime | None = None, /) -> Bundle | None:
        """
        The rulebook in force at an instant; without one, when the last entry was recorded.
        """
    def settle(self, now: datetime, /) -> int:
        """
        Carries out what fell due until an instant, and says how many entries that made. Commands do so by themselves.
        """
    def staffing(self, /, *, on: date | None = None) -> list[Gap]:
        """
        Where cases would stick on a day for want of somebody, by the rulebook in force that day: in order of matter and
        unit. Empty where a case of every matter, raised anywhere, finds somebody for whatever it can come to need.
        """
    def table(self, name: str, /, *, seen_by: str | None = None) -> Table:
        """
        A table through the Arrow PyCapsule interface, which pyarrow, pandas, polars and DuckDB read: `units`,
        `appointments`, `cases`, `case_events`, `clocks`, `accounts`, `lots`, `postings` or `redemptions`. `seen_by` leaves
        out the rows of cases that person may not see.
        """
    def unsubscribe(self, token: SupportsIndex, /) -> bool:
        """
        Ends a subscription; says whether there was one.
        """
    def verify(self, known: Head | None = None, /) -> Head:
        """
        Reads the whole journal and checks everything: that nothing is missing or changed, and that the events give the
        state this ward is in. With a head that was kept elsewhere, also that nothing up to it was cut off or replaced.
        """

@final
class WhyNot:
    """
    All that decides whether somebody may take an action on a case, as a derivation: which of those who may, which need,
    which clock.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> tuple[Any, tuple[str]]: ...
    def __repr__(self, /) -> str: ...
    @property
    def action(self, /) -> str:
        """
        The action.
        """
    @property
    def actor(self, /) -> str:
        """
        Who asks.
        """
    @property
    def case(self, /) -> str:
        """
        The case's number.
        """
    def explain(self, lang: str = "en", /) -> str:
        """
        What stands in the way, or that nothing does and what has to be given, as a sentence in `"en"` or `"zh"`.
        """
    @classmethod
    def from_json(cls, text: str, /) -> WhyNot:
        """
        Reads what `to_json` wrote.
        """
    @property
    def may(self, /) -> bool:
        """
        Whether nothing stands in the way.
        """
    def needed(self, lang: str = "en", /) -> str:
        """
        What has to come with the command, in `"en"` or `"zh"`; empty where nothing has to.
        """
    @property
    def reasons(self, /) -> list[Reason]:
        """
        What was looked at, in the order in which a command is decided.
        """
    def to_json(self, /) -> str:
        """
        The value as JSON; instants are whole milliseconds since 1970, UTC.
        """

def instant(millis: SupportsIndex, /) -> datetime:
    """
    The instant so many milliseconds after 1970-01-01T00:00:00Z, in UTC: what stands for instants in the data of events
    and refusals.
    """
