//! A formula as a sentence of official Chinese (`火化遗体数不得大于死亡人数`): what an office reads in its place.

mod amount;
#[cfg(test)]
mod tests;

use super::{Compare, Expr, Reference, Scope, Shift};
use crate::model::Measure;
use amount::plain;

/// How the names of a formula are said.
pub struct Speech<'a> {
    /// An indicator's name, of a name or an id as written, or of a variable.
    pub name: &'a dyn Fn(&str) -> String,
    /// A form's title, of its id.
    pub form: &'a dyn Fn(&str) -> String,
    /// What the rule is run for: of a reference without a measure of its own.
    pub measure: Option<Measure>,
}

impl Expr {
    /// What ought to hold, without a full stop.
    pub fn sentence(&self, speech: &Speech<'_>) -> String {
        let said = |naming| {
            let speaker = Speaker { speech, naming };
            let text = speaker.truth(self, Mood::Ought);
            let leads = self.references().iter().any(|one| text.starts_with(&speaker.reference(one)));
            (text, leads)
        };
        match self.subject(speech) {
            Some(name) => match said(Naming::Subject) {
                (text, true) => return format!("{name}的{text}"),
                _ => return said(Naming::Apart).0,
            },
            None if !self.is_of_one_time(speech) => return said(Naming::Apart).0,
            None => {}
        }
        let when = self.references().first().map(|first| prefix(speech, first)).unwrap_or_default();
        // 期末 goes without saying where nothing else is meant.
        let when = if when == Measure::Stock.name() { String::new() } else { when };
        match said(Naming::Together) {
            (text, true) => format!("{when}{text}"),
            (text, false) if when.is_empty() => text,
            (text, false) => format!("按{when}数，{text}"),
        }
    }

    /// The one indicator all is about, where different values of it are held against one another.
    fn subject(&self, speech: &Speech<'_>) -> Option<String> {
        let all = self.references();
        let first = all.first()?;
        let same = |one: &&Reference| one.name == first.name && one.scope == Scope::Own && one.form.is_none();
        (all.iter().all(same) && !self.is_of_one_time(speech)).then(|| (speech.name)(&first.name))
    }

    /// Whether all is of one measure and one period.
    fn is_of_one_time(&self, speech: &Speech<'_>) -> bool {
        let times: Vec<_> = self.references().iter().map(|one| (one.measure.or(speech.measure), one.shift)).collect();
        times.windows(2).all(|two| two.first() == two.last())
    }
}

/// What a reference is called in a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// The indicator stands at the head: what is left is `本年累计数`.
    Subject,
    /// Measure and period stand at the head: what is left is the name.
    Together,
    /// `上月末低保人数合计`
    Apart,
}

/// Whether something is asked, or is a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Ought,
    Is,
}

/// `本月`, `上月累计`, `去年同月所报本年累计`: before the name of an indicator.
fn prefix(speech: &Speech<'_>, reference: &Reference) -> String {
    let measure = reference.measure.or(speech.measure);
    let now = match measure {
        None | Some(Measure::Ratio) => "",
        Some(Measure::RatioYtd) => "累计",
        Some(Measure::PriorRatio) => "上年同期",
        Some(Measure::PriorRatioYtd) => "上年同期累计",
        Some(other) => other.name(),
    };
    match (reference.shift, measure) {
        (Shift::Same, _) => now.to_owned(),
        (Shift::LastMonth, None | Some(Measure::Month | Measure::Ratio)) => "上月".to_owned(),
        (Shift::LastMonth, Some(Measure::Ytd | Measure::RatioYtd)) => "上月累计".to_owned(),
        (Shift::LastMonth, Some(Measure::Stock)) => "上月末".to_owned(),
        (Shift::LastMonth, _) => format!("上月所报{now}"),
        (Shift::LastYear, None | Some(Measure::Month | Measure::Ratio)) => "去年同月".to_owned(),
        (Shift::LastYear, Some(Measure::Stock)) => "去年同月末".to_owned(),
        (Shift::LastYear, _) => format!("去年同月所报{now}"),
        (Shift::YearStart, None | Some(Measure::Stock)) => "年初".to_owned(),
        (Shift::YearStart, _) => format!("年初{now}"),
    }
}

struct Speaker<'a> {
    speech: &'a Speech<'a>,
    naming: Naming,
}

