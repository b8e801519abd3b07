"""Guidance that would discriminate is declined: by sex, origin, faith, age or disability.

What is declined is what somebody asks the assistant to do or to say about a group: keep them away,
pass over them, choose for them by what they are. Questions about the same groups stay welcome:
figures in a report, support, courses meant for somebody, one's own case, and what to do against
discrimination.
"""

from __future__ import annotations

import re

_SEX = (
    r"kvinn(?:a|an|or|orna|lig\w*)|tjej(?:er|erna|en)?|flick(?:a|or|orna)|dam(?:er|erna)"
    r"|män|männen|mannen|karlar|killar(?:na)?|pojk(?:e|ar|arna)|manlig\w*|gravid\w*"
    r"|småbarnsm\w+|transperson\w*|homosexuell\w*|hbtq\w*|bögar|lesbisk\w*"
    r"|wom[ae]n|females?|girls?|men|males?|boys?|pregnant|mothers|gay|lesbians?|trans(?:gender)?"
)
_ORIGIN = (
    r"invandrar\w*|utlänning\w*|utländsk\w*|utrikes ?född\w*|utlandsfödd\w*|nyanländ\w*"
    r"|flykting\w*"
    r"|asylsökande|somali(?:er|erna|ska)?|araber(?:na)?|arabisk\w*|afrikan(?:er|erna|ska)"
    r"|syrier(?:na)?"
    r"|romer(?:na)?|romsk\w*|zigenare|samer(?:na)?|mörkhyad\w*|svarta|rasifierad\w*|brytning"
    r"|icke-?svensk\w*|etnisk\w* \w+|ursprung|härkomst|hudfärg"
    r"|immigrants?|foreigners?|foreign(?:-born)?|refugees?|arabs?|africans?|somalis?|roma"
    r"|black people"
    r"|blacks|non-swedes?|ethnic\w*"
)
_FAITH = (
    r"muslim(?:er|erna|sk\w*|en)?|jud(?:e|ar|arna)|judisk\w*|krist(?:en|na)|hindu(?:er)?"
    r"|buddhist\w*"
    r"|ateist\w*|religiös\w*|troende|religion|slöj(?:a|an|or)|hijab|sjal"
    r"|muslims?|jew(?:s|ish)?|christians?|hindus?|religious|headscar\w+|veil"
)
_AGE = (
    r"äldre|(?:för|de) gamla|gamla (?:människor|sökande|deltagare|elever)|gamlingar"
    r"|pensionär\w*|(?:över|äldre än|fyllda) [4-7]\d|[4-7]\d-?(?:plus|\+|åring\w*)"
    r"|(?:av|hög|deras|hennes|hans) ålder|ungdomar(?:na)?|unga|yngre"
    r"|older|elderly|old (?:people|applicants|participants)|over [4-7]\d|too old|young|younger"
    r"|(?:of|his|her|their) age"
)
_DISABILITY = (
    r"funktionsneds\w*|funktionshind\w*|funktionsvar\w*|handikapp\w*|rullstol\w*|blinda?|döva?"
    r"|hörselskad\w*|synskad\w*|adhd|autis\w*|dyslexi\w*|dyslektiker|psykiskt sjuk\w*"
    r"|sjukskriv\w*|cp-skad\w*"
    r"|disab\w+|wheelchair\w*|blind|deaf|autis\w+|mentally ill"
)
_GROUP = rf"\b(?:{_SEX}|{_ORIGIN}|{_FAITH}|{_AGE}|{_DISABILITY})\b"
_BY_NATURE = rf"\b(?:{_SEX}|{_ORIGIN}|{_FAITH}|äldre|gamla|older people|elderly)\b"
_NEAR = r"[^.?!\n]{0,70}?"

