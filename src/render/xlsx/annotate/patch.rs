//! A package with cells marked, comments, and the list put first. Every part that need not change is as it was.

use super::content_types::{self, STYLES, WORKSHEET};
use super::formulas::Foreign;
use super::list_sheet::{self, Outcome};
use super::markup::root;
use super::package::Package;
use super::relations::{self, Relation};
use super::sheet_notes::{self, Names};
use super::sheet_survey::Survey;
use super::sheet_xml::{self, Task};
use super::styles::{self, Styles};
use super::workbook_xml::{self, First, Listed};
use super::{Annotations, Fault, active_content, earlier};
use crate::catalog::Bounds;
use crate::finding::Level;
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

const STYLES_PART: &str = "xl/styles.xml";
/// Cells named in a remark.
const NAMED: usize = 20;

pub(super) fn patch(bytes: &[u8], list: &Annotations, bounds: &Bounds, remarks: Vec<String>) -> Result<Vec<u8>, Fault> {
    let mut package = Package::open(bytes, bounds)?;
    let office = relations::read(&mut package, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let office = office.ok_or(Fault("不是 xlsx 包"))?;
    if root(&package.must(&office.target)?)?.local() != "workbook" {
        return Err(Fault("不是 xlsx 包"));
    }
    earlier::remove_lists(&mut package, &office.target, bytes, bounds)?;
    let text = package.must(&office.target)?;
    let foreign = workbook_xml::foreign(&text)?;
    let stripped = active_content::strip(&mut package)?;
    active_content::check_rest(&mut package, &foreign)?;
    let all = relations::read(&mut package, &office.target)?;
    let namespace = root(&text)?.namespace().unwrap_or_default();
    let types = office.type_.strip_suffix("/officeDocument").unwrap_or_default();
    let (styles_part, styles) = styles_of(&mut package, &office.target, &all, (&namespace, types))?;
    let mut work = Work {
        package,
        styles,
        names: Names { namespace: &namespace, types, author: &list.author },
        foreign: &foreign,
        strip: stripped.sheets,
        outcome: Outcome { remarks, ..Outcome::default() },
        formulas: Vec::new(),
    };
    let listed = workbook_xml::sheets(&text)?;
    work.sheets(&listed, &all, list)?;
    work.tell(&stripped.words, list);
    let name = list_sheet::name(listed.iter().map(|sheet| sheet.name.as_str()));
    let relation = work.list(&office.target, list)?;
    let strict = namespace.contains("purl.oclc.org");
    let first = First { name: &name, relation: &relation, titles: list_sheet::TITLES, strict };
    work.finish(&office.target, &styles_part, &first, &text, &all)
}

/// The styles, and the part they are in.
fn styles_of(
    package: &mut Package<'_>,
    workbook: &str,
    all: &[Relation],
    (namespace, types): (&str, &str),
) -> Result<(String, Styles), Fault> {
    if let Some(relation) = all.iter().find(|relation| relation.kind == "styles") {
        let text = package.must(&relation.target)?;
        return Ok((relation.target.clone(), Styles::new(text)?));
    }
    if package.has(STYLES_PART) {
        return Err(Fault("样式部件没有登记"));
    }
    // Readers look for it by this name.
    let part = STYLES_PART.to_owned();
    relations::add(package, workbook, &format!("{types}/styles"), &part)?;
    content_types::add(package, &part, STYLES)?;
    Ok((part, Styles::new(styles::bare(namespace))?))
}

struct Work<'w> {
    package: Package<'w>,
    styles: Styles,
    names: Names<'w>,
    foreign: &'w Foreign,
    /// Sheets whose controls and objects go.
    strip: BTreeSet<String>,
    outcome: Outcome,
    /// Cells that lost a formula.
    formulas: Vec<String>,
}

/// The marks of a sheet, by cell: how grave, the comment, and the lines they are of.
type Marks = BTreeMap<Cell, (Level, String, BTreeSet<usize>)>;

