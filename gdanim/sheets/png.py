"""A sheet as pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.sheets import Sheet


def write(sheet: Sheet, path: Path) -> None:
    from PIL import Image

    Image.fromarray(pixels(sheet)[..., :3]).save(path, "PNG")


def pixels(sheet: Sheet) -> np.ndarray:
    from matplotlib.backends.backend_agg import RendererAgg

    from gdanim.sheets.viewport import draw

    renderer = RendererAgg(*sheet.size, 72)
    draw(renderer, sheet)
    return np.asarray(renderer.buffer_rgba()).copy()
