"""What is said to those who ask in a language that is not read, in their own.

Each text says: "So far I read only Swedish and English: ask in one of them, or ask a guidance
counsellor."
"""

from __future__ import annotations

from corpus.foreign import Tongue

UNREAD = {
    Tongue.ARABIC: (
        "لا أقرأ حتى الآن سوى السويدية والإنجليزية. يُرجى كتابة سؤالك بإحدى هاتين اللغتين، "
        "أو سؤال مرشد الدراسة والمهن."
    ),
    Tongue.BOSNIAN_CROATIAN_SERBIAN: (
        "Za sada čitam samo švedski i engleski. Napišite pitanje na jednom od tih jezika ili "
        "pitajte savjetnika za obrazovanje i zanimanje."
    ),
    Tongue.FINNISH: (
        "Luen toistaiseksi vain ruotsia ja englantia. Kirjoita kysymyksesi jommallakummalla näistä "
        "kielistä tai kysy opinto- ja uraohjaajalta."
    ),
    Tongue.FRENCH: (
        "Pour l’instant, je ne lis que le suédois et l’anglais. Posez votre question dans l’une de "
        "ces langues ou adressez-vous à un conseiller d’orientation."
    ),
    Tongue.GERMAN: (
        "Ich lese bisher nur Schwedisch und Englisch. Stellen Sie Ihre Frage bitte in einer dieser "
        "Sprachen oder wenden Sie sich an eine Studien- und Berufsberatung."
    ),
    Tongue.PERSIAN: (
        "من فعلاً فقط سوئدی و انگلیسی می‌خوانم. لطفاً پرسش خود را به یکی از این دو زبان بنویسید "
        "یا از یک مشاور تحصیلی و شغلی بپرسید."
    ),
    Tongue.POLISH: (
        "Na razie czytam tylko po szwedzku i angielsku. Zadaj pytanie w jednym z tych języków albo "
        "zapytaj doradcę edukacyjno-zawodowego."
    ),
    Tongue.RUSSIAN: (
        "Пока я читаю только по-шведски и по-английски. Задайте вопрос на одном из этих языков или "
        "обратитесь к консультанту по вопросам учёбы и профессии."
    ),
    Tongue.SOMALI: (
        "Ilaa hadda waxaan akhriyaa oo keliya af-Iswiidhish iyo af-Ingiriisi. Fadlan su’aashaada "
        "ku qor mid ka mid ah, ama weydii lataliye waxbarasho iyo shaqo."
    ),
    Tongue.SPANISH: (
        "Por ahora solo leo sueco e inglés. Escriba su pregunta en uno de estos idiomas o consulte "
        "a un orientador académico y profesional."
    ),
    Tongue.TIGRINYA: (
        "ክሳብ ሕጂ ሽወደንኛን እንግሊዝኛን ጥራይ እየ ዘንብብ። ሕቶኹም ብሓደ ካብዞም ቋንቋታት ጽሓፉ ወይ ንኣማኻሪ ትምህርትን ሞያን ሕተቱ።"
    ),
    Tongue.TURKISH: (
        "Şimdilik yalnızca İsveççe ve İngilizce okuyorum. Lütfen sorunuzu bu dillerden birinde "
        "yazın ya da bir eğitim ve meslek danışmanına sorun."
    ),
    Tongue.UKRAINIAN: (
        "Поки що я читаю лише шведською та англійською. Поставте запитання однією з цих мов або "
        "зверніться до консультанта з питань навчання та професії."
    ),
}
