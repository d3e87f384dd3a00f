"""The settings' reference, written from ``Config`` itself so that it cannot lie.

Usage: python -m mutoscope.project.reference    (writes docs/operate/settings.md and deploy/mutoscope.toml)
"""

import ast
import inspect
import itertools
import json
import textwrap
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from mutoscope.project import config as config_module
from mutoscope.project.config import Config

ROOT = Path(__file__).resolve().parents[3]


def meanings() -> dict[str, str]:
    """Each setting's docstring, in the order of the class."""
    tree = ast.parse(inspect.getsource(config_module))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Config").body
    found: dict[str, str] = {}
    for field, words in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            found[field.target.id] = ""
            if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant):
                found[field.target.id] = " ".join(str(words.value.value).split())
    return found


def settings_page() -> str:
    """docs/operate/settings.md."""
    parts = [
        "# Settings\n\n"
        "Written by `python -m mutoscope.project.reference` out of the program; a test keeps it true.\n\n"
        "Set a setting in the environment as `MUTOSCOPE_<NAME>` (lists with commas), or as `<name>` in "
        "`mutoscope.toml` in the home folder (or where `MUTOSCOPE_CONFIG` points). The environment wins. "
        "A name that does not exist or a value of the wrong type stops the program with a sentence that says "
        "which.\n"
    ]
    words = meanings()
    for field in msgspec.structs.fields(Config):
        parts.append(
            f"\n## {field.name}\n\n{words[field.name]}\n\n"
            f"{_kind(field.type)}; default: `{_toml(field.default)}`. "
            f"Environment: `MUTOSCOPE_{field.name.upper()}`.\n"
        )
    return "".join(parts)


def sample_file() -> str:
    """deploy/mutoscope.toml: every setting with its default, commented out."""
    words = meanings()
    parts = [
        "# Mutoscope's settings with their defaults. Copy into the home folder and change what you need.\n"
    ]
    for field in msgspec.structs.fields(Config):
        about = textwrap.fill(words[field.name], 100, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"\n{about}\n# {field.name} = {_toml(field.default)}\n")
    return "".join(parts)


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is tuple:
        return "List of texts"
    if str(get_origin(annotation)) == "typing.Literal":
        return "One of " + ", ".join(f"`{choice}`" for choice in get_args(annotation))
    base = getattr(annotation, "__origin__", annotation)
    limits = next(iter(getattr(annotation, "__metadata__", ())), None)
    kind = {str: "Text", int: "Whole number", bool: "`true` or `false`"}[base]
    if limits is not None:
        kind += "".join(
            f", {words} {value}"
            for words, value in (("at least", limits.ge), ("at most", limits.le))
            if value is not None
        )
    return kind


def _toml(value: object) -> str:
    """JSON's texts, numbers, lists and truths are TOML's as well."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


FILES = {"docs/operate/settings.md": settings_page, "deploy/mutoscope.toml": sample_file}

if __name__ == "__main__":
    for name, write in FILES.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(write(), "utf-8")
