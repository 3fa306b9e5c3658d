//! Inviting the operator's own people.

use chrono::Duration;
use clap::Subcommand;

use crate::{
    config::Config,
    error::Error,
    identity::{
        access::Role,
        link::{self, Purpose},
        person::{self, NewPerson, PersonKind},
    },
    server::{self, Outcome},
    thai::text,
};

/// What can be done.
#[derive(Subcommand)]
pub enum Command {
    /// Add a person with a role and print a one-time link to choose a password.
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
}

/// Does it.
pub async fn run(config: Config, command: Command) -> Outcome<()> {
    let Command::Create { role, email, name } = command;
    let known = || Role::ALL.map(Role::code).join(", ");
    let role = Role::from_code(&role).ok_or_else(|| format!("--role is one of {}", known()))?;
    let email = person::read_email(&email).ok_or("--email is no e-mail address")?;
    let name = text::normalise(&name);
    let (first_name, last_name) = name.split_once(' ').unwrap_or((&name, ""));
    if first_name.is_empty() {
        return Err("--name is empty".into());
    }
    let app = server::open(config, true).await?;
    let made = async {
        let mut tx = app.db.write().await?;
        let new = NewPerson {
            prefix: "",
            first_name,
            last_name,
            birth_date: None,
            email: &email,
            kind: PersonKind::StatePersonnel,
            agency: None,
            agency_name: None,
            citizen_id: None,
            verification: "none",
            route: None,
            password_hash: None,
            locale: "th",
        };
        let id = person::add(&mut tx, &app, new).await?;
        person::appoint(&mut tx, None, &id, role, None).await?;
        let token = link::make(&mut tx, &id, Purpose::Password, Duration::days(3)).await?;
        tx.save().await?;
        Ok::<_, Error>(token)
    };
    match made.await {
        Ok(token) => {
            println!("{}", app.url(&format!("/password-resets/{token}")));
            Ok(())
        }
        Err(Error::Mistakes(_)) => Err("somebody has this address already".into()),
        Err(error) => Err(error.to_string()),
    }
}
