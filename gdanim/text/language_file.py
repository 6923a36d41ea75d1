"""Checks language files: every text of the English file has to be present, without unknown values in its pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.messages import message
from gdanim.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.messages import Message

OPTIONAL_FORMS = ("short", "word", "clause", "rest")
"""The optional forms of a verdict, which replace its long one."""
OPTIONAL = ("terms", "methods", "plural", "openers", "stop")
"""Sections that may be incomplete: English names of methods, terms and rule of plurals are the fallback. ``openers``
are the beginnings of phrases that open a sentence without a preposition before them."""
CHOICES = {"direction": ("ltr", "rtl"), "decimal": (".", ",")}
OF_REPORTS = {"goal", "count", "label", "n", "subject", "verb", "complement"}
ANYWHERE = {"verdicts": {"rest", "lead"}, "report": OF_REPORTS}
"""The values that a section's patterns may use in addition to those of English."""

Path = tuple[str | int, ...]


def problems(data: Mapping[str, Any]) -> list[str]:
    """Returns the problems of a language file's content, a sentence each."""
    english, texts = dict(leaves(registry.load("languages", "en"))), dict(leaves(data))
    sentences = [message("registry.language_lacks", key=_dotted(path)) for path in english if _missing(path, texts)]
    for key, choices in CHOICES.items():
        if key in data and data[key] not in choices:
            choices_text = " or ".join(map(repr, choices))
            sentences.append(message("registry.language_choice", key=key, choices=choices_text, found=repr(data[key])))
    rule = data.get("plural", plural.DEFAULT)
    if found := plural.problem(rule):
        return [*sentences, message("registry.language_plural", found=found)]
    for path, text in texts.items():
        sentences += _odd_forms(path, str(text), len(rule))
        known = _known(path, english)
        if known is not None and (strange := fields(str(text)) - known):
            sentences.append(message("registry.language_field", key=_dotted(path), field=min(strange)))
    return list(sentences)


def leaves(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yields each text with its path; an item of a list has its position as the last part."""
    if isinstance(node, Mapping):
        for key, below in node.items():
            yield from leaves(below, (*path, key))
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for position, below in enumerate(node):
            yield from leaves(below, (*path, position))
    else:
        yield path, node


def fields(template: str) -> set[str]:
    """Returns the names of the values in a pattern."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _odd_forms(path: Path, template: str, count: int) -> Iterator[Message]:
    """Yields a sentence for each value of a pattern with more or fewer words than the plural rule has categories."""
    for _, name, spec, _ in Formatter().parse(template):
        forms = spec.removesuffix("!").split("|") if spec else []
        if forms and len(forms) != count:
            field = f"{{{name}:{spec}}}"
            yield message("registry.language_forms", key=_dotted(path), field=field, found=len(forms), count=count)


def _missing(path: Path, texts: Mapping[Path, Any]) -> bool:
    optional = path[0] in OPTIONAL or (path[0] == "verdicts" and path[-1] in OPTIONAL_FORMS)
    return path not in texts and not optional


def _known(path: Path, english: Mapping[Path, Any]) -> set[str] | None:
    """Returns the names that a pattern may use at a path; None if English has no text at this path."""
    extra = ANYWHERE.get(str(path[0]), set())
    if path[0] == "verdicts":
        forms = [fields(str(text)) for other, text in english.items() if other[:2] == path[:2]]
        return set().union(*forms) | extra if forms else None
    return fields(str(english[path])) | extra if path in english else None


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
