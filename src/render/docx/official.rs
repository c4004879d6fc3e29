//! What an official document has around its text: heads, marks of handling, labelled lists, signature, annexes, imprint.

use super::body::{Body, characters, run};
use super::measure::{CHARACTER, LINE, PORTRAIT, tenths, width};
use super::style::{self, SAN};
use crate::document::{Handling, Imprint, Inline, Picture, RedHead, plain_text};
use docx_rs::{AlignmentType, LineSpacing, Paragraph, Pic, Run, SpecialIndentType};

/// English metric units in a millimetre, and in a twentieth of a point.
const EMU_MM: u32 = 36_000;
const EMU_TWIP: i32 = 635;
/// The largest size of a red name, in half points, and the smallest.
const NAME: (u32, u32) = (104, 44);
/// Half points of 四号.
const SI: u32 = 28;

impl Body<'_> {
    /// The red name of the office or the bulletin, as large as one line allows.
    fn name(&mut self, style: &str, name: &str) {
        let fits = PORTRAIT.area() / tenths(name).max(1);
        let size = usize::try_from(fits.clamp(NAME.1, NAME.0)).unwrap_or(0);
        self.push(Paragraph::new().style(style).add_run(run(name).size(size)));
    }

    pub(super) fn masthead(&mut self, name: &str, issue: &[Inline], issuer: &str, date: &[Inline]) {
        self.name(style::MASTHEAD, name);
        if !issue.is_empty() {
            self.lines(style::ISSUE, issue);
        }
        let line = Paragraph::new().style(style::ISSUER).add_run(run(issuer)).add_run(Run::new().add_tab());
        let line = self.words(line, date, None);
        self.push(line);
    }

    /// Offices in charge first, each on a line of its own; the suffix ends the last.
    pub(super) fn red_head(&mut self, head: &RedHead) {
        self.handling(&head.handling);
        if let Some((last, before)) = head.offices.split_last() {
            before.iter().for_each(|office| self.name(style::MASTHEAD, office));
            self.name(style::MASTHEAD, &format!("{last}{}", head.suffix));
        } else {
            self.name(style::MASTHEAD, &head.suffix);
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
        self.name(style::LETTERHEAD, name);
        self.handling(handling);
        if !number.is_empty() {
            let line = Paragraph::new().style(style::ADDRESSEE).align(AlignmentType::Right);
            let line = self.words(line, number, None);
            self.push(line);
        }
    }

    fn handling(&mut self, handling: &Handling) {
        for mark in [&handling.copy, &handling.secrecy, &handling.urgency] {
            if !mark.is_empty() {
                self.lines(style::HANDLING, mark);
            }
        }
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
        let (office_width, date_width) = (width(&plain_text(office), 32), width(&plain_text(date), 32));
        let date_right = characters(4);
        let office_right = (date_right + (date_width - office_width) / 2).max(0);
        let area = i32::try_from(PORTRAIT.area()).unwrap_or(0);
        let mut free = Paragraph::new().style(style::SIGNATURE);
        if let Some(pic) = seal.and_then(|seal| self.seal(seal, area - date_right - date_width / 2)) {
            free = free.add_run(Run::new().add_image(pic));
        }
        self.push(free);
        self.push(Paragraph::new().style(style::SIGNATURE));
        for (text, right) in [(office, office_right), (date, date_right)] {
            let line = Paragraph::new().style(style::SIGNATURE).indent(None, None, Some(right), None);
            let line = self.words(line, text, None);
            self.push(line);
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
        let mark = self.entry(mark, text);
        self.push(mark);
        if !title.is_empty() {
            self.lines(style::ANNEX_TITLE, title);
        }
    }

    /// At the foot of the last page: rules of the text area's width, thick above and below, thin between (7.4.1).
    pub(super) fn imprint(&mut self, imprint: &Imprint) {
        let mut lines = Vec::new();
        for (label, text) in &imprint.lines {
            let hang = width(&plain_text(label), SI);
            let side = i32::try_from(SI * 10).unwrap_or(0);
            let indent = Some(SpecialIndentType::Hanging(hang));
            let line = Paragraph::new().style(style::IMPRINT).indent(Some(side + hang), indent, Some(side), None);
            let line = self.words(line, label, None);
            lines.push(self.words(line, text, None));
        }
        if !imprint.office.is_empty() || !imprint.date.is_empty() {
            let side = i32::try_from(SI * 10).unwrap_or(0);
            let line = Paragraph::new().style(style::IMPRINT).indent(Some(side), None, Some(side), None);
            let tab = docx_rs::Tab::new().val(docx_rs::TabValueType::Right).pos((PORTRAIT.area() - SI * 10) as usize);
            let line = self.words(line.add_tab(tab), &imprint.office, None).add_run(Run::new().add_tab());
            lines.push(self.words(line, &imprint.date, None));
        }
        if lines.is_empty() {
            return;
        }
        self.at_foot(lines);
        // What floats is anchored in the paragraph behind it.
        self.push(Paragraph::new().style(style::BREAK));
    }
}

fn spaced(before: i32) -> LineSpacing {
    LineSpacing::new().line_rule(docx_rs::LineSpacingType::Exact).line(LINE).before(u32::try_from(before).unwrap_or(0))
}

/// Pixels across and down, from the head of a PNG file.
fn png_size(png: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?)).filter(|side| *side > 0);
    if png.get(12..16)? == b"IHDR" { side(16).zip(side(20)) } else { None }
}

/// Half points of the body, for those who measure.
const _: () = assert!(SAN == 32);
