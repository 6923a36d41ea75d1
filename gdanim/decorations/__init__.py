"""The decorations around the panels: title, subtitle, progress, legend, readout, formula bar, callouts and caption."""
