"""Headers of cells: each run's name, its numbers and its verdict.

A lesson has one header, a comparison one at each cell; the header of a cell that several runs share is their legend,
that of many runs counts their verdicts.
All headers of a page have one style, in which the longest name and verdict fit. ``LayoutSpec.header_edge`` says whether
they stand above or below the panels. A heading is something else: the title of a line chart, or of a strip.
"""
