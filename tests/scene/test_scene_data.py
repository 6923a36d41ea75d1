"""Data problems in a scene: files, batches, epochs, and everything that can be wrong with them."""

import pytest

from gdanim import scene

LINE = "function: linear_regression\neta: 0.1\n"
FITTED = "function: {{linear_regression: {}}}\neta: 0.1\n"
HOUSES = "# invented\narea,price,rooms\n50,120,2\n60,150,3\n\n70,180,3\n"


@pytest.fixture
def csv(folder):
    def csv(text, name="houses.csv"):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    return csv


@pytest.fixture
def data_error(csv, error_text):
    """What is said of a scene on the file houses.csv."""

    def data_error(text, options="{data: houses.csv}", name="linear_regression"):
        csv(text)
        return error_text(f"function: {{{name}: {options}}}\neta: 0.1\n")

    return data_error


def sample(loaded):
    points = loaded.runs[0].function.sample
    return points.names, points.x.tolist(), points.y.tolist()


def test_a_name_alone_is_a_whole_problem(load):
    loaded = load("function: linear_regression\n")
    (run,) = loaded.runs
    assert (run.start, run.function.point_count, run.sampling.size) == ((0, 0), 60, 60)
    assert [panel.name for panel in loaded.panels] == ["data", "contour"]


def test_more_than_two_parameters_show_the_loss(load):
    assert [panel.name for panel in load("function: polynomial_regression\n").panels] == ["data", "loss"]


def test_cells_may_have_persian_digits_and_their_signs(load, csv):
    csv("مساحت,قیمت\n۵۰,۱۲۰٫۵\n٦٠,-۱۵۰\n۷۵٫۵,۱٬۹۰۰\n")
    sample = load(FITTED.format("{data: houses.csv, x: مساحت}")).runs[0].function.sample
    assert sample.x.tolist() == [50, 60, 75.5]
    assert sample.y.tolist() == [120.5, -150, 1900]


def test_columns_are_taken_by_name(load, csv):
    csv(HOUSES)
    loaded = load(FITTED.format("{data: houses.csv, x: area, y: rooms}"))
    assert sample(loaded) == (("area", "rooms"), [50, 60, 70], [2, 3, 3])


def test_without_names_the_first_column_tells_of_the_second(load, csv):
    csv(HOUSES)
    assert sample(load(FITTED.format("{data: houses.csv}"))) == (("area", "price"), [50, 60, 70], [120, 150, 180])


def test_the_data_are_among_the_files_that_a_scene_reads(load, csv):
    csv(HOUSES)
    before = load(FITTED.format("{data: houses.csv}")).reads
    assert [name for name, _ in before] == ["s.yaml", "houses.csv"]
    csv(HOUSES + "80,200,4\n")
    assert load(FITTED.format("{data: houses.csv}")).reads != before


def test_data_lie_beside_the_file_that_names_them(folder, load, csv):
    (folder / "lessons").mkdir()
    csv(HOUSES, "lessons/houses.csv")
    (folder / "lessons" / "_base.yaml").write_text(FITTED.format("{data: houses.csv}"))
    assert sample(load("extends: lessons/_base.yaml\n"))[0] == ("area", "price")


def test_a_mapping_reads_data_from_the_current_folder(csv):
    csv(HOUSES)
    loaded = scene.load({"function": {"linear_regression": {"data": "houses.csv"}}, "eta": 0.1})
    assert sample(loaded)[1] == [50, 60, 70]


def test_a_list_of_an_option_multiplies_the_runs(load, csv):
    csv(HOUSES)
    loaded = load(FITTED.format("{data: houses.csv, standardise: [false, true]}"))
    assert [run.label for run in loaded.runs] == ["as measured", "standardised"]


def test_batches_multiply_between_etas_and_starts(load):
    loaded = load(LINE + "batch: [1, 8, all]\nstart: [[0, 0], [1, 1]]\n")
    assert [(run.sampling.size, run.start[0]) for run in loaded.runs] == [
        (size, start) for size in (1, 8, 60) for start in (0, 1)
    ]


def test_batches_name_the_runs(load):
    assert [run.label for run in load(LINE + "batch: [1, all]\nsteps: {epochs: 2}\n").runs] == [
        "batches of 1",
        "all points",
    ]


