"""Makes a workbook of one table with nothing in it but heads and names.

    empty.py OUT.xlsx
"""

import sys

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "表"
sheet["A1"] = "2021年11月殡葬情况表"
sheet.merge_cells("A1:E1")
sheet["A2"] = "填报单位：许昌市民政局"
for cell, text in {"A3": "指标", "B3": "代码", "C3": "计量单位", "D3": "本月", "E3": "本年累计"}.items():
    sheet[cell] = text
for at, (name, code) in enumerate([("死亡人数", "S01"), ("火化遗体数", "S02"), ("火化率", "S03")], start=4):
    for column, text in enumerate([name, code, "%" if at == 6 else "具" if at == 5 else "人"], start=1):
        sheet.cell(at, column, text)
sheet["A9"] = "单位负责人：　　　　填表人："
book.save(sys.argv[1])
