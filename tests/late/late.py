"""Some returns come late and one does not come: covers of a copy of the inputs are dated anew with openpyxl.

usage: late.py MONTH_FOLDER MISSING UNIT=DATE...
"""

import datetime
import pathlib
import sys

import openpyxl


def put_date(path, day):
    """Writes the day beside or behind 报出日期 on the cover."""
    book = openpyxl.load_workbook(path)
    places = 0
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            label = str(cell.value or "")
            if "报出日期" not in label.replace("\u3000", "").replace(" ", ""):
                continue
            places += 1
            if "：" in label:
                cell.value = label.split("：")[0] + "：" + day.isoformat()
            else:
                next(c for c in row if c.column > cell.column and c.value is not None).value = day.isoformat()
    assert places == 1, (path, places)
    book.save(path)


def main():
    folder, missing = pathlib.Path(sys.argv[1]), sys.argv[2]
    for wanted in sys.argv[3:]:
        unit, day = wanted.split("=")
        put_date(next(folder.glob(unit + "*")), datetime.date.fromisoformat(day))
    next(folder.glob(missing + "*")).unlink()


main()
print("{}")
