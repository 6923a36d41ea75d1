"""The flagship's alt text in each language reads as a teacher of that language would write it."""

import pytest
import shipped

from gdanim import pipeline
from gdanim.text import words

INVISIBLE = dict.fromkeys((0x2066, 0x2069))
ALT_TEXTS = {
    "ar": (
        "4 رسوم: النزول التدرجي على الدالة f(x)=2x+e^(−2x)، بدءًا من x=3، 25 خطوة لكل منها. "
        "مع η=0.2، الكرة تصل إلى القيمة الصغرى بعد 10 خطوات ومع η=0.4 بعد 6 خطوات (في حدود 0.03). "
        "مع η=0.6، تتأرجح بين −0.25 و0.54، ومع η=0.8، لم تستقر بعد 25 خطوة. "
        "الأسرع وصولًا بينها: η=0.4."
    ),
    "de": (
        "Vier Diagramme zeigen Läufe per Gradientenverfahren für f(x) = 2x + e^(−2x) von x = 3 aus, je 25 Schritte. "
        "Mit η = 0,2 erreicht die Kugel das Minimum nach 10 Schritten und mit η = 0,4 nach 6 (auf 0,03 genau). "
        "Mit η = 0,6 pendelt sie zwischen −0,25 und 0,54; mit η = 0,8 kommt sie in 25 Schritten nicht zur Ruhe. "
        "Von den vier ist η = 0,4 am schnellsten am Ziel."
    ),
}


@pytest.mark.parametrize("language", ALT_TEXTS)
def test_the_flagship_is_described_in_good_sentences(language):
    loaded = shipped.load("stepsizes", language)
    assert words.of_scene(loaded).alt(loaded, pipeline.trace(loaded)).translate(INVISIBLE) == ALT_TEXTS[language]


def test_a_german_verb_comes_second_whatever_opens_the_sentence():
    loaded = shipped.load("ascent", "de")
    said = words.of_scene(loaded).caption(loaded, pipeline.trace(loaded))
    assert said.startswith("Abwärts erreicht die Kugel das globale Minimum nach 6 Schritten; aufwärts endet sie nach")
