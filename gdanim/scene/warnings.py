"""Warnings about a scene that is right: sentences, most with the line and column of their key."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim import themes
from gdanim.messages import Message, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Run
    from gdanim.scene.labels import UnlabelledRun
    from gdanim.scene.settings import Settings


def theme_warnings(theme: str) -> tuple[str, ...]:
    """Returns a warning about the keys of a style sheet that have no effect."""
    unused = themes.unused_keys(theme)
    return (message("scene.theme_unused_keys", theme=theme, keys=", ".join(unused)),) if unused else ()


def function_warnings(settings: Settings, labelled_runs: tuple[Run, ...]) -> tuple[str, ...]:
    """Returns the warnings of the functions, each with the line and column of the key ``function``."""
    return at_key("function", settings, [warning for run in labelled_runs for warning in run.function.warnings])


def eta_warnings(settings: Settings, drafts: tuple[UnlabelledRun, ...]) -> tuple[str, ...]:
    """Returns a warning for each rule with a step size of its own, next to rules that use the scene's."""
    rules = {draft.run.optimizer.name: draft.run for draft in drafts if draft.has_own_eta}
    etas = {name: f"η = {run.schedule.text}" for name, run in rules.items() if run.schedule}
    return at_key(
        "eta", settings, [message("scene.eta_not_for_rule", rule=rule, eta=eta) for rule, eta in etas.items()]
    )


def label_warnings(labelled_runs: tuple[Run, ...]) -> tuple[str, ...]:
    """Returns a warning about each label that several runs have."""
    counts = Counter(run.label for run in labelled_runs)
    return tuple(
        message("scene.same_label", count=count, label=label) for label, count in counts.items() if label and count > 1
    )


def at_key(key: str, settings: Settings, warnings: Sequence[str]) -> tuple[str, ...]:
    """Returns the warnings, each once, with the line and column of the key in the scene itself."""
    distinct = dict.fromkeys(warnings)
    if key not in settings:
        return tuple(distinct)
    node = settings[key].value.node
    problems = [replace(node.problem(warning), quote=None) for warning in distinct]
    return tuple(Message(str(problem), problem.id) for problem in problems)
