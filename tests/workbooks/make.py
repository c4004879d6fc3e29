"""Makes the workbooks beside this file, each by a program that is none of ours.

Needs Python with openpyxl and xlwt, and LibreOffice (soffice). Writes into the folder given, or this one.
"""

import datetime
import pathlib
import subprocess
import sys
import tempfile

import openpyxl
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

OUT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)


def source(path, since_1904=False):
    """One of everything a cell may be."""
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "表4殡葬"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "殡葬情况（一）"
    for column, head in zip("ABCD", ("指标", "本月", "比率", "日期")):
        sheet[f"{column}2"] = head
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = "死亡人数", 1234.5, 0.9865, datetime.date(2021, 11, 30)
    sheet["C3"].number_format = "0.00%"
    sheet["D3"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["A4"], sheet["B4"], sheet["C4"], sheet["D4"] = "火化遗体数", "=B3*2", 0.9865, "=1/0"
    sheet["A5"], sheet["B5"], sheet["C5"], sheet["D5"] = "'0012", True, 98.65, 0.07
    sheet["A5"] = "0012"
    sheet["C5"].number_format = '0.00"%"'
    sheet["D5"].number_format = "0%"
    sheet["A6"], sheet["B6"], sheet["C6"] = "第一行\n第二行", '=""', '="甲"&"乙"'
    sheet.merge_cells("A7:B8")
    sheet["A7"] = "合并"
    hidden = book.create_sheet("旧表")
    hidden["B2"] = "旧"
    hidden.sheet_state = "hidden"
    book.save(path)


def unseen(path, filtered):
    """A row that is not shown: hidden, beside a hidden column, or taken away by a filter."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表1"
    sheet["A1"] = "婚姻登记"
    sheet.merge_cells("A1:E1")
    sheet.append(["县区", "上月", "本月", "备注", "累计"])
    for row in [["魏都区", 1, 2, "x", 3], ["建安区（旧）", 4, 5, None, 6], ["禹州市", 7, 8, None, 9]]:
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    if filtered:
        sheet.auto_filter.ref = "A2:E5"
        sheet.auto_filter.add_filter_column(0, ["魏都区", "禹州市"])
    else:
        sheet.column_dimensions["B"].hidden = True
    book.save(path)


def convert(path, kind, name):
    """By LibreOffice, which also calculates."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", folder, str(path)], check=True)
        (made,) = pathlib.Path(folder).iterdir()
        made.rename(OUT / name)


def by_xlwt(path):
    """A workbook by a program that does not calculate."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表1")
    sheet.write_merge(0, 0, 0, 2, "标题")
    sheet.write(1, 0, "数")
    sheet.write(1, 1, 12)
    sheet.write(1, 2, xlwt.Formula("B2*2"))
    sheet.write(2, 1, 0.5, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(2, 2, 12.34)
    # More text than one record of the table of strings holds, so that it goes on in others.
    for row in range(3, 60):
        sheet.write(row, 0, "字" * 300 + str(row))
    book.save(str(path))


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    source(work / "a.xlsx")
    source(work / "b.xlsx", since_1904=True)
    convert(work / "a.xlsx", "xlsx", "libreoffice.xlsx")
    convert(work / "a.xlsx", "xls:MS Excel 97", "libreoffice.xls")
    convert(work / "a.xlsx", "ods", "libreoffice.ods")
    convert(work / "a.xlsx", "fods", "libreoffice.fods")
    convert(work / "a.xlsx", "html", "libreoffice.html")
    convert(work / "b.xlsx", "xlsx", "since-1904.xlsx")
    convert(work / "b.xlsx", "xls:MS Excel 97", "since-1904.xls")
    convert(work / "b.xlsx", "ods", "since-1904.ods")
    for name, filtered in [("hidden", False), ("filtered", True)]:
        unseen(OUT / f"{name}.xlsx", filtered)
        convert(OUT / f"{name}.xlsx", "xls:MS Excel 97", f"{name}.xls")
        convert(OUT / f"{name}.xlsx", "ods", f"{name}.ods")
    source(OUT / "openpyxl.xlsx")
    by_xlwt(OUT / "xlwt.xls")
