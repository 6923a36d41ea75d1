"""What runs are called on a page: what sets each apart, and what the page says once for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gdanim.marks.run_names import join_parts, label_parts, step_size_part

if TYPE_CHECKING:
    from collections.abc import Collection

    from gdanim.scene import Scene
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words


@dataclass(frozen=True)
class RunNaming:
    """The names of a scene's runs. ``is_animated``: the page tells of steps, and so of step sizes."""

    scene: Scene
    words: Words
    formats: QuantityFormats
    is_animated: bool

    @cached_property
    def traits(self) -> tuple[dict[str, str], ...]:
        """What sets each run apart, by key, with English words behind terms where the scene is bilingual."""
        words = replace(self.words, english_places={})
        runs = self.scene.runs
        return tuple(
            label_parts(words.at(number), run, self.formats) | step_size_part(run, runs)
            for number, run in enumerate(runs)
        )

    def name(self, number: int, without: Collection[str] = ()) -> str:
        """A run's name without the keys that are said elsewhere."""
        return join_parts(self.words, (text for key, text in self.traits[number].items() if key not in without))

    def name_and_eta(self, number: int) -> tuple[str, str]:
        """A run's name without what the subtitle says, and its step size where that ends it."""
        named = [(key, text) for key, text in self.traits[number].items() if key not in self.subtitle_keys]
        ends_with_eta = len(named) > 1 and named[-1][0] == "eta"
        eta = named.pop()[1] if ends_with_eta else ""
        return join_parts(self.words, (text for _, text in named)), eta

    @cached_property
    def shared_eta(self) -> str | None:
        """The step size that all of several runs have: the subtitle says it once for all."""
        runs = self.scene.runs
        etas = {run.schedule.text if run.schedule else None for run in runs}
        if len(runs) == 1 or not self.is_animated or len(etas) > 1 or not self.scene.formula.eta:
            return None
        only_trait = any(
            {key for key, _ in run.label_fields} == {"eta"} for run in runs
        )  # nothing else is left as a name
        return None if only_trait else etas.pop()

    @property
    def subtitle_keys(self) -> frozenset[str]:
        """The keys of which the subtitle speaks for all runs, so that their names need not."""
        return frozenset() if self.shared_eta is None else frozenset({"eta"})

    @cached_property
    def cell_title_keys(self) -> frozenset[str]:
        """What the automatic names of the runs in one cell have in common, where there are several such cells."""
        cells = self.scene.cells
        if len(cells) == 1 or max(map(len, cells)) == 1:
            return frozenset()
        traits = [[dict(self.scene.runs[number].label_fields) for number in cell] for cell in cells]
        keys = set(traits[0][0]) - self.subtitle_keys
        return frozenset(key for key in keys if all(len({run.get(key) for run in cell}) == 1 for cell in traits))

    def cell_title(self, number: int) -> str:
        """What the runs in the cell of run ``number`` have in common that sets them apart from other cells' runs."""
        traits = self.traits[number]
        return join_parts(self.words, (text for key, text in traits.items() if key in self.cell_title_keys))
