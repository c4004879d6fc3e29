//! A ledger: one line a project the unit has.

use super::Page;
use crate::catalog::{Form, LedgerBinding, LedgerProject, NUMBER_HEAD};
use crate::demo::returned::{Maker, Section};
use crate::document::BlankContent;
use crate::finding::Said;
use crate::model::{Decimal, Measure};

impl Maker<'_> {
    pub(super) fn ledger(&self, form: &Form, binding: &LedgerBinding) -> Result<Page, Said> {
        let mut page = Page::new(self.sheet_name(form), &[6, 36, 10, 10, 10, 14, 12]);
        self.heading(&mut page, form, 6);
        let first = |heads: &[String]| heads.first().cloned().unwrap_or_default();
        let numbers = if self.layout.reversed {
            [&binding.done_heads, &binding.goal_heads]
        } else {
            [&binding.goal_heads, &binding.done_heads]
        };
        let heads = [&binding.label_heads, &binding.unit_heads, numbers[0], numbers[1]];
        let heads = heads.into_iter().chain([&binding.deadline_heads, &binding.status_heads]).map(|heads| first(heads));
        page.heads(std::iter::once(NUMBER_HEAD.to_owned()).chain(heads).map(|head| vec![head]).collect());
        let mut number = 1;
        for project in &binding.projects {
            let value = |id| self.value(id, Measure::Stock);
            let Some(goal) = value(&project.goal).filter(|goal| !goal.is_zero()) else { continue };
            let done = value(&project.done);
            page.text(0, Section::Word, &number.to_string());
            page.text(1, Section::Label, project.labels.first().map_or("", String::as_str));
            page.text(2, Section::Word, &project.unit);
            let (at_goal, at_done) = if self.layout.reversed { (4, 3) } else { (3, 4) };
            for (column, id) in [(at_goal, &project.goal), (at_done, &project.done)] {
                let (content, spot) = self.number(form, id, Measure::Stock, &project.unit);
                page.value(column, content, spot);
            }
            let (deadline, status) = self.progress(project, goal, done.unwrap_or_default())?;
            page.put(5, Section::Word, BlankContent::Text(deadline));
            page.put(6, Section::Word, BlankContent::Text(status));
            page.row += 1;
            number += 1;
        }
        Ok(page)
    }

    /// The deadline and, by the month's end, the status.
    fn progress(&self, project: &LedgerProject, goal: Decimal, done: Decimal) -> Result<(String, String), Said> {
        let lacking = || {
            let name = project.labels.first().map_or("", String::as_str);
            let zh = format!("demo.toml 的 [ledger] 里没有台账项目“{name}”（{}）的时限", project.done);
            Said::new(zh, format!("no deadline of {} under [ledger] in demo.toml", project.done))
        };
        let ledger = self.request.demo.ledger.as_ref().ok_or_else(lacking)?;
        let deadline = *ledger.deadlines.get(&project.done).ok_or_else(lacking)?;
        let status = if done >= goal {
            &ledger.done
        } else if self.request.month.last_day() > deadline {
            &ledger.overdue
        } else if done.is_zero() {
            &ledger.not_started
        } else {
            &ledger.in_progress
        };
        Ok((deadline.to_string(), status.clone()))
    }
}
