"""What is written for operators is what the program does."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import msgspec
import pytest

from mutoscope.project.config import Config, read
from mutoscope.project.reference import FILES, ROOT, meanings


@pytest.mark.parametrize("name", FILES)
def test_generated_files_are_up_to_date(name: str) -> None:
    """After a setting changed, `python -m mutoscope.project.reference` was run."""
    assert (ROOT / name).read_text("utf-8") == FILES[name](), "run python -m mutoscope.project.reference"


def test_every_setting_is_explained() -> None:
    """No setting without a sentence."""
    assert [name for name, words in meanings().items() if len(words) < 15] == []
    assert list(meanings()) == list(Config.__struct_fields__)


def test_the_sample_file_is_in_force_as_written(tmp_path: Path) -> None:
    """With every line of the sample switched on, the program runs on its defaults."""
    lines = (ROOT / "deploy/mutoscope.toml").read_text("utf-8").splitlines()
    names = "|".join(Config.__struct_fields__)
    on = "\n".join(re.sub(rf"^# ((?:{names}) = )", r"\1", line) for line in lines)
    assert set(tomllib.loads(on)) == set(Config.__struct_fields__)
    (tmp_path / "mutoscope.toml").write_text(on, "utf-8")
    assert read({"MUTOSCOPE_CONFIG": str(tmp_path / "mutoscope.toml")}) == Config()


def test_deploy_files_name_settings_that_exist() -> None:
    """Each MUTOSCOPE_ variable in deploy/ and docs/operate/ is one the program reads."""
    known = {f"MUTOSCOPE_{name.upper()}" for name in Config.__struct_fields__} | {"MUTOSCOPE_CONFIG"}
    for path in [*(ROOT / "deploy").rglob("*"), *(ROOT / "docs/operate").rglob("*.md")]:
        if path.is_file():
            used = set(re.findall(r"MUTOSCOPE_[A-Z_]+[A-Z]", path.read_text("utf-8")))
            assert used <= known, path


@pytest.mark.parametrize(
    ("name", "verb"), [("mutoscope.service", "serve"), ("mutoscope-backup.service", "backup .*--every 60.*")]
)
def test_the_units_are_ones_that_systemd_reads(name: str, verb: str) -> None:
    """systemd itself finds nothing to complain about in a unit; without it the lines are looked at."""
    unit = ROOT / "deploy" / name
    text = unit.read_text("utf-8")
    assert re.search(rf"^ExecStart=\S+/\.venv/bin/mutoscope {verb}$", text, re.MULTILINE)
    if shutil.which("systemd-analyze"):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True, check=False
        )
        complaints = [line for line in done.stderr.splitlines() if "not executable" not in line]
        assert not [line for line in complaints if name in line and "Unknown" in line]


def test_defaults_are_of_their_types() -> None:
    """Every default passes the check that an operator's value must pass."""
    assert msgspec.convert(msgspec.to_builtins(Config()), Config) == Config()
