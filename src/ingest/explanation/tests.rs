//! Lists as counties send them back, drawn as text files, and files that are none.

use super::*;
use crate::catalog::Bounds;
use crate::model::Month;
use std::collections::BTreeMap;

const ID: &str = "value.placeholder|-|2021-11|411081|2021-11/禹州.xlsx|表4|D7|funeral.deaths|month";

fn catalog() -> Catalog {
    Catalog {
        regions: BTreeMap::new(),
        indicators: BTreeMap::new(),
        names: BTreeMap::new(),
        forms: BTreeMap::new(),
        rules: Vec::new(),
        checks: crate::catalog::Checks::default(),
        desks: BTreeMap::new(),
        targets: BTreeMap::new(),
        plans: BTreeMap::new(),
        external: BTreeMap::new(),
        not_targets: BTreeMap::new(),
        explanations: BTreeMap::new(),
        own_figures: BTreeMap::new(),
        reports: BTreeMap::new(),
        kinds: BTreeMap::new(),
        issues: BTreeMap::new(),
        letters: BTreeMap::new(),
        comparisons: BTreeMap::new(),
        schemes: BTreeMap::new(),
        appraisals: BTreeMap::new(),
        demos: BTreeMap::new(),
        themes: BTreeMap::new(),
        bounds: Bounds {
            file_bytes: 1 << 20,
            cells: 10_000,
            text_chars: 32_767,
            rows: 1_000,
            columns: 1_000,
            ..Bounds::default()
        },
        units: BTreeMap::new(),
        fonts: Vec::new(),
        hash: String::new(),
    }
}

fn read(bytes: &[u8]) -> ExplanationReading {
    let file = InputFile {
        path: "2021-11/说明/a.csv".into(),
        month: Month::new(2021, 11).unwrap(),
        sha256: "00".into(),
        bytes: bytes.into(),
    };
    read_explanations(&catalog(), &file, &|| false)
}

fn codes(reading: &ExplanationReading) -> Vec<&str> {
    reading.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_row_with_a_number_and_words_is_an_explanation() {
    let text = format!(
        "禹州市问题清单\n序号,现值,说 明,填写人,日期,编号\n1,无,当月无此业务。,张三,2021年12月6日,{ID}\n2,5,,,,x\n3,7,须更正,,,y\n"
    );
    let reading = read(text.as_bytes());
    assert_eq!(codes(&reading), [""; 0]);
    assert_eq!((reading.file.state, reading.file.region.clone()), (FileState::Effective, Some("411081".into())));
    let [given] = reading.given.as_slice() else { panic!("{:?}", reading.given) };
    assert_eq!((&given.about, given.value.as_deref()), (&About::Finding(ID.to_owned()), Some("无")));
    let Explanation { text, who, date, place, .. } = &given.words;
    assert_eq!((text.as_str(), who.as_str(), date.as_str()), ("当月无此业务。", "张三", "2021-12-06"));
    assert_eq!(place.cell.map(|cell| cell.to_string()).as_deref(), Some("C3"));
}

#[test]
fn the_mark_behind_a_number_is_taken_apart_from_it() {
    let text = format!("编号,说明,填写人,日期\n{ID}#0a1b2c3d,甲,张三,2021-12-06\n{ID},乙,张三,2021-12-06\n");
    let marks: Vec<_> = read(text.as_bytes()).given.into_iter().map(|given| (given.about, given.context)).collect();
    let id = || About::Finding(ID.to_owned());
    assert_eq!(marks, [(id(), Some("0a1b2c3d".to_owned())), (id(), None)]);
}

#[test]
fn without_name_or_day_it_counts_and_that_is_told() {
    let text = format!("编号,说明,日期,填写人\n{ID},甲,昨天,李四\n{ID},乙,,\n,丙,2021-12-01,王五\n");
    let reading = read(text.as_bytes());
    assert_eq!(reading.given.iter().map(|given| given.words.text.as_str()).collect::<Vec<_>>(), ["甲", "乙"]);
    assert!(reading.given.iter().all(|given| given.words.date.is_empty() && given.value.is_none()));
    assert_eq!(
        codes(&reading),
        ["date.unreadable", "explanation.unsigned", "explanation.unsigned", "explanation.no_number"]
    );
    assert_eq!(reading.findings[2].headline(crate::finding::Lang::Zh), "这条说明没有写填写人、日期，照样采用");
}

#[test]
fn a_file_that_explains_nothing_is_told_and_never_keeps_an_edition_a_draft() {
    for (bytes, state, code) in [
        (&b"a,b\n1,2\n"[..], FileState::Ignored, "explanation.no_list"),
        ("编号,说明\nx,\n".as_bytes(), FileState::Ignored, "explanation.none"),
        (b"", FileState::Refused, "explanation.unreadable"),
        (b"PK\x03\x04 cut off", FileState::Refused, "explanation.unreadable"),
        (b"%PDF-1.7", FileState::Refused, "explanation.unreadable"),
    ] {
        let reading = read(bytes);
        assert_eq!((reading.file.state, codes(&reading)), (state, vec![code]));
        assert!(reading.findings.iter().all(|finding| finding.level != crate::finding::Level::Must));
    }
}
