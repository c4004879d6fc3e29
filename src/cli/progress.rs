//! A bar for what takes over half a second, on a terminal only.

use super::terminal::Terminal;
use crate::app::Progress;
use crate::finding::{Arguments, Lang, say, word};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long something may take before it is worth a bar.
const PATIENCE: Duration = Duration::from_millis(500);

pub struct Bar {
    bar: ProgressBar,
    label: String,
    lang: Lang,
    /// When it began, until the bar is shown.
    waiting: Mutex<Option<Instant>>,
}

impl Bar {
    pub fn new(terminal: &Terminal) -> Self {
        let bar = ProgressBar::hidden();
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        let waiting = terminal.shows_progress().then(Instant::now);
        Self { bar, label: word("progress.read", terminal.lang), lang: terminal.lang, waiting: Mutex::new(waiting) }
    }
}

impl Progress for Bar {
    fn start(&self, total: usize) {
        self.bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        self.bar.set_message(self.label.clone());
    }
    fn step(&self) {
        self.bar.inc(1);
        let Ok(mut waiting) = self.waiting.lock() else { return };
        if waiting.is_some_and(|since| since.elapsed() > PATIENCE) {
            *waiting = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
    fn finish(&self) {
        self.bar.finish_and_clear();
    }
    fn waiting(&self, folder: &Path) {
        let mut arguments = Arguments::default();
        arguments.push("path", folder.display());
        eprintln!("{}", say("progress.waiting", &arguments, self.lang));
    }
}
