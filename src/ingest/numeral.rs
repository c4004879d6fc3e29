//! Numbers in Chinese characters: 一百二十三, 两千零五, 壹仟贰佰, 二〇二一. What a careful reader would ask about is not
//! counted: 三万五 may be 30005 or 35000, 三五 is 35 or “three to five”.

/// Why characters are no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 二十百, 一百零, 百二.
    Malformed,
    /// The last size is left out (三万五), or two digits stand alone (三五).
    Colloquial,
}

/// A character of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Digit(u8),
    /// 十, 百, 千 as powers of ten.
    Place(u32),
    Myriad,
    MyriadMyriad,
}

const MYRIAD: u64 = 10_000;

/// 〇 to 九, in everyday and in bank characters.
pub fn digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '兩' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn mark(c: char) -> Option<Mark> {
    digit(c).map(Mark::Digit).or(match c {
        '十' | '拾' => Some(Mark::Place(1)),
        '百' | '佰' => Some(Mark::Place(2)),
        '千' | '仟' => Some(Mark::Place(3)),
        '万' | '萬' => Some(Mark::Myriad),
        '亿' | '億' => Some(Mark::MyriadMyriad),
        _ => None,
    })
}

/// A whole number, below 10^16.
///
/// # Errors
/// What is wrong with the characters.
pub fn whole(text: &str) -> Result<u64, Fault> {
    let marks = text.chars().map(mark).collect::<Option<Vec<Mark>>>().ok_or(Fault::Malformed)?;
    if marks.len() > 1 && marks.iter().all(|mark| matches!(mark, Mark::Digit(_))) {
        return run(text);
    }
    // A circle by itself is a tick in a box.
    if marks == [Mark::Digit(0)] {
        return if matches!(text, "〇" | "零") { Ok(0) } else { Err(Fault::Malformed) };
    }
    let mut count = Count::default();
    for mark in marks {
        count.take(mark)?;
    }
    count.finish()
}

/// Digits one by one: 二〇二一. Two without a zero are as often an estimate.
fn run(text: &str) -> Result<u64, Fault> {
    let figures = figures(text).filter(|_| !text.contains(['两', '兩'])).ok_or(Fault::Malformed)?;
    if figures.starts_with('0') || figures.len() > 16 {
        return Err(Fault::Malformed);
    }
    if figures.len() == 2 && !figures.contains('0') {
        return Err(Fault::Colloquial);
    }
    figures.parse().map_err(|_| Fault::Malformed)
}

/// Each character as a figure, when all are digits.
pub fn figures(text: &str) -> Option<String> {
    text.chars().map(|c| digit(c).and_then(|d| char::from_digit(u32::from(d), 10))).collect()
}

/// A number being put together, from its greatest part down.
#[derive(Default)]
struct Count {
    /// What stands before 亿, and before 万 behind it.
    above: u64,
    myriads: u64,
    /// The four places being filled, and the lowest filled.
    section: u64,
    lowest: Option<u32>,
    digit: Option<u64>,
    zero: bool,
    /// The place just above the section is empty.
    gap_above: bool,
}

impl Count {
    fn take(&mut self, mark: Mark) -> Result<(), Fault> {
        match mark {
            Mark::Digit(0) => {
                let begun = self.lowest.is_some() || self.is_under_more();
                if self.zero || self.digit.is_some() || !begun {
                    return Err(Fault::Malformed);
                }
                self.zero = true;
                Ok(())
            }
            Mark::Digit(digit) => match self.digit.replace(u64::from(digit)) {
                None => Ok(()),
                Some(_) => Err(Fault::Malformed),
            },
            Mark::Place(place) => {
                // 十二 and 一百十二 leave the one before the ten out.
                let bare = place == 1 && (self.zero || matches!(self.lowest, None | Some(2)));
                let digit = self.digit.take().or(bare.then_some(1)).ok_or(Fault::Malformed)?;
                self.put(digit, place)
            }
            Mark::Myriad => self.close_myriads(),
            Mark::MyriadMyriad => {
                self.put_units(true)?;
                let value = self.myriads * MYRIAD + self.section;
                if value == 0 || self.above != 0 {
                    return Err(Fault::Malformed);
                }
                *self = Self { above: value, gap_above: true, ..Self::default() };
                Ok(())
            }
        }
    }

    fn close_myriads(&mut self) -> Result<(), Fault> {
        self.put_units(true)?;
        if self.section == 0 || self.myriads != 0 {
            return Err(Fault::Malformed);
        }
        let (above, myriads) = (self.above, self.section);
        *self = Self { above, myriads, gap_above: myriads.is_multiple_of(10), ..Self::default() };
        Ok(())
    }

