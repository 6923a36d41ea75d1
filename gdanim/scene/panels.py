"""Reads ``panels`` and ``show``: the panels to draw, their options, and the marks that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.messages import message
from gdanim.scene import advice
from gdanim.scene.model import PanelSpec, Show
from gdanim.scene.options import (
    PluginSpec,
    options_schema,
    read_plugin,
    summaries,
    validate_options,
    with_meanings,
)
from gdanim.scene.readers import Reader, described_words, list_of
from gdanim.scene.value import INVALID, Value
from gdanim.spelling import advice as spelling_advice
from gdanim.yaml import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.descent import Run
    from gdanim.functions import Function
    from gdanim.scene.model import Sweep
    from gdanim.scene.value import Invalid

SIGNS = ("+", "-")
MAX_PANELS = 16
SWEPT = "swept"  # the contents of a scene whose default panels have one for all values of a sweep


def _mark(value: Value) -> str | Invalid:
    if value.content is None or not value.text.lstrip("+-"):
        return value.report_expected(message("scene.must_be_mark"))
    mark = value.text.lstrip("+-")
    if any(mark in _marks(name) for name in registry.shipped("panels")):
        return value.text
    known = sorted({mark for panel in registry.load_all("panels").values() for mark in panel.marks})
    return value.text if mark in known else value.report(advice.unknown_word("mark", mark, known))


_MARKS = list_of(Reader(_mark, lambda: {"type": "string"}), "marks", can_be_empty=True)


def _show(value: Value) -> Show | Invalid:
    marks = _MARKS(value)
    if marks is INVALID:
        return INVALID
    changes = [mark for mark in marks if mark.startswith(SIGNS)]
    if changes and len(changes) < len(marks):
        return value.report(message("scene.marks_or_changes", name=value.name))
    if not changes:
        return Show(tuple(dict.fromkeys(marks)))
    added, removed = (tuple(mark[1:] for mark in marks if mark[0] == sign) for sign in SIGNS)
    return Show(None, added, removed)


def _show_schema(panels: Iterable[str] | None = None) -> dict[str, Any]:
    """Returns the JSON Schema of the marks of these panels, or of all: a list of them, or of changes with + and -."""
    names = registry.names("panels") if panels is None else panels
    marks = list(dict.fromkeys(mark for name in names for mark in _marks(name)))
    if not marks:
        return {"type": "array", "maxItems": 0}
    lists = [
        {"type": "array", "items": {"enum": [f"{sign}{mark}" for sign in signs for mark in marks]}}
        for signs in (("",), ("+", "-"))
    ]
    return {"anyOf": lists}


SHOW = Reader(_show, _show_schema)


def _panel(value: Value) -> PanelSpec | Invalid:
    spec = read_plugin(value, "panel", registry.names("panels"))
    if not isinstance(spec, PluginSpec):
        return INVALID
    show_value, other_options = _split_show(spec.options)
    show = SHOW(show_value) if show_value else None
    if show and show_value:
        _check_marks_of(spec.name, show_value)
    model = registry.load("panels", spec.name).options
    options = validate_options(model, PluginSpec(spec.name, other_options), value, ("show",))
    return INVALID if options is INVALID or show is INVALID else PanelSpec(spec.name, options, show)


def _split_show(options: Value | None) -> tuple[Value | None, Value | None]:
    """Returns a panel's ``show`` and its other options."""
    if options is None:
        return None, None
    show = next((item for key, item in options.entries() if key.text == "show"), None)
    node = options.node
    others = tuple((key, entry.node) for key, entry in options.entries() if key.text != "show")
    mapping = Mapping(others, line=node.line, column=node.column, width=node.width, source=node.source)
    return show, Value(mapping, options.path, options.problems)


def _marks(panel: str) -> tuple[str, ...]:
    return tuple(registry.load("panels", panel).marks)


def _check_marks_of(panel: str, show: Value) -> None:
    """Reports marks that a panel does not draw."""
    for mark, value, near in _undrawn(show, (panel,)):
        value.report(message("scene.mark_of_other_panel", panel=panel, mark=mark, advice=near))


def check_marks(show: Value, panels: tuple[PanelSpec, ...]) -> None:
    """Reports marks that no panel of the scene draws."""
    for mark, value, near in _undrawn(show, tuple(panel.name for panel in panels)):
        value.report(message("scene.mark_of_no_panel", mark=mark, advice=near))


def _undrawn(show: Value, panels: tuple[str, ...]) -> list[tuple[str, Value, str]]:
    """Returns the marks of ``show`` that none of the panels draws, each with its value and advice on its spelling."""
    drawn = {mark for panel in panels for mark in _marks(panel)}
    written = {item.text.lstrip("+-"): item for item in show.items()}
    return [(mark, entry, spelling_advice(mark, sorted(drawn))) for mark, entry in written.items() if mark not in drawn]


def check_functions(value: Value, panels: tuple[PanelSpec, ...], functions: Sequence[Function]) -> None:
    """Reports each panel that can't draw all of the runs' ``functions``."""
    values = value.items() if len(value.items()) == len(panels) else (value,) * len(panels)
    for panel, item in zip(panels, values, strict=True):
        _check_panel(panel, functions, item)


