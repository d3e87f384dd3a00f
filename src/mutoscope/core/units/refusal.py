"""Refusals: the domain says no, by name, in one sentence a person can read."""

from collections.abc import Mapping


class Refusal(Exception):
    """The domain refuses an act.

    ``code`` is stable and for programs (``too_young``, ``upload_too_large``). ``sentence`` is English,
    for people: what happened and what they can do; it doubles as the message id for translation, with
    ``fields`` filled in by ``%(name)s``. ``status`` is the HTTP status that fits.
    """

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        fields: Mapping[str, str | int | float] | None = None,
        status: int = 400,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.fields: dict[str, str | int | float] = dict(fields or {})
        self.status = status

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence % self.fields if self.fields else self.sentence}"
