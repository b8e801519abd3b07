from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dots import undot
from corpus.foreign import Tongue, foreign
from corpus.glossary import load_glossary

KNOWS = load_glossary().knows

FOLDER = Path(__file__).parents[2] / "evals" / "questions"
QUESTIONS = sorted(
    path
    for pattern in ("examples_*.jsonl", "courses_*.jsonl", "training.jsonl")
    for path in FOLDER.glob(pattern)
)

ASKED = {
    "ar": """كيف يمكنني التقديم للدراسة في كومفوكس؟
        ما هي شروط القبول في مدرسة تعليم الكبار؟
        هل تعليم الكبار مجاني؟
        أين أجد مرشد الدراسة والمهن؟
        متى يبدأ التسجيل في دورات komvux؟""",
    "so": """Sideen u dalban karaa waxbarashada dadka waaweyn?
        Waa maxay komvux?
        Maxaan u baahanahay si aan u noqdo kalkaaliye caafimaad?
        Xagee ka heli karaa lataliye waxbarasho?
        Goorma ayaa la furayaa codsiga waxbarashada?
        Immisa ayay ku kacdaa koorsada?""",
    "uk": """Як я можу подати заяву на навчання для дорослих?
        Де знайти консультанта з навчання?
        Скільки коштує курс шведської мови?
        Коли починається набір на komvux?
        Чи можу я вчитися і працювати одночасно?""",
    "ru": """Как подать заявление на курс для взрослых?
        Где можно получить консультацию по учёбе?
        Сколько стоит обучение в komvux?
        Когда начинается приём заявлений?
        Что такое валидация?""",
    "pl": """Jak mogę złożyć podanie na kurs dla dorosłych?
        Gdzie mogę znaleźć doradcę zawodowego?
        Ile kosztuje kurs w komvux?
        Kiedy zaczyna się rekrutacja?
        Czy mogę uczyć się i pracować jednocześnie?
        Co to jest walidacja?""",
    "fa": """چگونه می‌توانم در کومووکس ثبت نام کنم؟
        آیا آموزش بزرگسالان رایگان است؟
        کجا می‌توانم مشاور تحصیلی پیدا کنم؟
        چه مدارکی برای درخواست لازم است؟
        دوره‌ها کی شروع می‌شوند؟""",
    "tr": """Yetişkin eğitimine nasıl başvurabilirim?
        Kurslar ne zaman başlıyor?
        Eğitim danışmanını nerede bulabilirim?
        Komvux kursları ücretsiz mi?
        Hemşire olmak için ne yapmam gerekiyor?""",
    "fi": """Miten haen aikuiskoulutukseen?
        Mistä löydän opinto-ohjaajan?
        Paljonko kurssi maksaa?
        Milloin hakuaika alkaa?
        Voinko opiskella ja tehdä työtä samaan aikaan?
        Mikä on komvux?""",
    "de": """Wie kann ich mich für die Erwachsenenbildung bewerben?
        Was kostet ein Kurs bei Komvux?
        Wo finde ich eine Berufsberatung?
        Wann beginnt die Anmeldung?
        Welche Unterlagen brauche ich für die Bewerbung?""",
    "fr": """Comment puis-je m'inscrire à une formation pour adultes ?
        Où trouver un conseiller d'orientation ?
        Combien coûte un cours à Komvux ?
        Quand commencent les inscriptions ?
        Quels documents faut-il pour la demande ?""",
    "es": """¿Cómo puedo solicitar un curso para adultos?
        ¿Dónde encuentro un orientador profesional?
        ¿Cuánto cuesta estudiar en Komvux?
        ¿Cuándo empieza el plazo de solicitud?
        Que necesito para ser enfermera?""",
    "bs": """Kako se mogu prijaviti za obrazovanje odraslih?
        Gdje mogu naći savjetnika za škole i zanimanja?
        Koliko košta kurs u Komvuxu?
        Kada počinje prijava za jesenji semestar?
        Šta je potrebno da bih postala medicinska sestra?
        Где могу наћи саветника за образовање?""",
    "ti": """ንትምህርቲ ዓበይቲ ከመይ ጌረ የመልክት?
        ኣማኻሪ ትምህርቲ ኣበይ ይርከብ?
        ኮምቩክስ እንታይ እዩ?
        እቲ ኮርስ ክንደይ ይኽፈሎ?
        ምምልካት መዓስ ይጅምር?""",
    # Never named, as they have no text of their own.
    "": """成人教育怎么申请？
        Πώς μπορώ να κάνω αίτηση για μαθήματα;
        ฉันจะสมัครเรียนได้อย่างไร
        איך אפשר להירשם ללימודים?
        ለትምህርት እንዴት ማመልከት እችላለሁ?
        Как да кандидатствам за курс за възрастни?
        چۆن دەتوانم داوای خوێندن بکەم؟
        Come posso iscrivermi a un corso per adulti?
        Hoe kan ik mij aanmelden voor een cursus voor volwassenen?
        Si mund të aplikoj për një kurs për të rritur?""",
}

