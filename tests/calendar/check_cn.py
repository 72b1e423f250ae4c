"""Holds China's calendar against the PyPI package `chinesecalendar`, day by day.

    pip install chinesecalendar==1.11
    python tests/calendar/check_cn.py

A Rust test keeps `cn_days.csv` equal to what the library answers, so comparing the file is enough.
Whether a day is worked, and whether it is worked to make up, must be the same on every day. Whether
a day off is called a holiday must be the same too, except on weekends: where an announcement says
"1 January, together with the weekend", the package counts the weekend as holiday and we do not.
"""

import csv
import datetime
import pathlib
import sys

import chinese_calendar
from chinese_calendar.constants import holidays, workdays


def main() -> int:
    path = pathlib.Path(__file__).with_name("cn_days.csv")
    with path.open(encoding="utf-8", newline="") as file:
        days = {datetime.date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(file)}
    compared, problems = 0, []
    for day, kind in days.items():
        worked = kind in ("working", "make-up")
        if worked != chinese_calendar.is_workday(day):
            problems.append(f"{day}: {kind}, but the package says worked={not worked}")
        if (kind == "make-up") != (day in workdays):
            problems.append(f"{day}: {kind}, but the package says make-up={day in workdays}")
        if (kind == "holiday") != (day in holidays) and (day.weekday() < 5 or day not in holidays):
            problems.append(f"{day}: {kind}, but the package says holiday={day in holidays}")
        compared += 1
    last = max(holidays).year
    if max(days).year < last:
        problems.append(f"the package knows {last}, our calendar ends in {max(days).year}")
    for problem in problems:
        print(problem)
    print(f"{compared - len(problems)} passed, {len(problems)} failed")
    return 1 if problems or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
