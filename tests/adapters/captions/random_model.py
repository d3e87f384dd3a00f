"""A speech model that understands nothing: the form of whisper's with random weights, as small as may be."""

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np

STATE, AUDIO_CONTEXT, TEXT_CONTEXT, MELS = 64, 1500, 64, 80
VOCABULARY, WORDS, SPACE = 51_864, 50_256, 220
"""English only; the loader adds the signs that are no words itself. One word must be a space."""


def write_model(path: Path) -> Path:
    chance = np.random.default_rng(7)
    with path.open("wb") as file:
        shape = (VOCABULARY, AUDIO_CONTEXT, STATE, 1, 1, TEXT_CONTEXT, STATE, 1, 1, MELS, 1)
        file.write(struct.pack("<I11i", 0x67676D6C, *shape))
        file.write(struct.pack("<2i", MELS, 201) + chance.random((MELS, 201), np.float32).tobytes())
        file.write(struct.pack("<i", WORDS))
        for number in range(WORDS):
            word = b" " if number == SPACE else f" w{number}".encode()
            file.write(struct.pack("<I", len(word)) + word)
        _tensors(file, chance)
    return path


def _tensors(file: BinaryIO, chance: np.random.Generator) -> None:
    def tensor(name: str, *sides: int, exact: bool = False) -> None:
        values = chance.normal(1 if name.endswith("ln.weight") else 0, 0.05, sides)
        file.write(struct.pack("<3i", len(sides), len(name), int(not exact)))
        file.write(struct.pack(f"<{len(sides)}i", *reversed(sides)) + name.encode())
        file.write(values.astype(np.float32 if exact else np.float16).tobytes())

    def linear(name: str, out: int, into: int, *, bias: bool = True) -> None:
        tensor(f"{name}.weight", out, into)
        if bias:
            tensor(f"{name}.bias", out, exact=True)

    def norm(name: str) -> None:
        tensor(f"{name}.weight", STATE, exact=True)
        tensor(f"{name}.bias", STATE, exact=True)

    for number, into in ((1, MELS), (2, STATE)):
        tensor(f"encoder.conv{number}.weight", STATE, into, 3)
        tensor(f"encoder.conv{number}.bias", STATE, 1, exact=True)
    tensor("encoder.positional_embedding", AUDIO_CONTEXT, STATE, exact=True)
    tensor("decoder.positional_embedding", TEXT_CONTEXT, STATE, exact=True)
    tensor("decoder.token_embedding.weight", VOCABULARY, STATE)
    norm("encoder.ln_post")
    norm("decoder.ln")
    for side, attentions in (("encoder", ("attn",)), ("decoder", ("attn", "cross_attn"))):
        block = f"{side}.blocks.0"
        norm(f"{block}.mlp_ln")
        linear(f"{block}.mlp.0", 4 * STATE, STATE)
        linear(f"{block}.mlp.2", STATE, 4 * STATE)
        for attention in attentions:
            norm(f"{block}.{attention}_ln")
            for part in ("query", "key", "value", "out"):
                linear(f"{block}.{attention}.{part}", STATE, STATE, bias=part != "key")
