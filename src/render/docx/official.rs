//! What an official document has around its text: heads, marks of handling, labelled lists, signature, annexes, imprint.

use super::body::{Body, Piece, characters, run};
use super::furniture::RULE_LENGTH;
use super::measure::{CHARACTER, LINE, PORTRAIT, signed, tenths, twips, width};
use super::style::{self, SAN};
use crate::document::{Handling, Imprint, Inline, Picture, RedHead, plain_text};
use docx_rs::{AlignmentType, LineSpacing, LineSpacingType, Paragraph, Pic, Run, SpecialIndentType};

/// English metric units in a millimetre, and in a twentieth of a point.
const EMU_MM: u32 = 36_000;
const EMU_TWIP: i32 = 635;
/// The largest size of a red name, in half points, and of that of a letter; the smallest.
const LARGEST: u32 = 116;
const LARGEST_OF_LETTER: u32 = 80;
const SMALLEST: u32 = 44;
/// The upper edge of a red name from the top of the text area: of a document proper (7.2.4), of a bulletin; of a letter
/// from the edge of the sheet (10.1).
const DROP: u32 = 1984;
const DROP_OF_BULLETIN: u32 = 454;
const DROP_OF_LETTER: u32 = 1701;
/// Half points of 四号.
const SI: u32 = 28;

