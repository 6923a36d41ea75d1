"""Colours of heights in light and shade: deep is dark, slopes that face the light are lighter, others darker.

Lightness changes in CIELAB, where equal steps look equal, and never so far that a greater height looks deeper.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdanim.themes import rgb

if TYPE_CHECKING:
    from gdanim.themes import Theme

HEIGHT_COUNT, LIGHT_COUNT = 256, 65  # entries of the table of colours
SHADE_LIGHTNESS, GLEAM_LIGHTNESS = 17.0, 9.0  # L*: how much full shade darkens and full light brightens
DARK_LIGHTNESS, BRIGHT_LIGHTNESS = 34.0, 20.0  # L*: nearer to black or to white than this, they do so less
LIGHT_CHROMA_LOSS = 0.1  # of the chroma, in full light
SHADE_BLUENESS, LIGHT_YELLOWNESS = 3.0, 1.5  # b*: shade is bluer, light is yellower
MAX_GREY_CHROMA = 2.0  # of chroma: a theme without colours stays without
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
"""The matrix from linear sRGB to CIE XYZ: IEC 61966-2-1."""
WHITE = TO_XYZ.sum(axis=1)  # D65
SHADOW_RANGE, LIGHT_RANGE = 0.85, 0.28  # of a normal's product with the light's direction, beside level ground's


def height_colours(theme: Theme, heights: np.ndarray, lights: np.ndarray | float = 0.0) -> np.ndarray:
    """Returns the colours of heights in light and shade.

    Parameters
    ----------
    theme
        Has the colours of heights, from the deepest up.
    heights
        Fractions of the theme's range of heights, from 0 to 1, of any shape.
    lights
        Lights from -1 in full shade to 1 in full light; 0 on level ground, which has the colours of the theme.

    Returns
    -------
    numpy.ndarray
        uint8, of the heights' shape with three numbers more.
    """
    table = _table(theme.heights)
    rows = np.clip(np.nan_to_num(heights) * (HEIGHT_COUNT - 1) + 0.5, 0, HEIGHT_COUNT - 1).astype(int)
    columns = np.clip(np.nan_to_num(lights) * (LIGHT_COUNT // 2) + LIGHT_COUNT // 2 + 0.5, 0, LIGHT_COUNT - 1).astype(
        int
    )
    return table[rows, columns]


@lru_cache(maxsize=16)
def colour_table(theme: Theme) -> np.ndarray:
    """Returns the opaque colours of all heights in all lights as one array: RGBA in the bytes of uint32."""
    table = _table(theme.heights).reshape(-1, 3)
    return np.column_stack((table, np.full(len(table), 255, np.uint8))).view(np.uint32).ravel()


def height_colour(theme: Theme, height: float) -> str:
    """Returns the colour ``#RRGGBB`` of level ground at a height from 0 to 1."""
    red, green, blue = height_colours(theme, np.array(height)).tolist()
    return f"#{red:02X}{green:02X}{blue:02X}"


def light_on(slopes_x: np.ndarray, slopes_y: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """Returns the light on a surface, from -1 to 1; 0 on level ground.

    Parameters
    ----------
    slopes_x, slopes_y
        The slopes of the surface as it is drawn.
    direction
        (3,): a unit vector towards the light.
    """
    normal = np.sqrt(1 + slopes_x**2 + slopes_y**2)
    return relative_light((direction[2] - slopes_x * direction[0] - slopes_y * direction[1]) / normal, direction)


def relative_light(product: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """Returns the light of normals' products with the light's direction, from -1 to 1; 0 on level ground."""
    beside = product - direction[2]
    return np.clip(np.where(beside < 0, beside / SHADOW_RANGE, beside / LIGHT_RANGE), -1, 1)


@lru_cache(maxsize=16)
def _table(stops: tuple[str, ...]) -> np.ndarray:
    """Returns (``HEIGHT_COUNT``, ``LIGHT_COUNT``, 3) uint8: the colours of each height in each light."""
    positions = np.linspace(0, 1, HEIGHT_COUNT)
    colours = np.array([rgb(colour) for colour in stops]) / 255
    fractions = np.linspace(0, 1, len(stops))
    lab = srgb_to_lab(np.column_stack([np.interp(positions, fractions, channel) for channel in colours.T]))
    light = np.linspace(-1, 1, LIGHT_COUNT)[None]
    lightness, a, b = (lab[:, None, axis] for axis in range(3))
    is_shade = light < 0
    darker = SHADE_LIGHTNESS * light * np.minimum(1, lightness / DARK_LIGHTNESS)
    brighter = GLEAM_LIGHTNESS * light * np.minimum(1, (100 - lightness) / BRIGHT_LIGHTNESS)
    lit = lightness + np.where(is_shade, darker, brighter)
    chroma = np.where(is_shade, lit / np.maximum(lightness, 1e-9), 1 - LIGHT_CHROMA_LOSS * light)
    tint = light * np.where(is_shade, SHADE_BLUENESS * np.minimum(1, lightness / 60), LIGHT_YELLOWNESS)
    is_grey = float(np.hypot(a, b).max()) < MAX_GREY_CHROMA
    shaded = np.stack(np.broadcast_arrays(lit, a * chroma, b * chroma + (0 if is_grey else tint)), axis=-1)
    return np.round(255 * lab_to_srgb(shaded)).astype(np.uint8)


def srgb_to_lab(colours: np.ndarray) -> np.ndarray:
    """Returns CIELAB (…, 3) of sRGB colours (…, 3) from 0 to 1."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    xyz = linear @ TO_XYZ.T / WHITE
    x, y, z = np.moveaxis(np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz * (29 / 6) ** 2 / 3 + 4 / 29), -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def lab_to_srgb(lab: np.ndarray) -> np.ndarray:
    """Returns sRGB (…, 3) from 0 to 1 of CIELAB colours (…, 3), the nearest in range."""
    lightness, a, b = np.moveaxis(lab, -1, 0)
    y = (lightness + 16) / 116
    parts = np.stack([y + a / 500, y, y - b / 200], axis=-1)
    xyz = np.where(parts > 6 / 29, parts**3, 3 * (6 / 29) ** 2 * (parts - 4 / 29)) * WHITE
    linear = np.clip(xyz @ np.linalg.inv(TO_XYZ).T, 0, 1)
    return np.clip(np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055), 0, 1)
