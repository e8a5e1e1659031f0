"""A file of areas that cannot be read, and what to do."""

from samstad.refusals import Refusal


class NotUsable(Refusal):
    """Nothing of the file is used when one feature cannot be read; the sentence names it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("area_file", sentence)