HOME = """
    Deutsch 1
    Deutsch als Fremdsprache
    Deutsch für Anfänger
    Español para principiantes
    Français pour débutants
    Läkare utan gränser
    Médecins sans frontières
    imam utbildning
    kim larsson telefon
    Español 2
    Moderna språk 3 tyska
    SYV
    CSN APL SFI YH KAA
    komvux
    Komvux Malmö pris
    Vad?
    Hur?
    validering
    undersköterska utbildning kostnad
    HUR SÖKER JAG TILL KOMVUX
    VALIDERING AV REELL KOMPETENS
    hur soker jag till yrkesvux
    ansokan komvux sista dag
    vda ksotar utbldning
    orgnr fyrbodals komunalförbnd
    telefonnr studievägledre uddevala
    hvordan søker jeg til voksenopplæring
    Hvor kan jeg finde en vejleder?
    Hva er validering?
    Kva kostar det å gå på vuxenskola?
    Vad betyder образование på svenska?
    Hur säger man "wie kann ich mich bewerben" på svenska?
    What does Weiterbildung mean?
    Maria da Silva de la Cruz
    Mohamed Abdi Hassan Warsame
    Amal Hassan Abdi i Göteborg
    adult education grants
    tuition fees foreign students
    μ
    ?
    12345
    a b c d e f
    Erasmus Mundus Joint Master Degree
    lorem ipsum
    csn fribelopp termin summa
    lärling bygg snickare gymnasium vuxen betyg
    ej behörig gymnasieexamen saknas komplettera betyg
    sfi kurs d distans kväll
    sva grund delkurs fyra
    """


def is_home(question: str) -> bool:
    return foreign(question, KNOWS) is None


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("code", ASKED)
def test_questions_in_other_languages_are_told(code: str) -> None:
    found = [foreign(question, KNOWS) for question in lines(ASKED[code])]
    assert sum(one is not None for one in found) >= 0.8 * len(found)
    named = {one.tongue for one in found if one is not None and one.tongue is not None}
    # A text in a wrong language is worse than none.
    assert named == ({Tongue(code)} if code else set())


def test_nine_in_ten_of_them_are_told_and_most_are_named() -> None:
    asked = [(code, question) for code, text in ASKED.items() for question in lines(text)]
    assert len(asked) >= 60
    found = [(code, foreign(question, KNOWS)) for code, question in asked]
    assert sum(one is not None for _, one in found) >= 0.9 * len(asked)
    named = [one is not None and one.tongue is not None for code, one in found if code]
    assert sum(named) >= 0.85 * len(named)


@pytest.mark.parametrize("question", lines(HOME))
def test_swedish_its_neighbours_english_names_and_scraps_are_not_foreign(question: str) -> None:
    assert is_home(question)


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_no_question_over_the_examples_is_foreign_however_it_is_written(path: Path) -> None:
    asked = [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines()]
    assert asked
    for question in asked:
        for written in (question, undot(question), question.upper(), question.lower()):
            assert is_home(written), written


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    foreign(text, KNOWS)


def test_what_has_no_word_of_a_language_is_held_against_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("corpus.foreign.language_detector")
    assert foreign("Rektorernas ansvar klargörs", KNOWS) is None
    with pytest.raises(NameError):
        foreign(ASKED["pl"], KNOWS)
