//! What a letter has to say: what is owed, what is wrong, by when to answer.

use super::LetterInput;
use crate::assessment::quality::ABSENT;
use crate::finding::{Finding, Lang, Level};
use crate::model::{Cell, Date, Month};
use crate::report::{mark, periods};
use minijinja::Value;
use std::collections::BTreeSet;

/// A return that is not there.
pub struct Owed<'a> {
    month: Month,
    due: Date,
    /// Why, as far as it was found out.
    finding: Option<&'a Finding>,
    forms: Vec<String>,
}

/// A root cause, told once.
pub struct Problem<'a> {
    /// The one that speaks for all of them.
    lead: &'a Finding,
    /// How many others come from it.
    linked: usize,
}

pub struct Content<'a> {
    input: &'a LetterInput<'a>,
    pub owed: Vec<Owed<'a>>,
    /// What must be corrected, and what must be corrected or explained.
    pub must: Vec<Problem<'a>>,
    queries: Vec<Problem<'a>>,
}

impl<'a> Content<'a> {
    pub fn new(input: &'a LetterInput<'a>) -> Self {
        let of_unit = |finding: &&Finding| finding.region.as_ref() == Some(&input.unit.code) && finding.is_open();
        let (absent, rest): (Vec<&Finding>, Vec<&Finding>) =
            input.findings.iter().filter(of_unit).partition(|finding| ABSENT.contains(&finding.code));
        let owed = owed(input, &absent);
        let silent: BTreeSet<Month> = owed.iter().map(|owed| owed.month).collect();
        // Of a return that holds nothing there is nothing to correct.
        let rest: Vec<&Finding> = rest.into_iter().filter(|finding| !silent.contains(&finding.month)).collect();
        let must = groups(&rest, input, |members| members.iter().any(|f| f.level == Level::Must));
        let queries = groups(&rest, input, |members| members.iter().all(|f| f.level == Level::Query));
        Self { input, owed, must, queries }
    }

