"""How eyes tell colours apart: contrast, distance, and three deficiencies. Formulas from their sources."""

import numpy as np

from gdanim.themes import rgb

MACHADO = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Severity 1.0, on linear RGB: Machado, Oliveira and Fernandes, IEEE Trans. Vis. Comput. Graph. 15(6), 2009."""
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = XYZ.sum(axis=1)


def linear(colour):
    """Linear RGB from 0 to 1 of ``#RRGGBB``: IEC 61966-2-1."""
    channels = np.array(rgb(colour)) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """From 1 to 21: WCAG 2.2, "contrast ratio" and "relative luminance"."""
    high, low = sorted((float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(colour, sight="normal"):
    """CIELAB under D65 (CIE 15), as someone with this sight sees ``colour``."""
    ratios = XYZ @ np.clip(MACHADO[sight] @ linear(colour), 0, 1) / WHITE
    x, y, z = np.where(ratios > (6 / 29) ** 3, np.cbrt(ratios), ratios * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other):
    """CIEDE2000 of two CIELAB colours: Sharma, Wu and Dalal, Color Res. Appl. 30(1), 2005, equations 2 to 22."""
    mean = np.mean([np.hypot(*one[1:]), np.hypot(*other[1:])])
    green = 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25**7)))
    (c1, h1), (c2, h2) = (_polar(colour, green) for colour in (one, other))
    lightness, chroma = other[0] - one[0], c2 - c1
    turn = _turn(h2 - h1) if c1 * c2 else 0.0
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    middle = (h1 + h2 + (360 if abs(h1 - h2) > 180 else 0)) / 2 if c1 * c2 else h1 + h2
    light, colourful = (one[0] + other[0]) / 2, (c1 + c2) / 2
    cosines = np.cos(np.radians([middle - 30, 2 * middle, 3 * middle + 6, 4 * middle - 63]))
    tone = 1 + cosines @ (-0.17, 0.24, 0.32, -0.20)
    by_light = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    by_chroma, by_hue = 1 + 0.045 * colourful, 1 + 0.015 * colourful * tone
    blue = 30 * np.exp(-(((middle - 275) / 25) ** 2))
    rotation = -2 * np.sqrt(colourful**7 / (colourful**7 + 25**7)) * np.sin(np.radians(2 * blue))
    parts = lightness / by_light, chroma / by_chroma, hue / by_hue
    return float(np.sqrt(sum(part**2 for part in parts) + rotation * parts[1] * parts[2]))


def _polar(colour, green):
    """Chroma and hue in degrees, with a′ for a."""
    red = (1 + green) * colour[1]
    return np.hypot(red, colour[2]), np.degrees(np.arctan2(colour[2], red)) % 360


def _turn(degrees):
    """The way from one hue to another, the shorter way round."""
    return degrees - 360 if degrees > 180 else degrees + 360 if degrees < -180 else degrees
