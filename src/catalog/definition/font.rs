//! A face the pages may be set in.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFace {
    /// `title`, `song`, `hei`, `kai` or `fang`.
    pub role: String,
    /// In `templates/fonts/`.
    pub file: String,
    pub name: String,
    pub licence: String,
    /// Whether its bytes may be built into the program.
    pub embed: bool,
    /// Roles asked, in order, for a character this face lacks.
    pub fallback: Vec<String>,
    /// Names of installed faces that are preferred to it, best first, where a desk or a command asks for such.
    pub prefer: Vec<String>,
}
