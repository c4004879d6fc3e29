"""Makes cities.csv, the values of 21 invented cities, and expected.csv, their statistics by numpy and plain fractions.

    python3 tests/benchmark/expected.py

Places as scipy's rankdata(method="min"); quartiles as numpy.percentile does by default. What is compared with these
files knows nothing of this program. Printed numbers are rounded half up from more digits than could turn a half.
"""

import csv
import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import numpy

HERE = Path(__file__).parent
MEMBERS = [f"M{number:02}" for number in range(1, 22)]
# Of 21 values the quartiles are values themselves; of these 18 they lie between two.
WEST = MEMBERS[:18]
BANDS = [("第一方阵", 25), ("第二方阵", 50), ("第三方阵", 75), ("第四方阵", 100)]
# Nine months are left: the values are of the end of March, the deadline is the end of December.
MONTHS_LEFT = 9
# id, better, places, unit is a share, factor (0: a value without numerator and denominator).
INDICATORS = [
    ("beds", "up", 2, False, 1000),
    ("rate", "up", 2, True, 100),
    ("cost", "down", 1, False, 10000),
    ("change", "up", 1, False, 0),
    ("ties", "down", 0, False, 0),
]


def cities(random):
    """(indicator, member) -> numerator, denominator."""
    made = {}
    for member in MEMBERS:
        elderly = random.integers(80_000, 900_000)
        made["beds", member] = (int(elderly * random.uniform(0.02, 0.045)), int(elderly))
        deaths = random.integers(900, 42_000)
        made["rate", member] = (int(deaths * random.uniform(0.31, 0.999)), int(deaths))
        people = random.integers(500_000, 9_000_000)
        made["cost", member] = (Decimal(int(random.integers(9_000, 800_000))) / 100, int(people))
        made["change", member] = (Decimal(int(random.integers(-99_999, 99_999))) / 1000, 1)
        made["ties", member] = (Decimal(int(random.integers(3, 9))), 1)
    return made


def shown(number, places):
    """Rounded half up; refuses a number so near a half that a float could not tell."""
    if isinstance(number, Fraction):
        number = Decimal(number.numerator) / Decimal(number.denominator)
    number = Decimal(repr(float(number))) if not isinstance(number, Decimal) else number
    size = number.scaleb(places)
    assert size % 1 in (0, Decimal("0.5"), Decimal("-0.5")) or abs((size % 1).copy_abs() - Decimal("0.5")) > Decimal("1e-7"), number
    text = str(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    return text.replace("-", "") if float(text) == 0 else text


def middle(values, own):
    """Where the middle of own's mid-rank lies, in per cent; as scipy's rankdata(method="average") less a half."""
    places = [at + 1 for at, value in enumerate(sorted(values, reverse=True)) if value == own]
    return (Fraction(sum(places), len(places)) - Fraction(1, 2)) / len(values) * 100


def band(values, own):
    at = next(i for i, (_, up_to) in enumerate(BANDS) if middle(values, own) < up_to)
    return max(at, 1) if own == min(values) else at


def away(number):
    return math.ceil(number) if number > 0 else math.floor(number)


def closing(name, goal, own, factor, counted, is_shared=True):
    """The change of the numerator, and a month's part of it; nothing for those who are there. One more where sharing the
    place is not enough."""
    numerator, denominator = own
    lack = goal * denominator / factor - Fraction(numerator)
    if lack == 0:
        return []
    whole = Fraction(away(lack)) if counted else lack
    if counted and not is_shared and whole == lack:
        whole += 1 if lack > 0 else -1
    month = whole / MONTHS_LEFT
    month = Fraction(away(month)) if counted else month
    places = 0 if counted else 2
    return [(name, shown(whole, places)), (f"{name}_pace", shown(month, places))]


def peers(identifier, better, places, share, factor, made):
    """Among the group: its quartiles, places and percentiles."""
    values = numpy.array([float(Fraction(n) / d * (factor or 1)) for n, d in (made[identifier, m] for m in WEST)])
    sign = 1 if better == "up" else -1
    for name, quarter in (("quartile_low", 25), ("median", 50), ("quartile_high", 75)):
        yield "cities", name, shown(numpy.percentile(values, quarter), places)
    for m, value in zip(WEST, values):
        yield m, "rank", str(1 + int(numpy.sum(sign * values > sign * value)))
        yield m, "percentile", shown(100 * numpy.sum(sign * values < sign * value) / (len(values) - 1), 1)


def statistics(identifier, better, places, share, factor, made):
    own = {member: made[identifier, member] for member in MEMBERS}
    exact = {m: Fraction(n) / d * (factor or 1) for m, (n, d) in own.items()}
    values = numpy.array([float(exact[m]) for m in MEMBERS])
    sign = 1 if better == "up" else -1
    best = max(exact.values(), key=lambda value: sign * value)
    low, median, high = numpy.percentile(values, [25, 50, 75])
    yield "cities", "compared_members", "21"
    yield "cities", "best", shown(best, places)
    yield "cities", "quartile_low", shown(low, places)
    yield "cities", "median", shown(median, places)
    yield "cities", "quartile_high", shown(high, places)
    place = {m: 1 + int(numpy.sum(sign * values > sign * v)) for m, v in zip(MEMBERS, values)}
    signed = {m: sign * exact[m] for m in MEMBERS}
    bands = {m: band(list(signed.values()), signed[m]) for m in MEMBERS}
    for m, value in zip(MEMBERS, values):
        yield m, "compared", shown(value, places)
        yield m, "rank", str(place[m])
        yield m, "band", BANDS[bands[m]][0]
        yield m, "percentile", shown(100 * numpy.sum(sign * values < sign * value) / (len(values) - 1), 1)
        for name, other in (("best", float(best)), ("median", float(median))):
            yield m, f"from_{name}", shown(value - other, places)
            if not share and other > 0:
                yield m, f"from_{name}_rate", shown((value - other) / other * 100, 1)
        if not factor:
            continue
        counted = identifier != "cost"
        better_bands = [b for b in bands.values() if b < bands[m]]
        if better_bands:
            inside = [o for o in MEMBERS if bands[o] == max(better_bands)]
            goal = min((exact[o] for o in inside), key=lambda value: sign * value)
            moved = [sign * goal if o == m else signed[o] for o in MEMBERS]
            is_shared = band(moved, sign * goal) <= max(better_bands)
            for name, text in closing("to_band", goal, own[m], factor, counted, is_shared):
                yield m, name, text
        for name, text in closing("to_best", best, own[m], factor, counted):
            yield m, name, text


def main():
    made = cities(numpy.random.default_rng(20211130))
    with open(HERE / "cities.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["indicator", "member", "numerator", "denominator"])
        for identifier, *_ in INDICATORS:
            rows.writerows([identifier, m, *made[identifier, m]] for m in MEMBERS)
    with open(HERE / "expected.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["indicator", "of", "measure", "shown"])
        for indicator in INDICATORS:
            rows.writerows([indicator[0], *row] for row in statistics(*indicator, made))
            rows.writerows([f"{indicator[0]}@west", *row] for row in peers(*indicator, made))


main()
