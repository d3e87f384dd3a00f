"""Mail to people, in their language: rendered here, sent by a job, so that nobody waits for a mail server.

The words are files beside this one, ``mails/<words>.<language>.txt``: the first line is the subject.
"""

from pathlib import Path
from string import Template

from django.conf import settings

_FOLDER = Path(__file__).parent / "mails"


def send(words: str, to: str, language: str, **values: str) -> None:
    """Send one of our mails soon; ``values`` fill its gaps."""
    from mutoscope.apps.accounts.tasks import deliver  # tasks import this module's callers

    subject, body = render(words, language, **values)
    deliver.enqueue(subject, body, to)


def render(words: str, language: str, **values: str) -> tuple[str, str]:
    """Subject and body; English where there is no translation."""
    path = _FOLDER / f"{words}.{language}.txt"
    if not path.is_file():
        path = _FOLDER / f"{words}.en.txt"
    text = Template(path.read_text("utf-8")).substitute(values, site=settings.CONFIG.web_address)
    subject, _, body = text.partition("\n")
    return subject, body.strip() + "\n"
