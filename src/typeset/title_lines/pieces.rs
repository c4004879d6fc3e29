//! A title in pieces: words of a list, dates, marks, and characters that are none of these.

use std::collections::BTreeSet;

const INSIDE: f64 = 1000.0;
const BETWEEN_UNKNOWN: f64 = 40.0;
const BESIDE_UNKNOWN: f64 = 10.0;
/// Lean on what is before them.
const LEAN_BACK: &[&str] = &["的", "和", "与", "及", "或", "等", "之"];
/// Lean on what follows them.
const LEAN_ON: &[&str] = &["和", "与", "及", "或", "在", "对", "将", "把", "为", "由", "关于", "第"];
/// What a date or a number goes on with.
const IN_NUMBERS: &str = "年月日季度份—～〔〕";
/// What a character costs that is in no word, when a word costs one.
const UNKNOWN: u32 = 3;

struct Piece {
    text: String,
    known: bool,
}

/// The pieces, by the character after each.
pub struct Pieces {
    ends: Vec<(usize, Piece)>,
}

impl Pieces {
    /// The division with the fewest unknown characters and the fewest words; of equals, the one whose first words are longer.
    pub fn of(characters: &[char], list: &BTreeSet<String>) -> Self {
        let count = characters.len();
        let longest = list.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        // From each character to the end: what it costs, and the length of the first piece.
        let mut best: Vec<(u32, usize, bool)> = vec![(0, 0, true); count + 1];
        for start in (0..count).rev() {
            let rest = &characters[start..];
            let single = !rest[0].is_alphanumeric() || LEAN_BACK.iter().chain(LEAN_ON).any(|word| is(word, &rest[..1]));
            let one = (best[start + 1].0 + if single { 1 } else { UNKNOWN }, 1, single);
            let number = number(rest);
            let lengths = (2..=longest.min(rest.len())).rev();
            let words = lengths.filter(|&length| list.contains(&rest[..length].iter().collect::<String>()));
            let pieces = (number > 1).then_some(number).into_iter().chain(words);
            let found = pieces.map(|length| (best[start + length].0 + 1, length, true)).min_by_key(|piece| piece.0);
            best[start] = found.filter(|piece| piece.0 <= one.0).unwrap_or(one);
        }
        let (mut at, mut ends) = (0, Vec::new());
        while at < count {
            let (_, length, known) = best[at];
            let text = characters[at..at + length].iter().collect();
            at += length;
            ends.push((at, Piece { text, known }));
        }
        Self { ends }
    }

    /// The pieces before and after a place between two.
    fn around(&self, at: usize) -> Option<(&Piece, &Piece)> {
        let no = self.ends.iter().position(|(end, _)| *end == at)?;
        Some((&self.ends.get(no)?.1, &self.ends.get(no + 1)?.1))
    }

    /// What a break costs there.
    pub fn cost(&self, at: usize) -> f64 {
        match self.around(at) {
            None => INSIDE,
            Some((before, after)) => match (before.known, after.known) {
                (true, true) => 0.0,
                (false, false) => BETWEEN_UNKNOWN,
                _ => BESIDE_UNKNOWN,
            },
        }
    }

    /// Whether a break there parts a word from what it leans on.
    pub fn leans(&self, at: usize) -> bool {
        self.around(at).is_some_and(|(before, after)| {
            LEAN_ON.contains(&before.text.as_str()) || LEAN_BACK.contains(&after.text.as_str())
        })
    }
}

fn is(word: &str, characters: &[char]) -> bool {
    word.chars().eq(characters.iter().copied())
}

/// The length of a date or number that begins here: `2021年1—11月`.
fn number(rest: &[char]) -> usize {
    if !rest.first().is_some_and(char::is_ascii_digit) {
        return 0;
    }
    rest.iter().take_while(|c| c.is_ascii_graphic() || IN_NUMBERS.contains(**c)).count()
}
