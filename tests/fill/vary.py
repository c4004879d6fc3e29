"""Changes a workbook as a province would from one year to the next.

    vary.py BLANK.xlsx OUT.xlsx WHAT…
"""

import sys

import openpyxl

blank, out, *changes = sys.argv[1:]
book = openpyxl.load_workbook(blank)
sheet = book["汇总"]
for what in changes:
    if what == "inserted":  # A row of another matter, with the number of the one it stands before.
        for row in range(10, 5, -1):
            for column in range(1, 7):
                sheet.cell(row + 1, column).value = sheet.cell(row, column).value
        for column, text in enumerate(["其中：女性", "S02", "人", None, None, None], start=1):
            sheet.cell(6, column).value = text
        for row in range(7, 12):
            sheet.cell(row, 2).value = f"S0{row - 4}"
    elif what == "unit":  # Of another kind than the form's.
        sheet["C6"] = "具"
    elif what == "permille":  # Rates in the thousandth: by the head, or by what the cells show.
        book["分县"]["B2"] = "火化率（‰）"
        for row in range(3, 9):
            book["分县"].cell(row, 2).number_format = "0.0"
    elif what == "shown":
        for row in range(3, 9):
            book["分县"].cell(row, 2).number_format = '0.0"‰"'
    elif what == "other":  # The same numbers, other matters.
        for row, name in enumerate(["遗体", "火化", "骨灰", "墓穴", "馆数"], start=5):
            sheet.cell(row, 1).value = name
    elif what == "head":  # A head nobody knows, a row less, a second table like the first, a hidden row.
        sheet["E4"] = "累汁"
        sheet["A8"] = "无此项"
        sheet.row_dimensions[5].hidden = True
        twin = book.copy_worksheet(sheet)
        twin.title = "汇总旧"
        twin.sheet_state = "hidden"
    elif what == "merged":
        sheet.merge_cells("D5:E5")
        sheet.merge_cells("F7:F8")
    elif what == "province":
        sheet["A1"] = "河南省民政事业汇总表"
        sheet["A2"] = "填报单位："
book.save(out)
