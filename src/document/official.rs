//! What an official document has around its text (GB/T 9704-2012): head, marks of handling, imprint.

use super::Inline;
use std::sync::Arc;

/// 版头 of a document proper (7.2) or of minutes (10.3): marks top left, the issuing mark, the number, the signers.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RedHead {
    pub handling: Handling,
    /// 发文机关标志: the offices, the first is the one in charge.
    pub offices: Vec<String>,
    /// 文件, 纪要 …, after the offices; empty where the mark ends with the office.
    pub suffix: String,
    /// 发文字号: `许民〔2021〕6号`.
    pub number: Vec<Inline>,
    /// 签发人 of a document that goes upwards (7.2.6); its number then stands left.
    pub signers: Vec<String>,
}

/// 份号, 密级和保密期限, 紧急程度, in this order from the top (7.2.1 to 7.2.3).
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Handling {
    /// Six digits.
    pub copy: Vec<Inline>,
    /// `机密★1年`.
    pub secrecy: Vec<Inline>,
    /// `特急`, `加急`.
    pub urgency: Vec<Inline>,
}

/// 版记 at the foot of the last page (7.4), or the foot of a bulletin (报：…送：…发：…).
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Imprint {
    /// A label (`抄送：`) and who; what goes on hangs from the label.
    pub lines: Vec<(Vec<Inline>, Vec<Inline>)>,
    /// 印发机关; empty where there is none.
    pub office: Vec<Inline>,
    /// `2021年12月5日印发`, or `共印30份`.
    pub date: Vec<Inline>,
}

/// A raster picture (a seal) as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// PNG.
    pub png: Arc<[u8]>,
    /// Printed width in millimetres; the height follows.
    pub millimetres: u32,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}
