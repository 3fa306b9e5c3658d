//! Inviting the operator's own people.

use clap::Subcommand;

use crate::{
    config::Config,
    error::Error,
    identity::{
        access::Role,
        invitation::{self, NewInvitation},
        person,
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
    let invited = async {
        let mut tx = app.db.write().await?;
        let new = NewInvitation { prefix: "", first_name, last_name, email: &email };
        let (_, url) = invitation::invite(&mut tx, &app, None, &new, role, None).await?;
        tx.save().await?;
        Ok::<_, Error>(url)
    };
    match invited.await {
        Ok(url) => {
            println!("{url}");
            Ok(())
        }
        Err(Error::Mistakes(mistakes)) => {
            let said: Vec<String> =
                mistakes.iter().map(|mistake| Locale::En.say(&mistake.text)).collect();
            Err(said.join(" "))
        }
        Err(error) => Err(error.to_string()),
    }
}
