"""Letters of an Arabic keyboard in Persian texts are drawn as the Persian ones, with a warning."""

from gdanim import scene

KEYS = {"function": "x**2", "start": 1, "eta": 0.1, "steps": 2}
ARABIC = {**KEYS, "title": "كتاب علي", "terms": {"minimum": "كمينه"}, "notes": [{"text": "يك گام", "at": [1]}]}


def test_arabic_letters_become_persian_ones():
    read = scene.load(ARABIC, language="fa")
    assert (read.title, read.terms, read.notes[0].text) == ("کتاب علی", (("minimum", "کمینه"),), "یک گام")
    assert [warning.id for warning in read.warnings] == ["scene.arabic_letters"] * 3
    assert "title has the Arabic letters ي or ك" in " ".join(read.warnings)


def test_texts_of_other_languages_and_persian_letters_stay():
    assert scene.load(ARABIC, language="ar").title == "كتاب علي"
    assert scene.load({**KEYS, "title": "کتاب علی"}, language="fa").warnings == ()
