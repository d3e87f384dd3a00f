"""Settings: what an operator writes is either in force or refused with a reason."""

from pathlib import Path

import pytest

from mutoscope.project.config import ConfigError, read


def _home(folder: Path, toml: str | bytes) -> dict[str, str]:
    (folder / "mutoscope.toml").write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return {"MUTOSCOPE_HOME": str(folder)}


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """A setting in the environment beats the same one in mutoscope.toml; the others stay."""
    env = _home(tmp_path, 'web_port = 9000\nlanguages = ["fr"]\n')
    config = read({**env, "MUTOSCOPE_WEB_PORT": "9010"})
    assert (config.web_port, config.languages) == (9010, ("fr",))


def test_lists_are_split_at_commas() -> None:
    """In the environment a list is written with commas, and spaces around them don't matter."""
    config = read({"MUTOSCOPE_LANGUAGES": "fr, en", "MUTOSCOPE_HOME": "/nowhere"})
    assert config.languages == ("fr", "en")


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"MUTOSCOPE_WEBPORT": "1"}, ["webport", "did you mean web_port"]),
        ({"MUTOSCOPE_ZZZ": "1"}, ["zzz", "settings.md"]),
        ({"MUTOSCOPE_WEB_PORT": "soon"}, ["web_port", "'soon'", "int"]),
        ({"MUTOSCOPE_WEB_PORT": "0"}, ["web_port", ">= 1"]),
        ({"MUTOSCOPE_WEB_PORT": "8001"}, ["web_port and media_port"]),
        ({"MUTOSCOPE_DEMO": "perhaps"}, ["demo", "bool"]),
        ({"MUTOSCOPE_UPLOAD_MAX_BYTES": "-5"}, ["upload_max_bytes"]),
        ({"MUTOSCOPE_LANGUAGES": ""}, ["languages is empty"]),
        ({"MUTOSCOPE_LOG_FORMAT": "xml"}, ["log_format", "xml"]),
        ({"MUTOSCOPE_PUBLIC_URL": "example.org"}, ["public_url", "https://"]),
        ({"MUTOSCOPE_PUBLIC_URL": "https://example.org/app"}, ["public_url", "without a path"]),
        ({"MUTOSCOPE_MEDIA_URL": "https://example.org:99999999"}, ["media_url"]),
        ({"MUTOSCOPE_TLS_KEY": "/key.pem"}, ["belong together"]),
        ({"MUTOSCOPE_HOME": "/" + "long/" * 30}, ["engine_socket", "100 bytes"]),
        (
            {
                "MUTOSCOPE_ENGINE_SOCKET": f"/{'a' * 94}.sock",
                "MUTOSCOPE_ENGINE_SHARDS": "2",
                "MUTOSCOPE_CACHE": "redis://here",
            },
            ["aaa-1.sock", "100 bytes"],
        ),
        ({"MUTOSCOPE_ENGINE_ARCHIVE": "memory://"}, ["engine_archive", "s3://bucket"]),
        ({"MUTOSCOPE_ENGINE_ARCHIVE": "s3:bucket"}, ["engine_archive", "s3://bucket"]),
        ({"MUTOSCOPE_ENGINE_ARCHIVE": "file:///nowhere/objects"}, ["engine_archive", "lost with it"]),
        ({"MUTOSCOPE_CONFIG": "/no/such/file.toml"}, ["/no/such/file.toml", "no such file"]),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(environ: dict[str, str], words: list[str]) -> None:
    """Each wrong setting stops the program with its name, its value and what would be right."""
    with pytest.raises(ConfigError) as refused:
        read({"MUTOSCOPE_HOME": "/nowhere", **environ})
    for word in words:
        assert word in str(refused.value)


def test_a_password_is_not_repeated() -> None:
    """A setting that may hold a password never has its value in the message."""
    with pytest.raises(ConfigError) as refused:
        read({"MUTOSCOPE_HOME": "/nowhere", "MUTOSCOPE_DATABASEE": "postgres://a:hunter2@h/d"})
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("web_port = ", "not a TOML file"),
        (b"\xff\xfe\x00", "not a TOML file"),
        ("wep_port = 1", "did you mean web_port"),
        ("web_port = [1]", "web_port"),
        ("web_port = true", "web_port"),
        ("languages = 'en'", "languages"),
        ("[mail]\na = 1", "mail"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, toml: str | bytes, word: str) -> None:
    """A file that is not TOML, or says impossible things, is refused with its place or the setting."""
    with pytest.raises(ConfigError, match=word):
        read(_home(tmp_path, toml))


def test_a_folder_is_not_a_settings_file(tmp_path: Path) -> None:
    """What stands where the file should be but can't be read is an error, not silence."""
    (tmp_path / "mutoscope.toml").mkdir()
    with pytest.raises(ConfigError, match="can't be read"):
        read({"MUTOSCOPE_HOME": str(tmp_path)})


def test_addresses_follow_tls(tmp_path: Path) -> None:
    """With a certificate both derived addresses are https."""
    env = _home(tmp_path, 'tls_certificate = "/c.pem"\ntls_key = "/k.pem"\n')
    config = read(env)
    assert config.web_address == "https://localhost:8000"
    assert config.media_address == "https://localhost:8001"
