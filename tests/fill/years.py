"""Makes a blank whose heads of two levels say this year and last, and one partly filled in with a table below it.

    years.py TWO_YEARS.xlsx BELOW.xlsx
"""

import sys

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "综合"
rows = [
    ["2021年1-11月民政事业统计快报"],
    ["综合机关名称：许昌市民政局", "", "", "", "", "单位：见表"],
    ["指标名称", "计量单位", "代码", "本年累计", "", "上年同期"],
    ["", "", "", "自年初累计", "本月", "自年初累计"],
    ["甲", "乙", "丙", "1", "2", "3"],
    ["一、殡葬"],
    ["死亡人数", "人", "201"],
    ["火化遗体数", "具", "202"],
    ["火化率", "%", "203"],
    ["二、婚姻"],
    ["结婚登记", "对", "301"],
    ["离婚登记", "对", "302"],
]
for row in rows:
    sheet.append([text or None for text in row])
sheet.merge_cells("A1:F1")
sheet.merge_cells("D3:E3")
book.save(sys.argv[1])

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "分县"
sheet["A1"] = "2021年11月许昌市殡葬分县情况表"
for cell, text in {"A3": "县（市、区）", "B3": "死亡人数", "B4": "本月数", "C4": "本年累计", "D3": "火化率（%）", "D4": "本月数"}.items():
    sheet[cell] = text
for merged in ("A3:A4", "B3:C3"):
    sheet.merge_cells(merged)
for at, name in enumerate(["合计", "魏都", "建安", "鄢陵", "襄城", "禹州", "长葛"], start=5):
    sheet.cell(at, 1, name)
sheet["B6"] = 999
sheet["A12"], sheet["C12"] = "填表人：", "联系电话："
sheet["A14"] = "附：婚姻登记情况"
for at, row in enumerate([("项目", "本月数"), ("结婚登记（对）",), ("离婚登记（对）",)], start=15):
    for column, text in enumerate(row, start=1):
        sheet.cell(at, column, text)
book.save(sys.argv[2])
