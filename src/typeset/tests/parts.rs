//! Annexes, remarks, contents; what stands alone on no page.

use super::{runs, set};
use crate::canvas::FontRole;
use crate::document::{Block, Inline};
use crate::typeset::geometry::{FOLIO, LEAD, PITCH, PORTRAIT};
use crate::typeset::testing::inlines;

#[test]
fn an_annex_is_called_by_its_label_and_its_title_which_stands_on_the_third_line() {
    let set = set(vec![Block::Annex { text: inlines("附件<1>"), title: inlines("问题\u{200B}清单") }]);
    assert_eq!(set.outline[0].title, "附件1　问题清单");
    let title = runs(&set.pages[0]).into_iter().find(|r| r.role == FontRole::Title).unwrap();
    let line = (title.y - PORTRAIT.top) / LEAD;
    assert!(line > 2.0 && line < 3.1, "on line {}", line.ceil());
}

#[test]
fn every_annex_has_its_label_on_the_first_line_and_a_title_on_the_third() {
    let annex = |title: &str| Block::Annex { text: inlines("附件"), title: inlines(title) };
    let small = || Block::Table(super::super::testing::small_table());
    let wide = || Block::Table(super::super::testing::wide_table(12));
    let long = || Block::Table(super::super::testing::long_table(60));
    let cases = [
        (vec![annex("滞后清单"), Block::Paragraph(inlines("平稳。"))], FontRole::Title, 22.0),
        (vec![annex("滞后清单"), small(), small()], FontRole::Title, 22.0),
        (vec![annex(""), small()], FontRole::Title, 22.0),
        (vec![annex(""), long(), Block::Paragraph(inlines("平稳。"))], FontRole::Title, 22.0),
        (vec![annex(""), wide()], FontRole::Title, 22.0),
        (vec![annex(""), small(), small()], FontRole::Title, 13.0),
        (vec![annex(""), wide(), small()], FontRole::Title, 13.0),
    ];
    for (no, (blocks, role, size)) in cases.into_iter().enumerate() {
        let pages = set(std::iter::once(Block::Paragraph(inlines("平稳。"))).chain(blocks).collect()).pages;
        let page = &pages[1];
        let sheet = if page.width > page.height { super::super::geometry::LANDSCAPE } else { PORTRAIT };
        let line = |run: &crate::canvas::TextRun| ((run.y - sheet.top) / LEAD).ceil();
        // What is turned is the number of the page.
        let all: Vec<_> = runs(page).into_iter().filter(|run| !run.turned).collect();
        let label = all.iter().find(|run| run.text.contains("附件")).unwrap();
        assert_eq!((line(label), label.role, label.size), (1.0, FontRole::Hei, super::BODY), "case {no}");
        assert!((label.x - sheet.left).abs() < 1e-6, "case {no}");
        let here = |run: &&&crate::canvas::TextRun| run.y > label.y && run.y < sheet.bottom();
        let first = all.iter().filter(here).map(|run| run.y).fold(f64::INFINITY, f64::min);
        let title: Vec<_> = all.iter().filter(|run| (run.y - first).abs() < 1e-6).collect();
        assert_eq!((line(title[0]), title[0].role, title[0].size), (3.0, role, size), "case {no}");
        let (left, right) = (title[0].x, super::right_edge(title[title.len() - 1]));
        let middle = f64::midpoint(left, right) - sheet.left;
        assert!((middle - sheet.area_width / 2.0).abs() < 0.1, "case {no}: {middle} of {}", sheet.area_width);
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    for lines in 2..6 {
        for before in 38..45 {
            let mut blocks: Vec<Block> = (0..before).map(|_| Block::Paragraph(inlines("民政统计月报"))).collect();
            blocks.push(Block::Paragraph(vec![Inline::Text("救".repeat(28 * lines - 2))]));
            let set = set(blocks);
            for page in &set.pages {
                let here = runs(page).into_iter().filter(|r| r.text.starts_with('救')).count();
                assert_ne!(here, 1, "{lines} lines after {before}");
            }
        }
    }
}

#[test]
fn a_remark_stands_in_brackets_two_characters_in() {
    for text in ["此件公开发布", "（此件公开发布）"] {
        let page = set(vec![Block::Remark(inlines(text))]).pages.remove(0);
        let said: String = runs(&page).iter().filter(|r| r.size > FOLIO).map(|r| r.text.as_str()).collect();
        assert_eq!(said, "（此件公开发布）");
        assert!((runs(&page)[0].x - PORTRAIT.left - 2.0 * PITCH).abs() < 1e-6);
    }
}

#[test]
fn contents_lead_to_headings_and_annexes() {
    let set = set(vec![
        Block::Contents { title: inlines("目录") },
        Block::Heading { level: 1, text: inlines("一、总体情况") },
        Block::Heading { level: 2, text: inlines("（一）救助") },
        Block::Heading { level: 3, text: inlines("<1>.低保") },
        Block::Paragraph(inlines("平稳。")),
        Block::Annex { text: inlines("附表"), title: Vec::new() },
    ]);
    let to: Vec<(usize, f64)> = set.links.iter().map(|link| (link.to_page, link.to_y)).collect();
    let wanted: Vec<(usize, f64)> = [0, 1, 3].iter().map(|&no| (set.outline[no].page, set.outline[no].y)).collect();
    assert_eq!(to, wanted, "the third level is left out");
    assert!(set.links.windows(2).all(|pair| pair[0].frame.y + LEAD <= pair[1].frame.y + 1e-6));
    // Copied text reads: words, then their page.
    let said: Vec<&str> = runs(&set.pages[0]).iter().map(|r| r.text.as_str()).collect();
    assert_eq!(said[1..7], ["一、总体情况", "1", "（一）救助", "1", "附表", "2"]);
}

#[test]
fn an_annex_turns_with_the_wide_table_it_begins_with() {
    let wide = super::super::testing::wide_table(12);
    let set = set(vec![
        Block::Paragraph(inlines("平稳。")),
        Block::Annex { text: inlines("附表"), title: Vec::new() },
        Block::Table(wide),
    ]);
    let page = &set.pages[set.outline[0].page];
    assert!(page.width > page.height, "the label stands on the table's sheet");
    assert!(runs(page).iter().any(|run| run.text.contains("东城区")), "and so does the whole table");
    let label = runs(page).into_iter().find(|run| run.text.contains("附表")).unwrap();
    assert!((label.x - super::super::geometry::LANDSCAPE.left).abs() < 1e-6, "{}", label.x);
}
