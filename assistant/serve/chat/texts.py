"""Every word of the chat page and its side pages, in Swedish and in English."""

from __future__ import annotations

from assistant.bodies.question import Audience
from assistant.words.languages import Text
from corpus.model import Kind

TITLE = Text(
    sv="Vägvis – fråga om utbildning och vägledning", en="Vägvis – ask about education and guidance"
)
DESCRIPTION = Text(
    sv="Fråga och få svar med ordagranna citat ur dokument om utbildning och vägledning.",
    en="Ask, and get answers with verbatim quotes from Swedish documents.",
)
LANGUAGE = Text(sv="Språk", en="Language")
SWITCH = Text(sv="In English", en="På svenska")
HEADING = Text(sv="Fråga om utbildning och vägledning", en="Ask about education and guidance")
LEAD = Text(
    sv=(
        "Du får svar med ordagranna citat ur rapporter, strategier och vägledning. Finns "
        "svaret inte i materialet säger Vägvis det."
    ),
    en=(
        "You get answers with verbatim quotes, in Swedish, from reports, strategies and "
        "guidance. If the answer is not in the material, Vägvis says so."
    ),
)
MACHINE = Text(sv="Du chattar med en maskin.", en="You are chatting with a machine.")
MACHINE_MORE = Text(
    sv=(
        "Den letar upp och citerar text. Den kan missa saker, fattar inga beslut och ersätter "
        "inte en vägledare. Kontrollera det som är viktigt i källan."
    ),
    en=(
        "It finds and quotes text. It can miss things, makes no decisions and does not replace "
        "a counsellor. Check what matters in the source."
    ),
)
PRIVACY = Text(
    sv=(
        "Dina frågor sparas inte. Samtalet finns i serverns minne medan fliken är öppen och "
        "försvinner inom en timme efter att du stängt den. Ger du tummen upp eller ner sparas "
        "omdömet och vilka källor svaret byggde på, inte vad du skrev. Skriv ändå inte "
        "personnummer eller uppgifter om hälsa."
    ),
    en=(
        "Your questions are not stored. The conversation is in the server's memory while this "
        "tab is open and is gone within an hour after you close it. A thumb up or down stores "
        "your vote and which sources the answer used, not what you wrote. Still, do not write "
        "identity numbers or anything about health."
    ),
)
AUDIENCE = Text(sv="Vem frågar?", en="Who is asking?")
EXAMPLES = Text(sv="Prova till exempel", en="Try, for example")
QUESTION = Text(sv="Din fråga", en="Your question")
PLACEHOLDER = Text(sv="Skriv din fråga här", en="Write your question here")
ASK = Text(sv="Fråga", en="Ask")
CLEAR = Text(sv="Börja om", en="Start over")
NARROW = Text(sv="Avgränsa sökningen", en="Narrow the search")
NARROWED = Text(sv="Avgränsa sökningen (avgränsad)", en="Narrow the search (narrowed)")
KIND = Text(sv="Typ av källa", en="Kind of source")
PUBLISHER = Text(sv="Utgivare", en="Publisher")
KIND_INFO = Text(
    sv="Väljer du ingen söker Vägvis i alla.", en="Choose none to search in every kind."
)
PUBLISHER_INFO = Text(
    sv="Väljer du ingen söker Vägvis hos alla.", en="Choose none to search every publisher."
)
YEAR_FROM = Text(sv="Från och med år", en="From year")
YEAR_TO = Text(sv="Till och med år", en="To year")
ANY_YEAR = Text(sv="Alla år", en="Any year")
SEARCHING = Text(sv="Letar i dokumenten …", en="Searching the documents …")
WRITING = Text(sv="Skriver svaret …", en="Writing the answer …")
DONE = Text(sv="Svaret är klart.", en="The answer is ready.")
CLEARED = Text(
    sv="Samtalet är borttaget. Ställ en ny fråga.",
    en="The conversation is removed. Ask a new question.",
)
EMPTY = Text(sv="Skriv en fråga först.", en="Write a question first.")
TOO_LONG = Text(
    sv="Frågan är {length} tecken lång. Korta den till högst {limit} tecken.",
    en="The question is {length} characters long. Shorten it to at most {limit}.",
)
FAILED = Text(
    sv="Något gick fel hos oss, så du fick inget svar. Försök igen om en stund.",
    en="Something went wrong on our side, so there is no answer. Try again in a while.",
)
FAULT = Text(sv="Fel", en="Fault")
CLOSE = Text(sv="Stäng", en="Close")
LOST = Text(
    sv="Kontakten med servern är bruten. Sidan laddas om när den är tillbaka.",
    en="The server cannot be reached. The page loads anew when it is back.",
)
YOU_ASKED = Text(sv="Du frågade", en="You asked")
SOURCES = Text(sv="Källor", en="Sources")
NEAREST = Text(sv="Närmaste träffar", en="Nearest passages")
TO_ANSWER = Text(sv="tillbaka till svaret", en="back to the answer")
OPEN_SOURCE = Text(sv="Läs i dokumentet", en="Read in the document")
NEW_TAB = Text(sv="öppnas i ny flik", en="opens in a new tab")
PAGE = Text(sv="s. {numbers}", en="p. {numbers}")
PAGES = Text(sv="s. {numbers}", en="pp. {numbers}")
UNDATED = Text(sv="utan år", en="no year")
OCR = Text(
    sv="Texten är tolkad ur en bild och kan innehålla felläsningar.",
    en="The text was read from a picture and may hold misread characters.",
)
PARTLY = Text(sv="Kanske inte hela svaret", en="Perhaps not the whole answer")
NOT_FOUND = Text(sv="Inget svar i materialet", en="No answer in the material")
DECLINED = Text(sv="Det kan jag inte hjälpa till med", en="I cannot help with that")
FILTERED = Text(sv="Sökningen var avgränsad.", en="The search was narrowed.")
WIDEN = Text(sv="Sök i allt material", en="Search all material")
CONTACTS = Text(sv="Vänd dig hit", en="Turn to")
COPY = Text(sv="Kopiera svar och källor", en="Copy answer and sources")
COPIED = Text(sv="Kopierat", en="Copied")
COPY_FAILED = Text(
    sv="Det gick inte att kopiera. Markera texten och kopiera själv.",
    en="Copying failed. Select the text and copy it yourself.",
)
VOTE = Text(sv="Hjälpte svaret dig?", en="Did the answer help?")
VOTE_UP = Text(sv="Ja, tummen upp", en="Yes, thumb up")
VOTE_DOWN = Text(sv="Nej, tummen ner", en="No, thumb down")
THANKS = Text(sv="Tack! Ditt omdöme är sparat.", en="Thank you! Your vote is stored.")
VOTE_FAILED = Text(
    sv="Omdömet gick inte att spara. Försök igen om en stund.",
    en="The vote could not be stored. Try again in a while.",
)
ACCESSIBILITY = Text(sv="Tillgänglighet", en="Accessibility (in Swedish)")
BACK = Text(sv="Till Vägvis", en="To Vägvis")
PAGE_POSITION = Text(sv="Del {position} av {count}", en="Part {position} of {count}")
PRINTED_PAGE = Text(sv="Sida {number}", en="Page {number}")
PREVIOUS_PAGE = Text(sv="Föregående sida", en="Previous page")
NEXT_PAGE = Text(sv="Nästa sida", en="Next page")
PAGES_NAVIGATION = Text(sv="Bläddra i dokumentet", en="Pages of the document")
QUOTE_STARTS_BEFORE = Text(
    sv="Citatet börjar på föregående sida.", en="The quote begins on the previous page."
)
QUOTE_CONTINUES = Text(
    sv="Citatet fortsätter på nästa sida.", en="The quote continues on the next page."
)
MARKED = Text(sv="Citatet är markerat i texten.", en="The quote is marked in the text.")
CLEANED = Text(
    sv="Texten är hämtad ur dokumentet utan bilder och sidhuvuden. Inga ord är ändrade.",
    en=(
        "The text is taken from the document without pictures and running headers. No words "
        "are changed."
    ),
)
FILE = Text(sv="Fil", en="File")
SOURCE_MISSING = Text(sv="Sidan finns inte", en="There is no such page")
SOURCE_MISSING_HELP = Text(
    sv=(
        "Dokumentet kan ha tagits bort eller bytts ut sedan svaret gavs. Ställ frågan igen så"
        " får du en aktuell källa."
    ),
    en=(
        "The document may have been removed or replaced since the answer was given. Ask again"
        " to get a current source."
    ),
)

