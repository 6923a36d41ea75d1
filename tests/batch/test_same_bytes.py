"""The same scenes give the same bytes with any executor, locale, time zone, hash seed and matplotlibrc."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).parents[2]
SCENES = PROJECT / "scenes"
PATH = os.pathsep.join([str(PROJECT), str(PROJECT / "tests" / "support")])
CHOSEN = sorted(path.stem for path in SCENES.glob("[!_]*.yaml"))[::8]  # one in eight, of every kind
SMALL = ("size=[320, 240]", "timing={frames_per_step: 1, hold: {start: 0.1, end: 0.1}}", "steps=3")


def executor(package, name):
    return pytest.param(
        ["--executor", name], {}, "", id=package,
        marks=pytest.mark.skipif(not find_spec(package), reason=f"{package} is not installed"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def render(tmp_path_factory):
    """Renders the scenes in an environment, and returns the exit code, stderr, and every file's bytes."""

    def render(options, environment, settings=""):
        folder = tmp_path_factory.mktemp("output")
        (folder / "home" / ".config" / "matplotlib").mkdir(parents=True)
        (folder / "home" / ".config" / "matplotlib" / "matplotlibrc").write_text(settings)
        done = subprocess.run(
            [
                *(
                    sys.executable,
                    "-m",
                    "gdanim",
                    "render",
                    "-q",
                    "-f",
                    "gif,mp4,webp,png,strip",
                    "-o",
                    folder / "output",
                ),
                *(word for change in SMALL for word in ("--set", change)),
                *(SCENES / f"{name}.yaml" for name in CHOSEN),
                *options,
            ],
            env=os.environ | {"PYTHONPATH": PATH, "HOME": str(folder / "home")} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        written = {path.name: path.read_bytes() for path in (folder / "output").iterdir()}
        return done.returncode, done.stderr, written

    return render


@pytest.fixture(scope="module")
def once(render):
    code, stderr, files = render(["-j", "1"], {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"})
    assert code == 0, stderr
    assert len(files) >= 12
    return files


@pytest.mark.parametrize(
    ("options", "environment", "settings"),
    [
        pytest.param(
            ["-j", "2"],
            {
                "LC_ALL": "C.UTF-8",
                "TZ": "Asia/Tehran",
                "PYTHONHASHSEED": "1",
                "FREETYPE_PROPERTIES": "truetype:interpreter-version=35",
            },
            "lines.linewidth: 9\nfont.size: 30\ntext.hinting: none\ntext.antialiased: False\n",
            id="two at a time, elsewhere",
        ),
        executor("loky", "loky:ProcessPoolExecutor"),
        executor("concurrent.futures", "concurrent.futures:ThreadPoolExecutor"),
        executor("distributed", "dask_engine:local"),
        executor("distributed", "dask_engine:threads"),
    ],
)
def test_the_same_scenes_give_the_same_bytes(render, once, options, environment, settings):
    _, _, files = render(options, environment, settings)
    assert files.keys() == once.keys()
    assert [name for name in files if files[name] != once[name]] == []
