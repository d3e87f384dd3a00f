"""A coarse, friendly name for a browser, out of what it says of itself: enough to recognise one's own."""

_BROWSERS = (
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chrom", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS = (
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("android", "Android"),
    ("windows", "Windows"),
    ("mac os", "Mac"),
    ("macintosh", "Mac"),
    ("cros", "ChromeOS"),
    ("linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """«Firefox, Android»; empty when it says nothing we know. Never repeats what was sent."""
    told = user_agent[:1000].lower()
    found = [next((name for mark, name in names if mark in told), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found))
