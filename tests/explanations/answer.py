#!/usr/bin/env python3
"""Answers findings as a county would, in the list of its annotated copy, without knowing yuebao.

    answer.py LIST.xlsx < ANSWERS

ANSWERS is a JSON list of objects: finding (as in findings.json), text, who, date (YYYY-MM-DD or empty). The list has a title
above its heads, a column that is not seen for the numbers of the findings, and real dates. Needs openpyxl.
"""
import datetime
import json
import sys

import openpyxl

HEADS = ["序号", "级别", "工作表", "单元格", "现值", "问题", "疑因", "处理建议", "说明", "填写人", "日期", "编号"]


def main():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "问题清单"
    sheet.merge_cells("A1:L1")
    sheet["A1"] = "审核发现的问题（请在“说明”栏填写原因）"
    sheet.append(HEADS)
    for number, answer in enumerate(json.load(sys.stdin), 1):
        finding = answer["finding"]
        level = {"must": "强制", "query": "核实"}[finding["level"]]
        date = datetime.date.fromisoformat(answer["date"]) if answer["date"] else None
        sheet.append([
            number, level, finding.get("sheet"), finding.get("cell"), finding.get("raw"), finding["headline"], None,
            finding["advice"], answer["text"], answer["who"], date, finding["id"],
        ])
    sheet.append([None, "强制", None, None, None, "例", None, None, "须更正", None, None, "x"])
    sheet.column_dimensions["L"].hidden = True
    book.create_sheet("表4 殡葬").append(["指标名称", "本月数"])
    book.save(sys.argv[1])


main()
