"""Tables as other programs write them, points in the scene, NumPy archives, and frames of pandas and polars."""

import io
from datetime import date, datetime

import numpy as np
import pytest

from gdanim import scene

FITTED = "function: {{linear_regression: {}}}\neta: 0.1\n"
CLASSES = "function: {{logistic_regression: {}}}\neta: 0.1\n"
FILE = "{data: houses.csv}"


@pytest.fixture
def read(folder, load):
    """The names and numbers of a file that a scene reads, and the scene's warnings."""

    def read(content, options=FILE, text=FITTED, name="houses.csv"):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        loaded = load(text.format(options))
        sample = loaded.runs[0].function.sample
        return sample.names, sample.x.tolist(), sample.y.tolist(), loaded.warnings

    return read


@pytest.fixture
def problems(folder, error_text):
    """The first lines of the problems of a scene on a file."""

    def problems(content, options=FILE, text=FITTED):
        (folder / "houses.csv").write_text(content)
        return [line for line in error_text(text.format(options)).splitlines() if not line.startswith(" ")]

    return problems


HOUSES = ("area", "price"), [50, 60], [1200, 1500.5], ()


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfarea,price\r\n50,1200\r\n60,1500.5\r\n",  # Excel, with a mark of the byte order
        b"area;price\r\n50;1.200\r\n60;1.500,5\r\n",  # Excel in German
        "sep=;\narea;price\n50;1200\n60;1500,5\n",
        "area\tprice\n50\t1200\n60\t1500.5\n",
        "\ufeffarea\tprice\r\n50\t1200\r\n60\t1500.5\r\n".encode("utf-16-le"),  # Excel's Unicode text
        ",area,price\n0,50,1200.0\n1,60,1500.5\n",  # pandas, with its index
        '"","area","price"\n"1",50,1200\n"2",60,1500.5\n',  # R's write.csv
        '"area","price"\n"1",50,1200\n"2",60,1500.5\n',  # R's write.table
        'area,price\n50,"1,200"\n60,"1,500.5"\n',
        "area,price\n50,1 200\n60,1\u202f500.5\n",
        "area,price\n50,1'200\n60,1’500.5\n",
        'area,price\n"50,0","1200,0"\n"60,0","1500,5"\n',
    ],
)
def test_tables_are_read_as_other_programs_write_them(read, content):
    assert read(content) == HOUSES


def test_a_comma_with_three_digits_separates_thousands_only_where_all_do(read):
    assert read('area,price\n50,"1,200"\n60,"2,500"\n')[2] == [1200, 2500]
    assert read('area,price\n50,"1,200"\n60,"2,5"\n')[2] == [1.2, 2.5]


def test_a_number_with_two_separators_decides_for_its_column(read):
    assert read("area;price\n50;1.200\n60;1.500.000\n")[2:] == ([1200, 1_500_000], ())
    assert read("area;price\n50;1,200\n60;1,500.5\n")[2:] == ([1200, 1500.5], ())


@pytest.mark.parametrize("cell", ["", "N/A", "NA", "#N/A", "NaN", "null", "None", "-"])
def test_rows_with_a_missing_cell_are_skipped_and_counted(read, cell):
    found = read(f"area,price,rooms\n50,120,\n60,{cell},2\n70,180,2\n", "{data: houses.csv, missing: skip}")
    told = "s.yaml:1:11: houses.csv: 1 of 3 rows are left out, where area or price is missing"
    assert found == (("area", "price"), [50, 70], [120, 180], (told,))


def test_a_table_of_missing_cells_holds_no_points(problems):
    assert problems("area,price\n50,NA\n60,\n70,180\n", "{data: houses.csv, missing: skip}") == [
        "s.yaml:1:38: houses.csv holds 1 complete rows; a model needs at least two"
    ]


def test_all_bad_cells_and_rows_are_told_at_once(problems):
    assert problems("area,price\n50,x\nabout 60,150\n70\n80,\n90,1e99\n") == [
        "houses.csv:2:4: price must be a number; found 'x'",
        "houses.csv:3:1: area must be a number; found 'about 60'",
        "houses.csv:4:1: this row has 1 cell, but there are 2 columns",
        "houses.csv:5:4: price must be a number; found nothing: missing: skip leaves such rows out",
        "houses.csv:6:4: price must be a number from -1e+12 to 1e+12; found 1e99",
    ]


