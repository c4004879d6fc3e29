//! A letter: rules, signature, what goes with it.

use crate::canvas::{Mark, Page, TextRun};
use crate::document::{Block, Handling};
use crate::fonts::testing::bundled;
use crate::typeset::geometry::{MM, PITCH, PORTRAIT};
use crate::typeset::testing::{bulletin, document, inlines, long_table, style};
use crate::typeset::typeset;

/// A letter of so many lines of text.
fn pages(lines: usize) -> Vec<Page> {
    let mut blocks = vec![
        Block::Letterhead { name: "许昌市民政局".to_owned(), handling: Handling::default(), number: Vec::new() },
        Block::Title(inlines("关于退回[2021年11月]民政统计报表的函")),
        Block::Addressee(inlines("禹州市民政局：")),
    ];
    blocks.extend((0..lines).map(|_| Block::Paragraph(inlines("请核对。"))));
    blocks.push(Block::Attachments {
        label: inlines("附件："), names: vec![inlines("问题清单"), inlines("标注件")]
    });
    blocks.push(Block::Signature {
        office: inlines("许昌市民政局"), date: inlines("[2021年12月5日]"), seal: None
    });
    typeset(&document(blocks), bundled(), &style()).unwrap().pages
}

fn runs(page: &Page) -> Vec<&TextRun> {
    page.marks.iter().filter_map(|m| if let Mark::Text(run) = m { Some(run) } else { None }).collect()
}

fn texts(page: &Page) -> Vec<String> {
    runs(page).iter().map(|run| run.text.clone()).collect()
}

#[test]
fn a_letter_has_its_rules_where_the_standard_wants_them_and_no_number_on_its_first_page() {
    let pages = pages(3);
    assert_eq!(pages.len(), 1);
    let rule = |mark: &Mark| match mark {
        Mark::Line { from, to, width, .. } => Some((from.0, to.0 - from.0, from.1 + width / 2.0)),
        _ => None,
    };
    let rules: Vec<_> = pages[0].marks.iter().filter_map(rule).collect();
    assert_eq!(rules.len(), 4, "two double rules");
    assert!(rules.iter().all(|(x, width, _)| (x - 20.0 * MM).abs() < 0.01 && (width - 170.0 * MM).abs() < 0.01));
    assert!((rules[3].2 - 277.0 * MM).abs() < 0.01, "20 mm from the lower edge");
    assert!(!texts(&pages[0]).iter().any(|text| text.contains('—')), "no page number");
    // The name begins 30 mm from the upper edge: its baseline is 0.88 em below, of at most 40 pt.
    let name = runs(&pages[0])[0];
    assert!(name.text.starts_with('许') && name.y > 30.0 * MM && name.y < 30.0 * MM + name.size, "{}", name.y);
}

#[test]
fn the_date_stands_four_characters_from_the_edge_with_the_office_centred_over_it() {
    let pages = pages(1);
    let all = runs(&pages[0]);
    let extent = |wanted: &str| {
        let run = all.iter().rev().find(|run| run.text.contains(wanted)).unwrap();
        let width: f64 = run.text.chars().map(|c| bundled().advance(c, run.role).unwrap() * run.size).sum();
        (run.x, width)
    };
    let end = runs(&pages[0]).iter().rev().find(|run| run.text.contains('日')).map(|run| run.x + run.size).unwrap();
    assert!((end - (PORTRAIT.right() - 4.0 * PITCH)).abs() < 1.0, "{end}");
    let (x, width) = extent("许昌市民政局");
    let middle = x + width / 2.0;
    let first = all.iter().rev().find(|run| run.text.starts_with("2021")).unwrap().x;
    assert!((middle - f64::midpoint(first, end)).abs() < 1.0, "{middle} is not the middle of {first} and {end}");
}

#[test]
fn the_signature_never_stands_alone() {
    for lines in 1..30 {
        let pages = pages(lines);
        let last = texts(pages.last().unwrap()).concat();
        assert!(last.contains("请核对") && last.contains("许昌市民政局"), "{lines} lines: {last}");
    }
}

#[test]
fn after_a_table_or_a_chart_the_signature_stands_with_some_of_it() {
    let chart = bulletin().blocks.into_iter().find(|block| matches!(block, Block::Chart(_))).unwrap();
    for lines in 1..22 {
        for (last, wanted) in [(Block::Table(long_table(60)), "单位"), (chart.clone(), "火化率居")] {
            let mut blocks: Vec<Block> = (0..lines).map(|_| Block::Paragraph(inlines("请核对。"))).collect();
            blocks.push(last);
            let date = inlines("[2021年12月5日]");
            blocks.push(Block::Signature { office: inlines("许昌市民政局"), date, seal: None });
            let pages = typeset(&document(blocks), bundled(), &style()).unwrap().pages;
            let last = texts(pages.last().unwrap()).concat();
            assert!(last.contains(wanted) && last.contains("许昌市民政局"), "{lines} lines: {last}");
        }
    }
}
