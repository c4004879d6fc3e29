//! Counts a wording spells out in Chinese (`三项`): nothing holds them to the figures, so they stay when these change. Worth
//! a remark and no fault, for many belong to names (两项补贴), which `constants` of report.toml lists.

use super::template::plain_text;
use crate::catalog::{Letter, Report};
use crate::finding::{Lang, Said};
use std::collections::BTreeMap;

const DIGITS: &str = "一二两三四五六七八九十";
const SIZES: &str = "百千万亿";
/// What is counted in reports. Of times and dates no count is made.
const MEASURES: &str = "项个件户人名家所位处起例具对张笔";
/// Before a numeral: it is a rank, a rate's base, a limit.
const NO_COUNT: [&str; 9] = ["第", "每", "前", "后", "不足", "至少", "超过", "以上", "任"];

/// A spelt count in a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelt {
    /// Relative to `templates/`.
    pub file: String,
    /// Where it stands first.
    pub line: usize,
    pub words: String,
    pub times: usize,
}

impl Spelt {
    /// `file:line: message`
    pub fn text(&self, lang: Lang) -> String {
        let (words, times) = (&self.words, self.times);
        let said = Said::new(
            format!(
                "“{words}”是手写的数（{times}处），不随报表变；会变的请用函数生成，是固定名称的列入 report.toml 的 constants"
            ),
            format!(
                "\"{words}\" is a count by hand ({times} times): let a function make it, or list it in constants of report.toml if it is a name"
            ),
        );
        format!("{}:{}: {}", self.file, self.line, said.text(lang))
    }
}

/// Those of a report's wording that its constants do not list.
pub fn of_report(report: &Report) -> Vec<Spelt> {
    of_source(&report.wording_file, &report.wording, &report.constants)
}

/// Those of a letter.
pub fn of_letter(letter: &Letter) -> Vec<Spelt> {
    of_source(&letter.wording_file, &letter.wording, &[])
}

fn of_source(file: &str, source: &str, constants: &[String]) -> Vec<Spelt> {
    let mut found: BTreeMap<String, Spelt> = BTreeMap::new();
    for (number, line) in plain_text(source).lines().enumerate() {
        for words in counts(line).into_iter().filter(|words| !constants.contains(words)) {
            let first = || Spelt { file: file.to_owned(), line: number + 1, words: words.clone(), times: 0 };
            found.entry(words.clone()).or_insert_with(first).times += 1;
        }
    }
    let mut all: Vec<Spelt> = found.into_values().collect();
    all.sort_by_key(|spelt| spelt.line);
    all
}

/// The spelt counts of a line, in order.
fn counts(line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    let is_numeral = |c: char| DIGITS.contains(c) || SIZES.contains(c);
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let length = characters[at..].iter().take_while(|c| is_numeral(**c)).count();
        if length == 0 {
            at += 1;
            continue;
        }
        let numeral: String = characters[at..at + length].iter().collect();
        let before: String = characters[..at].iter().collect();
        if let Some(measure) = characters.get(at + length).filter(|c| MEASURES.contains(**c))
            && is_count(&numeral, &before)
        {
            found.push(format!("{numeral}{measure}"));
        }
        at += length;
    }
    found
}

/// One of something is mostly an article (一个月内, 一项一行); 千名 alone is the base of a rate.
fn is_count(numeral: &str, before: &str) -> bool {
    let has_digit = numeral.contains(|c| DIGITS.contains(c));
    has_digit && numeral != "一" && !NO_COUNT.iter().any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_hand_are_seen_and_ranks_articles_and_rates_are_not() {
        assert_eq!(counts("提请研究三项工作，两个单位滞后，涉及十二户"), ["三项", "两个", "十二户"]);
        for line in [
            "一、总体情况",
            "一是加快进度，二是落实责任",
            "第三项任务",
            "每千名老年人拥有床位",
            "居前三位",
            "单位不足两个，不作排名",
            "将于一个月内到期",
            "“十四五”规划",
            "逐项对账，统一安排",
            "万人",
            "连续两期",
        ] {
            assert_eq!(counts(line), [] as [&str; 0], "{line}");
        }
    }

    #[test]
    fn a_name_is_listed_among_the_constants_and_tags_are_no_words() {
        let source = "{# 三项 #}\n发放两项补贴{{ a }}\n{% if b %}三项{% endif %}和三项\n";
        let found = of_source("f.md", source, &["两项".to_owned()]);
        let three = Spelt { file: "f.md".into(), line: 3, words: "三项".into(), times: 2 };
        assert_eq!(found, [three]);
        assert!(found[0].text(Lang::Zh).starts_with("f.md:3: “三项”是手写的数（2处）"));
    }
}
