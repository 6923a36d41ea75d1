"""The rows of the house: who may import whom, and where each outside package lives. Reads the imports, runs none."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gdanim import registry

PACKAGE = Path(__file__).parents[1] / "gdanim"
MODULES = sorted(PACKAGE.rglob("*.py"))

# from the top row to the ground; a place imports only itself and what stands below it here
PLACES = (
    # doors
    *("__main__", "cli", "__init__", "sphinx", "publish", "preview", "testing", "typed_keys"),
    # many scenes
    *("batch", "batch.workers"),
    # the story of one
    *(
        "drafts",
        "stills.write",
        "pipeline",
        "sidecar_content",
        "film_timing",
        "freshness",
        "size_budget",
        "run_data",
        "rendered",
    ),
    # the picture
    *("stills", "composition", "decorations", "panels", "panel_parts", "layout"),
    # files
    *("outputs", "encoders", "player", "sheets"),
    # toolkit
    "drawing",
    # the scene, its words, and what it is when it is checked
    *("scene", "text", "scene.model", "scene.clock"),
    # mathematics and time
    *("animation", "descent", "functions", "optimizers", "constraints", "schedules", "verdict"),
    *("axis_range", "points"),
    # data
    *("themes", "languages", "templates"),
    # ground
    *("signals", "yaml", "registry", "plugin_options", "spelling", "crash", "arguments", "tensors", "threads"),
    *("errors", "messages"),
)
DRAWING = {"composition", "decorations", "panels", "panel_parts", "drawing", "stills"}
WRITING = {"outputs", "encoders"}
MATHEMATICS = {"functions", "optimizers", "constraints", "schedules", "verdict"}
HOMES = {
    "typer": {"cli"},
    "rich": {"cli"},
    "sphinx": {"sphinx"},  # there where documents are built
    "docutils": {"sphinx"},
    "IPython": {"publish"},  # there in every notebook, and nowhere else
    "concurrent": {"batch.workers"},
    "multiprocessing": {"batch.workers"},
    "matplotlib": {"drawing", "sheets", "scene", "themes", "testing"},  # bad formulas, colours and fonts have lines
    "contourpy": {"drawing"},
    "fontpkg_ibm_plex_sans_arabic": {"drawing"},
    "fontTools": {"sheets"},
    "sympy": set(),  # the tests compare our derivatives with it
    "imageio": {"encoders"},
    "imageio_ffmpeg": {"outputs"},
    "PIL": {*WRITING, "sheets", "composition", "panels"},
    "ruamel": {"yaml"},
    "numpy": {*DRAWING, *WRITING, *MATHEMATICS, "animation", "sheets", "scene", "text", "descent", "testing"},
}
ANYWHERE = {"pydantic"}
LATE = {"matplotlib", "contourpy", "sympy", "imageio", "imageio_ffmpeg", "PIL", "fontpkg_ibm_plex_sans_arabic"}
HEAVY = ("matplotlib", "sympy", "imageio", "PIL")


def standing(name):
    """The place of a name, from the package on: ``batch.workers.pool`` stands in ``batch.workers``."""
    parts = name.split(".")
    return next((".".join(parts[:n]) for n in (2, 1) if ".".join(parts[:n]) in PLACES), name)


def place(file):
    return standing(".".join(file.relative_to(PACKAGE).with_suffix("").parts))


def runs(tree, *, late=True):
    """The nodes of a module that run: without what stands under ``if TYPE_CHECKING``, or inside functions too."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from (each for branch in node.orelse for each in runs(branch, late=late))
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not late:
            continue
        yield node
        yield from runs(node, late=late)


