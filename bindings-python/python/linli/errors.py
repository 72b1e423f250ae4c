"""What goes wrong, by kind. Written here and not in Rust, so that the stubs are complete."""


class LinliError(Exception):
    """Anything that linli raises. `str()` gives the sentence."""

    code: str
    """Stable: programs may compare it."""

    data: str
    """What the sentence speaks of, as JSON."""

    def __init__(self, code: str, sentence: str, data: str) -> None:
        super().__init__(code, sentence, data)
        self.code = code
        self.sentence = sentence
        self.data = data

    def __str__(self) -> str:
        return self.sentence


class Refused(LinliError):
    """The rules say no; asking the same again gets the same answer."""


class Failed(LinliError):
    """The library could not do its work: the disk, the file, a fault of its own."""
