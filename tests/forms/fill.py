#!/usr/bin/env python3
"""Fills in blank forms as a county would, without knowing yuebao: opens every workbook of a folder, writes a value of its
own into every cell that is not locked, saves it in another folder, and prints as JSON what stands where.

    fill.py BLANKS FILLED [SEED]

One object a number: file, unit, sheet, cell, label of the row, path of the heads, value. Needs openpyxl.
"""
import datetime
import json
import random
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl


def text_at(sheet, row, column):
    """The text of a cell; inside a merged range that of the range."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return str(sheet.cell(merged.min_row, merged.min_col).value or "").replace("\n", "").strip()
    return str(sheet.cell(row, column).value or "").replace("\n", "").strip()


def heads(sheet):
    """The first and last row of the head, and the column of the row names: where 指标名称 or 项目名称 stands."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value in ("指标名称", "项目名称"):
                last = cell.row
                for merged in sheet.merged_cells.ranges:
                    if cell.coordinate in merged:
                        last = merged.max_row
                return cell.row, last, cell.column
    return None


def path_over(sheet, first, last, column):
    path = []
    for row in range(first, last + 1):
        text = text_at(sheet, row, column)
        if text and (not path or path[-1] != text):
            path.append(text)
    return path


def choices(sheet, cell):
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and cell.coordinate in rule.sqref:
            return rule.formula1.strip('"').split(",")
    return None


class Filler:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.used = set()

    def number(self, places, percent):
        while True:
            scale = 10**places
            # Above one: a smaller percentage would look like a fraction of one.
            whole = self.random.randint(2 * scale, 100 * scale if percent else 90000 * scale)
            if percent or whole not in self.used:
                self.used.add(whole)
                return Decimal(whole) / scale

    def fill(self, sheet, cell, percent):
        """What is written into a cell, and the number, if it is one."""
        form = cell.number_format
        options = choices(sheet, cell)
        if options:
            return self.random.choice(options), None
        if form == "@":
            return f"说明{self.random.randint(1, 999)}", None
        if "yyyy" in form:
            return None, None
        if not form.startswith("#,##0"):
            raise SystemExit(f"{sheet.title}!{cell.coordinate}: an input of unknown kind: {form}")
        places = len(form.partition(".")[2])
        value = self.number(places, percent)
        return (int(value) if places == 0 else float(value)), value


def day(filler, sheet):
    """A return is sent on the last days; a deadline lies within the year."""
    if sheet == "封面":
        return datetime.datetime(2022, 1, filler.random.randint(1, 5))
    return datetime.datetime(2021, filler.random.randint(1, 12), 28)


def fill_book(path, target, filler):
    book = openpyxl.load_workbook(path)
    unit, said = None, []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if not sheet.protection.sheet:
            raise SystemExit(f"{path.name}: {sheet.title} is not protected")
        if unit is None:
            row = next(r for r in sheet.iter_rows() for c in r if c.value == "填报单位")
            unit = next(c.value for c in row if c.value and c.value != "填报单位")
        where = heads(sheet)
        merged_away = {
            (row, column)
            for merged in sheet.merged_cells.ranges
            for row in range(merged.min_row, merged.max_row + 1)
            for column in range(merged.min_col, merged.max_col + 1)
            if (row, column) != (merged.min_row, merged.min_col)
        }
        for row in sheet.iter_rows():
            for cell in row:
                if cell.protection.locked or (cell.row, cell.column) in merged_away:
                    continue
                if not cell.has_style:
                    continue
                words = [c.value for c in row]
                value, number = filler.fill(sheet, cell, "%" in words)
                cell.value = day(filler, sheet.title) if "yyyy" in cell.number_format else value
                if number is None:
                    continue
                first, last, label = where
                said.append(
                    {
                        "file": path.name,
                        "unit": unit,
                        "sheet": sheet.title,
                        "cell": cell.coordinate,
                        "label": text_at(sheet, cell.row, label),
                        "heads": path_over(sheet, first, last, cell.column),
                        "value": str(number),
                    }
                )
    book.save(target)
    return said


def main():
    blanks, filled = Path(sys.argv[1]), Path(sys.argv[2])
    filler = Filler(int(sys.argv[3]) if len(sys.argv) > 3 else 20211231)
    filled.mkdir(parents=True, exist_ok=True)
    said = []
    for path in sorted(blanks.glob("*.xlsx")):
        said += fill_book(path, filled / path.name, filler)
    json.dump(said, sys.stdout, ensure_ascii=False)


main()
