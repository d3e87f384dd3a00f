"""The public data sets of sequences and likes, read by path. None of them is part of this repository.

Sequences: one per user, items numbered from 1, oldest first. S3-Rec's files (Amazon Beauty, Sports, Toys;
Zhou et al., 2020) and SASRec's MovieLens-1M (Kang and McAuley, 2018) as published; MovieLens' own
``ratings.dat`` reads as well. TikTok: the three matrices of MMSSL (Wei et al., 2023) with its audio and image
features.
"""

import io
import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Sequences = list[list[int]]


class NotASet(Exception):
    """A file does not hold what its name says. The message says where and why."""


def users_by_line(path: Path) -> Sequences:
    """S3-Rec's form: ``user item item ...`` on each line, in order of time. Raises NotASet."""
    return [row[1:] for row in _rows(path, 2)]


def pairs_by_line(path: Path) -> Sequences:
    """SASRec's form: ``user item`` on each line, each user's in order of time. Raises NotASet."""
    sequences: dict[int, list[int]] = {}
    for user, item, *_ in _rows(path, 2):
        sequences.setdefault(user, []).append(item)
    return list(sequences.values())


def movielens_ratings(path: Path, least: int = 5) -> Sequences:
    """MovieLens' own ``user::movie::rating::time``: everything rated, by time, then in the file's order;
    users and movies with fewer than ``least`` ratings left out, as SASRec does; movies numbered anew.

    Raises NotASet.
    """
    rows = _rows(path, 4, "::")
    movies = np.bincount([row[1] for row in rows])
    people = np.bincount([row[0] for row in rows])
    kept = [row for row in rows if movies[row[1]] >= least and people[row[0]] >= least]
    numbers: dict[int, int] = {}
    sequences: dict[int, list[int]] = {}
    for user, movie, _, _ in sorted(kept, key=lambda row: (row[0], row[3])):
        sequences.setdefault(user, []).append(numbers.setdefault(movie, len(numbers) + 1))
    return list(sequences.values())


def _rows(path: Path, least: int, between: str | None = None) -> list[list[int]]:
    rows = []
    for number, line in enumerate(path.read_text("ascii", "replace").splitlines(), 1):
        words = line.split(between)
        if not words:
            continue
        try:
            row = [int(word) for word in words]
        except ValueError:
            raise NotASet(f"{path.name}, line {number}: not whole numbers") from None
        if len(row) < least or min(row) < 0:
            raise NotASet(f"{path.name}, line {number}: expected at least {least} numbers from 0 up")
        rows.append(row)
    if not rows:
        raise NotASet(f"{path.name} is empty")
    return rows


@dataclass(frozen=True)
class Likes:
    """Who liked what, without order: (user, item) matrices of ones; what each item looks and sounds like."""

    train: sp.csr_matrix
    valid: sp.csr_matrix
    test: sp.csr_matrix
    features: dict[str, npt.NDArray[np.float32]]


def mmssl(folder: Path) -> Likes:
    """MMSSL's form: ``trnMat.pkl``, ``valMat.pkl``, ``tstMat.pkl`` and ``*_feat.npy``. Raises NotASet."""
    train, valid, test = (sparse_matrix(folder / f"{name}.pkl") for name in ("trnMat", "valMat", "tstMat"))
    features = {
        path.name.removesuffix("_feat.npy"): np.load(path, allow_pickle=False).astype(np.float32)
        for path in sorted(folder.glob("*_feat.npy"))
    }
    if not train.shape == valid.shape == test.shape:
        raise NotASet(f"the matrices of {folder.name} differ in shape")
    if any(len(one) != train.shape[1] for one in features.values()):
        raise NotASet(f"the features of {folder.name} are not one row per item")
    return Likes(train, valid, test, features)


_SAFE = {
    ("scipy.sparse.coo", "coo_matrix"): sp.coo_matrix,
    ("scipy.sparse._coo", "coo_matrix"): sp.coo_matrix,
    ("scipy.sparse.csr", "csr_matrix"): sp.csr_matrix,
    ("scipy.sparse._csr", "csr_matrix"): sp.csr_matrix,
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
}


class _Matrices(pickle.Unpickler):
    """Builds sparse matrices and nothing else: a pickle may name any function, and have it called."""

    def find_class(self, module: str, name: str) -> object:
        if name == "_reconstruct" and module in ("numpy.core.multiarray", "numpy._core.multiarray"):
            return np.zeros(0).__reduce__()[0]
        found = _SAFE.get((module, name))
        if found is None:
            raise NotASet(f"a matrix has no need of {module}.{name}")
        return found


def sparse_matrix(path: Path) -> sp.csr_matrix:
    """A pickled scipy matrix as rows of ones. Raises NotASet for anything else, without running any of it."""
    try:
        found = _Matrices(io.BytesIO(path.read_bytes())).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError, IndexError) as trouble:
        raise NotASet(f"{path.name}: {trouble}") from None
    if not sp.issparse(found):
        raise NotASet(f"{path.name} holds no sparse matrix")
    matrix = sp.coo_matrix(found)
    ones = np.ones(matrix.nnz, np.float32)
    made = sp.csr_matrix((ones, (matrix.row, matrix.col)), shape=matrix.shape)
    made.data[:] = 1.0
    return made
