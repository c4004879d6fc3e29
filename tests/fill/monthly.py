"""Makes a monthly table with headings among its rows, codes in full width, heads with line breaks, and another table
below that no form describes, one of whose rows has a name of the first.

    monthly.py OUT.xlsx
"""

import sys

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "基层表"
sheet["A1"] = "民政事业统计月报（２０２１年１１月）"
heads = {"A3": "指  标\n名  称", "B3": "代码", "C3": "计量\n单位", "D3": "数  量", "D4": "本  月", "E4": "本年累计", "F3": "备注"}
for cell, text in heads.items():
    sheet[cell] = text
for merged in ("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"):
    sheet.merge_cells(merged)
rows = [
    ("甲", "乙", "丙", 1, 2, 3),
    ("一、婚姻登记",),
    ("　结 婚 登 记", "ＪＺＨ０１", "对"),
    ("　　其中：涉外", "JZH02", "对"),
    ("　离婚登记", "JZH03", "对"),
    ("二、殡葬",),
    ("死亡人数", "JZH04", "人"),
    ("公墓数", "JZH06", "个"),
]
for at, row in enumerate(rows, start=5):
    for column, text in enumerate(row, start=1):
        sheet.cell(at, column, text)
sheet["F7"] = "=D7"
sheet["A15"] = "附：救助管理情况"
for column, text in enumerate(["项目", "救助人次", "支出（万元）", "床位（张）", "在站人数"], start=1):
    sheet.cell(16, column, text)
sheet["A17"], sheet["A18"] = "离婚登记", "站外救助"
book.save(sys.argv[1])
