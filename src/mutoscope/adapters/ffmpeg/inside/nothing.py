"""Do nothing: the jail was closed, and that was the question."""


def main(args: list[str]) -> None:
    """Return at once."""
    del args
