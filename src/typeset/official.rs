//! The parts of a document proper: red head, labelled lists, imprint.

use super::Setter;
use super::flow::Flow;
use crate::document::{Imprint, Inline, RedHead};

impl Setter<'_> {
    pub(super) fn red_head(&self, flow: &mut Flow, head: &RedHead) {
        let name = format!("{}{}", head.offices.concat(), head.suffix);
        self.masthead(flow, &name, &head.number, "", &[]);
    }

    pub(super) fn labelled(&self, flow: &mut Flow, label: &[Inline], text: &[Inline]) {
        self.paragraph(flow, &[label, text].concat(), false);
    }

    pub(super) fn imprint(&self, flow: &mut Flow, imprint: &Imprint) {
        for (label, text) in &imprint.lines {
            self.labelled(flow, label, text);
        }
        self.labelled(flow, &imprint.office, &imprint.date);
    }
}
