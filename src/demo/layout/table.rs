//! Tables of indicators.

use super::Page;
use crate::catalog::{ColumnRole, Form, Kind, NUMBER_HEAD, RowBinding, TableBinding};
use crate::demo::returned::{Maker, Section};
use crate::finding::Said;
use crate::model::Measure;

/// A column of values: its head, and what stands under it, whichever the row has.
struct ValueColumn {
    path: Vec<String>,
    measures: Vec<Measure>,
}

/// A table as laid out: some rows under some columns.
struct Block<'a> {
    caption: Option<String>,
    columns: Vec<ValueColumn>,
    rows: Vec<&'a RowBinding>,
}

/// What the columns left of the values are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stub {
    Serial,
    Label,
    Code,
    Unit,
}

const LETTERS: [&str; 4] = ["甲", "乙", "丙", "丁"];

impl Maker<'_> {
    pub(super) fn tables(&self, form: &Form) -> Result<Page, Said> {
        if form.cards.is_some() {
            return Err(beyond(form, &form.title));
        }
        let mut blocks = Vec::new();
        for table in &form.tables {
            for block in self.blocks(form, table)? {
                blocks.push((table, block));
            }
        }
        let widest = blocks.iter().map(|(table, block)| self.stubs(table).len() + block.columns.len()).max();
        let count = widest.unwrap_or(2).max(3);
        let stub = |at| if at == usize::from(self.layout.serial) { 34 } else { 10 };
        let widths: Vec<u32> = (0..count).map(stub).collect();
        let mut page = Page::new(self.sheet_name(form), &widths);
        self.heading(&mut page, form, u32::try_from(count - 1).unwrap_or(3));
        for (at, (table, block)) in blocks.iter().enumerate() {
            page.row += u32::from(at > 0);
            self.block(&mut page, form, table, block);
        }
        for field in &form.fields {
            if !field.within.is_empty() {
                return Err(beyond(form, field.labels.first().map_or("", String::as_str)));
            }
            page.row += u32::from(!blocks.is_empty());
            page.text(0, Section::Label, field.labels.first().map_or("", String::as_str));
            page.row += u32::from(field.below);
            let (content, spot) = self.number(form, &field.indicator, field.measure, &field.unit);
            page.value(u32::from(!field.below), content, spot);
            page.row += 1;
        }
        Ok(page)
    }

    /// One table, or one of what stands and one of what happened.
    fn blocks<'f>(&self, form: &Form, table: &'f TableBinding) -> Result<Vec<Block<'f>>, Said> {
        if table.rows.is_empty() {
            return Err(beyond(form, &table.name));
        }
        let rows: Vec<&RowBinding> = table.rows.iter().collect();
        let caption = table.above.first().cloned();
        if !self.layout.split || caption.is_some() {
            return Ok(vec![Block { caption, columns: self.columns(form, table, None)?, rows }]);
        }
        let mut blocks = Vec::new();
        for (standing, words) in [(true, "期末情况"), (false, "本月开展情况")] {
            let has = |row: &&RowBinding| row.measures.iter().any(|measure| self.stands(row, *measure) == standing);
            let rows: Vec<&RowBinding> = table.rows.iter().filter(has).collect();
            let columns = self.columns(form, table, Some((&rows, standing)))?;
            if !rows.is_empty() {
                blocks.push(Block { caption: Some(words.to_owned()), columns, rows });
            }
        }
        let numbers = ["一", "二"].into_iter();
        for (block, number) in blocks.iter_mut().zip(numbers) {
            block.caption = block.caption.take().map(|words| format!("{number}、{words}"));
        }
        Ok(blocks)
    }

    /// A value at the end of the month, not of what happened in it.
    fn stands(&self, row: &RowBinding, measure: Measure) -> bool {
        match measure {
            Measure::Stock | Measure::PriorStock => true,
            Measure::Ratio | Measure::PriorRatio => {
                let catalog = self.request.catalog;
                let kind = |id| catalog.indicators.get(id).map(|found| &found.kind);
                match kind(&row.indicator) {
                    Some(Kind::Ratio { numerator, .. }) => kind(numerator).is_some_and(|kind| *kind != Kind::Flow),
                    _ => true,
                }
            }
            _ => false,
        }
    }

    /// The columns of values; of some rows, only those that stand (or happened), by their shortest heads.
    fn columns(
        &self,
        form: &Form,
        table: &TableBinding,
        some: Option<(&[&RowBinding], bool)>,
    ) -> Result<Vec<ValueColumn>, Said> {
        let mut columns: Vec<ValueColumn> = Vec::new();
        for column in &table.columns {
            let ColumnRole::Values { each, fixed } = &column.role else { continue };
            let measure = fixed.measure.or(table.fixed.measure);
            let Some(measure) = measure.filter(|_| each.is_none() && fixed.indicator.is_none()) else {
                return Err(beyond(form, &table.name));
            };
            let mut path = column.shown.clone();
            if let Some((rows, standing)) = some {
                let used = |row: &&RowBinding| row.measures.contains(&measure) && self.stands(row, measure) == standing;
                if !rows.iter().any(used) {
                    continue;
                }
                path = column.heads.iter().min_by_key(|path| path.len()).cloned().unwrap_or(path);
            }
            match columns.iter_mut().find(|known| known.path == path) {
                Some(known) => known.measures.push(measure),
                None => columns.push(ValueColumn { path, measures: vec![measure] }),
            }
        }
        if self.layout.reversed {
            columns.reverse();
            // Within a group the order stays: 本月 before 累计.
            let group = |column: &ValueColumn| column.path.first().cloned();
            let mut at = 0;
            while at < columns.len() {
                let first = group(&columns[at]);
                let end = (at..columns.len()).find(|end| group(&columns[*end]) != first).unwrap_or(columns.len());
                columns[at..end].reverse();
                at = end;
            }
        }
        Ok(columns)
    }

    fn stubs(&self, table: &TableBinding) -> Vec<Stub> {
        let mut stubs = Vec::new();
        if self.layout.serial {
            stubs.push(Stub::Serial);
        }
        stubs.push(Stub::Label);
        let (code, unit) = (!table.code_heads.is_empty(), !table.unit_heads.is_empty());
        let more = [(code, Stub::Code), (unit, Stub::Unit)];
        let more = more.into_iter().filter(|(is, _)| *is).map(|(_, stub)| stub);
        if self.layout.reversed {
            stubs.extend(more.rev())
        } else {
            stubs.extend(more)
        }
        stubs
    }

    fn block(&self, page: &mut Page, form: &Form, table: &TableBinding, block: &Block<'_>) {
        let stubs = self.stubs(table);
        if let Some(caption) = &block.caption {
            page.text(0, Section::Line, caption);
            page.row += 1;
        }
        let one = |heads: &[String]| vec![heads.first().cloned().unwrap_or_default()];
        let mut heads: Vec<Vec<String>> = Vec::new();
        for stub in &stubs {
            heads.push(match stub {
                Stub::Serial => vec![NUMBER_HEAD.to_owned()],
                Stub::Label => one(&table.label_heads),
                Stub::Code => one(&table.code_heads),
                Stub::Unit => one(&table.unit_heads),
            });
        }
        heads.extend(block.columns.iter().map(|column| column.path.iter().map(|head| self.broken(head)).collect()));
        page.heads(heads);
        if self.layout.official {
            letters(page, stubs.len(), block.columns.len());
        }
        for (number, row) in (1..).zip(&block.rows) {
            self.line(page, form, (&stubs, block), (number, row));
        }
    }

    fn line(
        &self,
        page: &mut Page,
        form: &Form,
        (stubs, block): (&[Stub], &Block<'_>),
        (number, row): (u32, &RowBinding),
    ) {
        for (column, stub) in (0..).zip(stubs) {
            match stub {
                Stub::Serial => page.text(column, Section::Word, &number.to_string()),
                Stub::Label => {
                    let label = row.labels.first().map_or("", String::as_str);
                    page.text(column, Section::Label, &self.spaced(label))
                }
                Stub::Code => page.text(column, Section::Word, &row.code),
                Stub::Unit => page.text(column, Section::Word, &row.unit),
            };
        }
        let first = u32::try_from(stubs.len()).unwrap_or(0);
        for (column, value) in (first..).zip(&block.columns) {
            let Some(measure) = value.measures.iter().find(|measure| row.measures.contains(measure)) else { continue };
            let (content, spot) = self.number(form, &row.indicator, *measure, &row.unit);
            page.value(column, content, spot);
        }
        page.row += 1;
    }

    /// `上年同期\n累计`
    fn broken(&self, head: &str) -> String {
        let letters: Vec<char> = head.chars().collect();
        if !self.layout.wide || letters.len() < 5 {
            return head.to_owned();
        }
        let (first, rest) = letters.split_at(letters.len() - 2);
        first.iter().chain(&['\n']).chain(rest).collect()
    }

    /// `　　其中：一级残疾`; a long label on two lines.
    fn spaced(&self, label: &str) -> String {
        if !self.layout.wide {
            return label.to_owned();
        }
        if label.starts_with("其中") {
            return format!("　　{label}");
        }
        let letters: Vec<char> = label.chars().collect();
        if letters.len() < 12 {
            return label.to_owned();
        }
        let (first, rest) = letters.split_at(letters.len() / 2);
        first.iter().chain(&['\n']).chain(rest).collect()
    }
}

/// The line 甲 乙 丙 1 2 3.
fn letters(page: &mut Page, stubs: usize, values: usize) {
    let words = LETTERS.iter().take(stubs).map(|letter| (*letter).to_owned());
    let numbers = (1..=values).map(|number| number.to_string());
    for (column, text) in (0..).zip(words.chain(numbers)) {
        page.text(column, Section::Word, &text);
    }
    page.row += 1;
}

fn beyond(form: &Form, what: &str) -> Said {
    let zh = format!("{}（{what}）不是一行一个指标的表，yuebao demo 编不出来", form.title);
    Said::new(zh, format!("{} ({what}) is no table of indicators: demo cannot fill it", form.title))
}
