//! Text to tokens: names in any script, operators in either width.

use super::{Compare, FormulaError, Function, Shift};
use crate::model::{Decimal, Measure};
use std::ops::Range;

/// Longest formula. A tree is never deeper than its tokens are many, so that walking or dropping
/// one cannot exhaust a stack.
const MAX_TOKENS: usize = 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Number(Decimal),
    Name(String),
    /// The form a reference must be of: `《表1》`, `table1!`
    Form(String),
    /// What follows is summed over the units below: `下级合计`, `sum over children`
    Children,
    /// What follows is summed over all units: `各单位合计`, `sum over units`
    Units,
    /// The unit of the number before it: `[元/万元]`
    Unit(String),
    Function(Function),
    Measure(Measure),
    Shift(Shift),
    Compare(Compare),
    Plus,
    Minus,
    Times,
    Divide,
    Open,
    Close,
    Comma,
    And,
    Or,
    Not,
    If,
    Then,
}

/// A token and the bytes it was read from.
#[derive(Clone, Debug)]
pub(super) struct Spanned {
    pub token: Token,
    pub span: Range<usize>,
}

/// All tokens of `text`.
pub(super) fn lex(text: &str) -> Result<Vec<Spanned>, FormulaError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if tokens.len() == MAX_TOKENS {
            return Err(FormulaError::new(
                at,
                format!("公式过长（超过{MAX_TOKENS}个符号），请拆成几条"),
                format!("the formula is too long (more than {MAX_TOKENS} symbols): split it"),
            ));
        }
        let of_number = matches!(tokens.last(), Some(Spanned { token: Token::Number(_), .. }));
        let (token, length) = if of_number && narrow(c) == '[' { unit(&text[at..], at)? } else { token(text, at, c)? };
        tokens.push(Spanned { token, span: at..at + length });
        at += length;
    }
    Ok(tokens)
}

/// The token at `at`, whose first character is `c`, and its length in bytes.
fn token(text: &str, at: usize, c: char) -> Result<(Token, usize), FormulaError> {
    let rest = &text[at..];
    match narrow(c) {
        '0'..='9' => number(rest, at),
        '「' => quoted(rest, at, c, '」').map(|(name, length)| (Token::Name(name), length)),
        '`' => quoted(rest, at, c, '`').map(|(name, length)| (Token::Name(name), length)),
        '《' => quoted(rest, at, c, '》').map(|(name, length)| (Token::Form(name), length)),
        '[' => measure(rest, at),
        '@' => shift(rest, at, c),
        '$' => variable(rest, at, c),
        _ if starts_name(c) => {
            let length = word_length(rest);
            Ok(word(rest, length))
        }
        _ => sign(rest).ok_or_else(|| unknown(at, c)),
    }
}

/// A word of the language, the form of a reference, or a name.
fn word(rest: &str, length: usize) -> (Token, usize) {
    let (word, behind) = rest.split_at(length);
    for (whom, token) in [("children", Token::Children), ("units", Token::Units)] {
        if let Some(more) = over(behind, whom).filter(|_| word == "sum") {
            return (token, length + more);
        }
    }
    if let Some(token) = reserved(word) {
        return (token, length);
    }
    let mut next = behind.chars();
    match next.next() {
        Some(mark) if narrow(mark) == '!' && next.next().map(narrow) != Some('=') => {
            (Token::Form(word.to_owned()), length + mark.len_utf8())
        }
        _ => (Token::Name(word.to_owned()), length),
    }
}

/// Bytes of ` over children` at the start.
fn over(text: &str, whom: &str) -> Option<usize> {
    let mut rest = text;
    for word in ["over", whom] {
        let inner = rest.trim_start();
        rest = if inner.len() < rest.len() { inner.strip_prefix(word)? } else { return None };
    }
    if rest.starts_with(continues_name) { None } else { Some(text.len() - rest.len()) }
}

fn unknown(at: usize, c: char) -> FormulaError {
    FormulaError::new(
        at,
        format!("公式中不能有“{c}”；名称含特殊字符时用「」括起来"),
        format!("`{c}` has no meaning here; put a name with special characters in 「」"),
    )
}

