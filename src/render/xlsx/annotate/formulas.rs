//! Formulas that reach out of the workbook.

/// What makes a formula one that cannot stay: the names of the workbook that were taken away because they reach out too.
#[derive(Clone, Debug, Default)]
pub(super) struct Foreign {
    names: Vec<String>,
}

/// Functions that fetch something from elsewhere.
const FUNCTIONS: [&str; 5] = ["RTD", "WEBSERVICE", "CALL", "REGISTER", "EXEC"];

impl Foreign {
    pub fn add(&mut self, name: &str) {
        self.names.push(name.to_lowercase());
    }
    /// It refers to another workbook, to a program, or to a name that does.
    pub fn is_in(&self, formula: &str) -> bool {
        let (plain, quoted) = without_texts(formula);
        reaches_out(&plain) || reaches_out(&quoted) || plain.contains('|') || self.calls(&plain)
    }
    fn calls(&self, formula: &str) -> bool {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\\');
        formula.split(|c: char| !is_part(c) && c != '.').any(|word| {
            let function = word.rsplit('.').next().unwrap_or_default().to_uppercase();
            let is_name = !self.names.is_empty() && self.names.contains(&word.to_lowercase());
            is_name
                || FUNCTIONS.contains(&function.as_str()) && formula.to_uppercase().contains(&format!("{function}("))
        })
    }
}

/// `[1]表!A1`, `'[2]表 1'!A1`, `[1]!名`; a column of a table called `[2020]` is none, nor is `[0]`, the workbook itself.
fn reaches_out(formula: &str) -> bool {
    formula.match_indices('[').any(|(at, _)| {
        let rest = formula.get(at + 1..).unwrap_or_default();
        let Some((inside, behind)) = rest.split_once(']') else { return false };
        let is_number = !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit()) && inside != "0";
        is_number && behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '!' | '\''))
    })
}

/// The formula without its texts; and the names of sheets in it that stand in quotes.
fn without_texts(formula: &str) -> (String, String) {
    let (mut plain, mut quoted, mut inside) = (String::new(), String::new(), None);
    for c in formula.chars() {
        match (inside, c) {
            (None, '"' | '\'') => inside = Some(c),
            (Some(open), c) if open == c => inside = None,
            (None, c) => plain.push(c),
            (Some('\''), c) => quoted.push(c),
            _ => {}
        }
    }
    (plain, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_out_is_told_from_what_stays() {
        let mut foreign = Foreign::default();
        foreign.add("上月");
        for out in
            ["[1]Sheet1!A1", "SUM('[2]表 4'!A1:A3)", "[1]!x", "1+cmd|'/c calc'!A0", "上月*2", "_xlfn.WEBSERVICE(A1)"]
        {
            assert!(foreign.is_in(out), "{out}");
        }
        for inside in [
            "SUM(A1:A3)",
            "T[2020]",
            "T[[#This Row],[2020]]+1",
            "[0]!x",
            "\"[1]a\"&A1",
            "'a|b'!A1",
            "上月数",
            "A1&\"|\"",
        ] {
            assert!(!foreign.is_in(inside), "{inside}");
        }
    }
}
