"""The contract of languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim.testing.expectation import content, expect
from gdanim.text import language_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WEIGHTS = ("regular", "semibold", "bold")
LONGEST_WORD = 19
ISOLATES = dict.fromkeys((0x2066, 0x2069))
"""The maximum number of letters of the word after a verdict's icon."""


def check_language(language: Mapping[str, Any] | Path | str) -> None:
    """Checks that a language fulfils the contract.

    It has all words of the English file, its patterns use known values, and fonts have all its characters. Names of
    optimizers may be missing: English is the fallback.

    Parameters
    ----------
    language
        The language's mapping, the path of its YAML file, or its code.

    Raises
    ------
    AssertionError
        If the language violates the contract; the message says how.
    """
    data = content("languages", language)
    problems = language_file.problems(data)
    expect(not problems, f"the language is not whole: {'; '.join(problems)}")
    _check_letters(data)
    for entry, forms in data["verdicts"].items():
        word = forms.get("word", forms.get("short", forms["long"]))
        expect(
            len(_filled(word, data)) <= LONGEST_WORD,
            f"verdicts.{entry} needs a word of at most {LONGEST_WORD} letters; found {word!r}",
        )


def _filled(word: str, data: Mapping[str, Any]) -> str:
    """Returns a verdict's word with its values, for ten steps; a place is named by its own language's function."""
    from gdanim.text.words import Words

    written = Words(data, {}).fill(word, **{**dict.fromkeys(language_file.fields(word), ""), "n": 10, "t": 0.1})
    return written.translate(ISOLATES)


def _check_letters(data: Mapping[str, Any]) -> None:
    from gdanim.drawing import fonts
    from gdanim.themes import font_files

    letters = "".join(str(text) for _, text in language_file.leaves(data))
    if font_files.chinese() is None:  # only some machines have a font of these
        letters = "".join(letter for letter in letters if not fonts.is_chinese(letter))
    for weight in WEIGHTS:
        missing = fonts.missing(letters, weight)
        expect(not missing, f"no font here has the letters {missing!r} in {weight}")
