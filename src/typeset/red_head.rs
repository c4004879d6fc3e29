//! The red head of a document proper (文件, 7.2) and of minutes (纪要, 10.3).
#![allow(clippy::float_arithmetic)] // Geometry.

use super::Setter;
use super::flow::{Flow, Slab};
use super::geometry::{BODY, LEAD, MIDDLE, MM, PITCH, PORTRAIT};
use super::ink::Ink;
use super::lines::{Fill, break_lines, marks};
use super::text::{Place, above_title, placed, said, whole};
use super::words::Words;
use crate::canvas::{FontRole, Mark, TextMeasure};
use crate::document::RedHead;
use crate::fonts::clean;

/// From the top of the text area to the upper edge of the issuing mark (7.2.4).
const DROP: f64 = 35.0 * MM;
/// The largest size of the mark of one office, and of several.
const LARGEST: f64 = 58.0;
const LARGEST_JOINT: f64 = 44.0;
/// Offices stand one a line, this many ems apart, in so many lines of the grid at most: the first page must show the body.
const JOINT_LEAD: f64 = 1.35;
const JOINT_LINES: f64 = 7.0;
/// Between the offices and what stands right of them, in ems.
const JOINT_GAP: f64 = 0.5;
/// From the number to the rule (7.2.7); the standard leaves the thickness open.
const BELOW_NUMBER: f64 = 4.0 * MM;
const RULE: f64 = 1.5;
/// Names of signers in a line (7.2.6).
const ABREAST: usize = 2;
const SIGNED_BY: &str = "签发人：";