impl Body<'_> {
    /// The red name of the office or the bulletin, its characters `drop` below what is above; the first of its lines.
    fn name(&mut self, style: &str, name: &str, drop: u32) {
        let (words, size) = red_name(name, LARGEST);
        let spacing = LineSpacing::new().line_rule(LineSpacingType::Exact).line(signed(name_line(size)));
        let spacing = spacing.before(drop.saturating_sub(above_name(size)));
        self.push(Paragraph::new().style(style).line_spacing(spacing).add_run(words));
    }

    pub(super) fn masthead(&mut self, name: &str, issue: &[Inline], issuer: &str, date: &[Inline]) {
        self.name(style::MASTHEAD, name, DROP_OF_BULLETIN);
        if !issue.is_empty() {
            self.lines(style::ISSUE, issue);
        }
        let line = Paragraph::new().style(style::ISSUER).add_run(run(issuer)).add_run(Run::new().add_tab());
        let line = self.words(line, date, None);
        self.push(line);
    }

    /// Offices in charge first, each on a line of its own; the suffix ends the last.
    pub(super) fn red_head(&mut self, head: &RedHead) {
        let lines = self.handling(&head.handling);
        let drop = DROP.saturating_sub(lines * LINE.unsigned_abs());
        if let Some((last, before)) = head.offices.split_last() {
            for (no, office) in before.iter().enumerate() {
                self.name(style::MASTHEAD, office, if no == 0 { drop } else { 0 });
            }
            let drop = if before.is_empty() { drop } else { 0 };
            self.name(style::MASTHEAD, &format!("{last}{}", head.suffix), drop);
        } else {
            self.name(style::MASTHEAD, &head.suffix, drop);
        }
        let line = Paragraph::new().style(style::NUMBER);
        if head.signers.is_empty() {
            let line = self.words(line, &head.number, None);
            self.push(line);
            return;
        }
        // The number left, the signers right, each one character from the edge (7.2.5, 7.2.6).
        let edge = docx_rs::Tab::new().val(docx_rs::TabValueType::Left).pos(CHARACTER.unsigned_abs() as usize);
        let line = line.align(AlignmentType::Left).add_tab(edge).add_run(Run::new().add_tab());
        let line = self.words(line, &head.number, None).add_run(Run::new().add_tab());
        let names = Run::new().style(style::SIGNER_WORDS).add_text(head.signers.join("　"));
        self.push(line.add_run(run("签发人：")).add_run(names));
    }

    pub(super) fn letterhead(&mut self, name: &str, handling: &Handling, number: &[Inline]) {
        let (words, size) = red_name(name, LARGEST_OF_LETTER);
        let spacing = LineSpacing::new().line_rule(LineSpacingType::Exact).line(signed(name_line(size)));
        let frame = Paragraph::new().style(style::LETTERHEAD).line_spacing(spacing).add_run(words);
        let frame = frame.frame_width(RULE_LENGTH).h_space(0).wrap("notBeside").v_anchor("page").h_anchor("page");
        self.push(frame.x_align("center").frame_y(signed(DROP_OF_LETTER - above_name(size))));
        // Marks left, the number right on the line of the first.
        let marks = [&handling.copy, &handling.secrecy, &handling.urgency];
        let mut marks: Vec<&Vec<Inline>> = marks.into_iter().filter(|mark| !mark.is_empty()).collect();
        let none = Vec::new();
        if marks.is_empty() && !number.is_empty() {
            marks.push(&none);
        }
        for (no, mark) in marks.into_iter().enumerate() {
            let tab = docx_rs::Tab::new().val(docx_rs::TabValueType::Right).pos(PORTRAIT.area() as usize);
            let mut line = self.words(Paragraph::new().style(style::HANDLING), mark, Some(style::LABEL_WORDS));
            if no == 0 {
                line = self.words(line.add_tab(tab).add_run(Run::new().add_tab()), number, None);
            }
            self.push(line);
        }
    }

    /// A line for each mark there is, and how many there are; 份号 is in 仿宋, the others in 黑体 (7.2.1 to 7.2.3).
    fn handling(&mut self, handling: &Handling) -> u32 {
        let marks = [
            (&handling.copy, None),
            (&handling.secrecy, Some(style::LABEL_WORDS)),
            (&handling.urgency, Some(style::LABEL_WORDS)),
        ];
        let mut lines = 0;
        for (mark, face) in marks.into_iter().filter(|(mark, _)| !mark.is_empty()) {
            let line = self.words(Paragraph::new().style(style::HANDLING), mark, face);
            self.push(line);
            lines += 1;
        }
        lines
    }

    /// What goes on hangs from the label.
    pub(super) fn labelled(&mut self, label: &[Inline], text: &[Inline]) {
        let hang = width(&plain_text(label), 32);
        let line = Paragraph::new().style(style::BODY).indent(
            Some(characters(2) + hang),
            Some(SpecialIndentType::Hanging(hang)),
            None,
            None,
        );
        let line = self.words(line, label, Some(style::LABEL_WORDS));
        let line = self.words(line, text, None);
        self.push(line);
    }

    /// One line free, two characters of indent; what goes on stands under the first character of its name (7.3.4).
    pub(super) fn attachments(&mut self, label: &[Inline], names: &[Vec<Inline>]) {
        let head = width(&plain_text(label), 32);
        for (no, name) in names.iter().enumerate() {
            let number = if names.len() > 1 { format!("{}.", no + 1) } else { String::new() };
            let own = width(&number, 32);
            let hang = if no == 0 { head + own } else { own };
            let left = characters(2) + head + own;
            let mut line = Paragraph::new().style(style::ATTACHMENTS).indent(
                Some(left),
                Some(SpecialIndentType::Hanging(hang)),
                None,
                None,
            );
            if no == 0 {
                line = line.line_spacing(spaced(LINE));
                line = self.words(line, label, None);
            }
            if !number.is_empty() {
                line = line.add_run(run(&number));
            }
            let line = self.words(line, name, None);
            self.push(line);
        }
    }

    /// The date four characters from the right edge, the office centred over it; the seal lies behind both (7.3.5.1).
    pub(super) fn signature(&mut self, office: &[Inline], date: &[Inline], seal: Option<&Picture>) {
        self.keep_text();
        let (office_width, date_width) = (width(&plain_text(office), 32), width(&plain_text(date), 32));
        let date_right = characters(4);
        let office_right = (date_right + (date_width - office_width) / 2).max(0);
        let area = i32::try_from(PORTRAIT.area()).unwrap_or(0);
        let mut free = Paragraph::new().style(style::SIGNATURE);
        // As many lines as the typesetter left where the page is short of two.
        let less = self.choices.above_signature.map(|room| signed(twips(room))).filter(|room| *room < 2 * LINE);
        if let Some(room) = less {
            free = free.line_spacing(style::exact(room.min(LINE * 3 / 2)));
        }
        if let Some(pic) = seal.and_then(|seal| self.seal(seal, area - date_right - date_width / 2)) {
            free = free.add_run(Run::new().add_image(pic));
        }
        self.push(free);
        if less.is_none() {
            self.push(Paragraph::new().style(style::SIGNATURE));
        }
        for (text, right) in [(office, office_right), (date, date_right)] {
            let line = Paragraph::new().style(style::SIGNATURE).indent(None, None, Some(right), None);
            let line = self.words(line, text, None);
            self.push(line);
        }
    }

    /// The last of the text stands on the page of the signature (7.3.5.5).
    fn keep_text(&mut self) {
        for piece in self.pieces.iter_mut().rev() {
            let Piece::Paragraph(last) = piece else { break };
            last.property.keep_next = Some(true);
            if last.property.style.as_ref().is_some_and(|style| style.val == style::BODY) {
                break;
            }
        }
    }

    /// The seal, its middle between office and date, anchored two lines above.
    fn seal(&mut self, seal: &Picture, middle: i32) -> Option<Pic> {
        let (across, down) = png_size(&seal.png)?;
        let wide = seal.millimetres * EMU_MM;
        let high = u32::try_from(u64::from(wide) * u64::from(down) / u64::from(across)).ok()?;
        let half = |length: u32| i32::try_from(length / 2).unwrap_or(0);
        let id = self.picture(seal.alt.clone());
        let pic = Pic::new_with_dimensions(seal.png.to_vec(), 1, 1).id(id).size(wide, high).floating().overlapping();
        Some(
            pic.relative_from_h(docx_rs::RelativeFromHType::Column)
                .relative_from_v(docx_rs::RelativeFromVType::Paragraph)
                .offset_x((middle * EMU_TWIP - half(wide)).max(0))
                .offset_y((3 * LINE * EMU_TWIP - half(high)).max(0)),
        )
    }

    /// On a page of its own; the title on the third line (7.3.7).
    pub(super) fn annex(&mut self, text: &[Inline], title: &[Inline]) {
        let mark = Paragraph::new().style(style::ANNEX);
        let mark = if self.fresh { mark } else { mark.page_break_before(true) };
        // Its title, or that of its first table, stands on the third line (7.3.7).
        let free = if title.is_empty() { LINE.unsigned_abs() } else { 0 };
        let mark = self.entry(mark.line_spacing(style::exact(LINE).after(free)), text);
        self.push(mark);
        if !title.is_empty() {
            self.lines(style::ANNEX_TITLE, title);
        }
    }

    /// At the foot of the last page: rules of the text area's width, thick above and below, thin between (7.4.1).
    pub(super) fn imprint(&mut self, imprint: &Imprint, letter: bool) {
        let mut lines = Vec::new();
        for (label, text) in &imprint.lines {
            let hang = width(&plain_text(label), SI);
            let side = i32::try_from(SI * 10).unwrap_or(0);
            let indent = Some(SpecialIndentType::Hanging(hang));
            let line = Paragraph::new().style(style::IMPRINT).indent(Some(side + hang), indent, Some(side), None);
            let line = self.words(line, label, None);
            lines.push(self.words(line, text, None));
        }
        let ends = !imprint.office.is_empty() || !imprint.date.is_empty();
        if ends {
            let side = i32::try_from(SI * 10).unwrap_or(0);
            let line = Paragraph::new().style(style::IMPRINT).indent(Some(side), None, Some(side), None);
            let tab = docx_rs::Tab::new().val(docx_rs::TabValueType::Right).pos((PORTRAIT.area() - SI * 10) as usize);
            let line = self.words(line.add_tab(tab), &imprint.office, None).add_run(Run::new().add_tab());
            lines.push(self.words(line, &imprint.date, None));
        }
        if lines.is_empty() {
            return;
        }
        if self.choices.foot_apart {
            self.end_section();
            (self.turned, self.apart) = (false, true);
            // LibreOffice begins a page with a paragraph, not with what floats.
            self.push(Paragraph::new().style(style::BREAK));
        }
        self.at_foot(lines, ends, !letter);
        // What floats is anchored in the paragraph behind it.
        self.push(Paragraph::new().style(style::BREAK));
    }
}