def test_of_many_bad_cells_twenty_are_told_and_the_others_counted(problems):
    found = problems("area,price\n" + "50,x\n" * 25)
    assert len(found) == 21
    assert found[-1] == "houses.csv:22:4: 5 other cells or rows, from here on, can't be read either"


def test_classes_are_yes_and_no_or_true_and_false(read):
    content = "hours,passed\n1,no\n2,YES\n3,False\n4,true\n5,1\n6,0\n7,n\n8,Y\n"
    assert read(content, text=CLASSES)[2] == [0, 1, 0, 1, 1, 0, 0, 1]


def test_other_classes_are_told_all_at_once(problems):
    assert problems("hours,passed\n1,cat\n2,1\n3,dog\n", text=CLASSES) == [
        "houses.csv:2:3: passed must be 0 or 1, yes or no, true or false; found 'cat'",
        "houses.csv:4:3: passed must be 0 or 1, yes or no, true or false; found 'dog'",
    ]
    assert problems("hours,passed\n1,5\n2,1\n3,2\n", text=CLASSES) == [
        "houses.csv:2:3: passed must be 0 or 1; found 5",
        "houses.csv:4:3: passed must be 0 or 1; found 2",
    ]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2024-02-28", "2024-03-01", "2024-02-27"], [1, 3, 0]),  # of a leap year
        (["2024/02/28", "2024/03/01", "2024/02/27"], [1, 3, 0]),
        (["28.02.2024", "1.3.2024", "27.2.2024"], [1, 3, 0]),
        (["2024-02-28 12:00", "2024-03-01T06:00:00", "2024-02-27"], [1.5, 3.25, 0]),
        (["2024-02-28T12:00:00Z", "2024-02-28T12:00:00+06:00", "2024-02-28"], [0.5, 0.25, 0]),
    ],
)
def test_dates_are_days_since_the_first(read, load, cells, days):
    assert read("day,price\n" + "".join(f"{cell},1\n" for cell in cells))[1] == days
    assert load(FITTED.format(FILE)).runs[0].function.sample.first_day in {"2024-02-27", "2024-02-28"}


def test_a_file_that_begins_with_dates_has_no_names(read):
    assert read("2024-02-28,1\n2024-03-01,3\n", "{data: houses.csv, header: false}")[1] == [0, 2]


def test_a_date_in_another_order_is_told(problems):
    assert problems("day,price\n2024-01-31,1\n2/1/2024,3\n") == [
        "houses.csv:3:1: day must be a date; found '2/1/2024': write dates as 2024-01-31"
    ]


def test_points_stand_in_the_scene(load):
    sample = load(FITTED.format("{points: [[1, 2], [2, 3], [1/2, 5]]}")).runs[0].function.sample
    assert (sample.x.tolist(), sample.y.tolist()) == ([1, 2, 0.5], [2, 3, 5])


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("{points: [[1, 2]]}", "a polynomial of degree 1 needs more than 1 points; found 1"),
        ("{points: [[1, 2], [3]]}", "points[1] must be a longer list; found a list"),
        ("{points: [[1, 2], [3, a]]}", "points[1][1] must be a number; found 'a'"),
        ("{points: 3}", "points must be a list; found 3"),
        ("{points: [[1, 2], [3, 4]], data: houses.csv}", "points come from data or from points; both are given"),
        ("{missing: skip}", "missing tells of a table: data is missing"),
        ("{data: 3}", "data must be a file beside the scene, or columns such as {area: [50, 60], price: [120, 150]}"),
        (
            "{data: {area: 3}}",
            "data must be a file beside the scene, or columns such as {area: [50, 60], price: [120, 150]}",
        ),
        (
            "{data: {area: [1, 2, 3], price: [1, 2]}}",
            "the columns of data are of several lengths: area 3, price 2; each needs a number for each point",
        ),
        ("{data: {area: [1, 2], price: [1, x]}}", "price must be a number; found 'x'"),
    ],
)
def test_points_and_columns_that_are_none_are_told(only_problem, options, expected):
    assert only_problem(function=f"{{linear_regression: {options}}}", start=None)[0] == expected


