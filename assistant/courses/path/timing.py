"""How long a course takes, and how that was worked out."""

from __future__ import annotations

from assistant.bodies.paths import StudyTime
from assistant.courses.tell.figures import date_of, missing, plain_number, weeks
from corpus.course_book import Course

# What points are called, and how many are a week's work at full time. What is counted as full time
# may change, so the working is told with every figure.
_SYSTEMS = {
    "gy": ("gymnasiepoäng", 20.0),
    "vp": ("verksamhetspoäng", 20.0),
    "yh": ("yh-poäng", 5.0),
    "hp": ("högskolepoäng", 1.5),
}


def time_of(course: Course) -> StudyTime:
    """The time from an occasion's dates, or else from points and pace."""
    occasion, education = course.occasion, course.education
    first, last = date_of(occasion.start), date_of(occasion.end)
    if first and last and last > first:
        taken = weeks(first, last)
        return StudyTime(taken, _weeks(taken), f"Räknat från start {first} till slut {last}.")
    name, a_week = _SYSTEMS.get(education.points_system or "", ("", 0.0))
    if not education.points or education.points < 0 or not a_week:
        how = "Källan ger varken start och slut eller poäng att räkna på."
        return StudyTime(None, missing(), how)
    full_time = education.points / a_week
    how = f"{plain_number(education.points)} {name} ({plain_number(a_week)} i veckan är heltid)"
    if occasion.pace and occasion.pace > 0:
        taken = max(1, round(full_time * 100 / occasion.pace))
        how = f"Räknat på {how} i {plain_number(occasion.pace)} procents takt."
        return StudyTime(taken, _weeks(taken), how)
    taken = max(1, round(full_time))
    how = f"Räknat på {how}. Takten framgår inte av källan."
    return StudyTime(taken, f"{_weeks(taken)} på heltid", how)


def _weeks(count: int) -> str:
    return "1 vecka" if count == 1 else f"{count} veckor"