/// Full-width forms of ASCII signs and digits, as a Chinese keyboard gives them.
fn narrow(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '“'
}

fn continues_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '“' | '”' | '：' | '·')
}

/// Bytes of name characters at the start; a `.` counts when more of the name follows.
fn run_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner_dot = c == '.' && chars.peek().is_some_and(|(_, next)| continues_name(*next));
        if !continues_name(c) && !inner_dot {
            return at;
        }
    }
    text.len()
}

/// Bytes of `（…）` at the start when it can be part of a name.
fn bracket_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('（')?;
    let end = inner.find(|c: char| !continues_name(c) && c != '、')?;
    (end > 0 && inner[end..].starts_with('）')).then_some('（'.len_utf8() + end + '）'.len_utf8())
}

/// Bytes of the bare word at the start; its first character starts a name.
fn word_length(text: &str) -> usize {
    let mut length = run_length(text);
    while reserved(&text[..length]).is_none() {
        let Some(bracket) = bracket_length(&text[length..]) else { break };
        length += bracket;
        length += run_length(&text[length..]);
    }
    length
}

/// Words of the language, which are no names unless quoted.
fn reserved(word: &str) -> Option<Token> {
    Some(match word {
        "and" | "且" => Token::And,
        "or" | "或" => Token::Or,
        "not" | "非" => Token::Not,
        "if" | "若" => Token::If,
        "then" | "则" => Token::Then,
        "abs" => Token::Function(Function::Abs),
        "min" => Token::Function(Function::Min),
        "max" => Token::Function(Function::Max),
        "sum" => Token::Function(Function::Sum),
        "round" => Token::Function(Function::Round),
        "下级合计" => Token::Children,
        "各单位合计" => Token::Units,
        _ => return None,
    })
}

/// Whether a name may stand without quotes.
pub(super) fn is_bare(name: &str) -> bool {
    let word = name.strip_prefix('$').unwrap_or(name);
    let length = if word.len() < name.len() { run_length(word) } else { word_length(word) };
    let starts = word.chars().next().is_some_and(starts_name);
    starts && length == word.len() && (word.len() < name.len() || reserved(word).is_none())
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), FormulaError> {
    let is_digit = |c: char| narrow(c).is_ascii_digit();
    let mut length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let mut fraction = rest[length..].chars();
    if let Some(dot) = fraction.next()
        && narrow(dot) == '.'
        && fraction.next().is_some_and(is_digit)
    {
        let after = &rest[length + dot.len_utf8()..];
        length += dot.len_utf8() + after.find(|c| !is_digit(c)).unwrap_or(after.len());
    }
    let digits: String = rest[..length].chars().map(narrow).collect();
    let value = Decimal::from_str_exact(&digits).map_err(|_| {
        FormulaError::new(
            at,
            format!("数字“{digits}”位数过多（至多28位）"),
            format!("the number {digits} has too many digits (28 at most)"),
        )
    })?;
    Ok((Token::Number(value), length))
}

/// A name between marks; a doubled closing mark means itself.
fn quoted(rest: &str, at: usize, open: char, close: char) -> Result<(String, usize), FormulaError> {
    let mut name = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((i, c)) = chars.next() {
        if c != close {
            name.push(c);
        } else if chars.next_if(|(_, next)| *next == close).is_some() {
            name.push(close);
        } else if name.is_empty() {
            return Err(FormulaError::new(at, "引号内没有名称", "there is no name between the quotes"));
        } else {
            return Ok((name, i + close.len_utf8()));
        }
    }
    Err(FormulaError::new(
        at,
        format!("“{open}”没有对应的“{close}”"),
        format!("this {open} is never closed with {close}"),
    ))
}

