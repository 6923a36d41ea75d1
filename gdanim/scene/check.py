"""Checks the nodes of a scene: returns a Scene, or raises all problems at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim.animation.frame_budget import Timing
from gdanim.errors import SceneError
from gdanim.functions.expressions.variable_names import canonical
from gdanim.messages import Message, message
from gdanim.scene import compare, comparison_advice, language, limits, panels, runs, sweep, timing
from gdanim.scene.combination import domain_of
from gdanim.scene.folder_defaults import PRESET_KEYS
from gdanim.scene.keys import KEYS, RUN_KEYS
from gdanim.scene.labels import add_labels
from gdanim.scene.letter_keys import contents_of, letters_of
from gdanim.scene.letters import NO_LETTERS
from gdanim.scene.model import Note, Scene
from gdanim.scene.notes import check_note
from gdanim.scene.read_settings import LETTER_KEYS, read_setting, read_settings, with_letters_of_runs
from gdanim.scene.settings import Setting, Settings
from gdanim.scene.text import PERSIAN_LETTERS, LocalizedText, in_language
from gdanim.scene.value import INVALID, Value
from gdanim.scene.warnings import at_key, eta_warnings, function_warnings, label_warnings, theme_warnings
from gdanim.text.words import load as load_words

if TYPE_CHECKING:
    from gdanim.descent import Run
    from gdanim.errors import Problem
    from gdanim.functions import Function
    from gdanim.scene.files import Files
    from gdanim.scene.labels import UnlabelledRun
    from gdanim.scene.value import Invalid
    from gdanim.yaml import Mapping

TEXT_KEYS = ("title", "caption")
COPIED_KEYS = (
    "show",
    "columns",
    "axes",
    "range",
    "formula",
    "bilingual",
    "metadata",
    "player",
    "background",
    "font",
    "size",
    "poster",
    "output",
    "max_size",
)
"""Keys whose content is copied into the scene."""
KEYS_OF_RUNS = (*(name for name, key in KEYS.items() if key.is_for_runs), "tolerance", "formula")


def check(root: Mapping, files: Files, **fields: Any) -> Scene:
    """Checks the nodes of a scene. ``fields`` are not in its nodes, such as ``name``. Raises SceneError."""
    problems: list[Problem] = [*files.problems]
    scene = _SceneBuilder(Value(root, (), problems, files)).scene(fields)
    if problems or scene is None:
        raise SceneError(in_order(problems, fields.get("file")))
    return replace(scene, reads=tuple(files.reads.items()))


def in_order(problems: list[Problem], file: str | None) -> list[Problem]:
    """Returns each problem once, in the order of the file; those of other files, and then of ``--set``, come last."""
    distinct = {(str(problem), problem.path if problem.line is None else ()): problem for problem in problems}

    def sort_key(problem: Problem) -> tuple[Any, ...]:
        return (
            problem.where is not None,
            problem.file != file,
            problem.file or "",
            problem.line or 0,
            problem.column or 0,
        )

    return sorted(distinct.values(), key=sort_key)


class _SceneBuilder:
    """Reads every key of one scene, then checks their combination."""

    def __init__(self, root: Value) -> None:
        root, self.sweep = sweep.expand_sweep(root)
        self.root = root
        self.settings = read_settings(with_letters_of_runs(root), KEYS, "key")
        self.language = self.content("language", "en")
        digits = self.content("digits", (language.LATIN, language.LATIN))
        self.digits, self.formula_digits = language.digits_in(digits, self.language)
        self.letter_warnings: list[str] = []
        terms = language.terms_in(self.content("terms", ()), self.language)
        self.terms = tuple((key, self._with_own_letters(text, self.value("terms"))) for key, text in terms)
        self.entries = self._entries()

    def content(self, name: str, default: Any) -> Any:
        """Returns the content read from a key, else what the preset gives; the default if it is missing or invalid."""
        setting = self.settings.get(name)
        if setting is None and name == "output" and self.content("background", None) == "transparent":
            return Scene.transparent_output
        if setting is None and name in PRESET_KEYS and (preset := self.content("preset", None)) is not None:
            return getattr(preset, name)
        return default if setting is None or setting.content is INVALID else setting.content

    def value(self, name: str) -> Value:
        """Returns the value at which a key's problems are reported; the whole scene if the key is missing."""
        return self.settings[name].value if name in self.settings else self.root

    def scene(self, fields: dict[str, Any]) -> Scene | None:
        """Returns the scene, or None after a problem."""
        settings = {name: setting for name, setting in self.settings.items() if name in KEYS_OF_RUNS}
        drafts = runs.draft_runs(settings, self.entries, self.root, self.sweep or None)
        sweep.keep_first_problem(self.root.problems, self.sweep)
        texts = {name: self._in_language(self.content(name, None), self.value(name)) for name in TEXT_KEYS}
        notes = self._notes()
        self._check_panels()
        self._check_letters()
        if "terms" in self.settings and drafts is not INVALID:
            language.check_names(self.value("terms"), (draft.run.function for draft in drafts))
        if drafts is INVALID or not drafts:
            return None
        steps = max(draft.run.steps for draft in drafts)
        if steps and not all(draft.run.steps for draft in drafts):
            self.value("runs").report(message("scene.picture_beside_runs"))
        self._check_film(len(drafts) - 1 if self.sweep else steps, drafts, notes)
        cells = self._cells(drafts)
        labelled_runs = self._labelled_runs(drafts)
        if cells is INVALID:
            return None
        warnings = (
            *function_warnings(self.settings, labelled_runs),
            *eta_warnings(self.settings, drafts),
            *label_warnings(labelled_runs),
            *dict.fromkeys(self.letter_warnings),
            *self._comparison_advice(cells, drafts, labelled_runs),
            *(warning for theme in self.themes for warning in theme_warnings(theme)),
        )
        fields = {
            **texts,
            "notes": notes,
            "steps": steps,
            "epochs": _epochs(drafts),
            "sweep": self.sweep or None,
            "warnings": warnings,
            **fields,
        }
        return self._assembled(cells, labelled_runs, fields)

    def _cells(self, drafts: tuple[UnlabelledRun, ...]) -> compare.Cells | Invalid:
        """Returns the groups of runs; those of a sweep are shown one after the other in one cell."""
        chosen = self.content("compare", compare.SIDE_BY_SIDE)
        if self.sweep and chosen != compare.SIDE_BY_SIDE:
            return self.value("compare").report(message("scene.sweep_is_not_compared"))
        if self.sweep:
            return ((0,),)
        return compare.cells(drafts, chosen, self.value("compare"))

    def _comparison_advice(
        self, cells: compare.Cells, drafts: tuple[UnlabelledRun, ...], labelled_runs: tuple[Run, ...]
    ) -> tuple[str, ...]:
        """Returns advice on many cells, and on one step size for several methods, unless each has its own."""
        if self.sweep:
            return ()
        unfair = comparison_advice.unfair_eta(drafts) if "eta" in self.settings and not self.entries else []
        many = comparison_advice.many_cells(cells, labelled_runs)
        return (*at_key("compare", self.settings, many), *at_key("eta", self.settings, unfair))

    def _check_film(self, steps: int, drafts: tuple[UnlabelledRun, ...], notes: tuple[Note, ...]) -> None:
        """Reports impossible lengths, sizes, posters and notes."""
        poster = self.content("poster", None)
        if isinstance(poster, int) and poster > steps:
            self.value("poster").report(message("scene.no_such_poster", step=poster, last=steps))
        lengths = self.content("timing", Timing())
        frames = timing.frame_count(lengths, steps, len(drafts), notes, self.value("timing"))
        limits.check_size(self.content("size", None), frames, self.content("output", Scene.output), self.value)
        no_film = limits.missing_film_problem(self.content("player", ""), self.content("output", ()))
        if no_film:
            self.value("player").report(no_film)
        if self.content("background", None) == "transparent":
            no_alpha = limits.no_transparency_problem(self.content("output", ()))
            if no_alpha:
                self.value("background").report(no_alpha)
        variables = drafts[0].run.function.variables
        for note, value in zip(notes, self.value("notes").items(), strict=False):
            check_note(note, steps, variables, value)

    def _assembled(self, cells: compare.Cells, labelled_runs: tuple[Run, ...], fields: dict[str, Any]) -> Scene:
        is_overlaid = any(len(cell) > 1 for cell in cells)
        functions = tuple(run.function for run in labelled_runs)
        drawn = self.content("panels", None) or panels.default(
            functions, is_overlaid=is_overlaid, has_sweep=bool(self.sweep)
        )
        if self.sweep is not INVALID:
            panels.check_sweep(self.value("panels"), drawn, self.sweep)
        panels.check_runs(self.value("panels"), drawn, labelled_runs)
        if self.content("show", None):
            panels.check_marks(self.value("show"), drawn)
        domain = domain_of(self.settings["domain"], functions[0]) if "domain" in self.settings else None
        return Scene(
            runs=labelled_runs,
            cells=cells,
            is_overlay=is_overlaid,
            panels=drawn,
            domain=domain or None,
            timing=self.content("timing", Timing()),
            theme=self.themes[0],
            dark_theme=self.themes[1] if len(self.themes) > 1 else None,
            language=self.language,
            digits=self.digits,
            formula_digits=self.formula_digits,
            terms=self.terms,
            nodes=self.root.node,
            **{name: self.content(name, getattr(Scene, name)) for name in COPIED_KEYS},
            **fields,
        )

    @property
    def themes(self) -> tuple[str, ...]:
        """The theme, or the light and the dark one of a pair."""
        return self.content("theme", (Scene.theme,))  # type: ignore[no-any-return]

    def _check_panels(self) -> None:
        """Reports panels that can't draw the functions, as far as both could be read."""
        drawn = self.content("panels", ())
        if drawn:
            panels.check_functions(self.value("panels"), drawn, self._functions())

    def _check_letters(self) -> None:
        """Reports parameters that stand in no function, and variables that none has."""
        functions = self._functions()
        if not functions:
            return
        known = {name for function in functions for name, _ in getattr(function, "parameters", ())}
        for key, _ in self.value("parameters").entries() if self.content("parameters", ()) else ():
            if canonical(key.text) not in known:
                self.value("parameters").report_key(key, _unused_parameter(key.text, functions))
        variables = self.content("variables", ())
        if variables and not any(function.variables == variables for function in functions):
            self.value("variables").report(message("scene.variables_unused"))

    def _functions(self) -> tuple[Function, ...]:
        """Returns the functions of the runs, even if other keys of theirs are invalid."""
        top = self.content("function", ())
        listed = [entry["function"].content or () if "function" in entry else top for entry, _ in self.entries or ()]
        return tuple(spec.function for specs in (listed or [top]) for spec in specs)

    def _entries(self) -> tuple[tuple[Settings, Value], ...] | None:
        """Returns the settings of each entry of ``runs`` with its value; None without ``runs``."""
        if "runs" not in self.settings:
            return None
        value = self.value("runs")
        if not value.items():
            value.report_expected(message("scene.must_be_runs"))
        wrong = [entry for entry in value.items() if not entry.is_mapping]
        for entry in wrong:
            entry.report_expected(message("scene.must_be_mapping_of", keys=", ".join(RUN_KEYS)))
        mappings = [entry for entry in value.items() if entry not in wrong]
        return tuple((self._entry_settings(entry), entry) for entry in mappings)

    def _entry_settings(self, entry: Value) -> Settings:
        """Returns the settings of an entry of ``runs``, with the scene's function if the entry gives its letters."""
        contents = contents_of(self.settings)
        found = read_settings(replace(entry, letters=letters_of(contents, NO_LETTERS)), RUN_KEYS, "key of a run")
        if found.keys() & LETTER_KEYS and "function" not in found and "function" in self.settings:
            value = replace(
                self.value("function"), letters=letters_of(contents_of(found), letters_of(contents, NO_LETTERS))
            )
            found["function"] = Setting(read_setting(KEYS["function"], value), value)
        return found

    def _notes(self) -> tuple[Note, ...]:
        notes = self.content("notes", ())
        values = self.value("notes").items() if notes else ()
        pairs = zip(notes, values, strict=True)
        return tuple(replace(note, text=self._in_language(note.text, value) or "") for note, value in pairs)

    def _labelled_runs(self, drafts: tuple[UnlabelledRun, ...]) -> tuple[Run, ...]:
        digits, is_bilingual = (self.digits, self.formula_digits), self.content("bilingual", False)
        words = load_words(self.language, self.terms, *digits, bilingual=is_bilingual)
        value = self.value("runs")
        return add_labels(tuple(replace(draft, label=self._in_language(draft.label, value)) for draft in drafts), words)

    def _in_language(self, text: LocalizedText | None, value: Value) -> str | None:
        """Returns the text in the scene's language; reports a missing one."""
        try:
            found = in_language(text, self.language)
        except KeyError:
            value.report(message("scene.no_text_in_language", name=value.name, language=self.language))
            return None
        return found and self._with_own_letters(found, value)

    def _with_own_letters(self, text: str, value: Value) -> str:
        """Returns the text with the letters of the scene's language for those of an Arabic keyboard, and warns."""
        own = text.translate(PERSIAN_LETTERS.get(self.language, {}))
        if own != text:
            warning = value.node.problem(message("scene.arabic_letters", name=value.name))
            self.letter_warnings.append(Message(str(warning.replace(quote=None)), warning.id))
        return own


def _unused_parameter(parameter: str, functions: tuple[Function, ...]) -> Message:
    """Returns the message about a parameter that no function has."""
    named = next((function.name for function in functions if function.name), None)
    if named:
        return message("scene.parameter_of_name", parameter=parameter, function=named)
    texts = ", ".join(dict.fromkeys(function.text for function in functions))
    return message("scene.parameter_unused", parameter=parameter, function=texts)


def _epochs(drafts: tuple[UnlabelledRun, ...]) -> int | None:
    """Returns the maximum number of epochs; None if a run counts in steps."""
    epochs = [draft.epochs for draft in drafts]
    return max(each or 0 for each in epochs) if all(epochs) else None
