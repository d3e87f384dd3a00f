"""Figures as pictures for the documentation: bars with their margins, as SVG that reads in light and dark."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.harness import REPOSITORY

PICTURES = REPOSITORY / "docs" / "pictures"
_WIDTH, _NAME, _ROW = 640, 190, 26


def bars(
    name: str, title: str, rows: Sequence[tuple[str, float, float]], unit: str = "%", mine: str = "ours"
) -> Path:
    """Draw (label, value, half-width of its interval) as bars into ``docs/pictures/<name>.svg``; the bar of
    ``mine`` stands out."""
    most = max(value + max(margin, 0.0) for _, value, margin in rows)
    room = _WIDTH - _NAME - 110
    height = 44 + _ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' aria-label="{escape(title)}" font-family="system-ui, sans-serif" font-size="13">',
        "<style>text{fill:#1f2328}.bar{fill:#8b949e}.mine{fill:#c2410c}.whisker{stroke:#1f2328}"
        "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#6e7681}.mine{fill:#fb923c}"
        ".whisker{stroke:#e6edf3}}</style>",
        f'<text x="0" y="18" font-weight="600">{escape(title)}</text>',
    ]
    for place, (label, value, margin) in enumerate(rows):
        top, wide = 34 + _ROW * place, room * max(value, 0.0) / most
        middle = top + 9
        kind = "mine" if label == mine else "bar"
        parts += [
            f'<text x="{_NAME - 8}" y="{top + 13}" text-anchor="end">{escape(label)}</text>',
            f'<rect class="{kind}" x="{_NAME}" y="{top}" width="{wide:.1f}" height="18" rx="2"/>',
        ]
        if margin > 0:
            low, high = (_NAME + room * max(value + by, 0.0) / most for by in (-margin, margin))
            parts.append(
                f'<path class="whisker" d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8'
                f'M{high:.1f} {middle - 4}v8"/>'
            )
        end = _NAME + room * (value + max(margin, 0.0)) / most + 8
        parts.append(f'<text x="{end:.1f}" y="{top + 13}">{value:.1f} {escape(unit)}</text>')
    path = PICTURES / f"{name}.svg"
    path.write_text("\n".join([*parts, "</svg>", ""]), "utf-8")
    return path
