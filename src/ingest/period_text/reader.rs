//! Looks along the tokens of a title.

use super::token::{Number, Token};

pub struct Reader<'a> {
    pub tokens: &'a [Token],
}

impl Reader<'_> {
    pub fn number(&self, at: usize) -> Option<Number> {
        match self.tokens.get(at) {
            Some(Token::Number(number)) => Some(*number),
            _ => None,
        }
    }

    pub fn char(&self, at: usize) -> Option<char> {
        match self.tokens.get(at) {
            Some(Token::Char(c)) => Some(*c),
            _ => None,
        }
    }

    pub fn follows(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(i, c)| self.char(at + i) == Some(c))
    }

    /// Whether the word stands just before.
    pub fn precedes(&self, at: usize, word: &str) -> bool {
        at.checked_sub(word.chars().count()).is_some_and(|from| self.follows(from, word))
    }

    /// The token behind a sign of a range (`—`, 至), which may be written twice.
    pub fn range(&self, at: usize) -> Option<usize> {
        let is_dash = |at: usize| {
            let dash = |c: char| matches!(c, '-' | '~' | '〜' | '∼' | '\u{2010}'..='\u{2015}' | '−' | '─' | '━');
            self.char(at).is_some_and(dash)
        };
        if matches!(self.char(at), Some('至' | '到')) {
            return Some(at + 1);
        }
        is_dash(at).then(|| at + 1 + usize::from(is_dash(at + 1)))
    }
}