impl Setter<'_> {
    pub(super) fn red_head(&self, flow: &mut Flow, head: &RedHead) {
        let sheet = PORTRAIT;
        let (mut all, _) = self.handling(&head.handling, 0.0);
        let (mark, bottom) = if head.offices.len() > 1 { self.joint_mark(head) } else { self.single_mark(head) };
        all.extend(mark);
        // Two lines are free between the characters of the mark and those of number or signers (7.2.5), whose lines
        // there are without anything to set on them too: the registry writes the number in.
        let first = if head.signers.is_empty() { said(&head.number) } else { SIGNED_BY.to_owned() };
        let first = bottom + 2.0 * LEAD - Ink::of(&first, self.fonts, FontRole::Fang, BODY).top;
        all.extend(self.signers(&head.signers, first));
        let at = first + lines(head.signers.len().div_ceil(ABREAST).max(1) - 1) * LEAD;
        let number = Words::of(&head.number, self.fonts, FontRole::Fang, BODY);
        // What goes upwards has it left, one character in, on the line of the last signer.
        let (place, inside) = if head.signers.is_empty() { (Place::Center, 0.0) } else { (Place::Left, PITCH) };
        let edges = (sheet.left + inside, sheet.area_width - inside);
        all.extend(placed(&number, &whole(&number), place, edges, at, self.style.text));
        let y = at + self.lower_edge(head) + BELOW_NUMBER;
        all.push(Mark::Line {
            from: (sheet.left, y + RULE / 2.0),
            to: (sheet.right(), y + RULE / 2.0),
            width: RULE,
            color: self.style.red,
            dash: None,
        });
        flow.push(Slab { height: y + RULE, marks: all, keep: true, ..Slab::default() });
        flow.push(above_title());
    }

    /// Of the characters on the line of the number, from its baseline; of the line itself where there are none.
    fn lower_edge(&self, head: &RedHead) -> f64 {
        let number = (!head.number.is_empty()).then(|| (said(&head.number), FontRole::Fang));
        let signers = head.signers.last().map(|name| (name.clone(), FontRole::Kai));
        let edges = number.into_iter().chain(signers).map(|(text, role)| Ink::of(&text, self.fonts, role, BODY).bottom);
        edges.reduce(f64::max).unwrap_or(BODY / 2.0 - MIDDLE * BODY)
    }

    /// The office and what follows it, centred; the lower edge of its characters.
    fn single_mark(&self, head: &RedHead) -> (Vec<Mark>, f64) {
        let name = format!("{}{}", head.offices.concat(), head.suffix);
        let (size, tracking) = self.name_size(&name, LARGEST);
        self.red_name(&name, size, tracking, DROP)
    }

    /// A red name, centred, its upper edge at `y` and its lower edge where this says.
    pub(super) fn red_name(&self, name: &str, size: f64, tracking: f64, y: f64) -> (Vec<Mark>, f64) {
        let words = Words::plain(name, None, self.fonts, FontRole::Title, size);
        let ink = Ink::of(name, self.fonts, FontRole::Title, size);
        let fill = Fill { tracking, ..Fill::ragged(PORTRAIT.area_width) };
        let edges = (PORTRAIT.left, PORTRAIT.area_width);
        let mut at = y - ink.top;
        let mut all = Vec::new();
        let broken = break_lines(&words, fill);
        for (no, line) in broken.iter().enumerate() {
            at += if no > 0 { size * JOINT_LEAD } else { 0.0 };
            all.extend(placed(&words, line, Place::Center, edges, at, self.style.red));
        }
        (all, at + ink.bottom)
    }

    /// One office a line, the first is in charge, all of one width; right of them, half way down, what they issue.
    fn joint_mark(&self, head: &RedHead) -> (Vec<Mark>, f64) {
        let sheet = PORTRAIT;
        let em = |text: &str| self.fonts.width(&clean(text), FontRole::Title, 1.0);
        let longest = head.offices.iter().map(|office| em(office)).fold(1.0, f64::max);
        let suffix = if head.suffix.is_empty() { 0.0 } else { em(&head.suffix) + JOINT_GAP };
        let count = lines(head.offices.len());
        let size = (sheet.area_width * 0.98 / (longest + suffix))
            .min(JOINT_LINES * LEAD / (count * JOINT_LEAD))
            .min(LARGEST_JOINT);
        let left = sheet.left + (sheet.area_width - (longest + suffix) * size) / 2.0;
        let ink = Ink::of(&head.offices.concat(), self.fonts, FontRole::Title, size);
        let mut all = Vec::new();
        let mut at = DROP - ink.top;
        for (no, office) in head.offices.iter().enumerate() {
            at += if no > 0 { size * JOINT_LEAD } else { 0.0 };
            let gaps = clean(office).chars().count().saturating_sub(1);
            let tracking = if gaps == 0 { 0.0 } else { (longest - em(office)) * size / lines(gaps) };
            all.extend(self.one_line(office, (FontRole::Title, size), tracking, (left, at), true));
        }
        let bottom = at + ink.bottom;
        let own = Ink::of(&head.suffix, self.fonts, FontRole::Title, size);
        let middle = f64::midpoint(DROP, bottom) - f64::midpoint(own.top, own.bottom);
        let beside = left + (longest + JOINT_GAP) * size;
        all.extend(self.one_line(&head.suffix, (FontRole::Title, size), 0.0, (beside, middle), true));
        (all, bottom)
    }

    /// From the baseline `first` down: `签发人：` in 仿宋 and names in 楷体, two a line, names under one another, one character from the right edge (7.2.6).
    fn signers(&self, names: &[String], first: f64) -> Vec<Mark> {
        let em = |name: &str| self.fonts.width(&clean(name), FontRole::Kai, BODY);
        let column = names.iter().map(|name| em(name)).fold(0.0, f64::max);
        let abreast = names.len().min(ABREAST);
        let right = PORTRAIT.right() - PITCH;
        let begin = right - column * lines(abreast) - PITCH * lines(abreast.saturating_sub(1));
        let label = self.fonts.width(SIGNED_BY, FontRole::Fang, BODY);
        let mut all = Vec::new();
        for (no, name) in names.iter().enumerate() {
            let at = first + lines(no / ABREAST) * LEAD;
            if no == 0 {
                all.extend(self.one_line(SIGNED_BY, (FontRole::Fang, BODY), 0.0, (begin - label, at), false));
            }
            let x = begin + lines(no % ABREAST) * (column + PITCH);
            // A name of two characters is as wide as one of three.
            let short = clean(name).chars().count() == 2;
            let tracking = if short { column - em(name) } else { 0.0 };
            all.extend(self.one_line(name, (FontRole::Kai, BODY), tracking, (x, at), false));
        }
        all
    }

    /// A text from `at`, with space after every character.
    fn one_line(&self, text: &str, face: (FontRole, f64), tracking: f64, at: (f64, f64), red: bool) -> Vec<Mark> {
        let words = Words::plain(text, None, self.fonts, face.0, face.1);
        let color = if red { self.style.red } else { self.style.text };
        let fill = Fill { tracking, ..Fill::ragged(f64::INFINITY) };
        break_lines(&words, fill).iter().flat_map(|line| marks(&words, line, at.0, at.1, color)).collect()
    }
}

/// A small count as a length.
fn lines(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
