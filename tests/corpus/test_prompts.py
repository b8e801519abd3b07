"""What goes before questions and passages, by the model's name."""

from __future__ import annotations

import pytest

from corpus.prompts import Prompts, prompts_for

REPRESENT = "Represent this sentence for searching relevant passages: "
TASK = "Instruct: Given a web search query, retrieve relevant passages that answer the query\n"


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("multilingual-e5-large", "query: ", "passage: "),
        ("e5-base-v2", "query: ", "passage: "),
        ("Multilingual-E5-small", "query: ", "passage: "),
        ("multilingual-e5-large-instruct", f"{TASK}Query: ", ""),
        ("snowflake-arctic-embed-l-v2.0", "query: ", ""),
        ("snowflake-arctic-embed-m-v1.5", REPRESENT, ""),
        ("bge-base-en-v1.5", REPRESENT, ""),
        ("bge-m3", "", ""),
        ("Qwen3-Embedding-0.6B", f"{TASK}Query:", ""),
        ("nomic-embed-text-v1.5", "search_query: ", "search_document: "),
        ("sentence-bert-swedish-cased", "", ""),
        ("fine5-large", "", ""),
        ("minilm", "", ""),
    ],
)
def test_common_models_are_known_by_name(name: str, query: str, passage: str) -> None:
    assert prompts_for([name], {"query": "", "document": ""}) == Prompts(query, passage)


def test_the_models_own_prompts_come_first() -> None:
    assert prompts_for(["e5-base"], {"query": "Q: ", "document": ""}) == Prompts("Q: ", "")


def test_a_passage_prompt_is_found_behind_an_empty_one() -> None:
    own = {"query": "", "document": "", "passage": "P: "}
    assert prompts_for(["e5-base"], own) == Prompts("", "P: ")


def test_prompts_for_other_tasks_do_not_count() -> None:
    own = {"query": "", "document": "", "classification": "Classify: "}
    assert prompts_for(["e5-base"], own) == Prompts("query: ", "passage: ")


def test_the_surest_name_that_is_known_decides() -> None:
    assert prompts_for(["sentence-bert-swedish-cased", "e5-base"], {}) == Prompts()
    assert prompts_for(["model", "e5-base"], {}) == Prompts("query: ", "passage: ")
