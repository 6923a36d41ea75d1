"""The flagship's alt text in each language reads as a teacher of that language would write it."""

import pytest
import shipped

from gdanim import pipeline
from gdanim.text import phrases, words

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
    "es": (
        "Cuatro gráficos muestran recorridos mediante descenso de gradiente sobre f(x) = 2x + e^(−2x) desde x = 3, "
        "25 pasos cada uno. Con η = 0,2, la bola llega al mínimo tras 10 pasos y con η = 0,4 tras 6 (a menos de 0,03). "
        "Con η = 0,6, oscila entre −0,25 y 0,54; con η = 0,8, no se ha estabilizado tras 25 pasos. De los cuatro, "
        "η = 0,4 llega antes que los demás."
    ),
    "pt": (
        "Quatro gráficos mostram percursos por gradiente descendente sobre f(x) = 2x + e^(−2x) a partir de x = 3, "
        "25 passos cada um. Com η = 0,2, a bola chega ao mínimo após 10 passos e com η = 0,4 após 6 (a menos de 0,03). "
        "Com η = 0,6, oscila entre −0,25 e 0,54; com η = 0,8, não estabiliza em 25 passos. Dos quatro, η = 0,4 chega "
        "antes dos outros."
    ),
    "tr": (
        "Dört grafik, f(x) = 2x + e^(−2x) üzerinde x = 3 başlangıcıyla koşuları gösteriyor; yöntem: gradyan inişi; "
        "her biri 25 adım. η = 0,2 için top 10 adımda ve η = 0,4 için 6 adımda minimuma ulaşır (0,03 yakınlıkla). "
        "η = 0,6 için −0,25 ile 0,54 arasında salınır; η = 0,8 için 25 adımda durulmaz. Bu dört koşudan η = 0,4 "
        "hepsinden önce varır."
    ),
    "ru": (
        "Четыре графика: градиентный спуск, функция f(x) = 2x + e^(−2x), начало x = 3, по 25 шагов. "
        "При η = 0,2 шарик достигает минимума за 10 шагов и при η = 0,4 за 6 шагов (с точностью до 0,03). "
        "При η = 0,6 он колеблется между −0,25 и 0,54; при η = 0,8 он через 25 шагов ещё не в покое. "
        "Раньше всех у цели η = 0,4."
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


@pytest.mark.parametrize(
    ("language", "text", "begun"),
    [
        ("tr", "iki top", "İki top"),
        ("en", "in one valley", "In one valley"),
        ("tr", "η = 0,2 için", "η = 0,2 için"),
        ("tr", "x = 3 başlangıcıyla", "x = 3 başlangıcıyla"),
        ("de", "mit η = 0,2", "Mit η = 0,2"),
    ],
)
def test_a_sentence_begins_with_a_capital_letter_of_its_language_unless_a_formula_opens_it(language, text, begun):
    assert phrases.capitalized(words.load(language), text) == begun
