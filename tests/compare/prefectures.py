"""Holds the figures of `compare --set sichuan-prefectures --period 2021-11` against numpy, from the workbooks themselves.

    python3 tests/compare/prefectures.py ROOT FIGURES.csv

The returns are read by openpyxl, by the labels of rows and the head 期末数; the census figures from their table. Places,
percentiles, quartiles, distances, changes of places and what closing a gap takes are worked out here, knowing nothing of
the program's own statistics. Prints {"problems": [...], "counts": {...}}.
"""

import csv
import json
import math
import re
import sys
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import numpy
import openpyxl

ROOT, FIGURES = Path(sys.argv[1]), Path(sys.argv[2])
SET = "sichuan-prefectures"
LABELS = {
    "eldercare.beds": "养老机构床位数",
    "eldercare.nursing_beds": "护理型床位",
    "eldercare.public_private_homes": "承担公建民营任务的农村敬老院",
    "eldercare.public_private_done": "已完成公建民营",
    "assistance.destitute.persons": "特困人员合计",
    "assistance.destitute.in_homes": "集中供养",
    "assistance.dibao.persons": "低保人数合计",
}
# What is compared: numerator, denominator (None: the census), factor, places, is a share, is better when higher.
COMPARED = {
    "nursing_bed_share": ("eldercare.nursing_beds", "eldercare.beds", 100, 2, True, True),
    "beds_per_ten_thousand": ("eldercare.beds", None, 10_000, 1, False, True),
    "public_private_rate": ("eldercare.public_private_done", "eldercare.public_private_homes", 100, 2, True, True),
    "destitute_in_homes": ("assistance.destitute.in_homes", "assistance.destitute.persons", 100, 2, True, True),
    "dibao_per_thousand": ("assistance.dibao.persons", None, 1_000, 1, False, None),
}
LEAST_DENOMINATOR = {"nursing_bed_share": 100, "public_private_rate": 5, "destitute_in_homes": 100}
LEAST_MEMBERS = 3
BANDS = [25, 50, 75, 100]
# Of the end of November, to be closed by the end of December.
MONTHS_LEFT = 1


def plain(text):
    return re.sub(r"\s|其中：", "", str(text))


def stocks(path):
    """What stands under 期末数 beside each label."""
    found = {}
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        rows = list(sheet.values)
        heads = [i for row in rows[:9] for i, cell in enumerate(row) if cell == "期末数"]
        for row in rows if heads else []:
            texts = {plain(cell) for cell in row if isinstance(cell, str)}
            for name, label in LABELS.items():
                if label in texts and name not in found and row[heads[0]] is not None:
                    found[name] = int(row[heads[0]])
    return found


def census():
    text = (ROOT / "templates/comparisons/published/sichuan-census-2020.toml").read_text(encoding="utf-8")
    return {row["region"]: row["value"] for row in tomllib.loads(text)["values"]}


def read(month, names):
    folder = ROOT / "inputs/sichuan-2021" / f"2021-{month:02}"
    values = {}
    for code, name in names.items():
        values[code] = stocks(folder / f"{name} {month}月报表.xlsx")
        assert set(values[code]) == set(LABELS), (name, values[code])
    return values


def parts(indicator, values, people, code):
    numerator, denominator, factor, *_ = COMPARED[indicator]
    return values[code][numerator], people[code] if denominator is None else values[code][denominator], factor


