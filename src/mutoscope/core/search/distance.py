"""How many slips of the finger lie between what was typed and a word.

A slip is a letter left out, put in, mistaken, or two neighbours swapped (each letter is touched once at most:
optimal string alignment).
"""


def allowed_slips(word: str) -> int:
    """Slips forgiven in a word as long as this: short words are too easily turned into others."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def slips(typed: str, word: str, most: int, *, open_ended: bool = False) -> int:
    """Slips that turn ``word`` into ``typed``; ``most`` + 1 when there are more than ``most``.

    ``open_ended``: into its best beginning instead, because the rest may not be typed yet.
    """
    if open_ended:
        word = word[: len(typed) + most]
    elif abs(len(typed) - len(word)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, 1):
        older, before, row = before, row, [at]
        for to, other in enumerate(word, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if older and to > 1 and letter == word[to - 2] and typed[at - 2] == other:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return min(min(row) if open_ended else row[-1], most + 1)
