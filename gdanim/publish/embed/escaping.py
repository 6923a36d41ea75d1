"""Escapes text for the languages of pages."""

from __future__ import annotations

import re

MARKDOWN_SPECIAL = re.compile(r"([\\*`|_<>\[\]~$])")
ENTITY = re.compile(r"&(?=#?\w+;)")
MARKDOWN_LIST = re.compile(r"([-+=#:]|\d+[.)])")  # special characters at the beginning of a line
RST_SPECIAL = re.compile(r"([\\*`|_<>\[\]]|:(?=:))")
RST_WORD = re.compile(r"[^\W\d_]+ ")  # the beginning of a line that is no list item
LATEX_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "“": "``",
        "”": "''",
        "–": "--",
        "…": r"\ldots{}",
    }
    | {sign: rf"\{sign}" for sign in "&%$#_"}
)
MATHEMATICS = {
    "η": r"\eta", "β": r"\beta", "λ": r"\lambda", "ε": r"\varepsilon", "π": r"\pi", "σ": r"\sigma", "∇": r"\nabla",
    "∂": r"\partial", "Σ": r"\sum", "√": r"\surd", "∞": r"\infty", "−": "-", "×": r"\times", "·": r"\cdot", "±": r"\pm",
    "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx", "→": r"\to", "′": "'", "‖": r"\|",
    **{sign: f"^{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{sign: f"_{digit}" for digit, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    "⁻": "^-", "⁺": "^+",
}  # fmt: skip
"""Signs that fonts of LaTeX have only in formulas."""
SIGN = re.compile(f"[{''.join(MATHEMATICS)}]")


def one_line(text: str) -> str:
    return " ".join(text.split())


def markdown(text: str) -> str:
    """Returns text that Markdown shows as it is."""
    return MARKDOWN_SPECIAL.sub(r"\\\1", ENTITY.sub("&amp;", one_line(text)))


def markdown_paragraph(text: str) -> str:
    """Returns text that Markdown shows as it is at the beginning of a line."""
    escaped = markdown(text)
    marker = MARKDOWN_LIST.match(escaped)
    return f"{escaped[: marker.end() - 1]}\\{escaped[marker.end() - 1 :]}" if marker else escaped


def markdown_with_formulas(text: str) -> str:
    """Returns text for pandoc: its signs of mathematics are formulas, which LaTeX has in every font."""
    return SIGN.sub(lambda sign: f"${MATHEMATICS[sign[0]]}$", markdown(text))


def myst_with_formulas(text: str) -> str:
    """Returns text for MyST: its signs of mathematics are formulas, which LaTeX has in every font."""
    return SIGN.sub(lambda sign: f"{{math}}`{MATHEMATICS[sign[0]]}`", markdown_paragraph(text))


def rst(text: str) -> str:
    """Returns text that reStructuredText shows as it is at the beginning of a line."""
    escaped = RST_SPECIAL.sub(r"\\\1", one_line(text))
    return escaped if RST_WORD.match(escaped) else f"\\ {escaped}"  # a number, a letter or a dash would begin a list


def rst_with_formulas(text: str) -> str:
    return SIGN.sub(lambda sign: rf"\ :math:`{MATHEMATICS[sign[0]]}`\ ", rst(text))


def latex(text: str) -> str:
    """Returns text that LaTeX shows as it is, with any of its programs."""
    return SIGN.sub(lambda sign: f"${MATHEMATICS[sign[0]]}$", one_line(text).translate(LATEX_SPECIAL))


def quoted(text: str) -> str:
    """Returns text between double quotes, as shortcodes and attributes of Markdown take it."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
