//! The parts of a letter (信函格式, GB/T 9704-2012, 10.1): head and rules, addressee, attachments, signature.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, MM, PITCH, PORTRAIT, baseline};
use super::lines::{Fill, break_lines, marks};
use super::text::{Place, placed, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark};
use crate::document::Inline;

/// From the edge of the sheet to the top of the name; from the name to the first rule.
const NAME_TOP: f64 = 30.0 * MM;
const BELOW_NAME: f64 = 4.0 * MM;
/// From the lower edge of the sheet to the second rule.
const SECOND_RULE: f64 = 20.0 * MM;
const RULE_LENGTH: f64 = 170.0 * MM;
/// Thickness of the two lines of a rule, and what is between their middles.
const THICK: f64 = 1.8;
const THIN: f64 = 0.6;
const APART: f64 = 2.4;
const LARGEST: f64 = 40.0;
/// Lines of the text that stand on the page of the signature at least.
const TEXT_LINES: usize = 2;
/// Lines left free for the seal between the text and the office's name, which the seal covers.
const SEAL_LINES: f64 = 2.0;
const LESS_LINES: [f64; 2] = [1.5, 1.0];

impl Setter<'_> {
    /// The office's name in red, a rule under it, and another at the foot of the page.
    pub(super) fn letterhead(&self, flow: &mut Flow, name: &str) {
        let sheet = PORTRAIT;
        let (size, tracking) = self.name_size(name, LARGEST);
        let words = Words::plain(name, None, self.fonts, FontRole::Title, size);
        let fill = Fill { tracking, ..Fill::ragged(sheet.area_width) };
        let mut all = Vec::new();
        // From the top of the text area; the name begins above it.
        let mut y = NAME_TOP - sheet.top;
        for line in break_lines(&words, fill) {
            let edges = (sheet.left, sheet.area_width);
            all.extend(placed(&words, &line, Place::Center, edges, baseline(y, size, size), self.style.red));
            y += size;
        }
        y += BELOW_NAME;
        all.extend(self.double_rule(y, [THICK, THIN]));
        all.extend(self.double_rule(sheet.height - SECOND_RULE - sheet.top - APART, [THIN, THICK]));
        flow.push(Slab { height: y + APART, marks: all, keep: true, ..Slab::default() });
        // Two lines free above the title.
        flow.push(Slab { height: LEAD * 1.6, blank: true, snap: true, keep: true, ..Slab::default() });
    }

    fn double_rule(&self, y: f64, widths: [f64; 2]) -> Vec<Mark> {
        let left = (PORTRAIT.width - RULE_LENGTH) / 2.0;
        let rule = |(y, width): (f64, f64)| Mark::Line {
            from: (left, y),
            to: (left + RULE_LENGTH, y),
            width,
            color: self.style.red,
            dash: None,
        };
        [y, y + APART].into_iter().zip(widths).map(rule).collect()
    }

    /// At the left edge, also where it goes on (7.3.2).
    pub(super) fn addressee(&self, flow: &mut Flow, text: &[Inline]) {
        let words = Words::of(text, self.fonts, FontRole::Fang, BODY);
        let width = PORTRAIT.area_width;
        let fill = Fill { first: width, rest: width, justify: false, tracking: PITCH - BODY };
        for line in break_lines(&words, fill) {
            let marks = marks(&words, &line, PORTRAIT.left, baseline(0.0, LEAD, BODY), self.style.text);
            flow.push(Slab { height: LEAD, marks, keep: true, ..Slab::default() });
        }
    }

    /// One line free, two characters of indent; what goes on stands under the first character of its name (7.3.4).
    pub(super) fn attachments(&self, flow: &mut Flow, label: &[Inline], names: &[Vec<Inline>]) {
        flow.push(Slab { height: LEAD, blank: true, keep: true, ..Slab::default() });
        let label = Words::of(label, self.fonts, FontRole::Fang, BODY);
        let label_line = break_lines(&label, Fill { tracking: PITCH - BODY, ..Fill::ragged(f64::INFINITY) });
        let label_width = label_line.first().map_or(0.0, |line| line.width) + PITCH - BODY;
        let left = PORTRAIT.left + 2.0 * PITCH;
        for (no, name) in names.iter().enumerate() {
            let number = format!("{}.", no + 1);
            let number =
                Words::plain(if names.len() > 1 { &number } else { "" }, None, self.fonts, FontRole::Fang, BODY);
            let begin = left + label_width + whole(&number).width;
            let room = PORTRAIT.right() - begin;
            let words = Words::of(name, self.fonts, FontRole::Fang, BODY);
            let fill = Fill { first: room, rest: room, justify: false, tracking: PITCH - BODY };
            for (n, line) in break_lines(&words, fill).iter().enumerate() {
                let base = baseline(0.0, LEAD, BODY);
                // In the order in which it is read, which is that of copied text.
                let mut all = Vec::new();
                if let (0, 0, Some(line)) = (n, no, label_line.first()) {
                    all.extend(marks(&label, line, left, base, self.style.text));
                }
                if n == 0 {
                    all.extend(marks(&number, &whole(&number), left + label_width, base, self.style.text));
                }
                all.extend(marks(&words, line, begin, base, self.style.text));
                flow.push(Slab { height: LEAD, marks: all, ..Slab::default() });
            }
        }
    }

    /// The date four characters from the right edge, the office centred over it, room for the seal above (7.3.5.1);
    /// never without some of the text on its page.
    pub(super) fn signature(&self, flow: &mut Flow, office: &[Inline], date: &[Inline]) {
        let mut lines = 0;
        for slab in flow.slabs.iter_mut().rev().take_while(|slab| slab.table.is_none()) {
            slab.keep = true;
            lines += usize::from(slab.text);
            if lines == TEXT_LINES {
                break;
            }
        }
        // Less where that keeps the page (7.3.5.5).
        let lower = LESS_LINES.iter().map(|lines| (LEAD * lines, Vec::new())).collect();
        flow.push(Slab { height: LEAD * SEAL_LINES, lower, blank: true, keep: true, ..Slab::default() });
        let set = |text| {
            let words = Words::of(text, self.fonts, FontRole::Fang, BODY);
            let line = whole(&words);
            (words, line)
        };
        let (office, office_line) = set(office);
        let (date, date_line) = set(date);
        let date_left = PORTRAIT.right() - 4.0 * PITCH - date_line.width;
        let centred = date_left + (date_line.width - office_line.width) / 2.0;
        let office_left = centred.min(PORTRAIT.right() - office_line.width);
        let base = baseline(0.0, LEAD, BODY);
        let mut all = marks(&office, &office_line, office_left, base, self.style.text);
        all.extend(marks(&date, &date_line, date_left, base + LEAD, self.style.text));
        // What may follow is a remark in brackets (7.3.6).
        flow.push(Slab { height: 2.0 * LEAD, marks: all, keep: true, ..Slab::default() });
    }
}

