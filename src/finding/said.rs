//! What is told in both languages at once, and what would be right.

use super::Lang;
use super::near::distance;
use std::fmt;

/// A message in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub zh: String,
    pub en: String,
}

impl Said {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
    /// Adds what would be right: the nearest choice, then the choices.
    pub fn with_choices<'a>(mut self, given: &str, valid: impl Iterator<Item = &'a str>) -> Self {
        let mut valid: Vec<&str> = valid.collect();
        valid.sort_unstable();
        valid.dedup();
        valid.sort_by_key(|choice| distance(given, choice));
        if let Some(nearest) = valid.first().filter(|c| distance(given, c) <= allowed(given)) {
            self.zh.push_str(&format!("；是不是“{nearest}”？"));
            self.en.push_str(&format!("; did you mean \"{nearest}\"?"));
        }
        let shown = valid.len().min(SHOWN);
        if shown > 0 {
            let list = &valid[..shown];
            let more = valid.len() - shown;
            let (zh, en) = if more > 0 {
                (format!(" 等{}个", valid.len()), format!(" and {more} more"))
            } else {
                Default::default()
            };
            let joint = if self.zh.ends_with('？') { "" } else { "；" };
            self.zh.push_str(&format!("{joint}可用的有：{}{zh}", list.join("、")));
            self.en.push_str(&format!("; valid: {}{en}", list.join(", ")));
        }
        self
    }
}

/// Choices listed in a message; beyond it only the nearest are.
const SHOWN: usize = 16;

fn allowed(given: &str) -> usize {
    (given.chars().count() / 3).max(1)
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zh)
    }
}

impl std::error::Error for Said {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let said =
            Said::new("没有“火花率”", "no \"火花率\"").with_choices("火花率", ["死亡人数", "火化率"].into_iter());
        assert_eq!(said.zh, "没有“火花率”；是不是“火化率”？可用的有：火化率、死亡人数");
        let said = Said::new("无", "none").with_choices("结婚", ["死亡人数"].into_iter());
        assert_eq!(said.en, "none; valid: 死亡人数");
    }
}
