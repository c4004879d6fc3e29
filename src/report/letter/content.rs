//! What a letter has to say: what is owed, what is wrong, by when to answer.

use super::LetterInput;
use super::problem::{Problem, problems};
use crate::assessment::quality::ABSENT;
use crate::finding::{Finding, Lang};
use crate::model::{Date, Month};
use crate::report::{mark, periods};
use minijinja::Value;
use std::collections::BTreeSet;

/// A return that is not there.
pub struct Owed<'a> {
    month: Month,
    due: Date,
    /// Why, as far as it was found out.
    finding: Option<&'a Finding>,
    /// Files that could not be read, and why.
    unread: Vec<&'a Finding>,
    forms: Vec<String>,
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
        let (mut must, mut queries) = problems(&rest);
        // Those of the period before earlier ones.
        let months = input.period.months();
        [&mut must, &mut queries].into_iter().for_each(|all| all.sort_by_key(|one| !months.contains(&one.month())));
        Self { input, owed, must, queries }
    }

    /// What a wording knows.
    pub fn globals(&self) -> Vec<(&'static str, Value)> {
        let LetterInput { desk, unit, period, as_of, .. } = self.input;
        let back = !self.must.is_empty();
        let days = if back { desk.due.correction_days } else { desk.due.remind_days };
        let said = |text: &str| Value::from(mark::name(text));
        let letters = desk.letters.as_ref();
        let count = |problems: &[Problem<'_>]| problems.iter().map(Problem::places).sum::<usize>();
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
            ("returned", listed(self.returned().into_iter()).into()),
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
        let several = self.returned().len() > 1;
        problems.iter().map(|problem| problem.value(self.input.catalog, several, lang)).collect::<Vec<_>>().into()
    }

    /// The months of the returns that anything is asked of.
    fn returned(&self) -> BTreeSet<Month> {
        self.must.iter().chain(&self.queries).map(Problem::month).collect()
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
        unread: input
            .findings
            .iter()
            .filter(|one| {
                one.code == UNREAD && one.month == record.month && one.region.as_ref() == Some(&record.region)
            })
            .collect(),
        forms: input.unit.forms_of(record.month).map(title).collect(),
    })
    .collect()
}

/// A file that cannot be read.
const UNREAD: &str = "file.unreadable";

/// So many months are not parted at the end of a line.
const TOGETHER: usize = 3;

/// `2021年9月、11月`
pub(super) fn listed(months: impl Iterator<Item = Month>) -> String {
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
            ("files", self.files().into()),
            // `missing`, `empty`, `unreadable`, `misfiled`
            ("why", code.trim_start_matches("return.").into()),
            ("forms", forms.into()),
        ];
        Value::from_pairs(pairs)
    }

    /// What came and did not count: `“禹州 11月报表.xls”：文件损坏或不完整`; of files of which no more is known the names.
    fn files(&self) -> String {
        let name = |path: &str| mark::quote(&format!("“{}”", path.rsplit('/').next().unwrap_or(path)));
        let told = |one: &&Finding| {
            let path = one.place.file.as_deref().unwrap_or_default();
            // What is to be done about it, the letter says.
            let why = one.arguments.get("reason").unwrap_or_default().split("，请").next().unwrap_or_default();
            if why.is_empty() { name(path) } else { format!("{}：{}", name(path), mark::quote(why)) }
        };
        if !self.unread.is_empty() {
            return self.unread.iter().map(told).collect::<Vec<_>>().join("；");
        }
        let files = self.finding.and_then(|finding| finding.arguments.get("files")).unwrap_or_default();
        files.split('、').filter(|path| !path.is_empty()).map(name).collect()
    }
}