_KEEP_AWAY = (
    r"\b(?:avråd(?:a|er)|avskräck(?:a|er)|uteslut(?:a|er)|stäng(?:a|er) ute|nekar?|nekande"
    r"|slipp(?:a|er)"
    r"|undvik(?:a|er)(?! (?:strategin|rapporten|projektet|planen|de|man))|undviks bäst"
    r"|tar? bort|håll(?:a|er) (?:vi |jag )?nere|visa inte|don'?t show|do not show|(?:sorter"
    r"|rens|såll|gallr|plock|filtrer)(?:a|ar) (?:bort|ut)"
    r"|(?:välj|röst|styr|led|skräm|håll|mot|knuff)(?:a|er|ar)? bort|håll(?:a"
    r"|er) (?:\w+ ){0,2}borta|få(?:r)? (?:jag |vi |man )?(?:bort|bukt med)"
    r"|bli av med|ge\w* (?:\w+ ){0,2}avslag|ge\w* (?:\w+ ){0,3}(?:lägre|sämre) \w+|säg(?:a"
    r"|er) (?:jag |vi )?nej till|tack(?:a|ar) nej till"
    r"|(?:hindr|stopp)ar? (?:jag|vi)|diskriminer(?:a|ar)|vill inte ha|vill ej ha"
    r"|helst inga|inte anta|inte anställ\w*"
    r"|inte ta in|hopp(?:a|ar) över|rank(?:a|ar) ned|nedprioriter(?:a|ar)"
    r"|discourage|exclude|reject|refuse|turn (?:away|down)|keep out|avoid|get rid of"
    r"|filter out|weed out"
    r"|screen out|don'?t want|do not want|steer)\b"
)
_WITHOUT = (
    r"\b(?:utan|without|slipper|fri från|inga|no)\s(?:\w+\s)?(?:invandrare|utlänningar"
    r"|muslimer|kvinnor|tjejer"
    r"|män|killar|äldre|gamla|gamlingar|pensionärer|flyktingar|nyanlända|romer|judar|somalier"
    r"|araber"
    r"|funktionsnedsatta|handikappade|utrikes födda|utländska|araber|arabs|africans|afrikaner"
    r"|svarta|blacks|personer med (?:funktions\w+"
    r"|utländsk\w*)"
    r"|immigrants|foreigners|muslims|women|men|old(?:er)? people|disabled people|refugees|jews)\b"
)
_SUITS = (
    r"\b(?:yrke(?:n|t)?|jobb(?:et|en)?|arbete(?:n|t)?|utbildning(?:ar|en)?|bransch(?:er)?"
    r"|linje(?:r)?|program|roller"
    r"|occupations?|jobs?|careers?|professions?|education|work)\b[^.?!\n]{0,30}?"
    r"\b(?:passar?|passande|lämpa(?:r|de)?|lämplig\w*|naturlig\w*|bäst för|rätt för|suit(?:s"
    r"|able|ed)?|fit(?:s|ting)?"
    r"|right for|best for|good for|appropriate for)\b(?:\s(?:sig|bäst|bättre|mer|mest|för|åt"
    r"|for|to|en|a|de|the|most|som)){0,4}\s"
)
_FIT = (
    r"\b(?:lämplig\w*|passande|typisk\w*|suitable|appropriate|fitting|typical)\s(?:yrken|jobb"
    r"|arbeten|utbildningar"
    r"|jobs|occupations|careers|courses)\s(?:för|åt|for)\s(?:en\s|unga\s|de\s)?"
)
_UNFIT = (
    r"\b(?:inte passar|passar inte|inte lämpa\w*|inte är lämpa\w*|olämplig\w*|mindre lämpa\w*"
    r"|mindre lämplig\w*|sämre på|sämre än"
    r"|sämre lämpa\w*|bättre än|klarar inte|inte klarar|hör inte hemma|för dum\w*|lata|lat"
    r"|mindre begåvad\w*|bättre lämpa\w*"
    r"|(?:ska|bör|borde) inte (?:få|söka|läsa|bli|jobba|arbeta)|bör (?:hålla sig|stanna) \w+"
    r"|not suit\w*|unsuit\w*|less suit\w*|worse at|better at|not fit|unfit|can'?t handle"
    r"|should not|shouldn'?t|lazy|belong)\b"
)
_PREFER = (
    r"\b(?:tar|antar|väljer|anställer|släpper)\s(?:bara|endast|enbart|helst"
    r"|hellre)\s(?:in\s)?(?:svensk\w+|vita|unga|yngre|infödda|män|kvinnor)\b"
    r"|\b(?:bara|endast|enbart|helst|hellre|only|preferably|rather)\b[^.?!\n]{0,25}?\b(?:ha"
    r"|anta|ta in|anställ\w*|välj\w*"
    r"|erbjud\w*|släpp\w*|rekryter\w*|want|admit|hire|take|accept|recruit)\b[^.?!\n]{0,25}?"
    rf"(?:{_BY_NATURE}|\b(?:svenskar|svenska|etniska svenskar|vita|infödda|unga|yngre|friska"
    rf"|swedes|swedish|white|native|young)\b)"
    r"|\b(?:ha|anta|ta in|anställ\w*|välj\w*|rekryter\w*|want|admit|hire|accept)\s(?:bara"
    r"|endast|enbart|helst|hellre|only|preferably)\s"
    rf"(?:{_BY_NATURE}|(?:svenskar|svenska|vita|infödda|unga|yngre|friska|swedes|swedish|white"
    rf"|native|young)\b)"
    rf"|\b(?:prioriter\w*|föredr\w*|välj\w*|prefer|favou?r)\b[^.?!\n]{{0,30}}\b(?:framför|före"
    rf"|över|over|before|rather than)\s{_GROUP}"
)
_BECAUSE = (
    r"\b(?:avråd\w*|rekommender\w*|föreslå\w*|styr\w*|råd\w*|välj\w*|undvik\w*|neka\w*"
    r"|uppmuntr\w*|ge\w*|låt\w*|bör|ska|borde"
    r"|advise\w*|recommend\w*|suggest\w*|choose|refuse|should|discourage)\b[^?!\n]{0,70}"
    r"\b(?:för att|eftersom|då|på grund av|pga|because|since|due to)\s(?:hon|han|hen|de|dom"
    r"|någon|she|he|they|her|his|their)\s?"
    r"(?:är|har|bär|is|are|has|have|wears?)?\s(?:en\s|a\s|an\s)?(?:\w+\s)?"
    rf"{_BY_NATURE}"
)
_LET_BE = (
    r"\b(?:låta bli|avstå|hoppa av|something easier|något lättare|give up"
    r"|let it be)\b[^.?!\n]{0,20}"
    r"\b(?:eftersom|för att|då|because|since)\s(?:hon|han|hen|de|she|he|they)\b"
)
_NOT_FOR = (
    rf"\b(?:inte|ej|aldrig|not|don'?t|never)\s(?:to\s)?(?:rekommendera|föreslå|erbjuda|anta"
    rf"|ta emot"
    rf"|släppa in|visa|tipsa|recommend|suggest|offer|admit|accept|hire|show|let)\b{_NEAR}{_GROUP}"
    rf"|{_GROUP}{_NEAR}\b(?:kan|can)\s(?:väl\s|nog\s|ju\s)?(?:inte|not)\s(?:bli|jobba|arbeta"
    rf"|become|work)\b"
    rf"|{_GROUP}{_NEAR}\b(?:not|inte)\s(?:to\s)?(?:apply|söka)\b"
    rf"|\b(?:argument|skäl|orsaker|reasons?|arguments?)\s(?:mot|emot|att neka|för att inte"
    rf"|not to|against)\b{_NEAR}{_GROUP}"
)
_FEWEST = (
    r"\b(?:minst|lägst andel|färre|få|fewest|least|fewer|few)\s(?:antal\s)?(?:med\s)?"
    r"(?:invandrare|utlänningar|muslimer|flyktingar|nyanlända|romer|utrikes födda|kvinnor"
    r"|äldre|gamla"
    r"|foreigners|immigrants|muslims|refugees|women|old people)\b(?=[.?!]|$)"
    r"|\b(?:enkla|enklare|lätta|lättare|easy|simple|low-skilled)\s(?:jobb|yrken|kurser"
    r"|utbildningar|jobs"
    rf"|occupations|courses)\s(?:för|åt|for)\s{_BY_NATURE}"
    rf"|{_BY_NATURE}{_NEAR}\b(?:stay away|keep away|hålla sig borta|hålla sig undan|låta bli"
    rf"|slöseri)\b"
    r"|\b(?:bara|endast|only)\s(?:svenskar|etniska svenskar|vita|swedes|whites?)\s(?:söker"
    r"|sökande|apply)\b"
    rf"|\b(?:slöseri|waste)\b{_NEAR}{_GROUP}"
)
_GENDERED = (
    r"\b(?:kvinnliga|manliga|tjejiga|grabbiga|feminine|masculine|female|male)\s"
    r"(?:yrken|jobb|utbildningar|occupations|jobs|careers)\b"
    r"|\b(?:passar?|lämpar sig|suits?)\b[^.?!\n]{0,15}?\w*(?:yrke|jobb|arbete|utbildning"
    r"|bransch|teknik)\w*"
    rf"[^.?!\n]{{0,25}}?\b(?:för|åt|for)\s(?:en\s|a\s)?{_BY_NATURE}"
)
_RANKED = (
    r"\b(?:rangordna|sortera|gallra|poängsätt|välj|välja|dela in|rank|sort|score|select"
    r"|choose)\b[^.?!\n]{0,50}"
    r"\b(?:efter|på|utifrån|by|on|according to)\s(?:deras\s|their\s)?(?:etnicitet|kön|ålder"
    r"|religion"
    r"|ursprung|hudfärg|tro|nationalitet|funktionsneds\w*|ethnicity|sex|gender|age|religion"
    r"|race|origin"
    r"|nationality|disabilit\w*|faith)\b"
)
_STEER = (
    r"\b(?:styr(?:a|er)?|led(?:a|er)|få|hänvisa\w*|skicka|placera|knuffa|steer|push|direct|put)\s"
    rf"(?:\w+\s){{0,2}}?{_BY_NATURE}[^.?!\n]{{0,25}}\b(?:till|mot|in i|bort|från|into|towards?"
    rf"|away|to)\b"
    r"[^.?!\n]{0,25}\b(?:städ\w*|vård\w*|omsorg\w*|låglöne\w*|enkla|praktiska|teknik\w*"
    r"|bygg\w*|kvinnoyrken|mansyrken"
    r"|cleaning|care|low|simple|unskilled|away|bort)\b"
)
_DODGE = (
    r"\b(?:kringgå\w*|komma runt|gå runt|ta mig runt|get around|circumvent"
    r"|bypass)\b[^.?!\n]{0,30}"
    r"\b(?:diskriminering\w*|jämställdhet\w*|discrimination|equality)\b"
    r"|\b(?:utan att det (?:syns|märks|blir|räknas)|utan att bli anmäld\w*"
    r"|without (?:it )?(?:being|getting) (?:noticed|caught|sued|reported))\b"
    rf"[^?!\n]{{0,10}}(?=.*{_GROUP})"
)
_WANTED_AWAY = rf"{_KEEP_AWAY}{_NEAR}{_GROUP}|{_GROUP}{_NEAR}{_KEEP_AWAY}"
_ASKED = re.compile(
    "|".join(
        (
            _WANTED_AWAY,
            _WITHOUT,
            rf"{_SUITS}(?:\w+\s)?{_BY_NATURE}",
            rf"{_FIT}{_BY_NATURE}",
            rf"{_UNFIT}{_NEAR}{_BY_NATURE}|{_BY_NATURE}{_NEAR}{_UNFIT}|{_UNFIT}{_NEAR}\b(?:{_DISABILITY})\b",
            _PREFER,
            _BECAUSE,
            rf"{_LET_BE}{_NEAR}\b(?:{_DISABILITY})\b",
            rf"\b(?:{_DISABILITY})\b{_NEAR}{_UNFIT}",
            _NOT_FOR,
            _GENDERED,
            _FEWEST,
            _RANKED,
            _STEER,
            _DODGE,
        )
    )
)