def test_runs_are_named_by_their_seed_or_by_how_they_are_shuffled(load):
    text = LINE + "batch: 8\nruns:\n  - {seed: 1}\n  - {seed: 2}\n"
    assert [run.label for run in load(text).runs] == ["seed = 1", "seed = 2"]
    text = LINE + "batch: 8\nruns:\n  - {shuffle: once}\n  - {shuffle: with_replacement}\n"
    assert [run.label for run in load(text).runs] == ["shuffled once", "drawn with replacement"]


def test_epochs_count_in_passes_over_the_data(load):
    loaded = load(LINE + "batch: [1, 8, all]\nsteps: {epochs: 3}\n")
    assert [run.steps for run in loaded.runs] == [180, 24, 3]
    assert (loaded.steps, loaded.epochs) == (180, 3)


def test_shuffle_and_seed_reach_the_runs(load):
    (run,) = load(LINE + "batch: 8\nshuffle: with_replacement\nseed: 5\n").runs
    assert (run.sampling.shuffle, run.sampling.seed) == ("with_replacement", 5)


def test_text_in_a_column_of_numbers_is_placed_in_the_file(data_error):
    assert data_error("area,price\n50,120\n60,n/a\n70,180\n") == (
        "houses.csv:3:4: price must be a number; found 'n/a': missing: skip leaves such rows out\n"
        "    3 | 60,n/a\n      |    ^^^"
    )


@pytest.mark.parametrize("cell", ["inf", "1e999", "-2e12"])
def test_a_number_that_is_none_is_placed_in_the_file(data_error, cell):
    expected = f"price must be a number from -1e+12 to 1e+12; found {cell}"
    assert data_error(f"area,price\n50,{cell}\n60,150\n") == (
        f"houses.csv:2:4: {expected}\n    2 | 50,{cell}\n      |    {'^' * len(cell)}"
    )


def test_a_row_that_is_too_short_is_placed_in_the_file(data_error):
    assert data_error("area,price\n50\n60,150\n") == (
        "houses.csv:2:1: this row has 1 cell, but there are 2 columns\n    2 | 50\n      | ^^"
    )


def test_a_row_that_is_too_long_is_no_row_of_other_numbers(data_error):
    expected = "this row has 3 cells, but there are 2 columns; a decimal comma? write 1.5, or separate the columns by"
    assert data_error("area,price\n1,0,5\n2,3\n") == (
        f"houses.csv:2:1: {expected} semicolons\n    2 | 1,0,5\n      | ^^^^^"
    )


def test_columns_may_be_separated_by_semicolons_and_numbers_have_decimal_commas(load, csv):
    csv('"area, m2";price\n1,5;0,25\n2.5;3\n')
    assert sample(load(FITTED.format("{data: houses.csv}"))) == (("area, m2", "price"), [1.5, 2.5], [0.25, 3])


def test_a_row_with_a_semicolon_too_many_is_placed_in_the_file(data_error):
    assert data_error("area;price\n50;120;3\n") == (
        "houses.csv:2:1: this row has 3 cells, but there are 2 columns\n    2 | 50;120;3\n      | ^^^^^^^^"
    )


NUMBERS_FIRST = (
    "s.yaml:1:11: houses.csv begins with numbers, so line {line} is read as a point; write header: false, or header: "
    "true if it holds the names of columns"
)


def test_a_file_without_a_header_keeps_its_first_point_and_says_so(load, csv):
    csv("# measured\n0,1\n1,3\n2,5\n")
    loaded = load(FITTED.format("{data: houses.csv}"))
    assert sample(loaded) == (("x", "y"), [0, 1, 2], [1, 3, 5])
    assert loaded.warnings == (NUMBERS_FIRST.format(line=2),)


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("0,1\n1,3\n", "header: false", (("x", "y"), [0, 1], [1, 3])),
        ("0;1,5\n1;3\n", "header: false", (("x", "y"), [0, 1], [1.5, 3])),
        ("0,1,9\n1,3,8\n", "header: false, x: 3, y: 1", (("x", "y"), [9, 8], [0, 1])),
        ("1990,2000\n0,1\n1,3\n", "header: true", (("1990", "2000"), [0, 1], [1, 3])),
        ("1990,2000\n0,1\n1,3\n", "x: 2000, y: 1990", (("2000", "1990"), [1, 3], [0, 1])),
        ("n/a,5\n0,1\n1,3\n", "header: true", (("n/a", "5"), [0, 1], [1, 3])),
    ],
)
def test_header_says_whether_the_first_line_holds_names(load, csv, text, options, expected):
    csv(text)
    loaded = load(FITTED.format(f"{{data: houses.csv, {options}}}"))
    assert (sample(loaded), loaded.warnings) == (expected, ())


