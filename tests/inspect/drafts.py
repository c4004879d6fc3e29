"""Makes workbooks no form knows, each with numbers and as a blank, for forms to be drafted from.

    drafts.py FOLDER

plain: indicators with a column of units. sections: codes, headings among the rows, heads of two levels.
pairs, flat, lean: one name in two units (户, 人), as heads of two levels, side by side, and with the name left out.
places: regions over measures, with headings among the rows.
"""

import sys
from pathlib import Path

import openpyxl

folder = Path(sys.argv[1])


def book(name, lines, heads, merges, rows, numbers):
    for blank in (False, True):
        made = openpyxl.Workbook()
        sheet = made.active
        sheet.title = "表"
        for cell, text in {**lines, **heads}.items():
            sheet[cell] = text
        for merged in merges:
            sheet.merge_cells(merged)
        first = max(sheet[cell].row for cell in heads) + 1
        for at, (names, values) in enumerate(rows, start=first):
            for column, text in enumerate(names, start=1):
                sheet.cell(at, column).value = text
            for column, value in enumerate(values, start=numbers):
                sheet.cell(at, column).value = None if blank else value
        made.save(folder / f"{name}{'0' if blank else ''}.xlsx")


office = {"A1": "2021年11月民政事业统计月报", "A2": "填报单位：许昌市民政局"}
book(
    "plain",
    office,
    {"A3": "名称", "B3": "计量单位", "C3": "本月", "D3": "本年累计"},
    ["A1:D1"],
    [
        (("死亡人数", "人"), (2637, 27223)),
        (("火化遗体数", "具"), (2588, 17758)),
        (("骨灰寄存数", "具"), (120, 900)),
        (("公墓安葬数", "穴"), (33, 400)),
        (("经营性公墓数", "处"), (12, 13)),
        (("乡镇敬老院", "个"), (60, 61)),
        (("社区服务中心", "个"), (35, 36)),
    ],
    3,
)
book(
    "sections",
    office,
    {"A3": "指标名称", "B3": "代码", "C3": "计量单位", "D3": "数量", "D4": "本月", "E4": "本年累计", "F3": "上年同期累计"},
    ["A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4"],
    [
        (("一、社会救助",), ()),
        (("临时救助户次", "JZH01", "户次"), (1200, 9800, 9100)),
        (("临时救助资金", "JZH02", "万元"), (81.5, 900.25, 880)),
        (("二、殡葬管理",), ()),
        (("死亡人数", "JZH04", "人"), (2637, 27223, 28000)),
        (("火化遗体数", "JZH05", "具"), (2588, 17758, 17000)),
        (("（一）殡仪服务",), ()),
        (("其中：惠民殡葬减免", "JZH06", "人次"), (50, 600, 500)),
    ],
    4,
)
units = ["魏都区", "建安区", "禹州市", "长葛市", "鄢陵县", "襄城县", "合计"]
counts = [((name,), (90 + at, 310 + at, 700 + at, 1800 + at, 12.5 + at)) for at, name in enumerate(units)]
title = {"A1": "许昌市2021年11月城乡低保情况表"}
pairs = {"A2": "县（市、区）", "B2": "城市低保", "B3": "(户)", "C3": "(人)", "D2": "农村低保", "D3": "（户）", "E3": "（人）", "F2": "低保支出", "F3": "（万元）"}
book("pairs", title, pairs, ["A1:F1", "A2:A3", "B2:C2", "D2:E2"], counts, 2)
flat = ["县（市、区）", "城市低保(户)", "城市低保(人)", "农村低保（户）", "农村低保（人）", "低保支出(万元)"]
book("flat", title, {f"{chr(65 + at)}2": head for at, head in enumerate(flat)}, ["A1:F1"], counts, 2)
lean = ["县（市、区）", "城市低保(户)", "(人)", "农村低保（户）", "（人）", "低保支出(万元)"]
book("lean", title, {f"{chr(65 + at)}2": head for at, head in enumerate(lean)}, ["A1:F1"], counts, 2)
book(
    "places",
    {"A1": "2021年11月民政事业分县情况"},
    {"A2": "项目", "B2": "单位", "C2": "魏都区", "C3": "本月", "D3": "累计", "E2": "建安区", "E3": "本月", "F3": "累计"},
    ["A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"],
    [
        (("一、婚姻登记",), ()),
        (("结婚登记", "对"), (501, 5010, 502, 5020)),
        (("离婚登记", "对"), (101, 1010, 102, 1020)),
        (("二、殡葬",), ()),
        (("死亡人数", "人"), (273, 2730, 370, 3700)),
        (("火化遗体数", "具"), (270, 2700, 365, 3650)),
    ],
    3,
)
