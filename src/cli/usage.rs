//! What is wrong with a command line, in the language of the terminal. English is what the library says itself.

use super::finding_lines::fill;
use crate::finding::{Lang, word};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::process::ExitCode;

/// Tells it, or shows the help that was asked for, and gives the exit status.
pub fn tell(error: &Error, lang: Lang) -> ExitCode {
    if !error.use_stderr() {
        // Nowhere to complain if the terminal itself is gone.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    match (lang, message(error, lang)) {
        (Lang::Zh, Some(lines)) => {
            eprintln!("{}: {}", word("error", lang), lines.join("\n  "));
        }
        _ => {
            let _ = error.print();
        }
    }
    ExitCode::from(2)
}

/// Nothing for what is no mistake of a person: the help shown when there are no arguments at all.
fn message(error: &Error, lang: Lang) -> Option<Vec<String>> {
    let of = |kind| error.get(kind).map(shown).filter(|text| !text.is_empty());
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => "usage.command",
        ErrorKind::UnknownArgument => "usage.unknown",
        ErrorKind::MissingRequiredArgument => "usage.missing",
        ErrorKind::InvalidValue if value.is_none() => "usage.no_value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage.value",
        ErrorKind::TooFewValues | ErrorKind::NoEquals => "usage.no_value",
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => "usage.too_many",
        ErrorKind::ArgumentConflict => "usage.conflict",
        _ => return None,
    };
    let command = of(ContextKind::InvalidSubcommand);
    let (prior, given) = (of(ContextKind::PriorArg).unwrap_or_default(), value.unwrap_or_default());
    let name = command.or(argument).unwrap_or_default();
    let mut lines = vec![fill(key, &[("name", &name), ("value", &given), ("other", &prior)], lang)];
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    lines.extend(near.into_iter().find_map(of).map(|near| fill("usage.near", &[("near", &near)], lang)));
    lines.extend(of(ContextKind::ValidValue).map(|known| fill("usage.known", &[("known", &known)], lang)));
    lines.push(word("usage.help", lang));
    Some(lines)
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(many) => many.join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &[&str]) -> Vec<String> {
        let arguments = std::iter::once("yuebao").chain(line.iter().copied());
        let error = super::super::arguments::command(Lang::Zh).try_get_matches_from(arguments).unwrap_err();
        message(&error, Lang::Zh).unwrap()
    }

    #[test]
    fn every_slip_is_told_in_chinese_with_what_would_be_right() {
        assert_eq!(said(&["chek"])[..2], ["没有“chek”这个命令", "是不是“check”？"]);
        assert_eq!(said(&["check", "--foo"])[0], "这个命令没有“--foo”这个参数");
        assert_eq!(said(&["check", "--perid", "2021-11"])[1], "是不是“--period”？");
        assert_eq!(said(&["check", "--jobs", "abc"])[0], "“abc”不能作“--jobs <N>”的值");
        assert_eq!(said(&["figures", "--form"])[0], "“--form <F.toml>”后面没有值");
        assert!(said(&["list", "foo"])[1].starts_with("可用的有：desks、periods"), "{:?}", said(&["list", "foo"]));
        assert_eq!(said(&["inspect"])[0], "还要写：<FILE>");
        assert_eq!(
            said(&["inspect", "a", "--form", "x", "--desk", "y"])[0],
            "“--form <F.toml>”不能和“--desk <ID>”同时用"
        );
        for line in [&["check", "a"][..], &["trace"], &["figures", "--cells", "x", "a.csv"]] {
            assert!(!said(line).concat().is_ascii(), "{line:?}");
        }
    }
}