#[cfg(test)]
mod tests {
    use crate::canvas::{Mark, Page, TextRun};
    use crate::document::{Block, Document, Handling, Meta};
    use crate::fonts::testing::bundled;
    use crate::typeset::geometry::{MM, PITCH, PORTRAIT};
    use crate::typeset::testing::{inlines, style};
    use crate::typeset::typeset;

    /// A letter of so many lines of text.
    fn pages(lines: usize) -> Vec<Page> {
        let mut blocks = vec![
            Block::Letterhead {
                name: "许昌市民政局".to_owned(), handling: Handling::default(), number: Vec::new()
            },
            Block::Title(inlines("关于退回[2021年11月]民政统计报表的函")),
            Block::Addressee(inlines("禹州市民政局：")),
        ];
        blocks.extend((0..lines).map(|_| Block::Paragraph(inlines("请核对。"))));
        blocks
            .push(Block::Attachments {
                label: inlines("附件："), names: vec![inlines("问题清单"), inlines("标注件")]
            });
        blocks.push(Block::Signature {
            office: inlines("许昌市民政局"), date: inlines("[2021年12月5日]"), seal: None
        });
        let meta = Meta {
            title: String::new(),
            issuer: String::new(),
            language: "zh-CN".to_owned(),
            draft_mark: None,
            notice: None,
        };
        typeset(&Document { meta, blocks }, bundled(), &style()).unwrap().pages
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
            Mark::Line { from, to, .. } => Some((from.0, to.0 - from.0, from.1)),
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
}