    fn is_under_more(&self) -> bool {
        self.above != 0 || self.myriads != 0
    }

    /// Puts a digit in a place below those filled. A 零 before it must stand for an empty place.
    fn put(&mut self, digit: u64, place: u32) -> Result<(), Fault> {
        let is_gap = match place {
            0..=2 => (self.section / 10_u64.pow(place + 1)).is_multiple_of(10),
            _ => self.gap_above,
        };
        if self.lowest.is_some_and(|lowest| place >= lowest) || (self.zero && !is_gap) {
            return Err(Fault::Malformed);
        }
        self.section += digit * 10_u64.pow(place);
        self.lowest = Some(place);
        self.zero = false;
        Ok(())
    }

    /// The digit that stands without a size is of the units, unless it may be of the size left out.
    fn put_units(&mut self, is_sized: bool) -> Result<(), Fault> {
        match self.digit.take() {
            Some(digit) => {
                let follows = match self.lowest {
                    None => is_sized || !self.is_under_more(),
                    Some(lowest) => lowest == 1,
                };
                if self.zero || follows { self.put(digit, 0) } else { Err(Fault::Colloquial) }
            }
            None if self.zero => Err(Fault::Malformed),
            None => Ok(()),
        }
    }

    fn finish(mut self) -> Result<u64, Fault> {
        self.put_units(false)?;
        if self.lowest.is_none() && !self.is_under_more() {
            return Err(Fault::Malformed);
        }
        Ok(self.above * MYRIAD * MYRIAD + self.myriads * MYRIAD + self.section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Writes a number below 10^8 the way it is read aloud; knows nothing of the reader above.
    pub fn spoken(n: u64) -> String {
        let names = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let places = ["", "十", "百", "千", "万", "十", "百", "千"];
        if n == 0 {
            return "零".into();
        }
        let digits: Vec<usize> = n.to_string().bytes().map(|b| usize::from(b - b'0')).collect();
        let (mut said, mut skipped) = (String::new(), false);
        for (i, digit) in digits.iter().enumerate() {
            let place = digits.len() - 1 - i;
            if *digit == 0 {
                skipped = true;
            } else {
                if skipped {
                    said.push('零');
                }
                skipped = false;
                said.push_str(names[*digit]);
                if place != 4 {
                    said.push_str(places[place]);
                }
            }
            if place == 4 && n >= 10_000 {
                // 十万一千: the empty place before 万 is not spoken.
                said.push('万');
                skipped = false;
            }
        }
        said
    }

    #[test]
    fn numbers_as_they_are_spoken_and_written() {
        for (text, value) in [
            ("一百二十三", 123),
            ("十二", 12),
            ("一十二", 12),
            ("两千零五", 2005),
            ("三万五千", 35_000),
            ("一亿二千万", 120_000_000),
            ("壹仟贰佰", 1200),
            ("二〇二一", 2021),
            ("二○二一", 2021),
            ("二〇", 20),
            ("一百十二", 112),
            ("一千零十", 1010),
            ("壹拾万零柒仟伍佰", 107_500),
            ("十万一千", 101_000),
            ("三亿零五万", 300_050_000),
            ("一万亿", 1_000_000_000_000),
            ("两", 2),
            ("零", 0),
            ("一万五百", 10_500),
        ] {
            assert_eq!(whole(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_malformed_or_colloquial_is_no_number() {
        for bad in "|二十百|百|万|百二十|一百零|一百零二十|零五十|一零零十|五五十|七八十|一万万|一亿亿|两两|〇五|\
            ○|一百五百|一万零|人|一二百"
            .split('|')
        {
            assert_eq!(whole(bad), Err(Fault::Malformed), "{bad}");
        }
        for doubtful in "三万五|一百二|一千二|三五|两千五|一亿五|一千五万".split('|') {
            assert_eq!(whole(doubtful), Err(Fault::Colloquial), "{doubtful}");
        }
    }

    proptest! {
        #[test]
        fn what_is_spoken_is_read_back(n in prop_oneof![0_u64..=99_999_999, 0_u64..=120_000]) {
            let said = spoken(n);
            prop_assert_eq!(whole(&said), Ok(n), "{}", said);
            if let Some(short) = said.strip_prefix("一十") {
                prop_assert_eq!(whole(&format!("十{short}")), Ok(n));
            }
        }

        #[test]
        fn any_characters_have_an_answer(text in "[〇零○一二两三九十百千万亿壹拾]{0,12}") {
            let _ = whole(&text);
        }
    }
}
