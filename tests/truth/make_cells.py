#!/usr/bin/env python3
"""Every cell of the bundled returns that has a value, from the truth file their generator wrote (not from yuebao).

usage: make_cells.py TRUTH_DIR > cells.tsv

One line per sheet of an effective return: file, sheet, then one field per cell: `cell=indicator/measure/value`, where the
value is what a faithful reading gives: the number, `-` for no number.
"""
import csv, os, sys
from decimal import Decimal

MEASURE = {'本月': 'month', '本年累计': 'ytd', '期末': 'stock', '上年同期累计': 'prior_ytd', '上年同期期末': 'prior_stock'}


def plain(value):
    text = format(Decimal(value).normalize(), 'f')
    return '0' if text in ('-0', '') else text


def main():
    with open(os.path.join(sys.argv[1], 'truth.csv'), encoding='utf-8-sig', newline='') as file:
        rows = list(csv.DictReader(file))
    sheets = {}
    for r in rows:
        if r['effective'] != '1' or not r['cell'] or r['cell_type'] == 'absent':
            continue
        value = plain(r['reported_value']) if r['reported_value'] else '-'
        sheets.setdefault((r['file'], r['sheet']), []).append(f"{r['cell']}={r['indicator']}/{r['measure']}/{value}")
    for (file, sheet), cells in sorted(sheets.items()):
        print('\t'.join([file, sheet, *cells]))


main()
