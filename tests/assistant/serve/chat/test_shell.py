from __future__ import annotations

from assistant.serve.chat.shell import correct
from assistant.words.languages import Language

GRADIO = """<!doctype html>
<html
\tlang="en"
\tstyle="margin: 0"
>
<head>
<meta charset="utf-8" />
<meta property="og:title" content="Gradio" />
<meta
\t\t\tproperty="og:image"
\t\t\tcontent="https://raw.githubusercontent.com/x.jpg"
\t\t/>
<meta name="twitter:creator" content="@Gradio" />
<link rel="manifest" href="/manifest.json" />
<script>window.gradio_config = {"a": "<head>"};</script>
</head>
<body></body></html>"""


def test_the_document_speaks_the_page_s_language_and_not_of_gradio() -> None:
    html = correct(GRADIO, Language.SWEDISH)
    assert '<html lang="sv"' in html
    assert "<title>Vägvis" in html
    assert "raw.githubusercontent.com" not in html
    assert "og:" not in html
    assert "twitter" not in html
    assert "manifest" not in html
    assert 'window.gradio_config = {"a": "<head>"}' in html
    assert '<html lang="en"' in correct(GRADIO, Language.ENGLISH)
