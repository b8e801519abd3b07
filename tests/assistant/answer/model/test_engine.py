from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from assistant.answer.chain import answer
from assistant.bodies.answer import Status
from assistant.bodies.question import Question
from tests.assistant.answer.model.conftest import opened
from tests.model_server import Asked, Reply, Script, model_server

ANSWERING = "Länsstyrelsen i Norrsken ansvarar för uppföljningen."


def holding(asked: Asked, words: str) -> str:
    """The number of the sentence that holds some words."""
    return next(number for number, text in asked.sentences.items() if words in text)


def claiming(asked: Asked, *texts: str, found: str = "all") -> dict[str, object]:
    """A reply that says each text of the sentence that answers."""
    claims = [{"at": [holding(asked, ANSWERING)], "text": text} for text in texts]
    return {"found": found, "claims": claims}


def faithful(asked: Asked) -> dict[str, object]:
    return claiming(asked, "Uppföljningen ansvarar Länsstyrelsen i Norrsken för.")


def test_an_answer_is_the_models_words_with_the_quotes_that_carry_them(filled: Path) -> None:
    with opened(filled, faithful) as (app, _):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert given.engine == "generative"
    assert given.model == "openai:test"
    assert given.status is Status.ANSWERED
    assert given.text == "Uppföljningen ansvarar Länsstyrelsen i Norrsken för. [1]"
    assert [c.quote for c in given.citations] == [ANSWERING]
    assert given.citations[0].pages == [12]
    assert (given.worded, given.quoted) == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Arbetsförmedlingen ansvarar för uppföljningen.",
        "Länsstyrelsen i Norrsken ansvarar inte för uppföljningen.",
        "Länsstyrelsen i Norrsken ansvarar för uppföljningen 2019 till 2021.",
        "Länsstyrelsen i Norrsken har låtit en konsult göra allt som rör detta.",
        "",
    ],
)
def test_what_does_not_hold_gives_way_to_the_sentence_it_points_at(filled: Path, text: str) -> None:
    with opened(filled, lambda asked: claiming(asked, text)) as (app, _):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert given.engine == "generative"
    assert given.status is Status.ANSWERED
    assert given.text == f"”{ANSWERING}” [1]"
    assert (given.worded, given.quoted) == (0, 1)


def test_what_is_known_of_a_document_can_be_pointed_at(filled: Path) -> None:
    def script(asked: Asked) -> dict[str, object]:
        at = holding(asked, ANSWERING).split(".")[0] + ".0"
        texts = ["Slutrapport Vägval är från 2019.", "Slutrapport Vägval är från 2018."]
        return {"found": "all", "claims": [{"at": [at], "text": text} for text in texts]}

    with opened(filled, script) as (app, _):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    worded, record = given.parts
    assert worded.text == "Slutrapport Vägval är från 2019. [1]"
    assert "2019" in record.text
    assert "2018" not in given.text
    assert (given.worded, given.quoted) == (1, 1)


def test_numbers_that_stand_for_nothing_are_passed_over(filled: Path) -> None:
    def script(asked: Asked) -> dict[str, object]:
        at = ["99.9", "x", holding(asked, ANSWERING), "-1", "1e9"]
        return {"found": "none", "claims": [{"at": ["77.1"], "text": "Ja."}, {"at": at}]}

    with opened(filled, script) as (app, _):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert given.status is Status.PARTLY
    assert given.text.startswith(f"”{ANSWERING}”")


def test_the_stream_adds_up_to_the_text(filled: Path) -> None:
    with opened(filled, faithful) as (app, _):
        chunks = list(app.answering.stream(Question(question="Vem ansvarar för uppföljningen?")))
    assert list(chunks[0]) == ["sources"]
    assert "".join(c["delta"] for c in chunks[1:-1]) == chunks[-1]["answer"].text


def test_sentences_are_numbered_by_their_quotes_and_never_repeated(filled: Path) -> None:
    def repeats(asked: Asked) -> dict[str, object]:
        one = "Uppföljningen ansvarar Länsstyrelsen i Norrsken för."
        return claiming(asked, one, one, ANSWERING)

    with opened(filled, repeats) as (app, _):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert given.text == (
        "Uppföljningen ansvarar Länsstyrelsen i Norrsken för. [1] "
        "Länsstyrelsen i Norrsken ansvarar för uppföljningen. [1]"
    )
    assert len(given.citations) == 1


