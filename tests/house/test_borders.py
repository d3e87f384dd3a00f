"""Apps meet at their front doors."""

import grimp

DOORS = {"services", "queries", "contracts"}
ALSO = {("accounts", "http"), ("videos", "http"), ("safety", "rooms")}
"""Doors beyond the three: who is asking is read from the request, and how hot answers are encoded, which only
HTTP code knows; how staff's rooms list rows, which only admin code needs."""


def test_apps_use_each_others_front_doors_only() -> None:
    """Between apps, an import names the other's services, queries or contracts and nothing behind them."""
    graph = grimp.build_graph("mutoscope", cache_dir=None)
    wrong = []
    for importer in sorted(graph.modules):
        if not importer.startswith("mutoscope.apps."):
            continue
        app = importer.split(".")[2]
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            parts = imported.split(".")
            if parts[:2] != ["mutoscope", "apps"] or len(parts) < 3 or parts[2] == app:
                continue
            door = parts[3] if len(parts) > 3 else ""
            if door not in DOORS and (parts[2], door) not in ALSO:
                wrong.append(f"{importer} imports {imported}")
    assert not wrong, "\n".join(wrong)
