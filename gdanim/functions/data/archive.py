"""Reads the columns of a NumPy archive, ``.npz``. Objects in it are refused: they could run code."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.data.errors import DataError
from gdanim.functions.data.sample import MAX_POINTS
from gdanim.messages import message

if TYPE_CHECKING:
    from gdanim.functions.data.table import Choice

MAX_UNPACKED_BYTES = 16 * 1024 * 1024


def columns(content: bytes, file: str, choice: Choice) -> dict[str, list[str]]:
    """Returns the chosen arrays, or else the first ones, as columns of cells. Raises DataError."""
    count = len(choice.x) + 1
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise DataError(message("functions.table_too_long", file=file, maximum=MAX_POINTS), option="data")
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            names = dict.fromkeys(name for name in (*choice.x, choice.y) if name in archive.files)
            wanted = (names | dict.fromkeys(archive.files)) if len(names) < count else names
            arrays = {name: np.asarray(archive[name]) for name in list(wanted)[:count]}
            others = {name: np.empty(0) for name in archive.files if name not in arrays}
    except (ValueError, OSError, EOFError, MemoryError, zipfile.BadZipFile, NotImplementedError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise DataError(message("functions.not_npz", file=file, reason=reason), option="data") from error
    for name, array in arrays.items():
        if array.ndim == 0 or array.size != max(array.shape):
            shape = " × ".join(map(str, array.shape))
            raise DataError(message("functions.array_shape", name=name, file=file, shape=shape), option="data")
    cells = {name: [str(cell) for cell in array.reshape(-1).tolist()] for name, array in arrays.items()}
    return cells | {name: [""] * max(map(len, cells.values())) for name in others}
