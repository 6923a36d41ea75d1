"""A scene's nodes become a Scene, or all of their problems at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim import themes
from gdanim.animation.frame_budget import Timing
from gdanim.errors import PluginError, SceneError
from gdanim.messages import Message, message
from gdanim.scene import advice, compare, language, limits, panels, runs, timing
from gdanim.scene.keys import KEYS, RUN_KEYS, Key
from gdanim.scene.labels import labelled
from gdanim.scene.model import Note, Scene
from gdanim.scene.runs import box
from gdanim.scene.settings import Setting, Settings
from gdanim.scene.text import Text, spoken
from gdanim.scene.value import INVALID, Value
from gdanim.text.words import load as words_of

if TYPE_CHECKING:
    from gdanim.descent import Run
    from gdanim.errors import Problem
    from gdanim.functions import Function
    from gdanim.scene.files import Files
    from gdanim.scene.labels import Draft
    from gdanim.yaml import Mapping

TEXTS = ("title", "caption")
AS_READ = (
    "show",
    "columns",
    "axes",
    "range",
    "formula",
    "bilingual",
    "theme",
    "font",
    "size",
    "output",
)
"""Keys whose value goes into the scene as it was read."""
FOR_RUNS = (*(name for name, key in KEYS.items() if key.in_runs), "tolerance")


def check(root: Mapping, files: Files, **origin: Any) -> Scene:
    """``origin`` are the scene's fields that its nodes don't know, such as its name. Raises SceneError."""
    problems: list[Problem] = [*files.problems]
    found = _Check(Value(root, (), problems, files)).scene(origin)
    if problems or found is None:
        raise SceneError(in_order(problems, origin.get("file")))
    return replace(found, reads=tuple(files.reads.items()))


def in_order(problems: list[Problem], file: str | None) -> list[Problem]:
    """Each problem once, in the order of the file; those of other files, and of ``--set``, behind."""
    distinct = {(str(problem), problem.path if problem.line is None else ()): problem for problem in problems}

    def place(problem: Problem) -> tuple[Any, ...]:
        return (
            problem.where is not None,
            problem.file != file,
            problem.file or "",
            problem.line or 0,
            problem.column or 0,
        )

    return sorted(distinct.values(), key=place)


class _Check:
    """One pass over one scene: what was read of each key, and what they come to all_valid."""

    def __init__(self, top: Value) -> None:
        self.top = top
        self.given = _read(top, KEYS, "key")
        self.language = self.value("language", "en")
        self.digits = language.digits(self.value("digits", "latin"), self.language)
        self.terms = language.terms(self.value("terms", ()), self.language)
        self.entries = self._entries()

    def value(self, name: str, default: Any) -> Any:
        """What was read of a key; the default where it is not given, or wrong."""
        given = self.given.get(name)
        return default if given is None or given.content is INVALID else given.content

    def place(self, name: str) -> Value:
        return self.given[name].value if name in self.given else self.top

    def scene(self, origin: dict[str, Any]) -> Scene | None:
        """None where something is wrong."""
        drafts = runs.drafts(self._settings(), self.entries, self.top)
        told: dict[str, Any] = {name: self._spoken(self.value(name, None), self.place(name)) for name in TEXTS}
        notes = self._notes()
        self._check_panels()
        if drafts is INVALID or not drafts:
            return None
        steps = max(draft.run.steps for draft in drafts)
        self._fit(steps, drafts, notes)
        shared = compare.cells(drafts, self.value("compare", compare.SIDE_BY_SIDE), self.place("compare"))
        told |= {"notes": notes, "steps": steps, "epochs": _epochs(drafts), "runs": self._named(drafts), **origin}
        return None if shared is INVALID else self._assembled(shared, told)

    def _fit(self, steps: int, drafts: tuple[Draft, ...], notes: tuple[Note, ...]) -> None:
        """Notes whether the lengths and the size are possible."""
        film = self.value("timing", Timing())
        frames = timing.frame_count(film, steps, len(drafts), notes, self.place("timing"))
        limits.check_size(self.value("size", None), frames, self.value("output", Scene.output), self.place)
        variables = drafts[0].run.function.variables
        for note, place in zip(notes, self.place("notes").items(), strict=False):
            limits.check_note(note, steps, variables, place)

    def _assembled(self, shared: compare.Cells, told: dict[str, Any]) -> Scene:
        overlaid = any(len(cell) > 1 for cell in shared)
        functions = tuple(run.function for run in told["runs"])
        chosen = self.value("panels", None) or panels.default(functions, overlaid=overlaid)
        if self.value("show", None):
            panels.drawn(self.place("show"), chosen)
        return Scene(
            cells=shared,
            overlay=overlaid,
            panels=chosen,
            domain=(box(self.given["domain"], functions[0]) or None) if "domain" in self.given else None,
            timing=self.value("timing", Timing()),
            language=self.language,
            digits="persian" if self.digits == "persian" else "latin",
            terms=self.terms,
            nodes=self.top.node,
            warnings=(*_warnings(self.given, told["runs"]), *_idle(self.value("theme", Scene.theme))),
            **{name: self.value(name, getattr(Scene, name)) for name in AS_READ},
            **told,
        )

    def _settings(self) -> Settings:
        return {name: given for name, given in self.given.items() if name in FOR_RUNS}

    def _check_panels(self) -> None:
        """Notes the panels that can't draw the functions, as far as both could be read."""
        chosen = self.value("panels", ())
        if chosen:
            panels.drawable(self.place("panels"), chosen, self._functions())

    def _functions(self) -> tuple[Function, ...]:
        """Those of the runs, whatever else of them is wrong."""
        top = self.value("function", ())
        listed = [entry["function"].content or () if "function" in entry else top for entry, _ in self.entries or ()]
        return tuple(subject.function for subjects in (listed or [top]) for subject in subjects)

    def _entries(self) -> tuple[tuple[Settings, Value], ...] | None:
        """What each entry of ``runs`` gives; None without them."""
        if "runs" not in self.given:
            return None
        place = self.place("runs")
        if not place.items():
            place.report_expected(message("scene.must_be_runs"))
        wrong = [entry for entry in place.items() if not entry.is_mapping]
        for entry in wrong:
            entry.report_expected(message("scene.must_be_mapping_of", keys=", ".join(RUN_KEYS)))
        return tuple((_read(entry, RUN_KEYS, "key of a run"), entry) for entry in place.items() if entry not in wrong)

    def _notes(self) -> tuple[Note, ...]:
        places = self.place("notes").items() if self.value("notes", ()) else ()
        pairs = zip(self.value("notes", ()), places, strict=True)
        return tuple(replace(note, text=self._spoken(note.text, place) or "") for note, place in pairs)

    def _named(self, drafts: tuple[Draft, ...]) -> tuple[Run, ...]:
        words = words_of(self.language, self.terms, self.digits, bilingual=self.value("bilingual", False))
        told = tuple(replace(draft, label=self._spoken(draft.label, self.place("runs"))) for draft in drafts)
        return labelled(told, words)

    def _spoken(self, text: Text | None, place: Value) -> str | None:
        try:
            return spoken(text, self.language)
        except KeyError:
            place.report(message("scene.no_text_in_language", name=place.name, language=self.language))
            return None


