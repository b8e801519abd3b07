"""Small documents of made-up projects, plans and routines, to be asked in tests."""

from __future__ import annotations

REPORT = """\
# Slutrapport för projektet LYFTET

Projektägare: Norrskens kommunalförbund

Kontaktperson: Alva Ek

E-post: alva.ek@norrsken.example

Telefon: 0123-45 67 89

Projektperiod: 2021-02-01 till 2022-08-31

Total projektbudget: 1 250 000 kr

## Sammanfattning

Syftet med projektet är att fler vuxna ska våga börja studera. Projektet har genomfört intervjuer
med 60 vuxna i tre kommuner. Resultatet visar att vägledning på kvällstid gör störst skillnad.
Projektet föreslår att vägledarna stannar kvar på biblioteken.

## Validering

Validering erbjöds tolv personer inom vården. De flesta fick betyg efter två månader.

## Deltagande kommuner

- Fjällbo
- Myrnäs
- Storsele
"""
PLAN = """\
# Handlingsplan för kompetensförsörjning {year}

Publicerad: {year}-05-02

Norrskens Utvecklings Råd (NUR) samordnar arbetet.

Målet är att {share} procent av de vuxna ska ha en gymnasieutbildning. Validering ska erbjudas
alla som har arbetat i yrket. Råden ska redovisa arbetet varje höst.
"""
OTHER = """\
# Så söker du till folkhögskolan

Kö till skrivarkursen? Ansökan görs på skolans webbplats. Lärlingar får praktik hos ett företag.
"""
LEARNING = """\
# Lärande på jobbet i Nuts 2

## Sammanfattning

Under tre år har arbetsplatser i fyra kommuner prövat att låta anställda läsa på arbetstid. Chefer
och fackliga ombud valde tillsammans vilka ämnen som skulle läsas. Hälften av deltagarna läste
svenska, en fjärdedel matematik. De allra flesta fullföljde det som de hade börjat på. Störst nytta
hade de som saknade betyg från gymnasiet. Kommunerna delar nu på en lärare som åker mellan
arbetsplatserna. Två av kommunerna har också öppnat ett språkcafé på kvällarna.

## Tillvägagångssätt

Syftet har varit att pröva något nytt. Resultatet visar att den som frågar ofta får ett svar.
"""
ROUTINE = """\
# Rutin för studiebesök

Fastställd: 2024-03-02

Besöken hålls på torsdagar.

## Kontaktpersoner

| Ort | Namn |
| --- | --- |
| Solberga | Karin Modig |
| Ekby | Yusuf Demir |
"""