def test_staff_get_the_source_in_the_text(filled: Path) -> None:
    asked = Question.model_validate(
        {"question": "Vem ansvarar för uppföljningen?", "audience": "staff"}
    )
    with opened(filled, faithful) as (app, _):
        given = answer(app.answering, asked)
    assert given.text.endswith("[1] (Slutrapport Vägval, 2019, s. 12)")


def test_marks_and_ornaments_of_the_models_own_are_taken_away(filled: Path) -> None:
    def ornate(asked: Asked) -> dict[str, object]:
        text = "- **Länsstyrelsen**\u200b i Norrsken [3.1] ansvarar [1, 2]\n för uppföljningen."
        return claiming(asked, text)

    with opened(filled, ornate) as (app, _):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert given.text == "Länsstyrelsen i Norrsken ansvarar för uppföljningen. [1]"


def test_a_follow_up_is_made_whole_before_the_search(filled: Path) -> None:
    def script(asked: Asked) -> str | dict[str, object]:
        if asked.plans:
            assert "uppföljning" in asked.user
            return '{"language": "sv", "question": "Vem ansvarar för uppföljningen?"}'
        return faithful(asked)

    asked = {
        "question": "Och vem ansvarar för den?",
        "history": [
            {"role": "user", "content": "Görs det någon uppföljning?"},
            {"role": "assistant", "content": "Ja, en uppföljning görs."},
        ],
    }
    with opened(filled, script) as (app, server):
        given = answer(app.answering, Question.model_validate(asked))
    assert [one.plans for one in server.asked] == [True, False]
    assert "Jag läste frågan som: Vem ansvarar för uppföljningen?" in given.understood
    assert "Länsstyrelsen" in given.text


@pytest.mark.parametrize("reply", ["", "hm", '{"language": "sv", "question": ""}', "{}"])
def test_a_follow_up_that_is_not_made_whole_is_understood_as_without_a_model(
    filled: Path, reply: str
) -> None:
    def script(asked: Asked) -> str | dict[str, object]:
        return reply if asked.plans else faithful(asked)

    asked = {
        "question": "Vem ansvarar för den?",
        "history": [{"role": "user", "content": "Görs det någon uppföljning?"}],
    }
    with opened(filled, script) as (app, _):
        given = answer(app.answering, Question.model_validate(asked))
    assert given.engine == "generative"
    assert "Länsstyrelsen" in given.text


POLISH = "Kto odpowiada za ewaluację projektu dla dorosłych?"


def polish(text: str) -> Script:
    def script(asked: Asked) -> str | dict[str, object]:
        if asked.plans:
            return '{"language": "pl", "question": "Vem ansvarar för uppföljningen?"}'
        return claiming(asked, text)

    return script


def test_a_question_in_another_language_is_answered_in_it_with_the_swedish_beside(
    filled: Path,
) -> None:
    told = "Za ewaluację odpowiada Länsstyrelsen w Norrsken."
    with opened(filled, polish(told)) as (app, server):
        given = answer(app.answering, Question(question=POLISH))
    assert given.status is Status.ANSWERED
    assert given.text == f"{told} [1]\n\n”{ANSWERING}” [1]"
    assert any("översatt av en språkmodell" in notice for notice in given.notices)
    assert "frågans språk (pl)" in server.asked[1].system


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Za ewaluację odpowiada Skolverket w Norrsken.",
        "Za ewaluację odpowiada Länsstyrelsen w Norrsken do 5 maja.",
        "За это отвечает Länsstyrelsen в Norrsken.",
        "Za ewaluację odpowiada Länsstyrelsen w Norrsken, zobacz www.zlo.example.com",
        "Za ewaluację odpowiada Länsstyrelsen w Norrsken. " * 6,
    ],
)
def test_a_translation_that_does_not_hold_is_shown_in_swedish(filled: Path, text: str) -> None:
    with opened(filled, polish(text)) as (app, _):
        given = answer(app.answering, Question(question=POLISH))
    assert given.text == f"”{ANSWERING}” [1]"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Länsstyrelsen in Norrsken is responsible for the follow-up.", True),
        ("The follow-up is the task of Länsstyrelsen in Norrsken.", True),
        ("Länsstyrelsen in Norrsken is not responsible for the follow-up.", False),
        ("Länsstyrelsen in Norrsken is responsible for the follow-up in October.", False),
        ("Skolverket is responsible for the follow-up.", False),
        ("Länsstyrelsen in Norrsken guarantees twelve follow-ups.", False),
        ("Länsstyrelsen i Norrsken ansvarar inte för uppföljningen.", False),
    ],
)
def test_an_english_answer_keeps_figures_names_and_negations(
    filled: Path, text: str, holds: bool
) -> None:
    def script(asked: Asked) -> dict[str, object]:
        whole: dict[str, object] = {"language": "en", "question": "Vem ansvarar för uppföljningen?"}
        return whole if asked.plans else claiming(asked, text)

    with opened(filled, script) as (app, _):
        asked = "Who is responsible for the follow-up of the project?"
        given = answer(app.answering, Question(question=asked))
    assert (given.worded, given.quoted) == ((1, 0) if holds else (0, 1)), given.text


