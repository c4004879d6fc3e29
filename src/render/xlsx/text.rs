//! How wide text is and how many lines it takes, in the units of column widths.

/// Width in columns' units: a Chinese character, a full-width sign or a circled digit counts two.
pub(super) fn units(text: &str) -> u32 {
    text.lines().map(|line| line.chars().map(char_units).sum()).max().unwrap_or(0)
}

fn char_units(c: char) -> u32 {
    let wide = matches!(u32::from(c), 0x1100..=0x11FF | 0x2010..=0x2044 | 0x2190..=0x2BFF | 0x2E80..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6)
        || u32::from(c) >= 0x1_F000;
    if wide { 2 } else { 1 }
}

/// Lines the text takes in a cell `width` units wide; at least one.
pub(super) fn lines(text: &str, width: u32) -> u32 {
    let width = width.max(2);
    text.lines().map(|line| units(line).div_ceil(width).max(1)).sum::<u32>().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_twice() {
        assert_eq!(units("火化率"), 6);
        assert_eq!(units("98.14%"), 6);
        assert_eq!(units("短\n长一些"), 6);
        assert_eq!(units("—…"), 4);
        assert_eq!(units(""), 0);
    }

    #[test]
    fn lines_grow_with_text_and_breaks() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("一二三四五六", 10), 2);
        assert_eq!(lines("一\n二", 10), 2);
    }
}
