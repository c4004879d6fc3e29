//! The kinds of workbook there are, so that a caller can tell when a file's name says something else.

/// What a file was found to be by its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Office Open XML, transitional or strict, with macros or without.
    #[default]
    Xlsx,
    /// The same package with binary parts.
    Xlsb,
    /// BIFF5 and BIFF8 in a compound file, as Excel 95 to 2003 and WPS write it.
    Xls,
    /// OpenDocument, in a package or flat.
    Ods,
    /// Delimited text: commas, semicolons or tabs.
    Csv,
    /// Tables of a web page.
    Html,
    /// SpreadsheetML of Excel 2003.
    XmlSpreadsheet,
}

impl Format {
    /// The extensions such a file may rightly have, in lower case, the usual one first.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
            Self::Xlsb => &["xlsb"],
            Self::Xls => &["xls", "xlt", "et", "ett"],
            Self::Ods => &["ods", "ots", "fods"],
            Self::Csv => &["csv", "tsv", "tab", "txt"],
            Self::Html => &["html", "htm"],
            Self::XmlSpreadsheet => &["xml"],
        }
    }
    /// For a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx 工作簿",
            Self::Xlsb => "xlsb 二进制工作簿",
            Self::Xls => "xls 工作簿",
            Self::Ods => "ods 工作簿",
            Self::Csv => "CSV 文本",
            Self::Html => "网页表格",
            Self::XmlSpreadsheet => "XML 表格（2003）",
        }
    }
}