def imported(file, *, late=True, types=False):
    """The full names of all modules that a file imports when it runs; with ``types`` those for type hints, too."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree) if types else runs(tree, late=late):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write imports from the top, `from gdanim…`"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ids(file):
    return str(file.relative_to(PACKAGE))


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_a_file_has_a_place_in_a_row(file):
    assert place(file) in PLACES


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_a_file_imports_only_what_stands_below_it(file):
    """Type hints count: who must know a type knows its module."""
    own = PLACES.index(place(file))
    for name in imported(file, types=True):
        package, _, rest = name.partition(".")
        if package == "gdanim" and standing(rest) in PLACES:
            assert PLACES.index(standing(rest)) >= own, f"{ids(file)} imports {name}, which stands above it"


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_every_outside_package_stays_in_its_home(file):
    for name in imported(file):
        package = name.split(".")[0]
        if package in HOMES:
            assert place(file) in HOMES[package], f"{ids(file)} imports {name}"
        else:
            assert package in {"gdanim", *ANYWHERE, *sys.stdlib_module_names}, f"{ids(file)} imports {name}"


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_what_is_slow_to_import_is_imported_late(file):
    late = (
        LATE - {"matplotlib"} if place(file) in {"drawing", "panel_parts", "panels", "decorations", "sheets"} else LATE
    )  # imported late themselves
    for name in imported(file, late=False):
        assert name.split(".")[0] not in late, f"{ids(file)} imports {name} at its top"


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_only_the_command_line_prints(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert place(file) == "cli" or "print" not in calls


@pytest.mark.parametrize("kind", ["optimizers", "schedules", "panels", "encoders"])
def test_importing_every_plug_in_leaves_the_heavy_packages_unloaded(kind):
    code = f"""
import sys
from gdanim import registry
for name in registry.shipped({kind!r}):
    registry.load({kind!r}, name)
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def constants(node):
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


ALSO_WORDS = {
    "curve",
    "cyclic",
    "data",
    "eta",
    "frames",
    "html",
    "linear",
    "loss",
    "parameters",
    "rate",
    "sqrt",
    "state",
    "step",
    "still",
    "sweep",
    "values",
}
"""Names of plug-ins that are words of their own: keys of scenes and sidecars, options, phases, boxes, scales, functions
of expressions, targets of embed."""
DEFAULTS = {
    ("optimizers/optimizer.py", "gradient_descent"),
    ("schedules/schedule.py", "constant"),
    ("scene/model.py", "gif"),
    ("scene/model.py", "mp4"),
    ("scene/model.py", "png"),
    ("scene/model.py", "webp"),
}
"""What a scene has that says nothing else."""


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_no_file_names_a_plug_in_but_its_own(file):
    """What is special about a plug-in is declared in its own file, so that another package's may say the same."""
    own = {part.removesuffix(".py") for part in file.relative_to(PACKAGE).parts}
    kinds = ("optimizers", "schedules", "panels", "encoders")
    known = {name for kind in kinds for name in registry.shipped(kind)} - ALSO_WORDS - own
    named = constants(ast.parse(file.read_text(encoding="utf-8"))) & known
    assert {(file.relative_to(PACKAGE).as_posix(), name) for name in named} <= DEFAULTS


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_no_file_asks_whether_a_plug_in_is_one_of_that_name(file):
    """What is special about a plug-in is declared in its own file, so that another package's may say the same."""
    kinds = ("optimizers", "schedules", "panels", "encoders")
    known = {name for kind in kinds for name in registry.shipped(kind)} - {"eta"}  # also a key of scenes
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare) and re.search(r"\b(name|panel|rule|optimizer|schedule)\b", ast.unparse(node)):
            assert not constants(node) & known, f"{ids(file)}: {ast.unparse(node)}"


# a function's docstring begins with a verb, "Returns …"; a plural noun goes on so: "Boxes of …", "Points (n, 2) of …"
VERB = re.compile(
    r"(?!(This|Its|As|Thus|Always)\b)[A-Z][a-z]+s,? (?!(\([^)]*\) )?(of|which|are|about|along|with|without)\b)"
)
# all others, and the entries of parameters, are noun phrases or sentences, which don't begin like this
FRAGMENT = re.compile(
    r"(About|Ahead|Also|Among|As|At|Behind|Below|Beside|Between|Both|By|For|From|How|In|Kept|Like|Near|Of|On|Over|So|That|"
    r"The same|Those|To|Under|Up|What|When|Where|Which|Why|With|Without)\b"
)


