//! Numbers of the month before that have still to be put right: shown with a mark, and no measure for the new ones.

use super::Maker;
use super::sheet::Layout;
use crate::document::{BlankContent, DOUBT_MARK, Look};
use crate::finding::{Finding, Lang, Level};
use crate::formula::Shift;
use crate::model::{Decimal, Fact, IndicatorId, Measure};

impl Maker<'_> {
    /// A number of the month before, for comparison.
    pub(super) fn put_before(
        &mut self,
        layout: &mut Layout,
        column: u32,
        id: &IndicatorId,
        measure: Measure,
        number: Option<(Decimal, u32)>,
    ) {
        let Some((value, places)) = number else {
            layout.put(column, Look::Reference, BlankContent::Empty, None);
            return;
        };
        let content = BlankContent::Number { value, places };
        let Some(doubt) = self.doubt(id, measure, value) else {
            let cell = layout.put(column, Look::Reference, content, None);
            self.note_spot(id, measure, Shift::LastMonth, cell);
            return;
        };
        // It is shown, but no check uses it: that would find fault with the right number.
        layout.put(column, Look::Doubtful, content, None);
        self.doubts.push(doubt);
    }

    /// Why a number of the month before is in doubt.
    fn doubt(&self, id: &IndicatorId, measure: Measure, value: Decimal) -> Option<String> {
        let month = self.request.month.previous();
        let facts = self.request.facts?;
        let fact = facts.get(facts.find(&self.request.unit.code, id, measure, month)?)?;
        let found = self.request.findings.iter().find(|finding| is_against(finding, fact))?;
        let name = self.request.catalog.indicators.get(id).map_or(id.as_str(), |indicator| indicator.name.as_str());
        let source = fact.source.as_ref();
        let place = source.map(|source| format!("，{} {}", source.sheet, source.cell)).unwrap_or_default();
        let why = found.headline(Lang::Zh);
        Some(format!("{DOUBT_MARK} 上月数待核实：“{name}”{value}（{month}{place}）：{why}。更正以前不拿它校验本月数。"))
    }

    /// The lines below a table that say which of its numbers are in doubt.
    pub(super) fn doubts(&mut self, layout: &mut Layout, columns: (u32, u32)) {
        for line in std::mem::take(&mut self.doubts) {
            layout.text_over(columns, Look::Note, &line);
            layout.row += 1;
        }
    }
}

/// The finding has to be put right, and is about this very number.
fn is_against(finding: &Finding, fact: &Fact) -> bool {
    let of_return = finding.level == Level::Must && finding.month == fact.month;
    let of_number = finding.indicator.as_ref() == Some(&fact.indicator) && finding.measure == Some(fact.measure);
    let of_cell = fact.source.as_ref().is_some_and(|source| {
        let place = &finding.place;
        place.cell == Some(source.cell)
            && place.file.as_ref() == Some(&source.file)
            && place.sheet.as_ref() == Some(&source.sheet)
    });
    of_return && finding.region.as_ref() == Some(&fact.region) && (of_number || of_cell)
}
