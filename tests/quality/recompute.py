"""Scores of the units worked out again from findings.json, without the program, and held against findings.xlsx.

    python3 recompute.py findings.json findings.xlsx PERIOD

Prints one JSON object: what each unit scores by this reckoning, and what differs in the workbook.
The numbers below are those of templates/schemes/quality.toml, written down by hand.
"""

import json
import re
import sys
from collections import OrderedDict
from datetime import date
from decimal import Decimal

import openpyxl

START, LEAST = Decimal(100), Decimal(0)
BANDS = [("优秀", 96), ("良好", 85), ("合格", 70), ("不合格", 0)]
POINTS = {"missing": (100, None), "late": (2, 20), "form": (10, 40), "must": (5, 50), "query": (1, 10)}
ABSENT = {"return.missing", "return.unreadable", "return.misfiled", "return.empty"}


def day(text):
    return date(*map(int, text.split("-")))


def lost(kind, count):
    points, cap = POINTS[kind]
    total = Decimal(points * count)
    return total if cap is None else min(total, Decimal(cap))


def counts(findings, period, code):
    """How often each thing happened in the unit's return of the period."""
    own = [f for f in findings if f["region_code"] == code and f["period"] == period]
    live = [f for f in own if f["level"] == "must" or (f["level"] == "query" and f["status"] == "open")]
    if any(f["code"] in ABSENT for f in live):
        return {"missing": 1, "late": 0, "form": 0, "must": 0, "query": 0}
    late = [f for f in live if f["code"] == "return.late"]
    days = 0
    if late:
        dates = [day(text) for text in re.findall(r"\d{4}-\d{2}-\d{2}", late[0]["headline"])]
        days = (dates[0] - dates[1]).days
    forms = [f for f in live if f["code"] == "sheet.missing"]
    told = {f["group"] for f in late + forms}
    groups = OrderedDict()
    for f in live:
        if f["group"] not in told:
            groups.setdefault(f["group"], set()).add(f["level"])
    # An id says which month and which unit its finding is of: a root that stands elsewhere counts there.
    here = {g: levels for g, levels in groups.items() if g.split("|")[2:4] == [period, code]}
    must = sum("must" in levels for levels in here.values())
    return {"missing": 0, "late": days, "form": len(forms), "must": must, "query": len(here) - must}


def main():
    findings = json.load(open(sys.argv[1], encoding="utf-8"))["findings"]
    book = openpyxl.load_workbook(sys.argv[2])
    period = sys.argv[3]
    codes = {f["region"]: f["region_code"] for f in findings if f["region"]}
    rows = list(book["填报质量"].iter_rows(values_only=True))
    heads, found, differs = rows[0], {}, []
    for row in rows[1:]:
        record = dict(zip(heads, row))
        unit = record["单位"]
        # A unit that no finding names has nothing to lose points for.
        count = counts(findings, period, codes.get(unit))
        score = max(LEAST, START - sum(lost(kind, n) for kind, n in count.items()))
        band = next(name for name, least in BANDS if score >= least)
        found[unit] = {"score": str(score), "band": band, **count}
        in_book = [record[h] for h in heads[5:15:2]]
        want = [count[kind] for kind in POINTS]
        if (Decimal(str(record["得分"])), record["等次"], in_book) != (score, band, want):
            differs.append({"unit": unit, "book": list(row), "want": found[unit]})
    grounds = list(book["填报质量依据"].iter_rows(values_only=True))
    for unit, score in found.items():
        taken = sum(Decimal(str(r[5])) for r in grounds[1:] if r[0] == unit)
        if max(LEAST, START - taken) != Decimal(score["score"]):
            differs.append({"unit": unit, "grounds": str(taken)})
    print(json.dumps({"scores": found, "differs": differs}, ensure_ascii=False))


main()