CHIPS = Text(sv="Så har jag förstått frågan", en="How I understood the question")
CHIPS_HELP = Text(
    sv="Ta bort ett villkor om det inte stämmer.", en="Remove a condition that is not right."
)
REMOVE_CHIP = Text(sv="Ta bort villkoret", en="Remove the condition")
CHIPS_REMOVED = Text(sv="Du har tagit bort {count} villkor.", en="You removed {count} conditions.")
CHIP_REMOVED = Text(sv="Du har tagit bort ett villkor.", en="You removed one condition.")
RESTORE_CHIPS = Text(sv="Ställ tillbaka", en="Put back")
COURSES = Text(sv="Kurser", en="Courses")
COURSES_SHOWN = Text(sv="Visar {shown} av {total}", en="Showing {shown} of {total}")
MORE_COURSES = Text(sv="Visa {count} fler", en="Show {count} more")
AS_CARDS = Text(sv="Visa kurserna var för sig", en="Show the courses one by one")
COMPARE = Text(sv="Jämför", en="Compare")
THE_CHOSEN = Text(sv="de valda", en="those chosen")
CHOSEN = Text(sv="{count} av högst {most} valda", en="{count} of at most {most} chosen")
CHOOSE_MORE = Text(
    sv="Välj minst en kurs till för att jämföra.", en="Choose at least one more to compare."
)
TOO_MANY_CHOSEN = Text(
    sv="Du kan jämföra högst {most} kurser. Ta bort en först.",
    en="You can compare at most {most} courses. Remove one first.",
)
SAVE_DATE = Text(sv="Spara i kalendern", en="Save in calendar")
SAVE_DATES = Text(
    sv="Spara sista ansökningsdagarna i kalendern", en="Save the last days to apply in calendar"
)
NO_DATES = Text(
    sv="Källan har ingen sista ansökningsdag som ligger framåt för de valda.",
    en="The source gives no last day ahead for those chosen.",
)
SOME_DATES = Text(
    sv="{count} av de valda har ingen sista ansökningsdag framåt och kommer inte med i kalendern.",
    en="{count} of those chosen have no last day ahead and will not be in the calendar.",
)
READ_AND_APPLY = Text(sv="Läs mer och ansök", en="Read more and apply")
READ_MORE = Text(sv="Läs mer", en="Read more")
PROVIDER_SITE = Text(sv="Anordnarens webbplats", en="The provider's website")
ALL_FIELDS = Text(sv="Alla uppgifter", en="All details")
SOURCE_FILE = Text(sv="Källa: {source}", en="Source: {source}")
NOT_TOLD = Text(sv="framgår inte av källan", en="not given in the source")
START = Text(sv="Start och slut", en="Start and end")
PACE = Text(sv="Studietakt", en="Pace")
FORM = Text(sv="Studieform", en="Form")
EXTENT = Text(sv="Omfattning", en="Extent")
LEVEL = Text(sv="Nivå", en="Level")
ELIGIBILITY = Text(sv="Behörighet", en="Eligibility")
SHOW_WHOLE = Text(sv="Visa hela", en="Show all")
SHOW_LESS = Text(sv="Visa mindre", en="Show less")
APPLY_BY = Text(sv="Sök senast {day} ({left})", en="Apply by {day} ({left})")
LEFT = Text(sv="{days} dagar kvar", en="{days} days left")
LEFT_ONE = Text(sv="1 dag kvar", en="1 day left")
LEFT_TODAY = Text(sv="sista dagen är i dag", en="the last day is today")
LAST_DAY = Text(sv="Sista ansökningsdag {day}", en="Last day to apply {day}")
LAST_DAY_WAS = Text(sv="Sista ansökningsdag var {day}", en="The last day to apply was {day}")
NO_LAST_DAY = Text(
    sv="Sista ansökningsdag framgår inte av källan", en="The source gives no last day to apply"
)
APPLY_ANY_DAY = Text(sv="Du kan söka när som helst", en="You can apply at any time")
PATH = Text(sv="Vägen till {occupation}", en="The way to {occupation}")
PATH_AS_TEXT = Text(sv="Läs vägen som text", en="Read the way as text")
COMPARISON = Text(sv="Jämförelse av {count} kurser", en="{count} courses compared")
COMPARISON_TITLE = Text(sv="Jämför kurser", en="Compare courses")
FACT = Text(sv="Uppgift", en="Detail")
ALIKE = Text(sv="lika för alla", en="same for all")
SOURCE_OF = Text(sv="Källa", en="Source")
TOO_MANY_TO_COMPARE = Text(
    sv=(
        "Du har valt {count} kurser. Högst {most} går att jämföra på en gång, så de första"
        " {most} visas."
    ),
    en="You chose {count} courses. At most {most} can be compared, so the first {most} are shown.",
)
ONE_TO_COMPARE = Text(
    sv="Välj minst två kurser för att jämföra.", en="Choose at least two courses to compare."
)
SOME_GONE = Text(
    sv="{count} av kurserna finns inte kvar i kurskatalogerna.",
    en="{count} of the courses are no longer in the course catalogues.",
)
CHECK_COURSES = Text(
    sv="Uppgifterna kommer från kurskatalogerna. Kontrollera dem hos anordnaren innan du söker.",
    en="The details come from the course catalogues. Check with the provider before you apply.",
)
COURSE_FACTS = Text(sv="Alla uppgifter om kursen, med källa", en="All details, with their source")
NOTHING_TOLD = Text(
    sv="Källan säger inget om: {fields}.", en="The source says nothing about: {fields}."
)
READ_SOURCE = Text(sv="Läs i källan", en="Read in the source")
COURSE_MISSING = Text(sv="Kursen finns inte", en="There is no such course")
COURSE_MISSING_HELP = Text(
    sv=(
        "Den kan ha tagits bort ur kurskatalogen sedan svaret gavs. Ställ frågan igen så får du"
        " de kurser som finns nu."
    ),
    en=(
        "It may have been removed from the catalogue since the answer was given. Ask again to"
        " get the courses there are now."
    ),
)

AUDIENCES = {
    Audience.JOBSEEKER: Text(sv="Arbetssökande", en="Job seeker"),
    Audience.COUNSELLOR: Text(sv="Vägledare", en="Counsellor"),
    Audience.STAFF: Text(sv="Handläggare", en="Public officer"),
}

KINDS = {
    Kind.COURSE: Text(sv="Kurser", en="Courses"),
    Kind.STRATEGY: Text(sv="Strategier", en="Strategies"),
    Kind.REPORT: Text(sv="Rapporter", en="Reports"),
    Kind.PAGE: Text(sv="Webbsidor", en="Web pages"),
    Kind.GUIDANCE: Text(sv="Vägledning", en="Guidance"),
}

ONE_OF_KIND = {
    Kind.COURSE: Text(sv="Kurs", en="Course"),
    Kind.STRATEGY: Text(sv="Strategi", en="Strategy"),
    Kind.REPORT: Text(sv="Rapport", en="Report"),
    Kind.PAGE: Text(sv="Webbsida", en="Web page"),
    Kind.GUIDANCE: Text(sv="Vägledning", en="Guidance"),
}
