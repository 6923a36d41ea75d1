"""Where everything stands on the page, as boxes of pixels. Knows no artist."""