@pytest.mark.parametrize(
    ("text", "options", "place", "expected"),
    [
        (
            "n/a,5\n0,1\n",
            "",
            "houses.csv:1:5",
            "does this line hold names, or a point? 5 is a number; write header: true or header: false",
        ),
        (
            ",area\n0,50\n1,60\n",
            "",
            "houses.csv:1:1",
            "column 1 has no name; choose columns by their names with x and y",
        ),
        (
            "a,a,b\n1,2,3\n4,5,6\n",
            ", x: a, y: b",
            "s.yaml:1:53",
            "houses.csv has several columns 'a'; give each a name of its own",
        ),
        ("a,b\n1,2\n3,4\n", ", x: b", "s.yaml:1:53", "x and y are both b; a model tells one column from another"),
        ("1,2\n3,4\n", ", header: false, x: a", "s.yaml:1:68", "houses.csv has no column 'a'; there is 1, 2"),
        (
            "a,b\n1,2\n3,4\n",
            ", x: [a, b, c]",
            "s.yaml:1:53",
            "x takes a column, or two: x: [a, b]",
        ),
        (
            "a,b\n1,2\n3,4\n",
            ", x: [a, b]",
            "houses.csv:1:1",
            "houses.csv has two columns; it needs one for each of two features, and one for y",
        ),
        (
            "a,b\n1,2\n3,4\n",
            ", y: [a, b]",
            "s.yaml:1:53",
            "y takes no list; for a run with each, write a list of functions",
        ),
        (
            "a,b\n1,2\n3,4\n",
            ", header: [true, false]",
            "s.yaml:1:58",
            "header takes no list; for a run with each, write a list of functions",
        ),
        ("a,b\n1,2\n3,4\n", ", header: maybe", "s.yaml:1:58", "header must be true or false; found 'maybe'"),
    ],
)
def test_what_could_be_read_in_several_ways_is_asked(data_error, text, options, place, expected):
    assert data_error(text, f"{{data: houses.csv{options}}}").splitlines()[0] == f"{place}: {expected}"


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("12%", ": write 12"),
        ("12.5 %", ": write 12.5"),
        ("1_000", ""),
        ("true", ""),
        ("2024-05-01", ""),
        ("12:30", ""),
        ("$5", ": write 5"),
        ("0x10", ""),
    ],
)
def test_text_that_looks_like_a_number_is_refused_with_what_to_write(data_error, cell, advice):
    found = data_error(f"area,price\n50,{cell}\n60,150\n").splitlines()[0]
    quoted = repr(cell.strip('"'))
    assert found == f"houses.csv:2:4: price must be a number; found {quoted}{advice}"


@pytest.mark.parametrize(("cell", "number"), [("−5", -5), ("+5", 5), (".5", 0.5), ("5.", 5), ("1e3", 1000)])
def test_numbers_are_read_however_they_are_written(load, csv, cell, number):
    csv(f"area,price\n50,{cell}\n60,150\n")
    assert sample(load(FITTED.format("{data: houses.csv}")))[2] == [number, 150]


def test_rows_without_content_are_no_points(load, csv):
    csv("area,price\n50,120\n,\n  \n60,150\n")
    assert sample(load(FITTED.format("{data: houses.csv}")))[1] == [50, 60]


def test_an_empty_cell_is_placed_in_the_file(data_error):
    assert data_error("area,price\n50,\n60,150\n").splitlines()[0] == (
        "houses.csv:2:4: price must be a number; found nothing: missing: skip leaves such rows out"
    )


def test_commas_that_may_separate_thousands_are_reported(load, csv):
    csv("area;price\n50;1,250\n60;12,500\n70;900\n")
    loaded = load(FITTED.format("{data: houses.csv}"))
    assert sample(loaded)[2] == [1.25, 12.5, 900]
    assert loaded.warnings == (
        "s.yaml:1:11: 1,250 in price is read as 1.25, with a decimal comma; write 1250 if it means thousands",
    )