_WELCOME = re.compile(
    rf"\b(?:jag|i)\s(?:är|har|sitter i|am|have|use)\s(?:\w+\s){{0,2}}?{_GROUP}|"
    r"\b(?:bemöt\w*|motverka\w*|förebygg\w*|förhindra\w*|likabehandl\w*|bekämpa\w*|counteract"
    r"|prevent\w*|equal treatment)\b"
    r"|\b(?:undvik(?:a|er)|slipp(?:a|er)|avoid)\s(?:vi |man |jag "
    r"|skolan )?(?:att )?(?:bli(?:r)? |hamna |missa |diskrim\w*|uteslut\w*|fördom\w*"
    r"|discrimin\w*|exclu\w*|\w+ (?:diskrim|nekas|utesluts))"
    r"|\b(?:blev|blivit|blir|känner mig|kände mig|been|was|am|being)\s(?:\w+\s)?(?:nekad\w*"
    r"|avrådd\w*|bortvald\w*|utesl\w*|diskrim\w*"
    r"|rejected|refused|discouraged|excluded|discriminated)\b"
    r"|\b(?:avråd\w*|neka\w*|diskriminera\w*|hindra\w*|stoppa\w*|rejected|refused"
    r"|discouraged?)\s(?:mig|oss|me|us)\b"
    r"|\b(?:vad säger|enligt|hur många|hur stor|andel\w*|statistik\w*|vad står|what does"
    r"|how many|statistics|according to)\b"
    r"|\b(?:för att|eftersom|because|since)\s(?:jag|i)\s(?:är|har|bär|am|have|wear)\b"
    r"|\bfår (?:man|skolan|kommunen|de|en skola|en arbetsgivare|arbetsgivaren|arbetsgivare"
    r"|anordnaren)\b"
    r"|\b(?:är det|är de) (?:tillåtet|lagligt|olagligt|diskriminering)\b|\bis it (?:legal"
    r"|allowed|discrimination)\b"
    r"|\b(?:kan|får|may|can|do|will) (?:de|they|skolan|the school|an employer|employers)\b"
    r"|\b(?:passar|suits?) (?:mig|oss|me|us)\b|\bför mig\b|\bfor me\b"
)
_STILL = re.compile(
    r"\bhåll(?:a|er) (?:vi |jag )?nere\b|"
    r"\b(?:hur (?:kan|ska|bör|gör) (?:jag|vi) (?:för att )?(?:sorter\w*|välj\w*|slipp\w*"
    r"|uteslut\w*|neka)|skriv|motivera|hitta på|kringgå)\b"
    r"|\b(?:jag|vi|i|we) (?:vill inte|vill slippa|don'?t want|do not want)\b"
)


def discriminates(folded: str) -> bool:
    """Whether a folded question asks for guidance that would discriminate."""
    if not _ASKED.search(folded):
        return False
    return not _WELCOME.search(folded) or bool(_STILL.search(folded))
