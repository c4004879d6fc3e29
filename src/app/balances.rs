//! 舍位平衡 of a period as a tidy table: every total the desk wants balanced, and every number printed otherwise for it.

use super::session::Session;
use crate::model::{Decimal, Exact, FigureKey, Period};
use crate::render::xlsx::{TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue};
use crate::statistics::{Adjustment, Balance, FigureBook, Outcome, Unbalanced};

const COLUMNS: [(&str, TidyKind); 9] = [
    ("whole", TidyKind::Text),
    ("outcome", TidyKind::Text),
    ("region", TidyKind::Text),
    ("indicator_name", TidyKind::Text),
    ("measure", TidyKind::Text),
    ("value", TidyKind::Number),
    ("rounded", TidyKind::Number),
    ("shown", TidyKind::Number),
    ("why", TidyKind::Text),
];

impl Session {
    /// Nothing for a desk that balances nothing.
    pub(super) fn balance_sheet(&self, book: &FigureBook, period: Period) -> Option<TidySheet> {
        let of_period = book.balances().iter().filter(|balance| balance.whole.period == period);
        let rows: Vec<Vec<TidyValue>> = of_period.flat_map(|balance| self.balance_rows(balance)).collect();
        let note = |item: &str, meaning: String| TidyNote { item: item.to_owned(), meaning };
        let column = |(name, kind): (&str, TidyKind)| TidyColumn { name: name.to_owned(), kind };
        (!rows.is_empty()).then(|| TidySheet {
            name: "balances".to_owned(),
            columns: COLUMNS.map(column).to_vec(),
            rows,
            note_rows: vec![note(
                "balances",
                format!(
                    "舍位平衡：合计先按{}舍入，分项舍入后之和不等于合计的，从舍入误差最大的分项起各调末位一个单位；\
                     零和本来就整的数不动；误差相同的先调绝对值大的，再相同按单位次序",
                    book.rounding().name()
                ),
            )],
        })
    }

    fn balance_rows(&self, balance: &Balance) -> Vec<Vec<TidyValue>> {
        match &balance.outcome {
            Outcome::Balanced(all) if all.is_empty() => vec![self.plain_row(balance, "加得起来，无需调整", "")],
            Outcome::Balanced(all) => all.iter().map(|one| self.adjusted_row(balance, one)).collect(),
            Outcome::Not(why) => vec![self.plain_row(balance, "未作调整", &self.unbalanced(why))],
        }
    }

    fn plain_row(&self, balance: &Balance, done: &str, why: &str) -> Vec<TidyValue> {
        let mut row = vec![text(balance.whole.to_string()), text(done.to_owned())];
        row.extend(self.named(&balance.whole));
        row.extend([TidyValue::Empty, TidyValue::Empty, TidyValue::Empty, text(why.to_owned())]);
        row
    }

    fn adjusted_row(&self, balance: &Balance, one: &Adjustment) -> Vec<TidyValue> {
        let mut row = vec![text(balance.whole.to_string()), text("已调整".to_owned())];
        row.extend(self.named(&one.key));
        row.extend([exact(one.exact), number(one.rounded), number(one.printed)]);
        row.push(text(Self::adjusted_words(one)));
        row
    }

    /// What was done to a figure, for a trace.
    pub fn adjusted_words(one: &Adjustment) -> String {
        format!("舍位平衡：正常舍入为{}，为使分项之和等于合计，印作{}", one.rounded, one.printed)
    }

    fn unbalanced(&self, why: &Unbalanced) -> String {
        let Unbalanced::Missing(keys) = why else { return why.name().to_owned() };
        let name = |key: &FigureKey| format!("{}{}", self.region_name(&key.region), self.figure_name(key));
        format!("{}：{}", why.name(), keys.iter().map(name).collect::<Vec<_>>().join("、"))
    }

    fn named(&self, key: &FigureKey) -> [TidyValue; 3] {
        [text(self.region_name(&key.region)), text(self.figure_name(key)), text(key.measure.name().to_owned())]
    }
}

fn text(words: String) -> TidyValue {
    if words.is_empty() { TidyValue::Empty } else { TidyValue::Text(words) }
}

fn number(value: Decimal) -> TidyValue {
    TidyValue::Number(value, value.scale())
}

fn exact(value: Exact) -> TidyValue {
    value.to_text().and_then(|text| text.parse().ok()).map_or(TidyValue::Empty, number)
}