impl Speaker<'_> {
    fn reference(&self, reference: &Reference) -> String {
        let when = prefix(self.speech, reference);
        if self.naming == Naming::Subject {
            let is_rate = reference.measure.or(self.speech.measure).is_some_and(is_rate);
            let when = if when.is_empty() && !is_rate { "本期".to_owned() } else { when };
            return format!("{when}{}", if is_rate { "比率" } else { "数" });
        }
        let name = (self.speech.name)(&reference.name);
        let name = match reference.scope {
            Scope::Own => name,
            Scope::Children => format!("下级单位{name}合计"),
            Scope::Units => format!("各单位{name}合计"),
        };
        let when = if self.naming == Naming::Together { String::new() } else { when };
        match &reference.form {
            Some(form) => format!("《{}》的{when}{name}", (self.speech.form)(form)),
            None => format!("{when}{name}"),
        }
    }

    fn truth(&self, expr: &Expr, mood: Mood) -> String {
        match expr {
            Expr::Chain(first, links) => self.chain(first, links, mood),
            Expr::Not(inner) => match (inner.as_ref(), mood) {
                (Expr::Chain(first, links), _) if links.len() == 1 => {
                    let links: Vec<_> = links.iter().map(|(op, right)| (opposite(*op), right.clone())).collect();
                    self.chain(first, &links, mood)
                }
                (inner, Mood::Ought) => format!("不得出现{}的情形", self.truth(inner, Mood::Is)),
                (inner, Mood::Is) => format!("并非{}", self.truth(inner, Mood::Is)),
            },
            Expr::And(a, b) => self.joined([a, b], mood, "且"),
            Expr::Or(a, b) => self.joined([a, b], mood, "或者"),
            Expr::Implies(a, b) if mood == Mood::Ought => {
                format!("{}的，{}", self.truth(a, Mood::Is), self.truth(b, mood))
            }
            Expr::Implies(a, b) => format!("{}时{}", self.truth(a, mood), self.truth(b, mood)),
            other => self.amount(other),
        }
    }

    fn joined(&self, sides: [&Expr; 2], mood: Mood, word: &str) -> String {
        let side = |expr: &Expr| {
            let text = self.truth(expr, mood);
            // What is joined otherwise keeps its bounds.
            let other = if word == "且" { matches!(expr, Expr::Or(..)) } else { matches!(expr, Expr::And(..)) };
            if other || matches!(expr, Expr::Implies(..)) { format!("（{text}）") } else { text }
        };
        let comma = if mood == Mood::Ought { "，" } else { "" };
        format!("{}{comma}{word}{}", side(sides[0]), side(sides[1]))
    }

    fn chain(&self, first: &Expr, links: &[(Compare, Expr)], mood: Mood) -> String {
        use Compare::{GreaterOrEqual, LessOrEqual};
        match (first, links) {
            // The number comes behind what it bounds.
            (Expr::Number(low), [(LessOrEqual, middle), (LessOrEqual, Expr::Number(high))])
            | (Expr::Number(high), [(GreaterOrEqual, middle), (GreaterOrEqual, Expr::Number(low))]) => {
                let ought = if mood == Mood::Ought { "应" } else { "" };
                format!("{}{ought}在{}至{}之间", self.amount(middle), plain(*low), plain(*high))
            }
            (Expr::Number(_), [(op, second), rest @ ..]) if !matches!(second, Expr::Number(_)) => {
                let head = self.link(second, flipped(*op), first, mood);
                if rest.is_empty() {
                    return head;
                }
                let more = self.chain(second, rest, mood);
                format!("{head}，且{}", more.strip_prefix(&self.amount(second)).unwrap_or(&more))
            }
            _ => {
                let lefts = std::iter::once(first).chain(links.iter().map(|(_, right)| right));
                let all: Vec<String> =
                    lefts.zip(links).map(|(left, (op, right))| self.link(left, *op, right, mood)).collect();
                all.join("，")
            }
        }
    }

    fn link(&self, left: &Expr, op: Compare, right: &Expr, mood: Mood) -> String {
        let (l, r) = (self.amount(left), self.amount(right));
        if mood == Mood::Ought
            && let (Expr::Reference(a), Expr::Reference(b)) = (left, right)
        {
            let then = a.name == b.name && a.measure == b.measure && a.scope == b.scope && a.shift != b.shift;
            match op {
                Compare::Equal => return format!("{l}应与{r}一致"),
                Compare::GreaterOrEqual if then => return format!("{l}与{r}相比不得减少"),
                Compare::LessOrEqual if then => return format!("{l}与{r}相比不得增加"),
                _ => {}
            }
        }
        let verb = match (op, mood) {
            (Compare::Equal, Mood::Ought) if matches!(right, Expr::Number(_)) => "应为",
            (Compare::Equal, Mood::Ought) => "应等于",
            (Compare::NotEqual, Mood::Ought) => "不应等于",
            (Compare::Less, Mood::Ought) => "应小于",
            (Compare::LessOrEqual, Mood::Ought) => "不得大于",
            (Compare::Greater, Mood::Ought) => "应大于",
            (Compare::GreaterOrEqual, Mood::Ought) => "不得小于",
            (op, Mood::Is) => op.words(),
        };
        format!("{l}{verb}{r}")
    }
}

fn is_rate(measure: Measure) -> bool {
    matches!(measure, Measure::Ratio | Measure::RatioYtd | Measure::PriorRatio | Measure::PriorRatioYtd)
}

/// The same with its sides changed.
fn flipped(op: Compare) -> Compare {
    match op {
        Compare::Less => Compare::Greater,
        Compare::LessOrEqual => Compare::GreaterOrEqual,
        Compare::Greater => Compare::Less,
        Compare::GreaterOrEqual => Compare::LessOrEqual,
        same => same,
    }
}

/// What holds where it does not.
fn opposite(op: Compare) -> Compare {
    match op {
        Compare::Equal => Compare::NotEqual,
        Compare::NotEqual => Compare::Equal,
        Compare::Less => Compare::GreaterOrEqual,
        Compare::LessOrEqual => Compare::Greater,
        Compare::Greater => Compare::LessOrEqual,
        Compare::GreaterOrEqual => Compare::Less,
    }
}

impl Compare {
    /// As a condition: `不大于`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Equal => "等于",
            Self::NotEqual => "不等于",
            Self::Less => "小于",
            Self::LessOrEqual => "不大于",
            Self::Greater => "大于",
            Self::GreaterOrEqual => "不小于",
        }
    }
}
