"""Public data sets are read as published, and a file that is something else is refused by name."""

import pickle
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp
from bench.discovery.sets import (
    NotASet,
    mmssl,
    movielens_ratings,
    pairs_by_line,
    sparse_matrix,
    users_by_line,
)


def written(folder: Path, text: str) -> Path:
    path = folder / "set.txt"
    path.write_text(text)
    return path


def test_a_line_per_user(tmp_path: Path) -> None:
    assert users_by_line(written(tmp_path, "1 5 3 9\n2 4\n")) == [[5, 3, 9], [4]]


def test_a_line_per_pair(tmp_path: Path) -> None:
    assert pairs_by_line(written(tmp_path, "1 5\n2 4\n1 3\n")) == [[5, 3], [4]]


def test_ratings_are_put_in_order_of_time(tmp_path: Path) -> None:
    """Movie 30 was rated by one user only: left out when two are asked for."""
    lines = ["7::10::5::300", "7::20::1::100", "7::30::4::200", "8::20::3::50", "8::10::3::60"]
    assert movielens_ratings(written(tmp_path, "\n".join(lines)), least=2) == [[1, 2], [1, 2]]


@pytest.mark.parametrize("text", ["", "1\n", "1 x\n", "1 -4\n", "\ufeff\n"])
def test_what_is_no_sequence_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotASet):
        users_by_line(written(tmp_path, text))


def a_set(folder: Path, features: int = 4) -> Path:
    for name in ("trnMat", "valMat", "tstMat"):
        found = sp.coo_matrix((np.array([3.0]), (np.array([1]), np.array([2]))), shape=(3, 4))
        (folder / f"{name}.pkl").write_bytes(pickle.dumps(found))
    np.save(folder / "audio_feat.npy", np.ones((features, 2), np.float16))
    return folder


def test_likes_come_as_ones_with_a_row_of_features_per_item(tmp_path: Path) -> None:
    likes = mmssl(a_set(tmp_path))
    assert likes.train.toarray()[1].tolist() == [0, 0, 1, 0]
    assert likes.features["audio"].shape == (4, 2)


def test_features_of_another_set_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotASet):
        mmssl(a_set(tmp_path, features=5))


class Evil:
    """A pickle that has a file written when it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (self.path,)  # type: ignore[return-value]


def test_a_pickle_that_would_run_something_is_refused_before_it_does(tmp_path: Path) -> None:
    victim, path = tmp_path / "touched", tmp_path / "evil.pkl"
    path.write_bytes(pickle.dumps(Evil(victim)))
    with pytest.raises(NotASet):
        sparse_matrix(path)
    assert not victim.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no pickle",
        pickle.dumps([1, 2]),
        pickle.dumps(sp.coo_matrix(np.eye(2)))[:40],
        pickle.dumps(np.array([object()])),
    ],
)
def test_what_is_no_matrix_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "one.pkl"
    path.write_bytes(content)
    with pytest.raises(NotASet):
        sparse_matrix(path)
