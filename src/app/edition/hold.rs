//! One run at a time writes into a folder: the others wait. What holds the folder is a lock of the system, which a run
//! that is killed leaves at once; the file it is taken on goes when the run ends.

use crate::app::error::Error;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Held until dropped.
#[derive(Debug)]
pub struct Held {
    path: PathBuf,
    // Dropped after the file is gone, so that nobody takes a lock on a file that is about to go.
    file: File,
}

pub const NAME: &str = ".lock";

/// Takes the folder, making it if need be. `waiting` is told once when another run holds it.
///
/// # Errors
/// The disk, or a disk that knows no locks.
pub fn hold(folder: &Path, waiting: &dyn Fn()) -> Result<Held, Error> {
    let failed = |error: &std::io::Error| Error::disk("error.lock", folder, error);
    std::fs::create_dir_all(folder).map_err(|e| Error::disk("error.write", folder, &e))?;
    let path = folder.join(NAME);
    let mut told = false;
    loop {
        let opened = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let mut file = opened.map_err(|e| failed(&e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if !told {
                    waiting();
                    told = true;
                }
                file.lock().map_err(|e| failed(&e))?;
            }
            Err(TryLockError::Error(error)) => return Err(failed(&error)),
        }
        if is_the_one(&mut file, &path).map_err(|e| failed(&e))? {
            return Ok(Held { path, file });
        }
    }
}

/// Whether the locked file still is the one of that name: the run that held it before takes it away when it ends, and
/// another may have made a new one since.
fn is_the_one(file: &mut File, path: &Path) -> std::io::Result<bool> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    // Where this handle lies in memory tells runs of one instant apart.
    let token = format!("{since} {:p}\n", std::ptr::from_ref(file));
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(token.as_bytes())?;
    file.flush()?;
    let mut there = String::new();
    match File::open(path).and_then(|mut named| named.read_to_string(&mut there)) {
        Ok(_) => Ok(there == token),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        // Where a lock shuts out readers, it is ours that shuts us out: another's file would not be locked by us.
        Err(_) => Ok(true),
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // What cannot be removed is taken again by the next run.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn runs_take_turns_and_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, most, waited) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let held = hold(folder.path(), &|| {
                            waited.fetch_add(1, Ordering::SeqCst);
                        })
                        .unwrap();
                        let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_micros(200));
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(held);
                    }
                });
            }
        });
        assert_eq!(most.load(Ordering::SeqCst), 1, "two held the folder at once");
        assert!(waited.load(Ordering::SeqCst) > 0, "nobody ever met another");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_left_by_a_killed_run_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), "4711 0\n").unwrap();
        drop(hold(folder.path(), &|| panic!("nobody holds it")).unwrap());
        assert!(!folder.path().join(NAME).exists());
    }
}