def _epochs(drafts: tuple[Draft, ...]) -> int | None:
    passes = [draft.passes for draft in drafts]
    return max(each or 0 for each in passes) if all(passes) else None


def _read(value: Value, keys: dict[str, Key], kind: str) -> Settings:
    found = {}
    for key, each in value.entries():
        if key.text in keys:
            found[key.text] = Setting(_content(keys[key.text], each), each)
        else:
            value.report_key(
                key, advice.unknown_word(kind, key.text, keys), meant=advice.probably_meant(kind, key.text, keys)
            )
    return found


def _content(key: Key, value: Value) -> Any:
    """What is read of a key; a plug-in from outside that can't be used is a problem of the value that names it."""
    try:
        return key.reader(value)
    except PluginError as error:
        return value.report(error.args[0])


def _idle(theme: str) -> tuple[str, ...]:
    """One warning, of the keys of a style sheet that change nothing."""
    unused = themes.unused_keys(theme)
    return (message("scene.theme_unused_keys", theme=theme, keys=", ".join(unused)),) if unused else ()


def _warnings(given: Settings, runs: tuple[Run, ...]) -> tuple[str, ...]:
    """What the scene's functions say about themselves, each at the place of the function."""
    said = dict.fromkeys(warning for run in runs for warning in run.function.warnings)
    if "function" not in given:
        return tuple(said)
    place = given["function"].value.node
    problems = [replace(place.problem(warning), quote=None) for warning in said]
    return tuple(Message(str(problem), problem.id) for problem in problems)
