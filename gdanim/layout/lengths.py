"""The least lengths of a page in units: pixels on a page of the reference width. Labels widen margins and gaps."""

MARGIN_LEFT, MARGIN_RIGHT, MARGIN_BOTTOM = 52, 40, 32
COLUMN_GAP, ROW_GAP = 44, 24  # between cells side by side, and one above the other
TICK_LABELS_HEIGHT = 12  # height of tick labels in the bottom margin, with clearance
ROW_TICK_LABELS_HEIGHT = 18  # height of tick labels between two rows of cells, with clearance
TITLE_HEIGHT = 116  # title and subtitle, down to the cells
STRIP_FRAME_TITLE_HEIGHT = 56  # of the progress above a frame of a strip
NO_TITLE_HEIGHT = 28  # from the top edge to the cells of a page without a title
HEADER_HEIGHT = 46  # a cell's header of one line
FORMULA_BAR_HEIGHT, FORMULA_BAR_GAP = 142, 36
WORDS_HEIGHT, LINES_BESIDE_WORDS = 48, 2  # words stand above a formula of more lines, and above each on a tall page
MIN_WIDTH_OF_LINES = 600  # pixels: a narrower page has a formula bar of one line; as has a tall one for more than two
LINE_PITCH, LINES_MARGIN = {1: 67, 2: 92}, 24  # from line to line of several, by the number of variables
LOW_FORMULA_BAR_HEIGHTS, LOW_FORMULA_BAR_GAP = (52, 84), 24  # bars of one and of two rows of numbers on a low page
CAPTION_LINE_HEIGHT, CAPTION_GAP = 25, 14
HEADER_GAP = 12  # between a cell's panels and a header below them
PAGE_EDGE, LOW_PAGE_EDGE = 24, 14  # below the formula bar or the caption, on a usual page and on a low one
SHARED_PANEL_GAP = 62  # above a shared panel: tick labels of the panel above it, and its own title


def bar_height(lines: int, rows: int, *, is_page_tall: bool) -> float:
    """Returns the height of a formula bar with lines of a row of symbols and ``rows`` rows of numbers."""
    formula = max(FORMULA_BAR_HEIGHT, lines * LINE_PITCH[rows] + LINES_MARGIN) if lines > 1 else FORMULA_BAR_HEIGHT
    return formula + (WORDS_HEIGHT if is_page_tall or lines > LINES_BESIDE_WORDS else 0)
