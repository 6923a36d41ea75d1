"""Update rules: how a point moves, given the gradient there. Knows no function and no schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from gdanim import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

__all__ = ["Optimizer", "Oracle", "Point", "Rule", "display_names", "no_state", "state_vectors"]

Point = tuple[float, ...]


class Oracle(Protocol):
    """What a rule may ask of the function that it minimises, at any point. Where a run climbs f, the function is −f."""

    def value(self, point: Point) -> float:
        """Returns the function's value.

        Parameters
        ----------
        point
            One number for each variable, here and in the other methods.

        Returns
        -------
        float
            NaN outside the function's domain, ±∞ beyond the range of floats.
        """
        ...

    def gradient(self, point: Point) -> Point:
        """Returns the gradient. It counts as an evaluation, once for each point of a step.

        Parameters
        ----------
        point

        Returns
        -------
        tuple of float
        """
        ...

    def hessian(self, point: Point) -> tuple[Point, ...]:
        """Returns the Hessian.

        Parameters
        ----------
        point

        Returns
        -------
        tuple of tuples of float
            The second derivatives, row by row.
        """
        ...


def no_state(point: Point, options: Any) -> None:
    """The ``init`` of a rule without memory: its state is None."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """An update rule: the ``PLUGIN`` of an optimizer's file.

    ``update`` and ``init`` are pure functions: the same arguments give the same result, and none is changed.

    Parameters
    ----------
    display_name
        What the rule is called in English, as in a sentence: "Nesterov momentum". A language file may have another name
        for it, under the rule's word.
    summary
        What it does, in a few words: ``gdanim list optimizers`` prints it.
    formula
        The update as mathtext without dollar signs.
    update
        ``update(state, point, gradient, eta, options) -> (new point, new state)``, with the gradient at ``point``.
        Points and gradients are tuples of floats, a number for each variable.
    init
        ``init(point, options)``: the state before the first step, None or a named tuple. Fields that are tuples of
        floats, one for each variable, can be drawn by the panel ``state``.
    options
        A frozen pydantic model of the rule's options in a scene, each with a default and a description; None where it
        has none.
    takes_eta
        Whether the rule has a step size. One without gets ``nan`` for it.
    default_eta
        The step size where a scene gives none; None for a rule that needs one of the scene or the function.
    has_memory
        Whether earlier gradients act on a step: then the ball rolls rather than hops.
    needs_oracle
        Whether ``update`` gets an ``Oracle`` as its last argument, for it needs more than the gradient at its point.
    step_form
        How a formula bar writes the step under its numbers: ``"gradient"`` for η times the gradient, ``"velocity"`` for
        η times a velocity, ``"change"`` for a difference Δx of any other origin.
    ascent_name
        What it is called in English where a run climbs, if that is another name. Language files and the scene key
        ``terms`` know it by the same words with ``_`` between them.
    synonyms
        What other programs call it, in small letters: who writes one of these is told the rule's word.
    """

    display_name: str
    summary: str
    formula: str
    update: Callable[..., tuple[Point, Any]]
    init: Callable[[Point, Any], Any] = no_state
    options: type[BaseModel] | None = None
    takes_eta: bool = True
    default_eta: float | None = None
    has_memory: bool = False
    needs_oracle: bool = False
    step_form: Literal["gradient", "velocity", "change"] = "change"
    ascent_name: str = ""
    synonyms: tuple[str, ...] = ()

    @property
    def ascent_term(self) -> str:
        """The key of ``ascent_name`` in language files: ``gradient_ascent``."""
        return self.ascent_name.replace(" ", "_")

    def step(
        self, state: Any, point: Point, gradient: Point, eta: float, options: Any, oracle: Oracle
    ) -> tuple[Point, Any]:
        """Calls ``update``, with the oracle where the rule needs it.

        Parameters
        ----------
        state
            What ``init`` or the last step returned.
        point, gradient
            Where the ball is, and the gradient there.
        eta
            The step size; NaN for a rule without one.
        options
            The rule's options.
        oracle

        Returns
        -------
        tuple of (point, state)
            After the step.
        """
        more = (oracle,) if self.needs_oracle else ()
        return self.update(state, point, gradient, eta, options, *more)


@dataclass(frozen=True)
class Optimizer:
    """A rule with its options chosen.

    Parameters
    ----------
    name
        The rule's plug-in name.
    options
        None stands for the rule's defaults, or for a rule without options.
    """

    name: str = "gradient_descent"
    options: BaseModel | None = None

    @property
    def rule(self) -> Rule:
        return registry.load("optimizers", self.name)

    @property
    def effective_options(self) -> BaseModel | None:
        """The options given, or the rule's own defaults."""
        if self.options is None and self.rule.options is not None:
            return self.rule.options()
        return self.options


def display_names() -> dict[str, str]:
    """Returns the English name of every rule by its word, and by its ascent's word that of its ascent."""
    rules = registry.load_all("optimizers")
    ascents = {rule.ascent_term: rule.ascent_name for rule in rules.values() if rule.ascent_name}
    return {name: rule.display_name for name, rule in rules.items()} | ascents


def state_vectors(state: Any) -> dict[str, Point]:
    """Returns what can be drawn of a rule's state: by name, every field with a number for each variable."""
    fields = state._asdict() if state is not None else {}
    return {
        name: value for name, value in fields.items() if isinstance(value, tuple) and value and type(value[0]) is float
    }
