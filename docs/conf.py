"""How Sphinx builds gdanim's own pages:  python -m sphinx -W -j auto docs docs/_build/html."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import cheat_sheet  # noqa: E402
import reference_pages  # noqa: E402

import gdanim  # noqa: E402

reference_pages.write(HERE)
cheat_sheet.write(HERE / "cheat-sheet.pdf", HERE / "cheat-sheet.svg")

project = "gdanim"
copyright = "the authors of gdanim, under the MIT licence"  # noqa: A001
version = release = gdanim.__version__
extensions = ["gdanim.sphinx", "mathtext_svg", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_math_renderer = "mathtext"
exclude_patterns = ["_build", "hosts/**"]
gdanim_themes = ["light", "dark"]
suppress_warnings = ["gdanim.advice"]  # a run that diverges is a lesson here
html_theme = "furo"
html_title = f"gdanim {version}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_extra_path = ["cheat-sheet.pdf"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"source_repository": "", "top_of_page_buttons": []}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = False
napoleon_use_rtype = False
pygments_dark_style = "github-dark"
