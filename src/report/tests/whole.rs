//! The bundled report as a whole.

use super::*;
use crate::assessment::testing::blank;

#[test]
fn a_total_that_lacks_a_unit_says_so_in_its_sentence() {
    let mut bureau = Bureau::new("2021-11");
    bureau.rates("2021-11", &NOVEMBER[1..]);
    for indicator in [DEATHS, CREMATIONS] {
        bureau.put("411002", "2021-11", indicator, Measure::Month, None);
    }
    for record in &mut bureau.returns.register {
        if record.region == "411002".into() {
            record.state = ReturnState::Missing;
        }
    }
    let said = "（魏都区本月未报，全市数据为其余8个单位合计）";
    assert_eq!(
        bureau.say("{{ shortfall(focus) }}。{{ shortfall(fig(\"死亡人数\", \"month\"), focus) }}"),
        format!("{said}。")
    );
    let whole = bureau.document(None).unwrap_or_else(|e| panic!("{e}"));
    assert!(text(&whole).contains(&format!("95.38%{said}")), "{}", text(&whole));
    assert!(text(&whole).contains("应报9个单位，实报8个，按时8个；未报的有魏都区"), "{}", text(&whole));
    let Some(Block::KeyFigures(top)) = whole.blocks.iter().find(|b| matches!(b, Block::KeyFigures(_))) else {
        panic!()
    };
    assert_eq!(plain_text(&top[0].value), "95.38%*");
    assert_eq!(plain_text(&top[0].legend), "“*”合计不完整，不含魏都区。“…”未报。", "said under the boxes");
    let county = table(&whole, "county");
    assert_eq!(county.rows[0].cells[3].content.shown(), "95.38*");
    assert_eq!(county.rows[1].cells[3].content.shown(), "…");
    assert!(county.notes.iter().any(|note| plain_text(note) == "带“*”的合计不含：魏都区。"), "{:?}", county.notes);
}

#[test]
fn a_return_without_a_date_has_come_and_is_not_in_time() {
    let mut bureau = Bureau::new("2021-11");
    bureau.rates("2021-11", &NOVEMBER);
    bureau.returns.register[1].state = ReturnState::Undated;
    let whole = bureau.document(None).unwrap_or_else(|e| panic!("{e}"));
    let said = "应报9个单位，实报9个，按时8个；未注明报出日期的有建安区";
    assert!(text(&whole).contains(said), "{}", text(&whole));
}

/// A target of 97 % for the total and two units, judged outside.
pub(super) fn judged(bureau: &mut Bureau, region: &str, actual: i64, status: Status, band: Light) {
    let region: RegionCode = region.into();
    let period = bureau.period;
    let key =
        |indicator: &str, measure| FigureKey { region: region.clone(), indicator: indicator.into(), measure, period };
    let number = |n: i64| Some(Exact::from_int(n));
    let target = "test.rate";
    let all = [
        (Measure::Target, number(97), "%"),
        (Measure::Completion, number(actual * 100 / 97), "%"),
        (Measure::Schedule, number(100), "%"),
        (Measure::Gap, number(actual - 97), "%"),
    ];
    for (measure, value, unit) in all {
        let figure = Figure {
            key: key(target, measure),
            value,
            missing: None,
            unit: unit.into(),
            places: 0,
            trace: Trace::default(),
        };
        bureau.assessed.figures.push(figure);
    }
    bureau.assessed.list.push(Assessment {
        name: "提高火化率".into(),
        indicator: RATE.into(),
        target_value: number(97),
        actual_key: key(RATE, Measure::Ratio),
        actual: number(actual),
        completion: number(actual * 100 / 97),
        due: number(97),
        gap: number(actual - 97),
        band,
        status,
        unit: "%".into(),
        places: 2,
        responsible: "某局".into(),
        lead: "某科".into(),
        source: "本级设定".into(),
        ..blank(target, &region, period, Date::new(2021, 10, 31).unwrap())
    });
}

