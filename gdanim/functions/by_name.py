"""Looks functions up by name: in the catalogue, the data problems, and plug-ins."""

from __future__ import annotations

import inspect
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.errors import PluginError
from gdanim.functions import catalogue, data
from gdanim.functions.errors import ExpressionError
from gdanim.functions.function import Function
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.functions.expressions.parameters import Parameters

SHIPPED = (*catalogue.names(), *data.NAMES)


def shipped_names() -> tuple[str, ...]:
    """Returns the names of gdanim's own functions: the entries of the catalogue and the data problems."""
    return SHIPPED


def load_shipped(name: str) -> Function | Callable[..., Function]:
    """Returns a function of gdanim's own as a plug-in: one of the catalogue, or the factory of a data problem."""
    if name in data.NAMES:
        return lambda: data.build(name, data.PROBLEMS[name].options.model_validate({}))
    return catalogue.load(name)


def names() -> tuple[str, ...]:
    """Returns the names of the catalogue, then those of plug-ins; data problems are not included."""
    return (*catalogue.names(), *(each for each in registry.names("functions") if each not in SHIPPED))


def parameters(name: str) -> dict[str, float]:
    """Returns the parameters of a function and their defaults. Raises KeyError for an unknown name."""
    if name in catalogue.names():
        return dict(catalogue.entry(name).parameters)
    plugin = registry.load("functions", name)
    if isinstance(plugin, Function):
        return {}
    defaults = {parameter.name: parameter.default for parameter in inspect.signature(plugin).parameters.values()}
    for parameter, default in defaults.items():
        if isinstance(default, bool) or not isinstance(default, int | float):
            raise PluginError(message("registry.parameter_without_default", name=name, parameter=parameter))
    return defaults


def summary(name: str) -> str:
    """Returns one line about a function: the catalogue's summary, or the first line of a plug-in's docstring."""
    if name in catalogue.names():
        entry = catalogue.entry(name)
        return f"{entry.expression}: {entry.teaches}"
    if name in data.NAMES:
        return f"data: {data.PROBLEMS[name].summary}"
    plugin = registry.load("functions", name)
    if isinstance(plugin, Function):
        return plugin.text
    return (inspect.getdoc(plugin) or "").partition("\n")[0].rstrip(".") or load(name).text


def load(name: str, **values: float) -> Function:
    """Returns the named function with values for its parameters.

    Raises
    ------
    KeyError
        If the name is unknown.
    TypeError
        If a parameter is unknown.
    ExpressionError
        If the function can't be written with a value.
    PluginError
        If a plug-in fails, or returns no ``Function``.
    """
    if name in catalogue.names():
        return catalogue.load(name, **values)
    known = parameters(name)
    if unknown := values.keys() - known.keys():
        raise TypeError(f"{name} has no parameter {min(unknown)!r}")
    return _made(name, registry.load("functions", name), tuple(sorted({**known, **values}.items())))


@cache  # runs of one function share one object
def _made(name: str, plugin: Any, parameters: Parameters) -> Function:
    if isinstance(plugin, Function):
        return replace(plugin, name=name)
    try:
        made = plugin(**dict(parameters))
    except (ExpressionError, PluginError):
        raise
    except Exception as error:  # another's code may raise anything
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(message("registry.function_failed", name=name, reason=reason)) from error
    if not isinstance(made, Function):
        raise PluginError(message("registry.no_function", name=name, found=type(made).__name__))
    return replace(made, name=name)