def docstrings(node, name=""):
    """The docstrings of a module and of all that it defines, each with its name and whether a function has it."""
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
        decorators = [ast.unparse(each) for each in getattr(node, "decorator_list", ())]
        is_function = isinstance(node, ast.FunctionDef) and not any("property" in each for each in decorators)
        yield name, is_function, text
    for child in ast.iter_child_nodes(node):
        inner = f"{name}.{child.name}" if isinstance(child, (ast.ClassDef, ast.FunctionDef)) else name
        if not isinstance(child, ast.expr):
            yield from docstrings(child, inner)


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_docstrings_are_sentences_or_noun_phrases(file):
    wrong = []
    for name, is_function, text in docstrings(ast.parse(file.read_text(encoding="utf-8"))):
        if not VERB.match(text) if is_function else FRAGMENT.match(text):
            wrong.append(f"{name or 'module'}: {text.splitlines()[0]}")
        entries = re.findall(r"^[*\w][\w, *]*\n    (.+)", text, re.MULTILINE)
        wrong += [f"{name}: {entry}" for entry in entries if FRAGMENT.match(entry)]
    assert not wrong


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_types_of_parameters_stand_in_annotations_alone(file):
    for _, _, text in docstrings(ast.parse(file.read_text(encoding="utf-8"))):
        for section in re.split(r"\n\n(?=.+\n---)", text):
            if section.startswith(("Parameters\n", "Attributes\n")):
                assert not re.findall(r"^\S.* : .+", section, re.MULTILINE)


def named_by(section, text):
    """The names that a section of a docstring lists, without the stars of ``*args``."""
    found = re.search(rf"^{section}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", text, re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^\S.*$", found[1], re.MULTILINE) if found else []
    return {name.strip().lstrip("*") for line in lines for name in line.split(",")}


def signature(node):
    """The names of what a function takes, or a class when it is made."""
    if isinstance(node, ast.FunctionDef):
        given = node.args
        found = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
        return {argument.arg for argument in found} - {"self", "cls"}
    init = [each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"]
    if init:
        return signature(init[0])
    fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
    return {ast.unparse(each.target) for each in fields if "ClassVar" not in ast.unparse(each.annotation)} - {"_"}


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_parameters_are_listed_as_the_signature_has_them(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        text = ast.get_docstring(node) if isinstance(node, (ast.ClassDef, ast.FunctionDef)) else None
        if named := named_by("Parameters", text or ""):
            assert named == signature(node), node.name


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_attributes_are_listed_as_a_dataclass_has_them(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        is_class = isinstance(node, ast.ClassDef)
        is_dataclass = is_class and any("dataclass" in ast.unparse(each) for each in node.decorator_list)
        if is_dataclass and (named := named_by("Attributes", ast.get_docstring(node) or "")):
            properties = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
            annotated = {ast.unparse(each.target) for each in node.body if isinstance(each, ast.AnnAssign)}
            assert signature(node) <= named | named_by("Parameters", ast.get_docstring(node)), node.name
            assert named <= annotated | properties, node.name


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_what_returns_an_iterator_yields(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        text = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) and node.returns else None
        if text and text.startswith(("Returns ", "Yields ")):
            assert text.startswith("Yields ") == ast.unparse(node.returns).startswith("Iterator["), node.name


def is_numeric(value):
    if isinstance(value, ast.Tuple):
        return bool(value.elts) and all(map(is_numeric, value.elts))
    if isinstance(value, ast.UnaryOp):
        return is_numeric(value.operand)
    if isinstance(value, ast.BinOp):
        return is_numeric(value.left) and is_numeric(value.right)
    return isinstance(value, ast.Constant) and type(value.value) in {int, float}


@pytest.mark.parametrize("file", MODULES, ids=ids)
def test_a_number_has_a_name_that_says_what_it_measures(file):
    """One word does not: ``MARGIN`` of what, a ``DOT``'s what. ``BAR_MARGIN`` and ``DOT_RADIUS`` do."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and is_numeric(node.value):
            names = [name for target in node.targets for name in ast.unparse(target).strip("()").split(", ")]
            assert all("_" in name.strip("_") for name in names), f"{ids(file)}: {names}"
