"""Which panels are drawn, with which options, and which marks they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.functions.data import MeanLoss
from gdanim.messages import message
from gdanim.scene import advice
from gdanim.scene.model import PanelSpec, Show
from gdanim.scene.options import PluginSpec, read_plugin, validate_options
from gdanim.scene.readers import Reader, list_of
from gdanim.scene.value import INVALID, Value
from gdanim.yaml import Mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions import Function
    from gdanim.scene.value import Invalid

SIGNS = ("+", "-")


def _mark(value: Value) -> str | Invalid:
    if value.content is None or not value.text.lstrip("+-"):
        return value.report_expected(message("scene.must_be_mark"))
    word = value.text.lstrip("+-")
    if any(word in _marks(name) for name in registry.shipped("panels")):
        return value.text
    known = sorted({mark for panel in registry.load_all("panels").values() for mark in panel.marks})
    return value.text if word in known else value.report(advice.unknown_word("mark", word, known))


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


SHOW = Reader(_show, _MARKS.schema)


def _panel(value: Value) -> PanelSpec | Invalid:
    chosen = read_plugin(value, "panel", registry.names("panels"))
    if not isinstance(chosen, PluginSpec):
        return INVALID
    show, options = _apart(chosen.options)
    marks = SHOW(show) if show else None
    if marks and show:
        _check(show, (chosen.name,), of_one=True)
    found = validate_options(
        registry.load("panels", chosen.name).options, PluginSpec(chosen.name, options), value, ("show",)
    )
    return INVALID if found is INVALID or marks is INVALID else PanelSpec(chosen.name, found, marks)


def _apart(options: Value | None) -> tuple[Value | None, Value | None]:
    """A panel's ``show`` and its other options."""
    if options is None:
        return None, None
    show = next((each for key, each in options.entries() if key.text == "show"), None)
    node = options.node
    rest = tuple((key, each.node) for key, each in options.entries() if key.text != "show")
    mapping = Mapping(rest, line=node.line, column=node.column, width=node.width, source=node.source)
    return show, Value(mapping, options.path, options.problems)


def _marks(panel: str) -> tuple[str, ...]:
    return tuple(registry.load("panels", panel).marks)


def drawn(place: Value, panels: tuple[PanelSpec, ...]) -> bool:
    """Whether each mark the scene names is one that a panel of it draws; if not, that is noted."""
    return _check(place, tuple(panel.name for panel in panels))


def _check(place: Value, panels: tuple[str, ...], *, of_one: bool = False) -> bool:
    known = {mark for panel in panels for mark in _marks(panel)}
    words = {each.text.lstrip("+-"): each for each in place.items()}
    wrong = [word for word in words if word not in known]
    for word in wrong:
        near = registry.advice(word, sorted(known))
        if of_one:
            words[word].report(message("scene.mark_of_other_panel", panel=panels[0], mark=word, advice=near))
        else:
            words[word].report(message("scene.mark_of_no_panel", mark=word, advice=near))
    return not wrong


def drawable(place: Value, panels: tuple[PanelSpec, ...], functions: Sequence[Function]) -> None:
    """Notes each panel that can't draw all of the runs' ``functions``."""
    places = place.items() if len(place.items()) == len(panels) else (place,) * len(panels)
    for panel, where in zip(panels, places, strict=True):
        kind = registry.load("panels", panel.name)
        other = next((each for each in functions if kind.data_only and not isinstance(each, MeanLoss)), None)
        if other:
            where.report(message("scene.panel_needs_data", panel=panel.name, function=other.name or other.text))
            continue
        if getattr(panel.options, "per", None) == "epoch" and not all(isinstance(each, MeanLoss) for each in functions):
            where.report(message("scene.panel_epochs_without_data"))
        if chosen := getattr(panel.options, "parameters", None):
            _section(chosen, functions, where)
            continue
        can = kind.variables
        wrong = next((each for each in functions if can and len(each.variables) not in can), None)
        if wrong:
            values = {"panel": panel.name, "function": wrong.name or wrong.text}
            allowed = " or ".join(_variables(count) for count in can)
            found = _variables(len(wrong.variables))
            where.report(message("scene.panel_variables", allowed=allowed, found=found, **values))


def _section(chosen: Sequence[str], functions: Sequence[Function], place: Value) -> None:
    """Notes parameters that a function of the scene does not have."""
    for function in functions:
        if not isinstance(function, MeanLoss):
            place.report(message("scene.panel_parameters_without_data", function=function.name or function.text))
        elif len({*chosen} & {*function.variables}) < len(chosen):
            names, found = ", ".join(function.variables), ", ".join(chosen)
            place.report(message("scene.panel_parameters", variables=names, found=found))


def _variables(count: int) -> str:
    return f"{('no', 'one', 'two', 'three')[count] if count < 4 else count} variable{'s' * (count != 1)}"


def default(functions: Sequence[Function], *, overlaid: bool) -> tuple[PanelSpec, ...]:
    """One function a run. A lesson is its curve; side by side, each curve stands on its history. Two variables make
    a map; of more, the loss alone can be drawn.
    """
    counts = {len(function.variables) for function in functions}
    if all(isinstance(function, MeanLoss) for function in functions):
        return tuple(map(PanelSpec, ("data", "contour") if counts == {2} else ("data", "loss")))
    if counts == {1}:
        names = ("curve",) if len(functions) == 1 or overlaid else ("curve", "history")
    else:
        names = ("contour",) if counts == {2} else ("loss",)
    return tuple(map(PanelSpec, names))


def _schema() -> dict[str, Any]:
    names = list(registry.names("panels"))
    named = {name: {"type": "object"} for name in names}
    return {"anyOf": [{"enum": names}, {"type": "object", "properties": named, "additionalProperties": False}]}


PANELS = list_of(Reader(_panel, _schema), "panels", most=16)