/// A red name as large as one line allows, a short one spaced, and its size in half points.
fn red_name(name: &str, largest: u32) -> (Run, u32) {
    let tenths = tenths(name).max(1);
    let size = (PORTRAIT.area() * 98 / 100 / tenths).clamp(SMALLEST, largest);
    let gaps = u32::try_from(name.chars().count().saturating_sub(1)).unwrap_or(1).max(1);
    let spare = (PORTRAIT.area() * 86 / 100).saturating_sub(tenths * size) / gaps;
    let words = run(name).size(size as usize).character_spacing(signed(spare.min(size * 10 * 35 / 100)));
    (words, size)
}

/// The line of a red name: a quarter higher than its characters.
fn name_line(size: u32) -> u32 {
    size * 10 * 5 / 4
}

/// From the top of that line to the characters.
fn above_name(size: u32) -> u32 {
    size * 10 * 15 / 100
}

fn spaced(before: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(LINE).before(u32::try_from(before).unwrap_or(0))
}

/// Pixels across and down, from the head of a PNG file.
fn png_size(png: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?)).filter(|side| *side > 0);
    if png.get(12..16)? == b"IHDR" { side(16).zip(side(20)) } else { None }
}

/// Half points of the body, for those who measure.
const _: () = assert!(SAN == 32);