def test_commas_that_are_decimal_in_one_row_are_so_in_all(load, csv):
    csv("area;price\n50;1,250\n60;12,5\n")
    assert load(FITTED.format("{data: houses.csv}")).warnings == ()


def test_runs_on_several_files_or_seeds_are_named_by_them(folder, load, csv):
    csv(HOUSES)
    csv(HOUSES, "flats.csv")
    assert [run.label for run in load(FITTED.format("{data: [houses.csv, flats.csv]}")).runs] == [
        "data = houses",
        "data = flats",
    ]
    (folder / "older").mkdir()
    csv(HOUSES, "older/houses.csv")
    labels = [run.label for run in load(FITTED.format("{data: [houses.csv, older/houses.csv]}")).runs]
    assert labels == ["data = houses", "data = older/houses"]
    generated = load(FITTED.format("{generate: [{seed: 1, n: 9}, {seed: 2, n: 9}]}"))
    assert [run.label for run in generated.runs] == ["seed = 1", "seed = 2"]
    generated = load(FITTED.format("{generate: [{between: [0, 1]}, {between: [0, 2]}]}"))
    assert [run.label for run in generated.runs] == ["between = (0, 1)", "between = (0, 2)"]


def test_a_chance_needs_zeros_and_ones(data_error):
    assert data_error("hours,passed\n1,0\n1,5\n3,1\n", name="logistic_regression") == (
        "houses.csv:3:3: passed must be 0 or 1; found 5\n    3 | 1,5\n      |   ^"
    )


def test_a_cell_is_placed_where_it_stands_behind_quotes_and_spaces(data_error):
    assert data_error('town,area, price\n"Ulm, south" , 50, n/a\n', "{data: houses.csv, x: area, y: price}") == (
        "houses.csv:2:20: price must be a number; found 'n/a': missing: skip leaves such rows out\n"
        '    2 | "Ulm, south" , 50, n/a\n'
        "      |                    ^^^"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "houses.csv is empty; it needs a line of column names, and a row for each point"),
        ("# nothing\n\n", "houses.csv is empty; it needs a line of column names, and a row for each point"),
        ("area,price\n", "houses.csv holds no row; a model needs at least two"),
        ("area,price\n50,120\n", "houses.csv holds one row; a model needs at least two"),
        ("a,b\n" + "1,2\n" * 300_000, "houses.csv is larger than 1,024 KiB, the most that data may be"),
    ],
)
def test_a_file_without_enough_or_with_too_much_is_placed_where_it_is_named(data_error, text, expected):
    quote = "    1 | function: {linear_regression: {data: houses.csv}}"
    assert data_error(text) == f"s.yaml:1:38: {expected}\n{quote}\n      |{' ' * 38}^^^^^^^^^^"


def test_too_many_rows_are_placed_at_the_first_too_many(data_error):
    assert data_error("a,b\n" + "1,2\n3,4\n" * 1001) == (
        "houses.csv:2002:1: houses.csv holds more than 2,000 rows, and no more are possible\n 2002 | 1,2\n      | ^"
    )


def test_a_file_that_is_no_text_is_named(data_error):
    assert (
        data_error(b"area,price\n\xff\xfe,1\n")
        == "houses.csv:2: this is not UTF-8 text; save a spreadsheet as CSV in UTF-8, and arrays as .npz"
    )


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("data: nope.csv", "nope.csv can't be read: no such file or directory"),
        ("data: ../houses.csv", "../houses.csv is outside {folder}/, the folder a scene may read from"),
        ("x: aera", "houses.csv has no column 'aera'; did you mean 'area'?"),
        ("y: cost", "houses.csv has no column 'cost'; there is area, price, rooms"),
        ("loss: mea", "loss must be mse, half_mse, sse, mae, huber or quantile; found 'mea'"),
        ("ridge: -1", "ridge must be at least 0; found -1"),
        ("generate: 3", "generate must be a mapping of options; found 3"),
    ],
)
def test_an_option_that_is_wrong_is_placed(folder, csv, error_text, option, expected):
    csv(HOUSES)
    key, _, value = option.partition(": ")
    rest = {"x": "data: houses.csv, ", "y": "data: houses.csv, "}.get(key, "")
    line = f"function: {{linear_regression: {{{rest}{option}}}}}"
    column = line.index(value, line.index(option)) + 1
    assert error_text(f"{line}\neta: 0.1\n") == (
        f"s.yaml:1:{column}: {expected.format(folder=folder.name)}\n"
        f"    1 | {line}\n      |{' ' * column}{'^' * len(value)}"
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("{x: area}", "x and y name columns of a file: data is missing"),
        ("{header: false}", "header tells of a file: data is missing"),
        ("{delta: 3}", "delta belongs to the loss huber; the loss is mse"),
        ("{data: houses.csv, generate: {n: 9}}", "points come from data or from generate; both are given"),
    ],
)
def test_options_that_do_not_go_together_are_reported(only_problem, csv, options, expected):
    csv(HOUSES)
    assert only_problem(function=f"{{linear_regression: {options}}}", start=None)[0] == expected


