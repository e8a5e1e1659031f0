"""A refusal: something a person asked for that cannot be done now, said in one plain sentence."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer to a person, not a fault in the program
    """Raised by rules, permissions and readers; nothing has been stored when it leaves an action.

    `code` is a short ASCII word for programs, `sentence` is what the person reads: why, and what to do.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class NotAllowed(Refusal):
    """The actor lacks the permission; the sentence says whose task it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__("not_allowed", sentence)


class Stale(Refusal):
    """Somebody else changed the same row first; `theirs` is what stands there now."""

    def __init__(self, sentence: str, theirs: dict[str, object]) -> None:
        super().__init__("stale", sentence)
        self.theirs = theirs
