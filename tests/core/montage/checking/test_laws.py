"""Whatever is sent as a project is read as itself, or refused."""

import json
from typing import Any

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.montage.making import montages

from mutoscope.core.montage.checking import canonical, digest, read_montage
from mutoscope.core.montage.document import Montage
from mutoscope.core.units import Refusal

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([-1, 0, 1, 2**63, -(2**70), 10**30]),
    st.floats(),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.just([[[[]]]]),
)


@settings(max_examples=25)
@given(montages())
def test_a_montage_is_read_as_it_was_written(montage: Montage) -> None:
    """Bytes and back, with and without its defaults, is the same montage with the same digest."""
    assert read_montage(canonical(montage)) == montage
    short = msgspec.json.encode(_without_defaults(json.loads(canonical(montage))))
    again = read_montage(short)
    assert again == montage
    assert digest(again) == digest(montage)


def _without_defaults(value: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in value.items() if name != "mix"}


@settings(max_examples=25)
@given(montages(), st.data())
def test_what_was_changed_by_hand_is_read_or_refused(montage: Montage, data: st.DataObject) -> None:
    """One part of the JSON replaced, doubled or taken away: a montage or a refusal, no error."""
    value = json.loads(canonical(montage))
    spots = list(_spots(value))
    holder, name = data.draw(st.sampled_from(spots))
    act = data.draw(st.sampled_from(["replace", "remove", "double", "add"]))
    if act == "replace":
        holder[name] = data.draw(odd)
    elif act == "remove":
        del holder[name]
    elif act == "double" and isinstance(holder, list):
        holder.append(holder[name])
    elif isinstance(holder, dict):
        holder[data.draw(st.text(max_size=8))] = data.draw(odd)
    _read_or_refused(json.dumps(value).encode())


def _spots(value: Any) -> Any:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inside:
        yield value, name
        yield from _spots(each)


@given(st.binary(max_size=300))
@example(b'{"schema":"mutoscope.montage/1","tracks":"\xed\xa0\x80"}')
@example(b'{"schema":"\\ud800"}')
@example(b'{"schema":"mutoscope.montage/1","canvas":{"width":NaN}}')
@example(b'{"schema":"mutoscope.montage/1","canvas":{"width":1e400}}')
@example(b'{"schema":"mutoscope.montage/99999999999"}')
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Noise is refused in a sentence."""
    _read_or_refused(data)


def _read_or_refused(data: bytes) -> None:
    try:
        montage = read_montage(data)
    except Refusal as no:
        assert str(no)
    else:
        assert read_montage(canonical(montage)) == montage
