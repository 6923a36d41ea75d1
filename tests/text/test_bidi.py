"""Persian, Latin, numbers and formulas in one line, letter by letter as they stand on the page, from left to right.

As in UAX #9, capitals stand for Persian letters. The orders were read off another program, Chromium, letter by letter;
so were those of 1,800 lines of random letters.
"""

import pytest

from gdanim.text import typesetting
from gdanim.text.bidi import MIRRORED

PERSIAN = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابپتثجچحخدذرزژسشصضطظعغفقکگ", strict=True))
CAPITALS = str.maketrans({letter: capital for capital, letter in PERSIAN.items()})
ZWNJ, FROM_LEFT, FROM_RIGHT, FIRST, END = "\u200c", "\u2066", "\u2067", "\u2068", "\u2069"


def page_order(line, *, rtl=True):
    """What stands on the page, formulas between dollar signs."""
    pieces = typesetting.set_line(line.translate(str.maketrans(PERSIAN)), rtl=rtl)
    return "".join(_letters(piece) for piece in pieces).translate(CAPITALS)


def _letters(piece):
    if piece.is_maths:
        return f"${piece.text}$"
    return piece.text[::-1].translate(MIRRORED) if piece.is_rtl else piece.text


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("GAM BA GAM", "MAG AB MAG"),
        ("TABE $2x$ AZ $x_0$", "$x_0$ ZA $2x$ EBAT"),
        ("DO $a$ $b$ HAM", "MAH $b$ $a$ OD"),
        ("DO $a$، $b$ V $c$", "$c$ V $b$ ،$a$ OD"),
        ("BA adam V sgd DAR 3 GAM", "MAG 3 RAD sgd V adam AB"),
        ("NAME (learning rate) V", "V (learning rate) EMAN"),
        ("adam (NAME) V prop", "prop V (EMAN) adam"),
        ("PAS AZ 12 GAM، AZ 25", "25 ZA ،MAG 12 ZA SAP"),
        ("PAS AZ ۱۲ GAM", "MAG ۱۲ ZA SAP"),
        ("AZ ۰٫۲۵ TA ۰٫۵۴", "۰٫۵۴ AT ۰٫۲۵ ZA"),
        ("AZ 0.25 TA 1,234.5", "1,234.5 AT 0.25 ZA"),
        ("DOROST ۵۰٪ V 50%", "%50 V ٪۵۰ TSOROD"),
        ("(A) V (b) V [P] V {d}", "{d} V [P] V (b) V (A)"),
        ("«A B» V “step”", "”step“ V «B A»"),
        ("GOFT: «GAM (step) CH؟»", "«؟HC (step) MAG» :TFOG"),
        ("A/B V and/or V 3/4", "3/4 V and/or V B/A"),
        ("SAL 2024/05/12 V 12:30", "12:30 V 2024/05/12 LAS"),
        ("η NERKH", "HKREN η"),
        ("NERKH η", "η HKREN"),
        ("∇ RA", "AR ∇"),
        ("f(x) TABE AST.", ".TSA EBAT f(x)"),
        ("TABE f(x).", ".f(x) EBAT"),
        ("ZABAN python!", "!python NABAZ"),
        ("...GAM SEVOM: AZ SU؟", "؟US ZA :MOVES MAG..."),
        ("step 12 V GAM 12", "12 MAG V step 12"),
        ("METR m² V km", "km V m² RTEM"),
        ("QEYMAT $x^2$؟ (BALE)", "(ELAB) ؟$x^2$ TAMYEQ"),
        ("A - B – P — T", "T — P – B - A"),
        ("a@b.com V www.x.org/y", "www.x.org/y V a@b.com"),
        ("GAM ۲.", ".۲ MAG"),
        ("1. GAM", "MAG .1"),
        ("۱) GAM", "MAG (۱"),
        ("a) GAM", "MAG (a"),
        ("adam [1] V sgd [2]", "sgd [2] V adam [1]"),
        ("5 × 3 BAR", "RAB 3 × 5"),
        ("GAM 2-3", "3-2 MAG"),
        ("۲-۳ GAM", "MAG ۲-۳"),
        ("10°C".replace("C", "c") + " SARD", "DRAS 10°c"),
        ("GAM ۱،۲۳۴", "۱،۲۳۴ MAG"),
    ],
)
def test_a_line_is_ordered_as_unicode_has_it(line, page):
    assert page_order(line) == page


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("GAM −5 BUD", "DUB −5 MAG"),
        ("AZ -0.25 TA +۰٫۵", "+۰٫۵ AT -0.25 ZA"),
        ("BA η = 0.2، V 0.4", "0.4 V ،η = 0.2 AB"),
        ("NAM، (x, y) = (−1, 2)", "(x, y) = (−1, 2) ،MAN"),
        ("NAM (NERKH η = −2) AST", "TSA (η = −2 HKREN) MAN"),
        ("$x$ = 3 AST", "TSA $x$ = 3"),
        ("SHIB = 0.2 AST", "TSA 0.2 = BIHS"),
        ("SHIB ∇f(x) V √x", "√x V ∇f(x) BIHS"),
        ("c++ V c# V 3.11-beta", "3.11-beta V c# V c++"),
        ("adam، sgd V prop", "prop V sgd ،adam"),
        ("«sgd»، «adam»", "«adam» ،«sgd»"),
    ],
)
def test_what_an_author_means_as_one_stays_as_it_is_written(line, page):
    """Here Chromium, which knows nothing of formulas, has another order."""
    assert page_order(line) == page


@pytest.mark.parametrize(
    ("line", "page"),
    [
        (f"AZ {FROM_LEFT}−0.25{END} TA {FROM_LEFT}0.54{END}", "0.54 AT −0.25 ZA"),
        (f"QAB: {FROM_LEFT}x = {FROM_LEFT}−۳٫۵{END}{END}", "x = −۳٫۵ :BAQ"),
        (f"the {FROM_RIGHT}GAM (step) NO{END} ends", "the ON (step) MAG ends"),
        (f"A {FIRST}b، C{END} D", "D b، C A"),
        (f"A{END} b {FROM_LEFT}c، D", "c، D b A"),
    ],
)
def test_what_stands_between_isolates_is_ordered_by_itself(line, page):
    assert page_order(line, rtl=line[0] != "t") == page


def test_a_sign_without_width_stays_in_its_word():
    assert page_order(f"MI{ZWNJ}RESAD 3") == f"3 DASER{ZWNJ}IM"


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("the word GAM (A) means 12 steps", "the word (A) MAG means 12 steps"),
        ("GAM V momentum", "momentum V MAG"),
        ("between GAM −5 and 3", "between MAG −5 and 3"),
        ("« oscille » 12 %", "« oscille » 12 %"),
    ],
)
def test_on_a_page_from_the_left_the_first_letter_says_the_direction(line, page):
    assert page_order(line, rtl=False) == page


def test_a_line_without_a_persian_letter_runs_from_the_left_on_every_page():
    assert page_order("Four steps (25).".lower()) == "four steps (25)."