def shown(number, places):
    """Rounded half up; refuses a number so near a half that a float could not tell."""
    number = Decimal(repr(float(number)))
    size = abs(number.scaleb(places)) % 1
    assert abs(size - Decimal("0.5")) > Decimal("1e-7") or number == number.quantize(Decimal("1e-6")), number
    text = str(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    return text.replace("-", "") if float(text) == 0 else text


def places_of(values, up):
    array = numpy.array(values)
    return [1 + int((array > own).sum() if up else (array < own).sum()) for own in values]


def band(values, own):
    """By the mean of the places that equals take, less a half; the last is in no first band. All are shares, more is better."""
    places = numpy.flatnonzero(numpy.array(sorted(values, reverse=True)) == own) + 1
    at = next(i for i, up_to in enumerate(BANDS) if Fraction(int(places.sum()), len(places)) - Fraction(1, 2) < Fraction(up_to * len(values), 100))
    return max(at, 1) if own == min(values) else at


def closing(measure, goal, own, is_shared=True):
    numerator, denominator, _ = own
    # Whole numbers decide: a float may lie a hair above one.
    lack = -((-goal[0] * denominator) // goal[1]) - numerator
    # Where sharing the place of the goal is not enough, it has to be passed.
    lack += lack > 0 and not is_shared and (lack + numerator) * goal[1] == goal[0] * denominator
    if lack <= 0:
        return {}
    return {measure: (lack, 0), f"{measure}_pace": (math.ceil(lack / MONTHS_LEFT), 0)}


def without_coarse(members, value, fraction, up):
    """Who is left when those go whose one unit, a bed or a person, weighs more than the interquartile range; all of them, and
    True, where too few would be left. All numerators and denominators here are counts."""
    values = [value[code] for code in members]
    if up is None or len(members) < LEAST_MEMBERS or len(set(values)) == 1:
        return members, False
    spread = numpy.subtract(*numpy.percentile(values, [75, 25]))
    left = [code for code in members if fraction[code][2] / fraction[code][1] <= spread]
    return (members, True) if len(left) < LEAST_MEMBERS else (left, False)


def earlier_places(indicator, everybody, members, before, people):
    """A month before; none where others were ranked then."""
    up, small = COMPARED[indicator][-1], LEAST_DENOMINATOR.get(indicator, 0)
    fraction = {code: parts(indicator, before, people, code) for code in everybody}
    value = {code: n * f / d for code, (n, d, f) in fraction.items()}
    then = [code for code in everybody if fraction[code][1] >= small and fraction[code][1] > 0]
    then, is_coarse = without_coarse(then, value, fraction, up)
    values = [value[code] for code in then]
    return None if is_coarse or set(then) != set(members) or len(set(values)) == 1 else dict(zip(then, places_of(values, up)))


def standing(indicator, members, now, before, people, reference):
    """(region, measure) -> value, places."""
    _, _, _, places, share, up = COMPARED[indicator]
    fraction = {code: parts(indicator, now, people, code) for code in [*members, reference]}
    small, everybody = LEAST_DENOMINATOR.get(indicator, 0), members
    members = [code for code in members if fraction[code][1] >= small and fraction[code][1] > 0]
    value = {code: n * factor / d for code, (n, d, factor) in fraction.items()}
    values = [value[code] for code in members]
    members, is_coarse = without_coarse(members, value, fraction, up)
    values = [value[code] for code in members]
    found = {(SET, "compared_members"): (len(members), 0)}
    enough = len(members) >= LEAST_MEMBERS
    if up is not None and len(members) > 1 and not is_coarse:
        found[SET, "best"] = (max(values), places)
    if enough:
        for measure, percent in [("quartile_low", 25), ("median", 50), ("quartile_high", 75)]:
            found[SET, measure] = (float(numpy.percentile(values, percent)), places)
    is_ranked = enough and up is not None and not is_coarse and len(set(values)) > 1
    rank = dict(zip(members, places_of(values, up))) if is_ranked else {}
    if rank:
        earlier = earlier_places(indicator, everybody, members, before, people)
        last, own_band = {}, {}
        for code in sorted(members, key=rank.get):
            own_band[code] = -1 if len(members) < len(BANDS) else band(values, value[code])
            last[own_band[code]] = code
        for code in members:
            worse = sum(value[other] < value[code] for other in members)
            found[code, "rank"] = (rank[code], 0)
            found[code, "percentile"] = (worse / (len(members) - 1) * 100, 1)
            found[code, "rank_change"] = (earlier[code] - rank[code] if earlier else None, 0)
            better = [at for at in range(own_band[code]) if at in last]
            if better:
                goal = last[better[-1]]
                moved = [value[goal if other == code else other] for other in members]
                is_shared = band(moved, value[goal]) <= better[-1]
                made = closing("to_band", fraction[goal], fraction[code], is_shared)
                found |= {(code, m): v for m, v in made.items()}
    if (SET, "best") in found:
        best = max(members, key=value.get)
        for code in members:
            found |= {(code, m): v for m, v in closing("to_best", fraction[best], fraction[code]).items()}
    others = {"from_best": found.get((SET, "best")), "from_median": found.get((SET, "median"))}
    others["from_reference"] = (value[reference], places)
    for measure, other in others.items():
        for code in members if other else []:
            found[code, measure] = (value[code] - other[0], places)
            if not share:
                found[code, f"{measure}_rate"] = ((value[code] - other[0]) / other[0] * 100, 1)
    # Who stands apart has a value all the same.
    return found, {code: (value[code], places) for code in [*everybody, reference]}


def main():
    with FIGURES.open(encoding="utf-8-sig", newline="") as file:
        rows = {(r["region_code"], r["indicator"], r["measure"]): r for r in csv.DictReader(file)}
    names = {code: row["region"] for (code, *_), row in rows.items() if code not in (SET, "510000")}
    now, before, people = read(11, names), read(10, names), census()
    total = {name: sum(values[name] for values in now.values()) for name in LABELS}
    now["510000"] = total
    definition = tomllib.loads((ROOT / f"templates/comparisons/{SET}.toml").read_text(encoding="utf-8"))
    groups = {"": list(names), **{"@" + peers["id"]: peers["members"] for peers in definition["peers"]}}
    expected = {}
    for indicator in COMPARED:
        for suffix, members in groups.items():
            found, values = standing(indicator, members, now, before, people, "510000")
            expected |= {(code, indicator + suffix, m): v for (code, m), v in found.items()}
            expected |= {(code, indicator, "compared"): v for code, v in values.items()}
    problems, counts = [], {}
    for key, (number, places) in expected.items():
        row = rows.get(key)
        counts[key[2]] = counts.get(key[2], 0) + 1
        if row is None:
            problems.append(f"{key}: not there, {number}")
            continue
        if number is None:
            problems += [f"{key}: {row['value']}, and others were ranked before"] * (row["value"] != "")
            continue
        text = shown(number, places)
        if row["shown"] != text or not math.isclose(float(row["value"]), number, rel_tol=1e-9, abs_tol=1e-9):
            problems.append(f"{key}: {row['shown']} ({row['value']}), {text} ({number})")
    problems += [f"{key}: not expected" for key in rows if key not in expected]
    json.dump({"problems": problems[:20], "counts": counts, "members": len(names)}, sys.stdout, ensure_ascii=False)


main()
