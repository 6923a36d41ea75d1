"""Update rules: functions from a point and its gradient to the next point. Independent of functions and schedules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from gdanim import registry
from gdanim.constraints import Objective

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel

    from gdanim.messages import Message
    from gdanim.optimizers.equations import Line
    from gdanim.optimizers.oracle import Oracle, RunFacts
    from gdanim.points import Matrix, Point


def _never_decays(_options: Any) -> bool:
    return False


def _no_penalty(_options: Any, _variables: int) -> Objective:
    return Objective()


def _no_metric(_options: Any, _point: Point, _oracle: Oracle) -> None:
    return None


def _no_momentum(_options: Any) -> None:
    return None


def _no_damping(_options: Any) -> None:
    return None


def _no_equations(_options: Any) -> tuple[Line, ...]:
    return ()


def _no_refusal(_options: Any, _run: RunFacts) -> None:
    return None


def no_state(point: Point, options: Any) -> None:
    """Returns None, the state of a rule without memory."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """An update rule: the ``PLUGIN`` of an optimizer's file.

    ``update`` and ``init`` are pure functions: the same arguments give the same result, and none is changed.

    Parameters
    ----------
    display_name
        The rule's English name as in a sentence: "Nesterov momentum". Its names in other languages are in the language
        files, under the rule's word, or in ``words``.
    summary
        A summary in a few words, printed by ``gdanim list optimizers``.
    formula
        The update as mathtext without dollar signs.
    update
        ``update(state, point, gradient, eta, options) -> (new point, new state)``, with the gradient at ``point``.
        Points and gradients are tuples of floats, a number for each variable.
    init
        ``init(point, options) -> state`` before the first step: None or a named tuple. Fields that are tuples of
        floats, one for each variable, can be drawn by the panel ``state``.
    options
        A frozen pydantic model of the rule's options in a scene, each with a default and a description; None if it has
        none.
    takes_eta
        Whether the rule has a step size, or a function ``takes_eta(options)`` that returns it. Without one, ``eta`` is
        NaN.
    default_eta
        The default step size; None if the scene or the function has to provide it.
    is_eta_fixed
        Whether ``default_eta`` was chosen together with the rule, so that it replaces the scene's step size.
    has_memory
        Whether earlier gradients affect a step; the ball then rolls instead of hopping.
    needs_oracle
        Whether ``update`` gets an ``Oracle`` as its last argument, because it needs more than the gradient at its
        point.
    is_recorded
        Whether the rule repeats points that were computed elsewhere, beyond which nothing is known.
    decays_weights
        Whether a step with such options also pulls towards zero, whatever the gradient is.
    penalty
        The terms that the rule minimises besides f: ``penalty(options, variables) -> gdanim.constraints.Objective``.
    metric
        The matrix that measures steps: ``metric(options, point, oracle)``. On maps, the ellipse of all steps as long as
        the next one is drawn; None draws none.
    refusal
        The rule's objection to a run: ``refusal(options, run)`` returns a message for the scene's author, or None.
        ``run`` is a ``RunFacts``.
    momentum
        The coefficient β if a step is x ← x + β(x − the point before) − η∇f, with the gradient at x or at the point
        ahead; 0 for plain descent, None for any other step. It is given the options.
    damping
        The number λ if a step is x ← x − η(∇²f + λI)⁻¹∇f; None for any other step. It is given the options.
    is_scale_free
        Whether steps stay as they are when f is multiplied by a number, so that a step size is a length; a comparison
        with plain descent at one step size is then unfair.
    step_form
        The step's form in a formula bar: ``"gradient"`` for η times the gradient, ``"velocity"`` for
        η times a velocity, ``"change"`` for a difference Δx of any other origin.
    equations
        The lines of a lesson's formula bar: ``equations(options)`` returns the equations of the state, and in the last
        line that of ``x_new``, each line as a tuple of ``Equation``. By default, the line of ``step_form``.
    memory_label
        The word in the language files for what such a rule does with the slope before the step: ``"add_to_velocity"``,
        ``"update_averages"``, ``"add_square"`` or ``"update_memory"``.
    ascent_name
        The English name in ascent, if different. Language files and the scene key ``terms`` use it with ``_`` for
        spaces.
    synonyms
        Other programs' names in lower case; a message suggests the rule's word for them.
    words
        The names of the rule and its options, by language and key: ``display_name`` and ``ascent_name`` in languages
        other than English, ``"search=exact"`` or ``"centered=false"`` for an option's value. English is the fallback.
    """

    display_name: str
    summary: str
    formula: str
    update: Callable[..., tuple[Point, Any]]
    init: Callable[[Point, Any], Any] = no_state
    options: type[BaseModel] | None = None
    takes_eta: bool | Callable[[Any], bool] = True
    default_eta: float | None = None
    is_eta_fixed: bool = False
    has_memory: bool = False
    needs_oracle: bool = False
    is_recorded: bool = False
    decays_weights: Callable[[Any], bool] = _never_decays
    penalty: Callable[[Any, int], Objective] = _no_penalty
    metric: Callable[[Any, Point, Oracle], Matrix | None] = _no_metric
    refusal: Callable[[Any, RunFacts], Message | str | None] = _no_refusal
    momentum: Callable[[Any], float | None] = _no_momentum
    damping: Callable[[Any], float | None] = _no_damping
    is_scale_free: bool = False
    step_form: Literal["gradient", "velocity", "change"] = "change"
    equations: Callable[[Any], tuple[Line, ...]] = _no_equations
    memory_label: str = "update_memory"
    ascent_name: str = ""
    synonyms: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    @property
    def ascent_term(self) -> str:
        """The key of ``ascent_name`` in language files: ``gradient_ascent``."""
        return self.ascent_name.replace(" ", "_")

    def step(
        self, state: Any, point: Point, gradient: Point, eta: float, options: Any, oracle: Oracle
    ) -> tuple[Point, Any]:
        """Calls ``update``, with the oracle if the rule needs it.

        Parameters
        ----------
        state
            The state returned by ``init`` or by the last step.
        point, gradient
            The current point, and the gradient there.
        eta
            The step size; NaN for a rule without one.
        options
            The rule's options.
        oracle
            The function to query.

        Returns
        -------
        tuple of (point, state)
            The point and the state after the step.
        """
        more = (oracle,) if self.needs_oracle else ()
        return self.update(state, point, gradient, eta, options, *more)


def display_names() -> dict[str, str]:
    """Returns the English name of every rule by its word, and of its ascent by the ascent's word."""
    rules = registry.load_all("optimizers")
    ascents = {rule.ascent_term: rule.ascent_name for rule in rules.values() if rule.ascent_name}
    return {name: rule.display_name for name, rule in rules.items()} | ascents


def state_vectors(state: Any) -> dict[str, Point]:
    """Returns the drawable fields of a rule's state: by name, every field with a number for each variable."""
    fields = state._asdict() if state is not None else {}
    return {
        name: value for name, value in fields.items() if isinstance(value, tuple) and value and type(value[0]) is float
    }
