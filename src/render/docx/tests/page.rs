//! Titles, tables of forms, the imprint, letters, what stands on every page.

use super::*;
use crate::document::FormBlock;

fn attributes<'a>(node: &'a Node, name: &str, attribute: &str) -> Vec<&'a str> {
    all(node, name).iter().filter_map(|found| found.attribute(attribute)).collect()
}

#[test]
fn a_title_is_broken_where_its_page_breaks_it_and_its_words_are_whole() {
    // 29 characters of 22 pt; a line holds 18.
    let title = "许昌市民政局关于去年全市火化率及年度目标任务进展情况的通报";
    let document = part(&made(vec![Block::Title(words(title))]), "word/document.xml");
    assert_eq!(text(&document), title);
    assert_eq!(all(&document, "w:br").len(), 1);
}

#[test]
fn a_form_has_its_block_and_the_line_of_office_period_and_unit() {
    let block = FormBlock {
        lines: vec!["表　　号：甲表".to_owned(), "制定机关：甲局".to_owned()],
        office: "综合机关名称：乙局".to_owned(),
        period: "二月".to_owned(),
    };
    let form = Table { block: Some(block), ..table(3) };
    let document = part(&made(vec![Block::Table(form)]), "word/document.xml");
    assert!(text(&document).starts_with("表题表　　号：甲表制定机关：甲局综合机关名称：乙局二月单位：%"));
}

#[test]
fn a_draft_has_its_mark_across_every_page() {
    let bytes = made(vec![Block::Paragraph(words("甲"))]);
    for name in ["word/header1.xml", "word/header2.xml"] {
        assert_eq!(attributes(&part(&bytes, name), "v:textpath", "string"), ["草稿"], "{name}");
    }
}

/// A document proper with so many annexes, each on a page of its own, and an imprint.
fn proper(annexes: usize) -> Node {
    let mut blocks: Vec<Block> =
        every_block().into_iter().filter(|block| matches!(block, Block::RedHead(_) | Block::Paragraph(_))).collect();
    for _ in 0..annexes {
        blocks.push(Block::Annex { text: words("附件"), title: Vec::new() });
        blocks.push(Block::Paragraph(words("甲")));
    }
    blocks.extend(every_block().into_iter().filter(|block| matches!(block, Block::Imprint(_))));
    part(&made(blocks), "word/document.xml")
}

#[test]
fn an_imprint_sinks_to_the_foot_of_the_back_of_the_last_leaf() {
    for (annexes, start, feet) in
        [(1, "nextPage", ["rIdfooter1", "rIdfooter2"]), (2, "evenPage", ["rIdfooter3", "rIdfooter3"])]
    {
        let document = proper(annexes);
        let sections = all(&document, "w:sectPr");
        let last = sections.last().unwrap();
        assert_eq!(attributes(last, "w:type", "w:val"), [start], "{annexes}");
        assert_eq!(attributes(last, "w:footerReference", "r:id"), feet, "{annexes}: a page of its own has no number");
        assert_eq!(attributes(&document, "w:tblpPr", "w:tblpYSpec"), ["bottom"]);
        let rules: Vec<&str> = attributes(all(&document, "w:tbl").last().unwrap(), "w:top", "w:sz");
        assert_eq!(rules, ["8", "6"], "thick above, thin between");
    }
}

#[test]
fn the_name_of_a_letter_is_30_mm_from_the_edge_and_its_first_page_has_no_number() {
    let letter = every_block().into_iter().filter(|block| matches!(block, Block::Letterhead { .. })).collect();
    let bytes = made(letter);
    let document = part(&bytes, "word/document.xml");
    // 1701 twentieths of a point, less the 3/20 of 40 pt that its line has above the characters.
    assert_eq!(attributes(&document, "w:framePr", "w:y"), ["1581"]);
    assert_eq!(all(&document, "w:titlePg").len(), 1);
    let foot = part(&bytes, "word/footer4.xml");
    assert_eq!((text(&foot).as_str(), attributes(&foot, "w:framePr", "w:w")), ("", vec!["9638"]));
}
