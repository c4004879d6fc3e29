//! What a number format code makes of a number: a percentage, a date, or just a number.

use super::value::Shown;

/// The formats every workbook has without declaring them (ECMA-376 part 1, 18.8.30, with the East Asian ones).
pub(super) fn built_in(id: u16) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        46 => Shown::Duration,
        _ => Shown::Plain,
    }
}

/// A format by the names Excel gives in web pages and in the XML of 2003, or by its code.
pub(super) fn named(name: &str) -> Shown {
    match name {
        "Percent" => Shown::Percent,
        "General" | "General Number" | "Standard" | "Fixed" | "Scientific" | "Currency" | "Euro Currency" => {
            Shown::Plain
        }
        "Yes/No" | "True/False" | "On/Off" => Shown::Plain,
        name if name.ends_with(" Date") || name.ends_with(" Time") => Shown::Date,
        code => of_code(code),
    }
}

/// A format by its code. A per cent sign that is quoted or escaped is only written behind the number (`0.00"%"` shows
/// 98.65 as 98.65%); one that is not makes it a hundredfold. Only the section for positive numbers counts.
pub(super) fn of_code(code: &str) -> Shown {
    let mut rest = code.chars();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        match c {
            '"' => {
                rest.find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                if is_elapsed(&inside) {
                    return Shown::Duration;
                }
            }
            ';' => return Shown::Plain,
            '%' => return Shown::Percent,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return Shown::Date,
            'a' | 'A' if matches!(before, 'a' | 'A') => return Shown::Date,
            _ => {}
        }
        before = c;
    }
    Shown::Plain
}

/// A format that writes ‰ behind the number: unlike %, the sign makes nothing of it, so it says the unit.
pub(super) fn is_per_mille(code: &str) -> bool {
    code.split(';').next().is_some_and(|positive| positive.contains('‰'))
}

/// `[h]`, `[mm]`, `[ss]`: hours, minutes or seconds gone by; anything else in brackets is a colour, a language, a
/// condition.
fn is_elapsed(inside: &str) -> bool {
    let letters = inside.to_ascii_lowercase();
    let all = |letter: char| letters.chars().all(|c| c == letter);
    !letters.is_empty() && (all('h') || all('m') || all('s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_understood() {
        for code in ["0%", "0.00%", "#,##0.0%;[Red]-0.0%", "[蓝色]0%", "_ * 0.0%_ "] {
            assert_eq!(of_code(code), Shown::Percent, "{code}");
        }
        for code in ["General", "0.00\"%\"", "0.00\\%", "#,##0;0%", "@", "0.00E+00", "[Red]0", "\"年\"0", "[>=100]0"] {
            assert_eq!(of_code(code), Shown::Plain, "{code}");
        }
        for code in ["yyyy-mm-dd", "[$-804]yyyy\"年\"m\"月\";@", "h:mm AM/PM", "[$-804]aaaa;@", "m/d"] {
            assert_eq!(of_code(code), Shown::Date, "{code}");
        }
        assert!(is_per_mille("0.00\"‰\"") && is_per_mille("0.0‰;-0.0") && !is_per_mille("0.00%"));
        assert_eq!(of_code("[h]:mm"), Shown::Duration);
        assert_eq!(named("Standard"), Shown::Plain);
        assert_eq!(named("Short Date"), Shown::Date);
        assert_eq!(named("Percent"), Shown::Percent);
        assert_eq!((built_in(10), built_in(14), built_in(46), built_in(1)), {
            (Shown::Percent, Shown::Date, Shown::Duration, Shown::Plain)
        });
    }
}