impl Work<'_> {
    fn sheets(&mut self, listed: &[Listed], all: &[Relation], list: &Annotations) -> Result<(), Fault> {
        self.outcome.sheets = listed.iter().map(|sheet| sheet.name.clone()).collect();
        for (at, line) in list.lines.iter().enumerate() {
            if line.marks.iter().any(|mark| !self.outcome.sheets.contains(&mark.sheet)) {
                self.outcome.unmarked.insert(at, "工作簿中没有这张工作表".to_owned());
            }
        }
        for sheet in listed {
            let target = all.iter().find(|relation| relation.id == sheet.relation).map(|relation| &relation.target);
            let part = target.filter(|target| !target.is_empty()).ok_or(Fault("工作表部件不在"))?;
            self.sheet(part, &sheet.name, list)?;
        }
        Ok(())
    }

    fn sheet(&mut self, part: &str, name: &str, list: &Annotations) -> Result<(), Fault> {
        let text = self.package.must(part)?;
        let survey = Survey::new(&text, self.foreign)?;
        if survey.foreign_elsewhere {
            return Err(Fault("数据有效性或条件格式引用了外部工作簿"));
        }
        earlier::remove_comments(&mut self.package, part, &survey, self.names.author);
        let mut marks = marks(list, name, &survey);
        if !survey.has_cells && !marks.is_empty() {
            self.unmark(&marks, "这张工作表没有单元格");
            marks.clear();
        }
        let drawing = self.comments(part, &survey, &marks)?;
        let levels = marks.iter().map(|(cell, (level, ..))| (*cell, *level)).collect();
        let strip = self.strip.contains(&part.to_lowercase());
        let task = Task { marks: &levels, drawing: drawing.as_deref(), strip, foreign: self.foreign };
        let done = sheet_xml::patch(&text, &survey, &task, &mut self.styles)?;
        if let Some(text) = done.text {
            self.package.set(part, text);
        }
        self.formulas.extend(done.formulas.iter().map(|cell| format!("{name}!{cell}")));
        Ok(())
    }

    /// A sheet whose comments cannot be gone on with has its cells coloured only.
    fn comments(&mut self, part: &str, survey: &Survey, marks: &Marks) -> Result<Option<String>, Fault> {
        if marks.is_empty() {
            return Ok(None);
        }
        let words: BTreeMap<Cell, String> = marks.iter().map(|(cell, (_, words, _))| (*cell, words.clone())).collect();
        match sheet_notes::add(&mut self.package, part, survey, &words, &self.names) {
            Ok(noted) => {
                let talked = marks.iter().filter(|(cell, _)| noted.in_talk.contains(cell));
                let talked: Marks = talked.map(|(cell, mark)| (*cell, mark.clone())).collect();
                self.unmark(&talked, "该格已有批注会话，只着色，未加批注");
                Ok(noted.drawing)
            }
            Err(fault) => {
                self.unmark(marks, &format!("只着色，未加批注：{}", fault.0));
                Ok(None)
            }
        }
    }

    fn unmark(&mut self, marks: &Marks, why: &str) {
        for at in marks.values().flat_map(|(_, _, lines)| lines) {
            self.outcome.unmarked.insert(*at, why.to_owned());
        }
    }

    /// Below the list: what was taken away.
    fn tell(&mut self, words: &[&str], list: &Annotations) {
        let remarks = &mut self.outcome.remarks;
        if !words.is_empty() {
            remarks.push(format!("本件已去除原工作簿中的：{}。其余内容未动。", words.join("、")));
        }
        if !self.formulas.is_empty() {
            let some = self.formulas.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("、");
            let more = if self.formulas.len() > NAMED { "等" } else { "" };
            let count = self.formulas.len();
            remarks.push(format!("取自外部的公式已改为原来显示的数值，共 {count} 格：{some}{more}。"));
        }
        if list.lines.is_empty() {
            remarks.push("没有问题。".to_owned());
        }
    }

    /// Adds the list and gives its relation.
    fn list(&mut self, workbook: &str, list: &Annotations) -> Result<String, Fault> {
        let text = list_sheet::part(list, &self.outcome, self.names.namespace, &mut self.styles);
        let part = self.package.free("xl/worksheets/sheet", ".xml");
        self.package.set(&part, text);
        content_types::add(&mut self.package, &part, WORKSHEET)?;
        relations::add(&mut self.package, workbook, &format!("{}/worksheet", self.names.types), &part)
    }

    fn finish(
        mut self,
        workbook: &str,
        styles: &str,
        first: &First<'_>,
        text: &str,
        all: &[Relation],
    ) -> Result<Vec<u8>, Fault> {
        let (text, _) = workbook_xml::with_first(text, first, self.foreign)?;
        self.package.set(workbook, text);
        self.package.set(styles, self.styles.finish()?);
        if !self.formulas.is_empty()
            && let Some(chain) = all.iter().find(|relation| relation.kind == "calcChain")
        {
            // It lists the cells that have formulas, and is made anew by whoever computes.
            relations::remove(&mut self.package, workbook, |id| id == chain.id)?;
            self.package.remove(&chain.target);
        }
        content_types::settle(&mut self.package, workbook)?;
        self.package.finish()
    }
}

/// The marks of one sheet. The gravest colours a cell; its comment has them all.
fn marks(list: &Annotations, sheet: &str, survey: &Survey) -> Marks {
    let mut marks = Marks::new();
    for (at, line) in list.lines.iter().enumerate() {
        for mark in line.marks.iter().filter(|mark| mark.sheet == sheet) {
            let entry = marks.entry(survey.shown(mark.cell)).or_insert((line.level, String::new(), BTreeSet::new()));
            entry.0 = entry.0.min(line.level);
            if !entry.1.is_empty() {
                entry.1.push('\n');
            }
            entry.1.push_str(&mark.words);
            entry.2.insert(at);
        }
    }
    marks
}
