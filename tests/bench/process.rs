//! What Linux says of a process: its memory and the time it computed.

use std::{fs, process::Command};

use crate::{Outcome, figures::number};

/// Memory in use now and at most, in words.
pub fn memory(process: u32) -> Outcome<String> {
    let (now, most) = resident(process)?;
    Ok(format!("{} MB (at most {} MB)", number(now), number(most)))
}

/// Megabytes in use now, and at most so far.
pub fn resident(process: u32) -> Outcome<(f64, f64)> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let field = |name: &str| -> Outcome<f64> {
        let line =
            status.lines().find_map(|line| line.strip_prefix(name)).ok_or("no such field")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes / 1024.0)
    };
    Ok((field("VmRSS:")?, field("VmHWM:")?))
}

/// Seconds of processor time that all threads of a process have used.
pub fn cpu_seconds(process: u32) -> Outcome<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The fields follow the name in parentheses; user and system time are the 14th and the 15th.
    let (_, fields) = stat.rsplit_once(')').ok_or("no name")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
    // Linux counts them in hundredths of a second, whatever the machine.
    Ok(ticks.sum::<Result<u64, _>>()? as f64 / 100.0)
}

/// Asks a process to end.
pub fn terminate(process: u32) -> Outcome<()> {
    let done = Command::new("kill").arg("-TERM").arg(process.to_string()).status()?;
    if done.success() { Ok(()) } else { Err("could not be told to stop".into()) }
}
