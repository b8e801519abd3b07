from __future__ import annotations

from assistant.serve.chat.render import fill
from assistant.serve.chat.shell import with_head
from assistant.words.languages import Language

GRADIO = """<!doctype html>
<html
\tlang="en"
>
<head>
<meta property="og:title" content="Gradio" />
<script>window.gradio_config = {"a": "<head>"};</script>
</head>
<body></body></html>"""


def test_the_document_speaks_the_page_s_language_before_anything_else() -> None:
    html = with_head(GRADIO, Language.SWEDISH)
    assert html.index("documentElement.lang = 'sv'") < html.index('content="Gradio"')
    assert html.index("<title>Vägvis") < html.index('content="Gradio"')
    assert 'window.gradio_config = {"a": "<head>"}' in html
    assert "documentElement.lang = 'en'" in with_head(GRADIO, Language.ENGLISH)


def test_the_way_to_sign_in_and_out_is_there_where_somebody_can() -> None:
    shown = {"other": Language.ENGLISH}
    assert 'href="/konto"' in fill("head.html", Language.SWEDISH, signs_in=True, **shown)
    assert 'href="/konto"' not in fill("head.html", Language.SWEDISH, signs_in=False, **shown)
