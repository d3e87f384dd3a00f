"""Files made to hurt: disguises, lies in the index, bombs, seeded damage. For tests and for the soak."""

import random
import zlib
from collections.abc import Iterator
from pathlib import Path

DISGUISES = {
    "ffconcat": b"ffconcat version 1.0\nfile ok.mp4\n",
    "hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    "dash": b'<?xml version="1.0"?><MPD><Period><BaseURL>file:///etc/passwd</BaseURL></Period></MPD>',
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
    "zeros": bytes(4096),
    "one byte": b"\x00",
    "gzip": b"\x1f\x8b\x08" + bytes(60),
    "only ftyp": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41",
    "endless box": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41\x00\x00\x00\x01moov" + b"\xff" * 8,
    "nested boxes": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41" + b"\x00\x00\xff\xf0moov" * 4000,
    "ebml only": b"\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xff",
    "riff avi": b"RIFF\xff\xff\xff\xffAVI LIST\xff\xff\xff\xffhdrl",
    "flv": b"FLV\x01\x05\x00\x00\x00\x09" + b"\xff" * 300,
    "ts": b"\x47\x1f\xff\x10" * 47 * 10,
}


def lies(mp4: bytes) -> Iterator[tuple[str, bytes]]:
    """The same MP4 with one number in its index made enormous."""
    for name, offset in ((b"stts", 8), (b"stsz", 12), (b"stco", 8), (b"stsc", 8), (b"ctts", 8), (b"stss", 8)):
        at = mp4.find(name)
        if at > 0:
            yield f"{name.decode()} of 2^31", patched(mp4, at - 4 + 4 + offset, b"\x80\x00\x00\x00")
    for name, offset in ((b"mvhd", 20), (b"mdhd", 20)):
        at = mp4.find(name)
        yield f"{name.decode()} says hours", patched(mp4, at + offset, b"\x7f\xff\xff\xff")
    at = mp4.find(b"avc1", mp4.find(b"stsd"))
    yield "65535 x 65535 in the index", patched(mp4, at + 28, b"\xff\xff\xff\xff")
    at = mp4.find(b"avcC")
    yield "broken parameter sets", patched(mp4, at + 12, bytes(16))
    yield "cut in the middle", mp4[: len(mp4) // 2]
    yield "cut after the index", mp4[: mp4.find(b"mdat") + 100]
    yield "pictures of zeros", mp4[: mp4.find(b"mdat") + 4] + bytes(len(mp4) - mp4.find(b"mdat") - 4)


def huge_jpegs(avi: bytes, width: int, height: int) -> bytes:
    """An AVI of JPEG pictures whose headers claim another size."""
    size = height.to_bytes(2) + width.to_bytes(2)
    at = 0
    while (at := avi.find(b"\xff\xc0\x00\x11\x08", at)) > 0:
        avi = patched(avi, at + 5, size)
        at += 5
    return avi


def huge_png(side: int) -> bytes:
    """A PNG of ``side`` squared black pixels in some kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = side.to_bytes(4) * 2 + b"\x01\x00\x00\x00\x00"
    row = bytes(1 + side // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def damaged(data: bytes, seed: int) -> bytes:
    """``data`` after an accident that ``seed`` decides: flipped bytes, holes, repeats, cuts."""
    dice = random.Random(seed)
    broken = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 60))):
        at = dice.randrange(len(broken))
        if dice.random() < 0.4:  # near the index, where one byte matters most
            at = min(len(broken) - 1, max(0, broken.find(b"moov")) + dice.randrange(1200))
        broken[at] = dice.choice((0, 255, broken[at] ^ (1 << dice.randrange(8)), dice.randrange(256)))
    accident = dice.random()
    if accident < 0.15:
        del broken[dice.randrange(len(broken)) :]
    elif accident < 0.25:
        at = dice.randrange(len(broken))
        del broken[at : at + dice.randrange(1, 5000)]
    elif accident < 0.35:
        at = dice.randrange(len(broken))
        broken[at:at] = broken[at : at + dice.randrange(1, 5000)]
    return bytes(broken)


def flv_pictures(data: bytes) -> list[int]:
    """Where the tags with pictures begin; a tag is its kind, three bytes of length, seven more, its data, and
    four bytes that lead back."""
    at, found = 13, []
    while at + 11 <= len(data):
        if data[at] == 9:
            found.append(at)
        at += 11 + int.from_bytes(data[at + 1 : at + 4], "big") + 4
    return found


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def put(folder: Path, data: bytes) -> Path:
    target = folder / "sent.mp4"
    target.write_bytes(data)
    return target
