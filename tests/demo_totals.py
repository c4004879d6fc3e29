"""Recomputes the totals of invented returns from their workbooks, by openpyxl and on its own.

    python3 tests/demo_totals.py FOLDER [figures.csv]

FOLDER is what `yuebao demo` wrote. Every workbook is read sheet by sheet: heads, row names and numbers. The sums over
the units are compared with `truth.csv`; with a figures.csv (`yuebao figures --desk D --period P`) also with those.
Row names and indicators are joined through the numbers of the form files below templates/ (--home DIR, default: here).
Prints what differs; status 1 when anything does.
"""

import csv
import re
import sys
import tomllib
import warnings
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl

warnings.filterwarnings("ignore")


def plain(text):
    """A name without spaces, line breaks and the mark of a part."""
    text = re.sub(r"\s", "", str(text or "")).replace("\u3000", "")
    return re.sub(r"^其中[:：]", "", text)


def templates(home):
    """Indicators by id; forms by id."""
    indicators, forms = {}, {}
    for path in sorted((home / "templates/indicators").glob("*.toml")):
        for item in tomllib.loads(path.read_text())["indicators"]:
            indicators[item["id"]] = item
    for path in sorted((home / "templates/forms").glob("*.toml")):
        forms[path.stem] = tomllib.loads(path.read_text())
    units = {}
    for item in tomllib.loads((home / "templates/units.toml").read_text())["units"]:
        units[item["name"]] = (item.get("base", item["name"]), Decimal(str(item.get("factor", 1))))
    return indicators, forms, units


def factor(units, written, own):
    """By how much a number in one unit is more than in another of the same kind."""
    if written == own or written not in units or own not in units:
        return Decimal(1)
    return units[written][1] / units[own][1]


def grid(sheet):
    """Cells by row and column, merged heads repeated in every cell they cover."""
    cells = {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value is not None}
    for area in sheet.merged_cells.ranges:
        top = cells.get((area.min_row, area.min_col))
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                cells[row, column] = top
    return cells


def paths(table):
    """Measures by the words of their heads, longest path first."""
    found = defaultdict(list)
    for column in table.get("columns", []):
        for head in column.get("heads", []):
            if "measure" in column:
                found[tuple(plain(level) for level in head.split("/"))].append(column["measure"])
    return found


def read_table(cells, table, put):
    """Every block that begins with the head of the row names."""
    label_heads = {plain(head) for head in table.get("label_heads", [])}
    rows = {}
    for row in table.get("rows", []):
        for name in [row["label"], *row.get("aliases", [])]:
            rows[plain(name)] = row
    heads = paths(table)
    last = max((row for row, _ in cells), default=0)
    starts = sorted({(row, column) for (row, column), value in cells.items() if plain(value) in label_heads})
    starts = [(row, column) for row, column in starts if (row - 1, column) not in starts]
    for number, (top, label) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else last + 1
        first = next((row for row in range(top, end) if plain(cells.get((row, label))) in rows), None)
        if first is None:
            continue
        columns = {}
        for column in {column for _, column in cells}:
            words = []
            for row in range(top, first):
                word = plain(cells.get((row, column)))
                if word and not re.fullmatch(r"\d+|[甲乙丙丁]", word) and (not words or words[-1] != word):
                    words.append(word)
            for path, measures in heads.items():
                if words and tuple(words[-len(path):]) == path:
                    columns.setdefault(column, set()).update(measures)
        for row in range(first, end):
            known = rows.get(plain(cells.get((row, label))))
            if known is None:
                continue
            for column, measures in columns.items():
                value = cells.get((row, column))
                if isinstance(value, (int, float)):
                    put(known, measures, Decimal(str(value)))


def read_ledger(cells, ledger, put):
    heads = {}
    for (row, column), value in cells.items():
        for key in ("label", "goal", "done"):
            if plain(value) in {plain(head) for head in ledger[key + "_heads"]}:
                heads[key] = column
    for (row, column), value in cells.items():
        if column != heads.get("label"):
            continue
        for project in ledger["projects"]:
            if plain(value) in {plain(name) for name in project["labels"]}:
                for key in ("goal", "done"):
                    number = cells.get((row, heads[key]))
                    if isinstance(number, (int, float)):
                        put({"indicator": project[key]}, {"stock"}, Decimal(str(number)))


