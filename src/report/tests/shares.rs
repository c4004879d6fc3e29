//! Shares of the total: in sentences, in the table of units, and what must not be told by one.

use super::*;

const POOR: &str = "assistance.dibao.persons";
const FAMILIES: &str = "marriage.registrations";

/// Stocks of the nine units that make 200.
const NINE: [(&str, &str); 9] = [
    ("411002", "50"),
    ("411003", "25"),
    ("411024", "25"),
    ("411025", "1"),
    ("411081", "30"),
    ("411082", "40"),
    ("XC-SFQ", "9"),
    ("XC-KFQ", "10"),
    ("XC-DCQ", "10"),
];

fn bureau() -> Bureau {
    let mut bureau = Bureau::new("2021-11");
    for (unit, value) in NINE {
        bureau.put(unit, "2021-11", POOR, Measure::Stock, Some(value));
        bureau.put(unit, "2021-11", FAMILIES, Measure::Ytd, Some(value));
    }
    let report = bureau.catalog.reports.get_mut("monthly").unwrap();
    report.county_columns = vec![(POOR.into(), Measure::Stock), (POOR.into(), Measure::Share)];
    bureau
}

const WORDING: &str = "::table county | 分单位";

fn cell(bureau: &Bureau, row: &str) -> String {
    let document = bureau.document(Some(WORDING)).unwrap();
    let is = |r: &&crate::document::Row| r.cells[0].content.shown() == row;
    table(&document, "county").rows.iter().find(is).unwrap().cells[2].content.shown().to_owned()
}

#[test]
fn a_share_stands_in_sentence_and_table_alike() {
    let bureau = bureau();
    // 1 / 200 = 0.5 %, 25 / 200 = 12.5 %, 50 / 200 = 25 %.
    let said = bureau.say("{{ fig(\"低保人数合计\", \"share\", region=\"襄城县\") }}、{{ fig(\"结婚登记\", \"share_ytd\", region=\"建安区\") }}");
    assert_eq!(said, "0.5%、12.5%");
    assert_eq!(["全市", "魏都区", "襄城县"].map(|row| cell(&bureau, row)), ["100.0", "25.0", "0.5"]);
    let document = bureau.document(Some(WORDING)).unwrap();
    let county = table(&document, "county");
    assert_eq!(county.columns[2].heads, ["低保人数合计（人）", "占全市比重（%）"]);
    assert_eq!(county.unit_line, "", "several units stand in the heads");
    // Those of a column are among the figures, one that only a sentence has is made for it; each leads to two others.
    let (column, made) = bureau.with(Some(WORDING), |input| {
        let column = input.figures.iter().filter(|figure| figure.key.measure.shared().is_some()).cloned();
        (column.collect::<Vec<_>>(), derived_figures(input, &document))
    });
    assert_eq!((column.len(), made.len()), (10, 0));
    let sentence = "{{ fig(\"结婚登记\", \"share_ytd\", region=\"建安区\") }}";
    let document = bureau.document(Some(sentence)).unwrap();
    let made = bureau.with(Some(sentence), |input| derived_figures(input, &document));
    assert_eq!(made.len(), 1);
    assert!(column.iter().chain(&made).all(|figure| figure.trace.operands.len() == 2));
}

#[test]
fn the_largest_share_comes_first() {
    let bureau = bureau();
    let set = "{% set share = fig(\"低保人数合计\", \"share\") %}\n";
    let said = bureau.say(&format!("{set}{{{{ leaders(share, 3).text }}}}"));
    assert_eq!(said, "魏都区（25.0%）、长葛市（20.0%）、禹州市（15.0%）");
    let said = bureau.say(&format!("{set}{{{{ trailers(share, 3).text }}}}"));
    assert_eq!(said, "开发区、东城区（均为5.0%，并列第6位）、示范区（4.5%）、襄城县（0.5%）");
    assert_eq!(bureau.say(&format!("{set}{{% if moved(share).up or spread(share).known %}}动{{% endif %}}")), "");
}

#[test]
fn there_is_no_share_of_a_partial_total() {
    let mut bureau = bureau();
    bureau.facts.retain(|fact| fact.region != "XC-DCQ".into());
    bureau.put("XC-DCQ", "2021-11", POOR, Measure::Stock, None);
    assert_eq!(["全市", "魏都区", "东城区"].map(|row| cell(&bureau, row)), ["—", "—", "…"]);
    let said = bureau.say("{% set f = fig(\"低保人数合计\", \"share\", region=\"魏都区\") %}\n{{ f }}{{ f.incomplete }}{{ leaders(f, 3).known }}");
    assert_eq!(said, "—TrueFalse");
}

#[test]
fn a_share_does_not_tell_what_is_withheld() {
    let mut bureau = bureau();
    bureau.catalog.indicators.get_mut(POOR).unwrap().suppress_below = Some(5);
    // 1 is too small; with it goes the next smallest, 9. The others can be printed, and their shares.
    assert_eq!(["全市", "魏都区", "襄城县", "示范区"].map(|row| cell(&bureau, row)), ["100.0", "25.0", "×", "×"]);
    let said = bureau.say("{{ leaders(fig(\"低保人数合计\", \"share\"), 9).text }}");
    assert!(!said.contains("襄城县") && !said.contains("示范区"), "{said}");
}

#[test]
fn what_does_not_add_up_has_no_share() {
    let bureau = bureau();
    let error = bureau.error("{{ fig(\"火化率\", \"share\") }}");
    assert!(error.message_zh.contains("“火化率”没有占合计比重"), "{error}");
    let error = bureau.error("{{ fig(\"低保人数合计\", \"share_ytd\") }}");
    assert!(error.message_zh.contains("可用的有：") && error.message_zh.contains("share"), "{error}");
}