def test_a_constant_feature_is_not_standardised(only_problem, csv):
    csv("area,price\n50,120\n50,150\n50,180\n")
    assert only_problem(function="{linear_regression: {data: houses.csv, standardise: true}}", start=None) == (
        "area is 50 in every row, so it can't be standardised",
        "true",
    )


def test_a_polynomial_needs_more_points_than_its_degree(only_problem, csv):
    csv(HOUSES)
    found, _ = only_problem(function="{polynomial_regression: {data: houses.csv, degree: 3}}", start=None)
    assert found == "a polynomial of degree 3 needs more than 3 points; found 3"


def test_every_problem_of_a_scene_with_bad_data_is_reported(csv, error_text):
    csv("area,price\n50,x\n60,1\n")
    found = error_text("function: {linear_regression: {data: houses.csv}}\neta: -1\nstep: 3\n")
    assert [line.split(": ")[0] for line in found.splitlines() if not line.startswith(" ")] == [
        "s.yaml:2:6",
        "s.yaml:3:1",
        "houses.csv:2:4",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"batch": "100"}, ("batch must be at most 60, the number of points; found 100", "100")),
        ({"batch": "0"}, ("batch must be from 1 to 1,000,000; found 0", "0")),
        ({"batch": "some"}, ("batch must be a whole number of points, or all; found 'some'", "some")),
        (
            {"batch": "1", "steps": "{epochs: 300}"},
            ("300 epochs of 60 updates are 18,000 steps; at most 10,000 are possible", "{epochs: 300}"),
        ),
        ({"shuffle": "never"}, ("unknown shuffle 'never'; there is each_epoch, once, with_replacement", "never")),
        (
            {"panels": "[{contour: {parameters: [w, c]}}]"},
            ("parameters must be two of w, b; found w, c", "{contour: {parameters: [w, c]}}"),
        ),
    ],
)
def test_batches_and_epochs_that_are_wrong_are_reported(only_problem, lines, expected):
    assert only_problem(function="linear_regression", start=None, **lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"batch": "10"}, ("batch is for data problems, and this function is none", "10")),
        ({"shuffle": "once"}, ("shuffle is for data problems, and this function is none", "once")),
        ({"seed": "3"}, ("seed is for data problems, and this function is none", "3")),
        (
            {"steps": "{epochs: 3}"},
            ("epochs are passes over data, and this function has none: give a number of steps", "{epochs: 3}"),
        ),
        ({"panels": "[data]"}, ("data draws data problems, and x**2 is none", "data")),
        (
            {"panels": "[{loss: {per: epoch}}]"},
            ("epochs are passes over data, and this function has none", "{loss: {per: epoch}}"),
        ),
    ],
)
def test_other_functions_have_no_data(only_problem, lines, expected):
    assert only_problem(**lines) == expected


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("2/1/2024", "a date; found '2/1/2024': write dates as 2024-01-31"),
        ("$112,141.00", "a number; found '$112,141.00': write 112141.00"),
        ("12 €", "a number; found '12 €': write 12"),
        ("7,5%", "a number; found '7,5%': write 7.5"),
        ("$x", "a number; found '$x'"),
    ],
)
def test_a_cell_that_is_nearly_a_number_or_a_date_is_told_how_to_be_written(data_error, cell, advice):
    table = f'area;price\n"{cell}";2\n3;4\n'.encode()
    assert data_error(table).splitlines()[0] == f"houses.csv:2:1: area must be {advice}"
