"""What a small made-up set of catalogues knows."""

from __future__ import annotations

from assistant.courses.occupations import load_occupations
from corpus.dots import undot
from corpus.swedish import words

TAUGHT = frozenset(
    map(
        undot,
        """
        matematik matte engelska svenska andraspråk undersköterska undersköterskeutbildning vård
        omsorg barnskötare svetsare svetsning snickare programmering psykologi tyska franska
        spanska lokförare tandsköterska webbutveckling webbutvecklare kock bagare frisör historia
        musik naturkunskap elektriker byggingenjör frontendutvecklare it allmän biologi redovisning
        ekonomi kurs java excel it-tekniker
        """.split(),
    )
)


class Catalogues:
    """Answers as a store's catalogues would."""

    is_empty = False
    occupations = load_occupations()
    places = ("Sundsvall", "Härnösand", "Nyland", "Fränsta", "Fjällby", "Klockvik")
    county_names = ("Fjällmarken",)
    providers = (
        "Sundsvalls Kommun",
        "Hola folkhögskola",
        "Ålsta folkhögskola",
        "Ålsta folkhögskola, filial Sundsvall",
        "Örnsköldsviks folkhögskola",
        "Hermods AB Umeå",
        "Hermods AB Stockholm",
        "YH Akademin AB",
        "Jensen Education School AB",
        "Komvux Klockvik",
        "Klockviks Teknikskola AB",
        "Yrkeshögskolan Fjällmarken",
    )
    codes = ("MATMAT02b", "SVESVE03", "VO25", "KOSKUL0")

    def has_word(self, word: str) -> bool:
        return undot(word) in TAUGHT

    def teaches(self, words_said: str) -> bool:
        said = [undot(w) for w in words(words_said) if len(w) > 2 and not w[0].isdigit()]
        said += [w for w in words(words_said) if w == "it"]
        return bool(said) and all(
            word in TAUGHT for word in said if word not in {"som", "eller", "och"}
        )
