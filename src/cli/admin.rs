//! The operator's own people: inviting them, and letting in again who lost their second factor.

use clap::Subcommand;

use crate::{
    config::Config,
    error::Error,
    identity::{
        access::Role,
        invitation::{self, NewInvitation},
        person,
        second_factor::reset::reset_from_server,
    },
    server::{self, Outcome},
    thai::text,
    web::locale::Locale,
};

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Invite a person to a role and print the one-time link to choose a password and accept.
    Create {
        /// One of the roles, such as `system_admin` or `certificate_officer`.
        #[arg(long)]
        role: String,
        /// Address for letters and log-in.
        #[arg(long)]
        email: String,
        /// Given and family name.
        #[arg(long)]
        name: String,
    },
    /// Take away the second factor of a person who lost all of theirs, and end their sessions.
    ResetSecondFactor {
        /// Address for log-in.
        #[arg(long)]
        email: String,
        /// `lost_device`, `new_device` or `stolen_device`.
        #[arg(long)]
        reason: String,
    },
}

/// Does it.
pub async fn run(config: Config, command: Command) -> Outcome<()> {
    match command {
        Command::Create { role, email, name } => create(config, &role, &email, &name).await,
        Command::ResetSecondFactor { email, reason } => reset(config, &email, &reason).await,
    }
}

async fn create(config: Config, role: &str, email: &str, name: &str) -> Outcome<()> {
    let known = || Role::ALL.map(Role::code).join(", ");
    let role = Role::from_code(role).ok_or_else(|| format!("--role is one of {}", known()))?;
    let email = person::read_email(email).ok_or("--email is no e-mail address")?;
    let name = text::normalise(name);
    let (first_name, last_name) = name.split_once(' ').unwrap_or((&name, ""));
    if first_name.is_empty() {
        return Err("--name is empty".into());
    }
    let app = server::open(config, true).await?;
    let invited = async {
        let mut tx = app.db.write().await?;
        let new = NewInvitation { prefix: "", first_name, last_name, email: &email };
        let (_, url) = invitation::invite(&mut tx, &app, None, &new, role, None).await?;
        tx.save().await?;
        Ok::<_, Error>(url)
    };
    let url = invited.await.map_err(said)?;
    println!("{url}");
    Ok(())
}

async fn reset(config: Config, email: &str, reason: &str) -> Outcome<()> {
    let app = server::open(config, true).await?;
    let done = async {
        let mut tx = app.db.write().await?;
        reset_from_server(&mut tx, &app, email, reason).await?;
        tx.save().await
    };
    done.await.map_err(said)?;
    println!("The second factor of {email} is taken away; a letter tells them.");
    Ok(())
}

/// What went wrong, as a line for a terminal.
fn said(error: Error) -> String {
    let Error::Mistakes(mistakes) = error else { return error.to_string() };
    let said: Vec<String> = mistakes.iter().map(|mistake| Locale::En.say(&mistake.text)).collect();
    said.join(" ")
}
