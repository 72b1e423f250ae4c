"""What goes wrong, by kind. Written here and not in Rust, so that the stubs are complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple


class LinliError(Exception):
    """Anything that linli raises by itself. `str()` gives code, name and the English sentence."""

    code: str
    """Stable, such as `C207`: programs may compare it."""

    name: str
    """Stable, such as `not_allowed`."""

    data: Mapping[str, Any]
    """The values the sentence speaks of, by name. Instants are whole milliseconds since 1970, UTC: see `linli.instant`."""

    def __init__(self, code: str, name: str, data: Mapping[str, Any] | None, en: str, zh: str) -> None:
        super().__init__(code, name, data, en, zh)
        self.code = code
        self.name = name
        self.data = data or {}
        self._sentences = {"en": en, "zh": zh}

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The sentence a person should read: what, which value, what is allowed, what to do."""
        try:
            return self._sentences[lang]
        except KeyError:
            raise ValueError(f'{lang!r} is no language linli speaks: give "en" or "zh"') from None

    def __str__(self) -> str:
        sentence = self._sentences["en"]
        return sentence if self.code == self.name else f"{self.code} {self.name}: {sentence}"

    def __eq__(self, other: object) -> bool:
        return self.args == other.args if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.code, self._sentences["en"]))


class Refused(LinliError):
    """The rules say no. That is an answer, recorded once and for ever."""


class NotTaken(LinliError):
    """The command was not taken in: what came with it is wrong. Nothing is recorded, its id stays free."""


class Conflict(LinliError):
    """The id was used for another command before. Nothing is recorded."""


class StoreError(LinliError):
    """The journal or its file is at fault, or is used wrongly. Nothing was answered."""


class Closed(LinliError):
    """The ward was closed."""


class SittingFault(LinliError):
    """A sitting may not decide: too few came, for example. Raised by `ward.grid.judge`; an action with such a sitting is `Refused`."""


class Unsound(LinliError):
    """A promise of the state does not hold: a fault of linli."""


class Problem(NamedTuple):
    """One thing that is wrong with a rulebook."""

    code: str
    """Stable, such as `L0312`."""
    file: str
    """The name the source was read under; empty for a bundle."""
    line: int
    """From 1; 0 where there is no source."""
    column: int
    """From 1, in characters; 0 where there is no source."""
    length: int
    """How many characters of the line it is about."""
    place: str
    """The keys that lead there: `posts.grid-worker.when_vacant[0]`."""
    message: str
    """What is wrong."""
    message_zh: str
    """What is wrong, in Chinese."""
    help: str
    """What to do."""
    help_zh: str
    """What to do, in Chinese."""
    path: Sequence[str]
    """How a case gets there: states and actions in turn. Empty for most problems."""
    excerpt: str
    """The line of the source."""
    rendered: str
    """All of it, as a terminal shows it."""
    rendered_zh: str
    """All of it in Chinese, as a terminal shows it."""

    def explain(self, lang: Literal["en", "zh"] = "en") -> str:
        """The problem with its place, the line it is about, and what to do."""
        return self.rendered_zh if lang == "zh" else self.rendered


class RulebookError(LinliError):
    """A rulebook is not as it should be. `problems` has everything that is wrong, in the order of the source."""

    problems: Sequence[Problem]
    """Everything that is wrong."""

    def __init__(self, problems: Sequence[tuple[Any, ...]]) -> None:
        self.problems = [Problem(*problem) for problem in problems]
        en = "\n".join(problem.rendered for problem in self.problems)
        zh = "\n".join(problem.rendered_zh for problem in self.problems)
        data = {"codes": [problem.code for problem in self.problems]}
        super().__init__("rulebook", "rulebook", data, en, zh)
        self.args = (self.problems,)
