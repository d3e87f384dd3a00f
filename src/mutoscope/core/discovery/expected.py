"""What usually follows what a viewer watched lately, as the trained network of this engine has it."""

import numpy as np

from mutoscope.core.discovery.catalogue import Rows
from mutoscope.core.discovery.nearest import first_of
from mutoscope.core.discovery.scene import Scene
from mutoscope.core.discovery.sequence.retriever import history_of


def expected(scene: Scene) -> Rows:
    """Unseen rows, best first; none where nothing was trained, or nothing is known of what they watched."""
    state, nothing = scene.state, np.zeros(0, np.int64)
    viewer = state.viewers.get(state.key_of(scene.request.viewer))
    retriever = state.former if scene.former else state.retriever
    if retriever is None or viewer is None or not scene.taste.views:  # none in the plain mode
        return nothing
    most = retriever.shape.length
    scores = retriever.scores(history_of(viewer, state.catalogue.ids, most))
    if scores is None:
        return nothing
    rows = retriever.rows(state.catalogue)
    known = rows >= 0
    known[known] = scene.unseen[rows[known]]
    return rows[known][first_of(scores[known], scene.weights.per_sequence)]
