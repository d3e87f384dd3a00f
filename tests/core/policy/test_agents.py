"""Names of devices out of what browsers say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.policy.agents import device_name

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME.format("Linux; Android 16; Pixel 9"), "Chrome, Android"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/156.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0) Gecko/20100101 Firefox/150.0",
            "Firefox, Mac",
        ),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_browsers_are_recognised(agent: str, name: str) -> None:
    """The browser that was built on another is named, not the other."""
    assert device_name(agent) == name


@given(st.text(max_size=300))
def test_nothing_that_was_sent_comes_back(agent: str) -> None:
    """The name is made of our own words only."""
    words = {"Edge", "Opera", "Samsung Internet", "Firefox", "Chrome", "Safari"}
    words |= {"iPhone", "iPad", "Android", "Windows", "Mac", "ChromeOS", "Linux"}
    assert set(filter(None, device_name(agent).split(", "))) <= words
