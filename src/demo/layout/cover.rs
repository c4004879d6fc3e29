//! The cover: who sends it, for when, that it is invented.

use super::Page;
use crate::catalog::Form;
use crate::demo::returned::{Maker, Section};

impl Maker<'_> {
    pub(super) fn cover(&self, form: &Form) -> Page {
        let mut page = Page::new(self.sheet_name(form), &[18, 40]);
        page.row = if self.layout.wide { 0 } else { 1 };
        let title = form.head.title.as_deref().unwrap_or(&form.title);
        page.over((0, 1), Section::Banner, title);
        page.row += 1;
        page.over((0, 1), Section::Notice, &self.notice());
        page.row += 2;
        let Some(binding) = &form.cover else { return page };
        let day = self.submitted();
        let submitted = if self.layout.wide { day.chinese() } else { day.to_string() };
        let lines = [
            (&binding.unit, self.unit_name()),
            (&binding.code, self.unit.code.to_string()),
            (&binding.period, self.period_name()),
            (&binding.submitted, submitted),
        ];
        for (labels, value) in lines {
            let Some(label) = labels.first() else { continue };
            if self.layout.wide {
                page.text(0, Section::Line, &format!("{label}：{value}"));
            } else {
                page.text(0, Section::Word, label);
                page.text(1, Section::Word, &value);
            }
            page.row += 1;
        }
        page
    }
}
