"""Swedish words as the verification sees them: which say nothing, which turn or bound a sentence.

The lists are of the language's closed classes and of its everyday rewordings, not of any subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

GLUE = frozenset(
    """
    a alltså att av bara bl bland blev bli blir blivit de dem den denna deras dess dessa
    dessutom det detta dig din dina ditt dit där därefter därför därmed då däremot dock du efter
    eftersom ej en ens er era ert ett exempel exempelvis fanns finnas finns fram från för före
    genom ger gett ge gav givit gick går gå gått gör göra gjort gjorde ha hade haft han hans har
    hela henne hennes heter hit hon honom hos hur här i igen in inför ingick ingår inom innebar
    innebär innan kallas kring kom komma kommer man med mellan men mot ni nämligen när någon
    något några nu och också om omfattade omfattar olika oss på person personer människa
    människor respektive räknas samt sedan ska sig sin sina sitt som st står stod särskilt så
    sådan sådana sådant t.ex tex till tog ta tar under upp ur ut utan utgjorde utgör utifrån vad
    var vara varandra varav vardera vare varit vem via vid vidare vilka vilken vilket är även år
    åt än över övrigt enligt ex eller ligger låg läge handlade handlar betyder betydde gäller
    gällde gälla gällt bestod består bestå kunna kan kunde få får fick fått måste skall skulle
    bör själv själva själva lika jämfört jämföra följande nämns anges framgår beskrivs skriver
    säger uppges uppgift uppgifter varar varade lång långt långa område området varje sätt del
    båda gånger gång heller dels ännu sker skedde både hittar hittas göras görs gjordes åren
    året årets redan sammanlagd sammanlagda såväl varannan ser gav gavs ges medför kunnat vill
    finner bland fatta fattar fattade fattat
    """.split()
)
"""Words that need no support of their own; what they do is told by ``OPERATORS`` where it counts.
"""

RIGID = frozenset(
    """
    mest minst mer mindre fler färre flest bäst bästa bättre sämst sämsta sämre störst största
    större minsta högst högsta högre lägst lägsta lägre längst längsta längre kortast kortaste
    kortare dyrast dyraste dyrare billigast billigaste billigare tidigare senare tidigast senast
    äldst äldsta äldre yngst yngsta yngre först första sist sista näst ny nya nytt ung unga
    gammal måndag tisdag onsdag torsdag fredag lördag söndag vår våren höst hösten sommar
    sommaren vinter vintern dag dagen kväll kvällen män kvinnor flickor pojkar heltid deltid
    halvtid norr söder
    """.split()
)
"""Words for which nothing but themselves will do."""

_ALIKE = """
    bor bodde bo invånare folkmängd
    möts träffas sammanträder möte möten träffar
    börja börjar började startar starta start startade inleds
    sluta slutar slutade avslutas avslutade upphör
    hålls äger anordnas ordnas
    kostnad kostnaden kostar kosta pris priset
    heta heter namn namnet kallas
    erhåller fick uppdraget
    pågår varar tar
    frånvarande borta
    söka söker ansöka ansöker ansökan sökande
    nå når nås kontakta kontaktar
    skäl skälet anledning anledningen orsak orsaken
    skiljer varierar
    arbete arbetet jobb jobbet
    tillsammans gemensamt ihop
    sammanlagt totalt summa
    minska minskar minskade sjunka sjunker sjönk
    öka ökar ökade stiga stiger steg växa växer växte
    beslut beslutar besluta beslutade bestämmer
    avgör avgörs prövar bestämmer
    framför främst framförallt huvudsakligen
    granska granskas granskar utvärdera utvärderas utvärderar
    erbjuda erbjuds erbjudas
    läsa läser studera studerar studerade
    hyra hyrt hyrts hyr
    skickas sänds skicka
    behålls behåll behåller
    betala betalar finansierar bekostar
    dator datorer
    """
ALIKE: Mapping[str, frozenset[str]] = {
    word: frozenset(line.split()) for line in _ALIKE.splitlines() if line for word in line.split()
}
"""Everyday words that say the same; each by all of its line."""

FREE = re.compile(
    r"\b(?:kosta\w* (?:dig |inte |dem )?(?:ingenting|inget|något)|utan (?:kostnad|avgift)"
    r"|ingen avgift"
    r"|kostnadsfri\w*|avgiftsfri\w*|gratis)\b",
    re.IGNORECASE,
)
"""The ways of saying that something costs nothing."""


LEANS = re.compile(r"(?:efter det|då|där|i så fall|annars|i andra fall)\b", re.IGNORECASE)
"""How a sentence begins that holds only where the one before it does."""

AMONG = re.compile(r"\b(?:bland annat|bl\.a\.)", re.IGNORECASE)
"""Words that only tell that there are more."""

EACH = re.compile(r"\b(?:var och en|vart och ett) av\b", re.IGNORECASE)
"""A way of saying "alla" that has an "och" in it."""


ACTS = re.compile(r"(?:[aeiouyåäö]r|de|te|it|at|tt)$")
"""How a word ends that may be a verb."""

ACTED_UPON = re.compile(r"[^\W\d_]{3}s$")
"""How a word ends that may tell what is done to something."""


class Operator(StrEnum):
    """What a word does to the sentence that it stands in."""

    NOT = "not"
    ONLY = "only"
    ALL = "all"
    MUST = "must"
    MAY = "may"
    LET = "let"
    SHOULD = "should"
    PLANNED = "planned"
    WILL = "will"
    OFTEN = "often"
    SELDOM = "seldom"
    PERHAPS = "perhaps"
    ALMOST = "almost"
    MANY = "many"
    MOST = "most"
    SOME = "some"
    IF = "if"
    WHO = "who"
    OR = "or"
    SAID = "said"
    BECAUSE = "because"
    BEFORE = "before"
    DEADLINE = "deadline"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    WHEN = "when"
    HERSELF = "herself"


_WORDS: Mapping[Operator, str] = {
    Operator.NOT: r"inte|ej|icke|aldrig|ingen|inget|inga|ingenting|varken|knappast|utan|saknar"
    r"|saknas"
    r"|saknade|saknades|sakna|i stället för|istället för",
    Operator.ONLY: r"bara|endast|enbart|uteslutande|blott",
    Operator.ALL: r"alla|allt|alltid|samtliga|var och en|vart och ett|garanterat|garanterad\w*"
    r"|garanti\w*|säkert|jämt|helt|varje(?! (?:år|dag|vecka|månad|termin|kvartal|timme|\w+dag)\b)",
    Operator.MUST: r"ska|skall|måste|behöv\w+|kräv\w+|krav|förutsätter|obligatorisk\w*|tvungen"
    r"|tvungna"
    r"|skyldig\w*|uppgift är att",
    Operator.MAY: r"kan|kunna|går att|går det att|gick att|möjligt|möjlighet\w*|välkom\w+",
    Operator.LET: r"får|fick|fått",
    Operator.SHOULD: r"bör|borde|rekommender\w+|föreslå\w*|föreslog\w*|föreslagit|förslag\w*"
    r"|förordar"
    r"|önskar|ville|vill",
    Operator.PLANNED: r"vänta[srd]|väntades|planera\w*|beräkna\w*|förvänta\w*|avser|tänkt|mål|målet"
    r"|ambition\w*|räkna\w* med|hoppas|syfte\w*|skulle|utreder|prövar att",
    Operator.WILL: r"kommer (?:\w+ )?att|kommer in",
    Operator.OFTEN: r"ofta|oftast|vanligen|vanligtvis|i regel",
    Operator.SELDOM: r"sällan",
    Operator.PERHAPS: r"kanske|troligen|eventuellt|möjligen|ibland|i mån av|tycks|verkar"
    r"|sannolikt|i princip|i stort sett|i huvudsak|delvis|till viss del"
    r"|i första hand|till största delen|preliminärt|omkring|snarast",
    Operator.ALMOST: r"nästan|knappt|drygt|ungefär|cirka|omkring|runt",
    Operator.MANY: r"många|flera",
    Operator.MOST: r"de flesta|flesta|merparten|majoriteten|större delen",
    Operator.SOME: r"vissa|enstaka|några|en del|fåtal\w*",
    Operator.IF: r"om(?=\s(?:du|ni|man|det|den|de|vi|jag|någon|en|ett|inte|hon|han|fler)\b)"
    r"|ifall|såvida|förutsatt|under förutsättning|i mån av"
    r"|^(?:är|har|bor|saknar|vill|kan|kommer|svarar|visar|skulle) (?:du|det|den|man|ni)\b",
    Operator.WHO: r"(?:den|dem|du|dig|de|alla|någon) som\b(?! beslutar| väljer| utreder)",
    Operator.OR: r"eller(?!\s+\S+@|\s+(?:på )?(?:telefon|e-post|www|0\d))",
    Operator.SAID: r"trod\w+|tror|ansåg\w*|anser|menade|menar|sade|säger|sa|påpekade|påpekar"
    r"|tyckte|tycker"
    r"|uppgav|uppger|berättade|undrade|framförde|svarade att|påstår|påstod|befarar\w*",
    Operator.BECAUSE: r"eftersom|tack vare|på grund av|leder till|ledde till|lett till|beror på"
    r"|berodde|så att|garanterar|gör att",
    Operator.BEFORE: r"före|innan",
    Operator.DEADLINE: r"senast",
    Operator.AT_LEAST: r"minst|åtminstone|lägst",
    Operator.AT_MOST: r"högst|maximalt|som mest",
    Operator.WHEN: r"när(?! det gäller)|så snart|så länge|tills|till dess",
    Operator.HERSELF: r"jag|mig|mitt|min|mina|vi|oss|vår|våra|vårt",
}
OPERATORS: Mapping[Operator, re.Pattern[str]] = {
    sort: re.compile(rf"(?:(?<=\s)|^|(?<=[(\"”]))(?:{words})(?![\w-])", re.IGNORECASE)
    for sort, words in _WORDS.items()
}
"""What tells each operator in a stretch of text."""
