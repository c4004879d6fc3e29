//! `yuebao publish`: enters an edition as published.

use super::Outcome;
use super::arguments::{is_set, text};
use super::finding_lines::fill;
use super::progress::Bar;
use super::terminal::{Style, Terminal, write_out};
use crate::app::{Error, Options, Publishing, Session};
use clap::ArgMatches;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let said = |name| text(matches, name).unwrap_or_default().trim().to_owned();
    let wanted = Publishing {
        edition: matches.try_get_one::<u32>("edition").ok().flatten().copied(),
        by: said("by"),
        note: said("note"),
        draft: is_set(matches, "draft"),
    };
    if wanted.draft && wanted.note.is_empty() {
        return Err(Error::new("error.publish_note"));
    }
    let session = Session::open(options)?;
    let (issued, folder) = session.publish(text(matches, "period"), &wanted, &Bar::new(terminal))?;
    let path = folder.display();
    let words: [(&str, &dyn ToString); 4] =
        [("edition", &issued.edition), ("by", &issued.by), ("at", &issued.at), ("path", &path)];
    let line = terminal.paint(Style::Green, &fill("publish.done", &words, terminal.lang));
    write_out(format!("{line}\n").as_bytes())?;
    Ok(Outcome::Done)
}
