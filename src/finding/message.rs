//! The language of messages, and the texts of findings with their arguments put in.

use super::Code;

/// The language of the terminal. Editions use the desk's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// Named arguments of a message.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Arguments(Vec<(&'static str, String)>);

impl Arguments {
    pub fn push(&mut self, name: &'static str, value: impl ToString) {
        self.0.push((name, value.to_string()));
    }
    /// The values of these are no longer told.
    pub(super) fn mask(&mut self, names: &[&str]) {
        self.0.iter_mut().filter(|(name, _)| names.contains(name)).for_each(|(_, value)| *value = "＊".to_owned());
    }
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
    /// As that language says them: what a rule asks is a sentence in Chinese, and its formula elsewhere.
    fn spoken(&self, lang: Lang) -> Self {
        let mut arguments = self.clone();
        if let (Lang::En, Some(formula)) = (lang, self.get("formula")) {
            let rule = arguments.0.iter_mut().filter(|(name, _)| *name == "rule");
            rule.for_each(|(_, value)| formula.clone_into(value));
        }
        arguments
    }
    /// Puts the arguments where the message has `{name}`.
    pub fn fill(&self, template: &str) -> String {
        let mut text = template.to_owned();
        for (name, value) in &self.0 {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// So many characters of what stands in a return are repeated in a message.
const LONGEST: usize = 40;

/// A text as repeated in a message: cut where it is longer than anyone reads.
pub(super) fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(std::iter::once('…')).collect()
}

/// The headline of a code.
pub fn headline(code: &str, arguments: &Arguments, lang: Lang) -> String {
    Code::find(code).map_or_else(|| code.to_owned(), |c| arguments.spoken(lang).fill(c.headline(lang)))
}

/// The headline of a code without the rule behind it in brackets.
pub fn title(code: &str, arguments: &Arguments, lang: Lang) -> String {
    let short = |template: &str| {
        let bare = template.strip_suffix("（{rule}）").or_else(|| template.strip_suffix(" ({rule})"));
        arguments.fill(bare.unwrap_or(template))
    };
    Code::find(code).map_or_else(|| code.to_owned(), |c| short(c.headline(lang)))
}

/// The advice of a code.
pub fn advice(code: &str, arguments: &Arguments, lang: Lang) -> String {
    Code::find(code).map_or_else(String::new, |c| arguments.fill(c.advice(lang)))
}