def test_points_of_no_class_are_told_each_at_its_place(error_text):
    found = error_text(CLASSES.format("{points: [[1, 0], [2, 5], [3, 1], [4, 7]]}")).splitlines()
    assert [line for line in found if not line.startswith(" ")] == [
        "s.yaml:1:55: y must be 0 or 1; found 5",
        "s.yaml:1:71: y must be 0 or 1; found 7",
    ]


def archive(**arrays):
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    return packed.getvalue()


def test_arrays_of_an_archive_are_columns(read):
    content = archive(X=np.array([[1.5], [2], [3]]), y=np.array([1, 0, 4]), other=np.eye(3))
    assert read(content, "{data: a.npz}", name="a.npz")[:3] == (("X", "y"), [1.5, 2, 3], [1, 0, 4])
    assert read(content, "{data: a.npz, x: y, y: X}", name="a.npz")[:3] == (("y", "X"), [1, 0, 4], [1.5, 2, 3])


def test_classes_and_days_of_an_archive(read):
    content = archive(day=np.array(["2024-02-28", "2024-03-01"], "datetime64[D]"), up=np.array([True, False]))
    assert read(content, "{data: a.npz}", CLASSES, "a.npz")[:3] == (("day", "up"), [0, 2], [1, 0])


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        (b"PK", "", "a.npz is no NumPy archive of numbers: File is not a zip file"),
        (
            archive(x=np.array([{}, {}]), y=np.array([1, 2])),
            "",
            "a.npz is no NumPy archive of numbers: Object arrays cannot be loaded when allow_pickle=False",
        ),
        (archive(x=np.eye(2), y=np.array([1, 2])), "", "x in a.npz has the shape 2 × 2; a column is one-dimensional"),
        (archive(x=np.array([1, 2]), y=np.array([1, 2])), ", x: z", "a.npz has no column 'z'; there is x, y"),
        (archive(x=np.array([1, 2])), "", "a.npz has one column; it needs one for x and one for y"),
        (
            archive(x=np.array([1, 2]), y=np.array([1, np.inf])),
            "",
            "row 2: y must be a number from -1e+12 to 1e+12; found inf",
        ),
    ],
)
def test_archives_that_are_none_are_told(folder, error_text, content, options, expected):
    (folder / "a.npz").write_bytes(content)
    found = error_text(FITTED.format(f"{{data: a.npz{options}}}")).splitlines()[0]
    assert found.split(": ", 1)[1] == expected


class Frame:
    """What pandas and polars have in common."""

    def __init__(self, **columns):
        self.data, self.columns = columns, list(columns)

    def __getitem__(self, name):
        return self.data[name]

    def to_dict(self):
        return self.data


def test_frames_and_arrays_are_data_in_python():
    frame = Frame(day=[datetime(2024, 2, 28), date(2024, 3, 1)], price=[np.float64(1.5), np.int64(2)])  # noqa: DTZ001
    for data in (frame, {"day": ["2024-02-28", "2024-03-01"], "price": np.array([1.5, 2])}):
        loaded = scene.load({"function": {"linear_regression": {"data": data}}, "eta": 0.1})
        sample = loaded.runs[0].function.sample
        assert (sample.names, sample.x.tolist(), sample.y.tolist()) == (("day", "price"), [0, 2], [1.5, 2])
    points = np.array([[1, 2], [2, 3]])
    loaded = scene.load({"function": {"linear_regression": {"points": points}}, "eta": 0.1})
    assert loaded.runs[0].function.sample.y.tolist() == [2, 3]


def test_missing_cells_of_a_frame_are_skipped():
    class Missing:
        def __str__(self):
            return "<NA>"

    frame = Frame(area=[1, 2, 3, 4], price=[2, None, float("nan"), Missing()], more=[3, 4, 5, 6])
    function = {"linear_regression": {"data": frame, "y": "more", "x": "price", "missing": "skip"}}
    frame.data["price"][0] = 7
    frame.data["price"][1] = 8
    sample = scene.load({"function": function, "eta": 0.1}).runs[0].function.sample
    assert sample.x.tolist() == [7, 8]