    /// What a wording knows.
    pub fn globals(&self) -> Vec<(&'static str, Value)> {
        let LetterInput { desk, unit, period, as_of, .. } = self.input;
        let back = !self.must.is_empty();
        let days = if back { desk.due.correction_days } else { desk.due.remind_days };
        let said = |text: &str| Value::from(mark::name(text));
        let letters = desk.letters.as_ref();
        let months: BTreeSet<Month> = self.must.iter().map(|problem| problem.lead.month).collect();
        let count = |problems: &[Problem<'_>]| problems.iter().map(|p| p.linked + 1).sum::<usize>();
        let maybe = |value: Option<Value>| value.unwrap_or_else(|| Value::from(()));
        vec![
            ("office", said(&desk.office)),
            ("unit", said(unit.names.first().map_or(unit.code.as_str(), String::as_str))),
            ("unit_contact", said(&unit.contact)),
            ("own", unit.own.into()),
            ("copied", self.input.copied.into()),
            ("scored", desk.quality.is_some().into()),
            ("contact", said(letters.map_or("", |l| &l.contact))),
            ("send_to", said(letters.map_or("", |l| &l.send_to))),
            ("period", periods::value(*period)),
            ("as_of", periods::day(*as_of).into()),
            ("deadline", maybe(days.map(|days| periods::day(desk.due.working_days_after(*as_of, days)).into()))),
            ("days", maybe(days.map(Value::from))),
            ("returned", listed(months.into_iter()).into()),
            ("owed_months", listed(self.owed.iter().map(|owed| owed.month)).into()),
            ("owed", self.owed.iter().map(|owed| owed.value(*as_of)).collect::<Vec<_>>().into()),
            ("must", self.problems(&self.must)),
            ("queries", self.problems(&self.queries)),
            ("must_count", count(&self.must).into()),
            ("query_count", count(&self.queries).into()),
        ]
    }

    fn problems(&self, problems: &[Problem<'_>]) -> Value {
        let lang = if self.input.desk.language == "en" { Lang::En } else { Lang::Zh };
        let last = self.input.period.last_month();
        problems.iter().map(|problem| problem.value(last, lang)).collect::<Vec<_>>().into()
    }
}

/// Returns of the period that are due and not there, and earlier ones that are found missing.
fn owed<'a>(input: &LetterInput<'a>, absent: &[&'a Finding]) -> Vec<Owed<'a>> {
    let months: BTreeSet<Month> =
        input.period.months().into_iter().chain(absent.iter().map(|finding| finding.month)).collect();
    let of_unit = input.register.iter().filter(|record| record.region == input.unit.code && !record.state.came());
    let due = of_unit.filter(|record| months.contains(&record.month) && record.due <= input.as_of);
    let title = |id: &String| input.catalog.forms.get(id).map_or_else(|| id.clone(), |form| form.title.clone());
    due.map(|record| Owed {
        month: record.month,
        due: record.due,
        finding: absent.iter().copied().find(|finding| finding.month == record.month),
        forms: input.unit.forms_of(record.month).map(title).collect(),
    })
    .collect()
}

/// Groups for which `wanted` holds, each with the finding that speaks for it; those of the period before earlier ones.
fn groups<'a>(
    findings: &[&'a Finding],
    input: &LetterInput<'_>,
    wanted: impl Fn(&[&Finding]) -> bool,
) -> Vec<Problem<'a>> {
    let mut ids: Vec<String> = Vec::new();
    for id in findings.iter().map(|finding| finding.group_id()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut problems = Vec::new();
    for id in ids {
        let members: Vec<&Finding> = findings.iter().copied().filter(|finding| finding.group_id() == id).collect();
        let lead = members.iter().find(|finding| finding.id() == id).or(members.first()).copied();
        if let Some(lead) = lead.filter(|_| wanted(&members)) {
            problems.push(Problem { lead, linked: members.len() - 1 });
        }
    }
    let months = input.period.months();
    problems.sort_by_key(|problem| !months.contains(&problem.lead.month));
    problems
}

/// So many months are not parted at the end of a line.
const TOGETHER: usize = 3;

/// `2021年9月、11月`
fn listed(months: impl Iterator<Item = Month>) -> String {
    let mut year = None;
    let mut words = Vec::new();
    for month in months {
        let of_year = if year == Some(month.year()) { String::new() } else { format!("{}年", month.year()) };
        words.push(format!("{of_year}{}月", month.number()));
        year = Some(month.year());
    }
    if words.len() <= TOGETHER {
        return mark::date(&words.join("、"));
    }
    words.iter().map(|month| mark::date(month)).collect::<Vec<_>>().join("、")
}

impl Owed<'_> {
    fn value(&self, as_of: Date) -> Value {
        let forms: Vec<String> = self.forms.iter().map(|form| mark::name(form)).collect();
        let code = self.finding.map_or("return.missing", |finding| finding.code);
        let pairs: Vec<(&str, Value)> = vec![
            ("month", listed(std::iter::once(self.month)).into()),
            ("due", periods::day(self.due).into()),
            ("overdue", periods::days_between(self.due, as_of).into()),
            // `missing`, `empty`, `unreadable`, `misfiled`
            ("why", code.trim_start_matches("return.").into()),
            ("forms", forms.into()),
        ];
        Value::from_pairs(pairs)
    }
}

impl Problem<'_> {
    /// `last` is the last month of the period: another one is named.
    fn value(&self, last: Month, lang: Lang) -> Value {
        let lead = self.lead;
        let copied = lead.copied_table();
        // What is to be changed is the first suspect, which may stand in another return.
        let first =
            lead.suspects.first().filter(|one| copied.is_none() && one.place.cell.is_some() && one.place != lead.place);
        let (place, raw, of) = match first {
            Some(first) => (&first.place, Some(first.raw.as_str()), first.month),
            None => (&lead.place, lead.raw.as_deref(), lead.month),
        };
        let elsewhere = place.file.is_some() && place.file != lead.place.file;
        let maybe = |text: Option<&str>| text.map_or_else(String::new, mark::quote);
        let file = place.file.as_deref().map(|path| path.rsplit('/').next().unwrap_or(path));
        let side = |pick: fn(&crate::finding::Comparison) -> &str| maybe(lead.comparison.as_ref().map(pick));
        let suspects: Vec<Value> = lead.suspects.iter().filter(|_| copied.is_none()).map(suspect).collect();
        let earlier = |month: Month| if month == last { String::new() } else { listed(std::iter::once(month)) };
        let one = |month: Month| listed(std::iter::once(month));
        let pairs: Vec<(&str, Value)> = vec![
            ("month", earlier(of).into()),
            ("elsewhere", elsewhere.into()),
            ("file", maybe(file).into()),
            ("sheet", maybe(place.sheet.as_deref()).into()),
            ("cell", maybe(place.cell.map(|cell: Cell| cell.to_string()).as_deref()).into()),
            ("raw", maybe(raw.map(str::trim)).into()),
            ("headline", mark::quote(&lead.headline(lang)).into()),
            // Without its full stop: the wording may go on.
            ("advice", mark::quote(lead.advice(lang).trim_end_matches('。')).into()),
            ("left", side(|c| &c.left).into()),
            ("op", lead.comparison.as_ref().map_or("", |c| c.op).into()),
            ("right", side(|c| &c.right).into()),
            ("difference", side(|c| &c.difference).into()),
            ("copied_in", copied.filter(|month| *month != lead.month).map_or_else(String::new, one).into()),
            ("copied_from", copied.map(Month::previous).map_or_else(String::new, one).into()),
            ("cause", lead.cause.map_or("", |cause| cause.words(lang)).into()),
            ("suspects", suspects.into()),
            ("linked", self.linked.into()),
        ];
        Value::from_pairs(pairs)
    }
}

fn suspect(suspect: &crate::finding::Suspect) -> Value {
    let cell = suspect.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let pairs: Vec<(&str, Value)> = vec![
        ("sheet", mark::quote(suspect.place.sheet.as_deref().unwrap_or_default()).into()),
        ("cell", mark::quote(&cell).into()),
        ("raw", mark::quote(&suspect.raw).into()),
        ("repair", mark::quote(&suspect.repair).into()),
    ];
    Value::from_pairs(pairs)
}