/// What stands in `[…]`, the bytes before it, and the bytes of all.
fn bracketed(rest: &str, at: usize) -> Result<(&str, usize, usize), FormulaError> {
    let open = rest.chars().next().map_or(0, char::len_utf8);
    let Some((end, close)) = rest.char_indices().find(|(_, c)| narrow(*c) == ']') else {
        return Err(FormulaError::new(at, "“[”没有对应的“]”", "this [ is never closed"));
    };
    Ok((rest[open..end].trim(), open, end + close.len_utf8()))
}

/// The unit of a number. Which units there are is known to the catalogue.
fn unit(rest: &str, at: usize) -> Result<(Token, usize), FormulaError> {
    let (word, _, length) = bracketed(rest, at)?;
    if word.is_empty() {
        return Err(FormulaError::new(at, "“[]”内没有计量单位", "there is no unit between the brackets"));
    }
    Ok((Token::Unit(word.to_owned()), length))
}

fn measure(rest: &str, at: usize) -> Result<(Token, usize), FormulaError> {
    let (word, open, length) = bracketed(rest, at)?;
    let found = Measure::parse(word).ok_or_else(|| {
        let names: Vec<&str> = Measure::ALL.iter().map(|m| m.name()).collect();
        let ids: Vec<&str> = Measure::ALL.iter().map(|m| m.id()).collect();
        FormulaError::new(
            at + open,
            format!("没有“{word}”这种口径，可用：{}", names.join("、")),
            format!("`{word}` is no measure; use one of {}", ids.join(", ")),
        )
    })?;
    Ok((Token::Measure(found), length))
}

fn shift(rest: &str, at: usize, mark: char) -> Result<(Token, usize), FormulaError> {
    let word_at = mark.len_utf8();
    let word = &rest[word_at..word_at + run_length(&rest[word_at..])];
    let found = match word {
        "上月" | "last_month" => Shift::LastMonth,
        "去年同期" | "last_year" => Shift::LastYear,
        "年初" | "year_start" => Shift::YearStart,
        _ => {
            return Err(FormulaError::new(
                at + word_at,
                format!("“@”之后应是“上月”“去年同期”或“年初”，不能是“{word}”"),
                format!("after @ comes last_month, last_year or year_start, not `{word}`"),
            ));
        }
    };
    Ok((Token::Shift(found), word_at + word.len()))
}

/// `$x`, kept with its `$`.
fn variable(rest: &str, at: usize, mark: char) -> Result<(Token, usize), FormulaError> {
    let word = &rest[mark.len_utf8()..];
    if !word.chars().next().is_some_and(starts_name) {
        return Err(FormulaError::new(
            at,
            "“$”之后应是变量名，如 $x",
            "after $ comes the name of a variable, as in $x",
        ));
    }
    let length = run_length(word);
    Ok((Token::Name(format!("${}", &word[..length])), mark.len_utf8() + length))
}

/// An operator, a bracket or a comma.
fn sign(rest: &str) -> Option<(Token, usize)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let second = chars.next();
    let both = second.and_then(|second| {
        let compare = match (narrow(first), narrow(second)) {
            ('=', '=') => Compare::Equal,
            ('!', '=') | ('<', '>') => Compare::NotEqual,
            ('<', '=') => Compare::LessOrEqual,
            ('>', '=') => Compare::GreaterOrEqual,
            _ => return None,
        };
        Some((Token::Compare(compare), first.len_utf8() + second.len_utf8()))
    });
    if both.is_some() {
        return both;
    }
    let token = match narrow(first) {
        '+' => Token::Plus,
        '-' | '−' => Token::Minus,
        '*' | '×' => Token::Times,
        '/' | '÷' => Token::Divide,
        '(' => Token::Open,
        ')' => Token::Close,
        ',' => Token::Comma,
        '=' => Token::Compare(Compare::Equal),
        '≠' => Token::Compare(Compare::NotEqual),
        '<' => Token::Compare(Compare::Less),
        '≤' | '≦' => Token::Compare(Compare::LessOrEqual),
        '>' => Token::Compare(Compare::Greater),
        '≥' | '≧' => Token::Compare(Compare::GreaterOrEqual),
        _ => return None,
    };
    Some((token, first.len_utf8()))
}