def check_runs(value: Value, panels: tuple[PanelSpec, ...], runs: Sequence[Run]) -> None:
    """Reports each panel that refuses one of the runs, with its first objection."""
    values = value.items() if len(value.items()) == len(panels) else (value,) * len(panels)
    for panel, item in zip(panels, values, strict=True):
        refusals = (panel.plugin.refusal(run, panel.options) for run in runs)
        if refusal := next(filter(None, refusals), None):
            item.report(refusal)


def check_sweep(value: Value, panels: tuple[PanelSpec, ...], sweep: Sweep | None) -> None:
    """Reports panels that need a sweep where there is none, or that can't show one."""
    values = value.items() if len(value.items()) == len(panels) else (value,) * len(panels)
    if sweep is None:
        for panel, item in zip(panels, values, strict=True):
            if panel.plugin.sweep:
                item.report(message("scene.panel_needs_sweep", panel=panel.name))
        return
    for panel, item in zip(panels, values, strict=True):
        traits = panel.plugin.sweep.traits if panel.plugin.sweep else ()
        if not _shows_swept_runs(panel.plugin):
            item.report(message("scene.panel_without_sweep", panel=panel.name))
        elif traits and sweep.trait not in traits:
            known = " or ".join(traits)
            item.report(message("scene.panel_of_other_sweep", panel=panel.name, traits=known, found=sweep.trait))
    if not any(panel.plugin.sweep for panel in panels):
        takers = [name for name in registry.shipped("panels") if registry.load("panels", name).sweep]
        value.report(message("scene.no_panel_takes_sweep", panels=" or ".join(takers)))


def _shows_swept_runs(plugin: Any) -> bool:
    """Returns whether a panel shows all values of a sweep, or the whole run of one after another."""
    return plugin.sweep is not None or (
        plugin.scope == "run" and not plugin.report_key and not plugin.film.tells_parts_of_steps
    )


def _check_panel(panel: PanelSpec, functions: Sequence[Function], value: Value) -> None:
    declared = panel.plugin
    others = [function for function in functions if not function.is_data_problem]
    if declared.data.is_required and others:
        value.report(message("scene.panel_needs_data", panel=panel.name, function=_name(others[0])))
        return
    if others and declared.data.counts_epochs(panel.options):
        value.report(message("scene.panel_epochs_without_data"))
    if parameters := declared.data.shown_parameters(panel.options):
        _check_parameters(parameters, functions, value)
        return
    counts = declared.variables
    wrong = next((function for function in functions if counts and len(function.variables) not in counts), None)
    if wrong:
        allowed = " or ".join(map(_variables, counts))
        texts = {"panel": panel.name, "function": _name(wrong), "found": _variables(len(wrong.variables))}
        value.report(message("scene.panel_variables", allowed=allowed, **texts))


def _check_parameters(parameters: Sequence[str], functions: Sequence[Function], value: Value) -> None:
    """Reports parameters that a function of the scene does not have."""
    for function in functions:
        if not function.is_data_problem:
            value.report(message("scene.panel_parameters_without_data", function=_name(function)))
        elif len({*parameters} & {*function.variables}) < len(parameters):
            names, found = ", ".join(function.variables), ", ".join(parameters)
            value.report(message("scene.panel_parameters", variables=names, found=found))


def _name(function: Function) -> str:
    return function.name or function.text


def _variables(count: int) -> str:
    return f"{('no', 'one', 'two', 'three')[count] if count < 4 else count} variable{'s' * (count != 1)}"


def default(functions: Sequence[Function], *, is_overlaid: bool, has_sweep: bool = False) -> tuple[PanelSpec, ...]:
    """Returns the default panels of a scene, as panels declare them. ``functions`` holds one for each run."""
    contents = _contents(functions, is_overlaid=is_overlaid)
    defaults = {
        name: registry.load("panels", name).default_for for name in registry.mentioning("panels", "default_for")
    }
    places = {name: default_for.get(contents) for name, default_for in defaults.items()}
    chosen = [name for name, place in places.items() if place is not None]
    found = tuple(map(_with_default_options, sorted(chosen, key=places.__getitem__)))
    if not has_sweep:
        return found
    swept = [name for name, default_for in defaults.items() if SWEPT in default_for]
    return (*(panel for panel in found if _shows_swept_runs(panel.plugin)), *map(_with_default_options, swept))


def _with_default_options(name: str) -> PanelSpec:
    model = registry.load("panels", name).options
    return PanelSpec(name, model and model())


def _contents(functions: Sequence[Function], *, is_overlaid: bool) -> str:
    """Returns the contents of a scene, in the terms of panels' declarations."""
    counts = {len(function.variables) for function in functions}
    if any(function.has_validation for function in functions):
        return "data"
    if all(function.is_data_problem for function in functions):
        return {1: "data_of_one_parameter", 2: "data_of_two_parameters"}.get(
            max(counts) if len(counts) == 1 else 0, "data"
        )
    if counts == {1}:
        return "one_variable" if len(functions) == 1 or is_overlaid else "one_variable_in_cells"
    return "two_variables" if counts == {2} else "more_variables"


def _schema() -> dict[str, Any]:
    panels = registry.load_all("panels")
    meaning = {"description": "marks to draw, or changes to the default"}
    options = {
        name: options_schema(panel.options, show={**_show_schema([name]), **meaning}) for name, panel in panels.items()
    }
    described = with_meanings(options, "panels")
    one_panel = {"type": "object", "properties": described, "additionalProperties": False}
    return {"anyOf": [described_words(summaries("panels")), one_panel]}


PANELS = list_of(Reader(_panel, _schema), "panels", maximum=MAX_PANELS)