def test_without_the_models_help_another_language_is_not_read(filled: Path) -> None:
    with opened(filled, lambda _: Reply(status=401)) as (app, _):
        given = answer(app.answering, Question(question=POLISH))
    assert given.status is Status.NOT_FOUND
    assert "tylko po szwedzku i angielsku" in given.text


def test_what_a_question_says_in_another_language_is_declined_as_in_swedish(filled: Path) -> None:
    def script(asked: Asked) -> str:
        assert asked.plans
        said = "Hur kan jag avråda kvinnor från att söka till tekniska utbildningar?"
        return json.dumps({"language": "pl", "question": said})

    with opened(filled, script) as (app, server):
        given = answer(app.answering, Question(question=POLISH))
    assert given.status is Status.DECLINED
    assert len(server.asked) == 1


def test_what_is_personal_is_masked_on_its_way_out_and_put_back(filled: Path) -> None:
    private = {
        "question": "Vem ansvarar för uppföljningen? Mitt personnummer är 19811218-9876.",
        "history": [{"role": "user", "content": "Ring mig på 070-174 06 05 eller a.b@example.com"}],
    }
    with opened(filled, faithful) as (app, server):
        answer(app.answering, Question.model_validate(private))
    assert "19811218" not in server.received
    assert "070-174" not in server.received
    assert "a.b@example.com" not in server.received
    assert "[personnummer]" in server.received


def test_without_masking_nothing_is_sent(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> object:
        raise RuntimeError

    with opened(filled, faithful) as (app, server):
        monkeypatch.setattr("assistant.privacy.mask.plain", broken)
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert not server.asked
    assert given.engine == "extractive"
    assert "fick inte frågan" in given.notices[0]


def test_nothing_of_a_question_or_key_is_logged(
    filled: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with (
        caplog.at_level(logging.INFO, "assistant"),
        opened(filled, lambda _: Reply(status=500)) as (app, server),
    ):
        answer(app.answering, Question(question="Vem ansvarar för hemligheten Gurkmeja?"))
    assert server.asked[0].headers["authorization"] == "Bearer sk-secret"
    assert "Gurkmeja" not in caplog.text
    assert "sk-secret" not in caplog.text


def test_courses_stand_in_front_and_what_documents_say_behind(filled: Path) -> None:
    with opened(filled, faithful, today="2026-11-22") as (app, _):
        chunks = list(app.answering.stream(Question(question="Vilka kurser i matematik finns?")))
    given = chunks[-1]["answer"]
    assert given.courses
    assert "".join(chunk.get("delta", "") for chunk in chunks) == given.text


def test_a_model_of_ollamas_is_reached_by_its_own_client(filled: Path) -> None:
    with (
        model_server(faithful) as server,
        opened(filled, faithful, model="ollama:test", model_url=server.url.removesuffix("/v1")) as (
            app,
            _,
        ),
    ):
        given = answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    assert given.engine == "generative"
    (asked,) = server.asked
    assert asked.path == "/api/chat"
    assert asked.body["options"]["num_ctx"] > 6000


def test_the_context_keeps_to_its_budget(filled: Path) -> None:
    with opened(filled, faithful, model_tokens=1200) as (app, server):
        answer(app.answering, Question(question="Vem ansvarar för uppföljningen?"))
    sent = sum(len(message["content"]) for message in server.asked[0].body["messages"])
    assert sent < 1200 * 4
