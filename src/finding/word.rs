//! A message in both languages, by its key.

pub(super) struct Word {
    pub key: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

impl Word {
    pub const fn new(key: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { key, zh, en }
    }
}
