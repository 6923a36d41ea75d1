"""Names runs on a page by what distinguishes them, without what the page says once for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, ClassVar

from gdanim.panel_parts.run_names import join_parts, label_parts, step_size_part
from gdanim.text import phrases

if TYPE_CHECKING:
    from collections.abc import Collection

    from gdanim.scene import Scene
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words


MAX_TABLE_SIDE = 8  # rows or columns


@dataclass(frozen=True)
class TableNames:
    """The names of the rows and columns of a table of cells, whose first list gives the rows.

    ``keys`` are the scene keys that they name.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    keys: frozenset[str]


@dataclass(frozen=True)
class RunNaming:
    """The names of a scene's runs. ``is_animated``: the page shows steps, and therefore names step sizes.

    ``is_quiet``: names are less than what became of the runs, and smaller than it.
    """

    scene: Scene
    words: Words
    formats: QuantityFormats
    is_animated: bool
    is_quiet: ClassVar[bool] = False

    @cached_property
    def name_parts(self) -> tuple[dict[str, str], ...]:
        """The parts of each run's name, by the scene key that distinguishes it.

        In a bilingual scene, terms are followed by their English words.
        """
        english = self.words.english
        words = replace(self.words, english=english.unclaimed() if english else None)
        runs = self.scene.runs
        return tuple(
            label_parts(words.at(run_index), run, self.formats) | step_size_part(run, runs)
            for run_index, run in enumerate(runs)
        )

    def name(self, run_index: int, without: Collection[str] = ()) -> str:
        """Returns the name of run ``run_index``, without the keys that are named elsewhere."""
        return join_parts(self.words, (text for key, text in self.name_parts[run_index].items() if key not in without))

    def name_and_eta(self, run_index: int) -> tuple[str, str]:
        """Returns the name of run ``run_index`` without what the subtitle says, and separately its final step size."""
        named = [(key, text) for key, text in self._named_parts(run_index).items() if key not in self.edge_keys]
        ends_with_eta = len(named) > 1 and named[-1][0] == "eta"
        eta = named.pop()[1] if ends_with_eta else ""
        return join_parts(self.words, (text for _, text in named)), eta

    @cached_property
    def shared_eta(self) -> str | None:
        """The step size common to several runs, which the subtitle names once; otherwise None."""
        runs = self.scene.runs
        if len(runs) == 1 or not self.is_animated or not self.scene.formula.eta:
            return None
        only_trait = any(
            {key for key, _ in run.label_fields} == {"eta"} for run in runs
        )  # nothing else is left as a name
        return None if only_trait else phrases.common_eta(runs)

    @property
    def subtitle_keys(self) -> frozenset[str]:
        """The keys that the subtitle names for all runs, so that their names don't."""
        return frozenset() if self.shared_eta is None else frozenset({"eta"})

    @cached_property
    def cell_title_keys(self) -> frozenset[str]:
        """The keys common to the runs of each cell, if there are several cells with several runs."""
        cells = self.scene.cells
        if len(cells) == 1 or max(map(len, cells)) == 1:
            return frozenset()
        labels = [[dict(self.scene.runs[run_index].label_fields) for run_index in cell] for cell in cells]
        keys = set(labels[0][0]) - self.subtitle_keys
        return frozenset(key for key in keys if all(len({label.get(key) for label in cell}) == 1 for cell in labels))

    @cached_property
    def table(self) -> TableNames | None:
        """The names of rows and columns, if the cells are all pairs of the values of two keys; otherwise None."""
        cells = self.scene.cells
        parts = [[self._named_parts(run_index) for run_index in cell] for cell in cells]
        keys = self.cell_title_keys or frozenset(parts[0][0])
        if len(keys) != 2 or any(not keys <= part.keys() for cell in parts for part in cell):
            return None
        first, second = (key for key in parts[0][0] if key in keys)
        pairs = [(cell[0][first], cell[0][second]) for cell in parts]
        rows, columns = (tuple(dict.fromkeys(names)) for names in zip(*pairs, strict=True))
        is_table = pairs == list(product(rows, columns)) and min(len(rows), len(columns)) > 1
        is_small = max(len(rows), len(columns)) <= MAX_TABLE_SIDE
        has_its_columns = self.scene.columns in {None, len(rows), len(columns)}
        return TableNames(rows, columns, keys) if is_table and is_small and has_its_columns else None

    def _named_parts(self, run_index: int) -> dict[str, str]:
        return {key: text for key, text in self.name_parts[run_index].items() if key not in self.subtitle_keys}

    @property
    def edge_keys(self) -> frozenset[str]:
        """The keys that are named at the edges of a table of cells, so that headers don't."""
        return self.table.keys if self.table else frozenset()

    def cell_title(self, run_index: int) -> str:
        """Returns the title of a run's cell: what its runs have in common and those of other cells don't."""
        parts = self.name_parts[run_index]
        return join_parts(self.words, (text for key, text in parts.items() if key in self.cell_title_keys))


class TurnNaming(RunNaming):
    """The names of runs that are shown one after another, as in a sweep: what is told is that the run is whole."""

    is_quiet = True

    def name(self, run_index: int, without: Collection[str] = ()) -> str:
        """Returns the words for a whole run."""
        del run_index, without
        return self.words.label("whole_run")

    def name_and_eta(self, run_index: int) -> tuple[str, str]:
        """Returns the words for a whole run, and no step size."""
        return self.name(run_index), ""
