//! Names a wording uses and nothing defines: the engine tells the line, this finds the names in it.

use crate::finding::Said;
use minijinja::Environment;

/// What belongs to the language of the wording.
const WORDS: &[&str] = &[
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "set",
    "endset",
    "not",
    "and",
    "or",
    "is",
    "none",
    "None",
    "true",
    "True",
    "false",
    "False",
    "loop",
    "recursive",
    "macro",
    "endmacro",
    "with",
    "endwith",
    "filter",
    "call",
];

/// What is said of a name that is not defined, in the tags that touch a line (from 1).
pub fn said(environment: &Environment<'_>, source: &str, line: usize) -> Said {
    let chains: Vec<&str> = tags(source, line).into_iter().flat_map(chains).collect();
    let is_known = |text: &str| {
        let value = environment.compile_expression(text).ok().and_then(|made| made.eval(()).ok());
        value.is_some_and(|value| !value.is_undefined())
    };
    let root = |chain: &str| chain.split('.').next().unwrap_or_default().to_owned();
    let (global, other): (Vec<&str>, Vec<&str>) = chains.into_iter().partition(|chain| is_known(&root(chain)));
    let (local, nowhere): (Vec<&str>, Vec<&str>) = other.into_iter().partition(|chain| is_set(source, &root(chain)));
    let global = global.into_iter().filter(|chain| !is_known(chain)).collect();
    // Of a name the wording sets itself only a part can be wrong.
    let parts = local.into_iter().filter(|chain| chain.contains('.')).collect();
    let mut names = [nowhere, global, parts].into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    names.dedup();
    match names.as_slice() {
        [] => Said::new("用了没有定义的名称", "a name that is not defined is used"),
        [name] => Said::new(format!("名称“{name}”没有定义；请核对拼写"), format!("\"{name}\" is not defined")),
        names => {
            let list = names.join("”“");
            Said::new(format!("“{list}”中有没有定义的名称；请核对拼写"), format!("not defined: one of \"{list}\""))
        }
    }
}

/// What stands in the tags that touch a line.
fn tags(source: &str, line: usize) -> Vec<&str> {
    let (mut all, mut at) = (Vec::new(), 0);
    while let Some(open) = source[at..].find("{{").into_iter().chain(source[at..].find("{%")).min() {
        let start = at + open;
        let close = if source[start..].starts_with("{{") { "}}" } else { "%}" };
        let end = source[start..].find(close).map_or(source.len(), |end| start + end);
        let number = |offset: usize| source[..offset].matches('\n').count() + 1;
        if (number(start)..=number(end)).contains(&line) {
            all.push(&source[start + 2..end]);
        }
        at = end;
    }
    all
}

/// The names with their parts (`focus.name`), without functions, filters, options and quoted words.
fn chains(tag: &str) -> Vec<&str> {
    let (mut all, mut start, mut quote) = (Vec::new(), None, None);
    for (at, c) in tag.char_indices().chain(std::iter::once((tag.len(), ' '))) {
        let is_part = quote.is_none() && (c.is_alphanumeric() || c == '_' || (c == '.' && start.is_some()));
        match (start, is_part) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                all.extend(Some(&tag[from..at]).filter(|_| is_name(&tag[..from], &tag[at..])));
                start = None;
            }
            _ => {}
        }
        quote = match quote {
            None if c == '"' || c == '\'' => Some(c),
            Some(open) if open == c => None,
            quote => quote,
        };
    }
    all.retain(|chain| !WORDS.contains(chain) && !chain.starts_with(|c: char| c.is_ascii_digit()));
    all
}

/// By what stands before and after it.
fn is_name(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let option = after.starts_with('=') && !after.starts_with("==");
    let test = before.ends_with(" is") || before.ends_with(" is not");
    !(after.starts_with('(') || option || test || before.ends_with(['|', '.', ')', ']']))
}

/// By a `set`, a `for` or a macro anywhere in the wording.
fn is_set(source: &str, name: &str) -> bool {
    let tags = source.split("{%").skip(1).map(|tag| tag.split("%}").next().unwrap_or_default());
    tags.map(|tag| tag.trim_matches(['-', ' ', '\n'])).any(|tag| {
        let made = match tag.split_once(' ') {
            Some(("set", rest)) => rest.split('=').next(),
            Some(("for", rest)) => rest.split(" in ").next(),
            Some(("macro", rest)) => Some(rest),
            _ => None,
        };
        made.is_some_and(|made| made.split(|c: char| !c.is_alphanumeric() && c != '_').any(|one| one == name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_what_is_none_is_not() {
        let tag = " if not a.b and fig(\"c d\", 'e', region=f).g is defined or h|length > 1 and it == j ";
        assert_eq!(chains(tag), ["a.b", "f", "h", "it", "j"]);
        assert_eq!(tags("{{ a }}\n{{ b }}{% if c\n %}\n{{ d }}", 2), [" b ", " if c\n "]);
        assert!(is_set("{% for a, b in c %}", "b") && !is_set("{% for a, b in c %}", "c"));
    }
}
