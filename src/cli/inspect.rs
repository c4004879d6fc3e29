//! `yuebao inspect`: how each sheet of a file would be read, on one page.

use super::Outcome;
use super::arguments::{is_set, text};
use super::finding_lines::fill;
use super::inspect_words::{counts, holder, how, takes};
use super::terminal::{Style, Terminal, WIDTH, columns, pad, wrap, write_out};
use crate::app::{Error, Inspected, Options};
use crate::finding::{Finding, Lang, Level, word};
use crate::ingest::{BlockView, Inspection, Said, SheetView, short, visible};
use crate::model::Cell;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// Characters of a text from the file that are shown.
const SHOWN: usize = 24;
/// Columns, merged ranges and lines above a table that are shown.
const COLUMNS: usize = 60;
const MERGES: usize = 4;
const TITLES: usize = 4;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let form = text(matches, "form").map(Path::new);
    let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let inspected = Inspected::open(options, form, &path)?;
    if is_set(matches, "draft-form") {
        write_out(inspected.draft()?.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let inspection = inspected.inspect()?;
    if is_set(matches, "json") {
        write_out(&inspected.json(&inspection, terminal.lang))?;
    } else {
        write_out(Page::new(&inspected, terminal).of(&inspection).as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// A text of the file: nothing hidden, and not too long.
fn cut(text: &str) -> String {
    short(&visible(text), SHOWN)
}

fn range(first: Cell, last: Cell) -> String {
    if first == last { first.to_string() } else { format!("{first}:{last}") }
}

fn letters(column: u32) -> String {
    Cell::new(0, column).to_string().trim_end_matches('1').to_owned()
}

struct Page<'a> {
    inspected: &'a Inspected,
    terminal: &'a Terminal,
    lang: Lang,
    out: String,
}

impl<'a> Page<'a> {
    fn new(inspected: &'a Inspected, terminal: &'a Terminal) -> Self {
        Self { inspected, terminal, lang: terminal.lang, out: String::new() }
    }

    fn say(&self, key: &str, values: &[(&'static str, &dyn ToString)]) -> String {
        fill(key, values, self.lang)
    }

    fn listed(&self, texts: &[String]) -> String {
        texts.join(if self.lang == Lang::Zh { "、" } else { ", " })
    }

    /// Lines of a text behind a heading of its own column; never wider than the page.
    fn entry(&mut self, indent: usize, heading: &str, text: &str, style: Option<Style>) {
        let lead = indent + if self.lang == Lang::Zh { 6 } else { 10 };
        let lead = lead.max(indent + columns(heading) + 2);
        for (number, line) in wrap(text, WIDTH - lead - 2).into_iter().enumerate() {
            let head =
                if number == 0 { pad(&format!("{}{heading}", " ".repeat(indent)), lead) } else { " ".repeat(lead) };
            let line = fit(&line, WIDTH.saturating_sub(lead));
            let line = style.map_or_else(|| line.clone(), |style| self.terminal.paint(style, &line));
            self.out.push_str(&format!("{head}{line}\n"));
        }
    }

    fn line(&mut self, text: &str) {
        for line in wrap(text, WIDTH - 2) {
            self.out.push_str(&fit(&line, WIDTH));
            self.out.push('\n');
        }
    }

    fn of(mut self, inspection: &Inspection) -> String {
        let count = self.say("inspect.sheets", &[("count", &inspection.sheets.len())]);
        let name = short(&visible(&self.inspected.file.path), 50);
        let format = if self.lang == Lang::Zh { inspection.format } else { inspection.extension };
        self.line(&format!("{name}  {format}  {count}"));
        for finding in &inspection.findings {
            let headline = visible(&finding.headline(self.lang));
            self.entry(2, "", &headline, Some(Style::Yellow));
        }
        for sheet in &inspection.sheets {
            self.out.push('\n');
            self.sheet(sheet);
        }
        if inspection.sheets.iter().any(|sheet| sheet.form.is_none() && !sheet.hidden && !sheet.blocks.is_empty()) {
            self.out.push('\n');
            let hint = self.say("inspect.hint", &[("file", &name)]);
            self.line(&hint);
        }
        self.out
    }

    fn sheet(&mut self, sheet: &SheetView) {
        let name = if sheet.name.is_empty() { word("inspect.nameless", self.lang) } else { cut(&sheet.name) };
        let name = self.say("inspect.sheet", &[("name", &name)]);
        let title = self.terminal.paint(Style::Bold, &name);
        self.out.push_str(&format!("{title}\n"));
        let mut facts = Vec::new();
        if sheet.hidden {
            facts.push(word("inspect.hidden", self.lang));
        }
        facts.push(match sheet.extent {
            Some((first, last)) => {
                self.say("inspect.extent", &[("range", &range(first, last)), ("cells", &sheet.cells)])
            }
            None => word("inspect.blank", self.lang),
        });
        if !sheet.merges.is_empty() {
            let mut some: Vec<String> =
                sheet.merges.iter().take(MERGES).map(|(first, last)| range(*first, *last)).collect();
            if sheet.merges.len() > MERGES {
                some.push("…".to_owned());
            }
            let some = self.listed(&some);
            facts.push(self.say("inspect.merges", &[("count", &sheet.merges.len()), ("some", &some)]));
        }
        facts.extend(sheet.stray.map(|cell| self.say("inspect.stray", &[("cell", &cell)])));
        let facts = facts.join(if self.lang == Lang::Zh { "；" } else { "; " });
        self.entry(2, "", &facts, None);
        if sheet.hidden || sheet.extent.is_none() {
            return;
        }
        self.form(sheet);
        self.said("inspect.region", sheet.region.as_ref());
        self.said("inspect.period", sheet.period.as_ref());
        for (number, block) in sheet.blocks.iter().enumerate() {
            self.block(number + 1, block);
        }
        self.findings(&sheet.findings);
    }

    fn form(&mut self, sheet: &SheetView) {
        let heading = word("inspect.form", self.lang);
        match (&sheet.form, &sheet.like) {
            (Some(form), _) => {
                let by = holder(form.by, self.lang);
                let id = visible(form.id.rsplit('/').next().unwrap_or_default());
                let said = self.say("inspect.by", &[("title", &cut(&form.title)), ("id", &id), ("by", &by)]);
                self.entry(2, &heading, &said, Some(Style::Green));
                let values = self.say("inspect.values_text", &[("count", &sheet.values)]);
                let heading = word("inspect.values", self.lang);
                self.entry(2, &heading, &values, None);
            }
            (None, Some(like)) => {
                let said = self.say("inspect.like", &[("title", &cut(&like.title)), ("id", &visible(&like.id))]);
                self.entry(2, &heading, &said, Some(Style::Yellow));
            }
            (None, None) => {
                let said = word("inspect.no_form", self.lang);
                self.entry(2, &heading, &said, Some(Style::Yellow));
            }
        }
    }

    fn said(&mut self, key: &str, said: Option<&Said>) {
        let text = match said {
            Some(said) => self.say("inspect.said", &[("text", &cut(&said.text)), ("how", &how(said.how, self.lang))]),
            None => word("inspect.unsaid", self.lang),
        };
        let heading = word(key, self.lang);
        self.entry(2, &heading, &text, None);
    }

    fn block(&mut self, number: usize, block: &BlockView) {
        let place = range(block.first, block.last);
        let mut title = self.say("inspect.table", &[("number", &number), ("range", &place)]);
        if let Some(table) = &block.table {
            title = format!("{title}  {}", self.say("inspect.table_form", &[("table", &cut(table))]));
        }
        let title = fit(&title, WIDTH - 2);
        let title = self.terminal.paint(Style::Bold, &title);
        self.out.push_str(&format!("  {title}\n"));
        let above: Vec<String> =
            block.above.iter().rev().take(TITLES).rev().map(|line| short(&visible(line), 40)).collect();
        if !above.is_empty() {
            let (heading, text) = (word("inspect.title", self.lang), self.listed(&above));
            self.entry(4, &heading, &text, None);
        }
        let head = match block.head {
            Some((first, last)) if first == last => self.say("inspect.head_row", &[("first", &(first + 1))]),
            Some((first, last)) => self.say("inspect.head_rows", &[("first", &(first + 1)), ("last", &(last + 1))]),
            None => word("inspect.no_head", self.lang),
        };
        let heading = word("inspect.head", self.lang);
        self.entry(4, &heading, &head, None);
        self.rows(block);
        self.columns(block);
        self.unbound(block);
    }

    fn rows(&mut self, block: &BlockView) {
        let (zh, lang) = (self.lang == Lang::Zh, self.lang);
        let said = counts(&block.counts, lang);
        let mut text = if said.is_empty() { self.say("inspect.rows_text", &[("count", &block.rows)]) } else { said };
        if !block.names.is_empty() {
            let names: Vec<String> = block.names.iter().filter(|name| !name.is_empty()).map(|name| cut(name)).collect();
            let names = self.listed(&names);
            let such = word("inspect.names", lang);
            text = if zh { format!("{text}；{such}{names}") } else { format!("{text}, {such} {names}") };
        }
        let heading = word("inspect.rows", lang);
        self.entry(4, &heading, &text, None);
    }

    fn columns(&mut self, block: &BlockView) {
        let head = |head: &str| short(&visible(head), SHOWN);
        let shown = || block.columns.iter().take(COLUMNS);
        let wide = shown().map(|column| columns(&head(&column.head))).max().unwrap_or(0).min(34);
        for (number, column) in shown().enumerate() {
            let heading = if number == 0 { word("inspect.columns", self.lang) } else { String::new() };
            let said = takes(self.inspected, column, self.lang);
            let letters = pad(&letters(column.column), 3);
            let unknown = column.near.is_some();
            let text = format!("{letters} {}  {}", pad(&head(&column.head), wide), visible(&said));
            let lead = self.lead();
            self.hanging(&heading, lead, &text, 6 + wide, unknown);
        }
        if block.columns.len() > COLUMNS {
            let more = self.say("inspect.more", &[("count", &(block.columns.len() - COLUMNS))]);
            self.entry(4, "", &more, None);
        }
    }

    fn lead(&self) -> usize {
        if self.lang == Lang::Zh { 10 } else { 14 }
    }

    /// A line whose continuation stands under its last part.
    fn hanging(&mut self, heading: &str, lead: usize, text: &str, under: usize, marked: bool) {
        let head = pad(&format!("    {heading}"), lead);
        let (mut start, mut rest) = (String::new(), String::new());
        for c in text.chars() {
            if columns(&start) < under { start.push(c) } else { rest.push(c) }
        }
        let room = WIDTH.saturating_sub(lead + columns(&start) + 2).max(8);
        for (number, line) in wrap(&rest, room).into_iter().enumerate() {
            let before = if number == 0 { start.clone() } else { " ".repeat(columns(&start)) };
            let lead_in = if number == 0 { head.clone() } else { " ".repeat(lead) };
            let line = fit(&line, WIDTH.saturating_sub(lead + columns(&start)));
            let line = if marked { self.terminal.paint(Style::Yellow, &line) } else { line };
            self.out.push_str(&format!("{lead_in}{before}{line}\n"));
        }
    }

    fn unbound(&mut self, block: &BlockView) {
        for (number, row) in block.unbound.iter().enumerate() {
            if number == 0 {
                let heading = word("inspect.unbound", self.lang);
                self.out.push_str(&format!("    {heading}\n"));
            }
            let near = if row.near == "—" {
                String::new()
            } else {
                format!("  {}", self.say("inspect.near", &[("near", &row.near)]))
            };
            let text = format!("{}  {}{near}", pad(&row.cell.to_string(), 6), cut(&row.text));
            self.entry(4, "", &text, Some(Style::Yellow));
        }
    }

    fn findings(&mut self, findings: &[(Finding, usize)]) {
        if findings.is_empty() {
            return;
        }
        let heading = word("inspect.findings", self.lang);
        self.out.push_str(&format!("  {heading}\n"));
        for (finding, count) in findings {
            let level = finding.level.name(self.lang);
            let headline = visible(&finding.headline(self.lang));
            let mut text = self.say("inspect.finding", &[("level", &level), ("count", count), ("headline", &headline)]);
            if let Some(cell) = finding.place.cell {
                text = format!("{text}  {cell}");
            }
            let style = match finding.level {
                Level::Must => Style::Red,
                Level::Query => Style::Yellow,
                Level::Note => Style::Dim,
            };
            self.entry(2, "", &text, Some(style));
        }
    }
}

/// A line that is still too wide, cut.
fn fit(line: &str, width: usize) -> String {
    let mut out = String::new();
    for c in line.chars() {
        if columns(&out) + columns(&c.to_string()) > width {
            break;
        }
        out.push(c);
    }
    out
}
