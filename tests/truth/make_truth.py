#!/usr/bin/env python3
"""Expected figures of the bundled returns, from the truth files their generator wrote (not from yuebao).

usage: make_truth.py TRUTH_DIR > xuchang-2021.csv

One row per figure: period, region, indicator (the name printed), measure, what a faithful reading of the returns as
received gives (value, or the word for why there is none), and what the corrected returns give.
  number          exactly this number
  number!         the sum of what came; the figure must be flagged incomplete
  -               no number, for any reason but incomplete; a row may also be absent
  ?               nothing is asked
Rates are 100 x numerator / denominator of the same row's region and measure, exact, or to 12 places half up.
"""
import csv, os, sys
from decimal import Decimal
from fractions import Fraction

MEASURE = {'本月': 'month', '本年累计': 'ytd', '期末': 'stock', '上年同期累计': 'prior_ytd', '上年同期期末': 'prior_stock'}
RATE = {'本月': 'ratio', '本年累计': 'ratio_ytd', '期末': 'ratio', '上年同期累计': 'prior_ratio_ytd', '上年同期期末': 'prior_ratio'}
PARTS = {'FN03': ('FN02', 'FN01'), 'EC06': ('EC05', 'EC04')}
CITY = '411000'


def load(name):
    with open(os.path.join(sys.argv[1], name), encoding='utf-8-sig', newline='') as file:
        return list(csv.DictReader(file))


def plain(value):
    text = format(Decimal(value).normalize(), 'f')
    return '0' if text in ('-0', '') else text


def half_up(fraction, places):
    n = (abs(fraction) * 10 ** places * 2 + 1) // 2
    text = format(Decimal(int(n)).scaleb(-places) * (-1 if fraction < 0 else 1), 'f')
    return plain(text) if Fraction(text) == fraction else text


def main():
    truth, city, ranks = load('truth.csv'), load('city_truth.csv'), load('cremation_ranks.csv')
    name = {r['indicator_code']: r['indicator'] for r in truth}
    cells, out, lacks, applies = {}, [], set(), set()
    for r in truth:
        if r['effective'] != '1':
            continue
        code, key = r['indicator_code'], (r['period'], r['region'], r['indicator_code'], r['measure'])
        clean = plain(r['value']) if r['value'] else '-'
        if r['value'] == '' and r['reported_value'] == '':
            read = '-'
        elif not r['file']:
            read = '-'
        elif not r['defect_ids']:
            read = clean
        else:
            read = plain(r['reported_value']) if r['reported_value'] else '-'
        cells[key] = (read, clean)
        if clean != '-':
            applies.add((r['period'], code, r['measure']))
            if read == '-':
                lacks.add((r['period'], code, r['measure']))
    totals = {}
    for r in city:
        code, key = r['indicator_code'], (r['period'], r['indicator_code'], r['measure'])
        if code in PARTS:
            continue
        if key not in applies:
            totals[key] = ('-', '-')
            continue
        own = Decimal(r['city_own'] or 0)
        came = Decimal(r['reported_sum_uncorrected'] or 0) + own
        part = key in lacks
        nothing = part and not (r['reported_sum_uncorrected'] + r['city_own'])
        read = '-' if nothing else plain(came) + ('!' if part else '')
        totals[key] = (read, plain(r['city_total']))
    for (period, code, measure), pair in totals.items():
        cells[(period, CITY, code, measure)] = pair

    def rate(n, d):
        if n == '-' or d == '-' or Decimal(d.strip('!')) == 0:
            return '-'
        value = half_up(Fraction(n.strip('!')) * 100 / Fraction(d.strip('!')), 12)
        return value + ('!' if '!' in n + d else '')

    for key in list(cells):
        period, region, code, measure = key
        if code in PARTS and region != CITY:
            continue
        out.append((period, region, name[code], MEASURE[measure]) + cells[key])
    for code, (above, below) in PARTS.items():
        rows = [r for r in truth if r['effective'] == '1' and r['indicator_code'] == code]
        keys = {(r['period'], r['region'], r['measure']) for r in rows}
        keys |= {(r['period'], CITY, r['measure']) for r in city if r['indicator_code'] == code}
        for period, region, measure in keys:
            n, d = cells[(period, region, above, measure)], cells[(period, region, below, measure)]
            out.append((period, region, name[code], RATE[measure], rate(n[0], d[0]), rate(n[1], d[1])))
    for period in sorted({r['period'] for r in ranks}):
        for measure, rank in (('本月', 'rank'), ('本年累计', 'rank_ytd')):
            book = [r for r in ranks if r['period'] == period and r['measure'] == measure]
            if not book:
                continue
            places = {}
            for which in (0, 1):
                rated = {}
                for r in book:
                    n, d = (cells[(period, r['region'], c, measure)][which] for c in PARTS['FN03'])
                    if n != '-' and d != '-' and Decimal(d) != 0:
                        rated[r['region']] = Fraction(n) / Fraction(d)
                for r in book:
                    mine = rated.get(r['region'])
                    place = '-' if mine is None else str(1 + sum(other > mine for other in rated.values()))
                    places.setdefault(r['region'], []).append(place)
            for region, pair in places.items():
                out.append((period, region, name['FN03'], rank) + tuple(pair))
    writer = csv.writer(sys.stdout, lineterminator='\n')
    writer.writerow(('period', 'region', 'indicator', 'measure', 'as_received', 'corrected'))
    writer.writerows(sorted(out))


main()