#[test]
fn one_judgement_speaks_in_text_table_and_chart() {
    let mut bureau = november();
    judged(&mut bureau, "411000", 95, Status::Missed, Light::Bad);
    judged(&mut bureau, "411081", 90, Status::Missed, Light::Bad);
    judged(&mut bureau, "411082", 99, Status::Met, Light::Good);
    let document = bureau.document(None).unwrap_or_else(|e| panic!("{e}"));
    let words = text(&document);
    assert!(words.contains("未达到目标（不低于97%）的有禹州市。"), "{words}");
    assert!(
        words.contains(
            "目标不低于97%，低于目标1.33个百分点；原定10月底前完成，截至11月底仍未完成，已逾期30天；滞后的单位有禹州市"
        ),
        "{words}"
    );
    assert!(words.contains("1项指标中，1项滞后（"), "{words}");
    let row = table(&document, "county").rows.iter().find(|row| row.cells[0].content.shown() == "禹州市").unwrap();
    assert_eq!(row.cells[3].band, Band::Bad);
    let bars = document.blocks.iter().find_map(|block| match block {
        Block::Chart(ChartSpec { kind: ChartKind::Ranking { bars, references }, .. }) => Some((bars, references)),
        _ => None,
    });
    let (bars, references) = bars.unwrap();
    assert_eq!((bars[0].label.as_str(), bars[0].shown.as_str(), bars[0].band), ("长葛市", "99.00%", Band::Good));
    assert_eq!(references[0].label, "目标97%");
    let status = table(&document, "key").rows.iter().find(|row| row.cells[0].content.shown() == "火化率").unwrap();
    assert_eq!((status.cells[8].content.shown(), status.cells[8].band), ("逾期未完成", Band::Bad));
}

#[test]
fn the_bundled_report_builds_whole_and_every_derived_figure_has_a_trace() {
    let mut bureau = november();
    bureau.rates("2021-01", &NOVEMBER.map(|(code, _)| (code, "29")));
    bureau.draft = Some(2);
    let place = Place::default();
    bureau.findings.push(
        Finding::new("sum.mismatch", month("2021-11"), place)
            .of(&"411081".into())
            .about(&DEATHS.into(), Measure::Month),
    );
    let (document, derived) = bureau.with(None, |input| {
        let document = build(input).unwrap_or_else(|e| panic!("{e}"));
        let derived = derived_figures(input, &document);
        (document, derived)
    });
    let words = text(&document);
    for part in [
        "2021年11月全市民政统计情况",
        "尚有2处强制性问题未解决",
        "模拟数据",
        "11月份，全市火化率为95.67%，较1月份提高66.67个百分点（1月份为29.00%）",
        "强制性问题1处，涉及1个单位",
        "受影响的指标有死亡人数、火化率，本期按上报数使用",
        "一、总体情况",
        "五、数据质量",
        "见附表9",
    ] {
        assert!(words.contains(part), "{part}\n{words}");
    }
    assert_eq!(document.meta.draft_mark.as_deref(), Some("草稿"));
    assert_eq!(document.meta.title, "2021年11月全市民政统计情况");
    let ids: Vec<String> = derived.iter().map(|figure| format!("{}={}", figure.key, figure.shown())).collect();
    assert_eq!(
        ids,
        [
            "411000/funeral.cremation_rate/since_first/2021-11=66.67",
            "411000/funeral.cremation_rate/spread/2021-11=9.00"
        ]
    );
    assert!(derived.iter().all(|figure| figure.trace.operands.len() == 2));
    for block in &document.blocks {
        if let Block::Table(table) = block {
            assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", table.id);
        }
    }
    assert_eq!(document, bureau.document(None).unwrap(), "the same input gives the same document");
}

#[test]
fn no_text_of_a_document_has_a_digit() {
    let document = november().document(None).unwrap();
    let texts = document.blocks.iter().flat_map(Block::texts);
    for inline in texts.flatten() {
        if let Inline::Text(words) = inline {
            assert!(!words.chars().any(mark::is_digit), "{words}");
        }
    }
}

#[test]
fn an_empty_month_still_gives_a_report() {
    for period in ["2021-11", "2021-01", "2021-Q3", "2021-H1", "2021"] {
        let document = Bureau::new(period).document(None).unwrap_or_else(|e| panic!("{period}: {e}"));
        assert!(text(&document).contains("各单位均未报火化率"), "{period}\n{}", text(&document));
    }
}

#[test]
fn decimals_are_those_of_the_catalogue() {
    let bureau = november();
    let document = bureau.document(None).unwrap();
    let row = &table(&document, "county").rows[1];
    let CellContent::Figure { value, places, .. } = &row.cells[3].content else { panic!("{:?}", row.cells[3]) };
    assert_eq!((*value, *places), (Some("98.00".parse::<Decimal>().unwrap()), 2));
}