def read_book(path, indicators, forms, units):
    """{(indicator, measure): value} of one return."""
    found = {}
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        form = next((f for f in forms.values() if plain(sheet.title) in {plain(s) for s in f.get("sheets", [])}), None)
        if form is None:
            raise SystemExit(f"{path}: no form has a sheet {sheet.title}")

        def put(row, measures, value):
            indicator = indicators[row["indicator"]]
            kinds = {"flow": {"month", "ytd", "prior_ytd", "prior_month"}, "stock": {"stock", "prior_stock"}}
            kinds["level"] = kinds["stock"]
            kinds["ratio"] = {"ratio", "ratio_ytd", "prior_ratio", "prior_ratio_ytd"}
            for measure in measures & kinds[indicator["kind"]]:
                times = factor(units, row.get("unit", indicator["unit"]), indicator["unit"])
                found[indicator["id"], measure] = value * times

        cells = grid(sheet)
        for table in form.get("tables", []):
            read_table(cells, table, put)
        if "ledger" in form:
            read_ledger(cells, form["ledger"], put)
    return found


def main():
    arguments = sys.argv[1:]
    home = Path(".")
    if "--home" in arguments:
        at = arguments.index("--home")
        home = Path(arguments[at + 1])
        del arguments[at : at + 2]
    folder = Path(arguments[0])
    indicators, forms, units = templates(home)
    with open(folder / "truth.csv", encoding="utf-8-sig", newline="") as file:
        truth = list(csv.DictReader(file))
    desk = next(row["region_code"] for row in truth if not row["kind"] and not row["file"])
    desk_file = next(path for path in (home / "templates/desks").glob("*/desk.toml")
                     if tomllib.loads(path.read_text())["region"] == desk
                     and str(tomllib.loads(path.read_text())["year"]) == truth[0]["period"][:4])
    owed = {form for unit in tomllib.loads(desk_file.read_text())["units"]
            for form in unit["forms"] + [owed["form"] for owed in unit.get("owed", [])]}
    forms = {name: form for name, form in forms.items() if name in owed}
    dirty = {row["file"] for row in truth if row["kind"] not in ("", "return")}
    if dirty:
        raise SystemExit("these returns hold errors on purpose: totals are compared on clean ones (without --dirt)")
    sums, books = defaultdict(Decimal), 0
    for row in (row for row in truth if row["kind"] == "return"):
        for (indicator, measure), value in read_book(folder / row["file"], indicators, forms, units).items():
            sums[row["period"], indicator, measure] += value
        books += 1
    compared, wrong = 0, []
    parts = {"ratio": ("month", "stock"), "ratio_ytd": ("ytd",), "prior_ratio": ("prior_month", "prior_stock"),
             "prior_ratio_ytd": ("prior_ytd",)}

    def total(period, indicator, measure):
        item = indicators[indicator]
        if item["kind"] != "ratio":
            return sums.get((period, indicator, measure))
        for part in parts[measure]:
            above = sums.get((period, item["numerator"], part))
            below = sums.get((period, item["denominator"], part))
            if above is not None and below:
                return above / below * item.get("factor", 100)
        return None

    def compare(where, period, indicator, measure, given):
        nonlocal compared
        own = total(period, indicator, measure)
        if own is None:
            return
        compared += 1
        step = Decimal(1).scaleb(-10)
        if own.quantize(step, ROUND_HALF_UP) != given.quantize(step, ROUND_HALF_UP):
            wrong.append(f"{where} {period} {indicator} {measure}: {given}, from the workbooks {own}")

    unread = 0
    for row in truth:
        if not row["kind"] and not row["file"] and row["value"]:
            before = compared
            compare("truth.csv", row["period"], row["indicator"], row["measure"], Decimal(row["value"]))
            unread += before == compared
    for path in arguments[1:]:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                levels = indicators.get(row["indicator"], {}).get("kind") in (None, "level")
                known = {"month", "ytd", "stock", "prior_ytd", "prior_stock", *parts}
                if row["region_code"] == desk and row["value"] and row["measure"] in known and not levels:
                    compare(path, row["period"], row["indicator"], row["measure"], Decimal(row["value"]))
    print("\n".join(wrong[:50]))
    print(f"{books} workbooks, {compared} totals compared, {len(wrong)} differ, {unread} could not be recomputed")
    return 1 if wrong or unread or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
