//! When a part is away letters wait, nothing is refused for good, and everything flows afterwards.

use std::process::Command;

use rian::workd::engines::Directory;
use sqlx::Connection;

use crate::world::{World, eventually};

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

impl World {
    fn postfix(&self, what: &str) {
        let conf = self.engines.settings.paths.conf.join("postfix");
        run(Command::new("postfix").arg("-c").arg(conf).arg(what));
    }

    /// Takes the directory out of the engines' reach, or gives it back.
    fn reach(&self, within: bool) {
        match &self.engines.settings.directory {
            Directory::Sqlite { path } => {
                let rights = if within { "2750" } else { "0000" };
                run(Command::new("chmod").arg(rights).arg(path.parent().unwrap()));
            }
            Directory::Postgres { user, .. } => self.data.wait(async {
                let url = self.data.product().db.url().to_owned();
                let mut owner = sqlx::PgConnection::connect(&url).await.unwrap();
                let right = if within { "login" } else { "nologin" };
                let statements = format!(
                    "alter role {user} {right};
                     select pg_terminate_backend(pid) from pg_stat_activity where usename = '{user}'"
                );
                let statements = sqlx::AssertSqlSafe(statements);
                sqlx::raw_sql(statements).execute(&mut owner).await.unwrap();
            }),
        }
        // New processes open what they read anew; an administrator does this after an outage.
        if within {
            self.postfix("stop");
            self.postfix("start");
        } else {
            self.postfix("reload");
        }
    }

    /// What Postfix answers; nothing where it cannot answer in time, and the sender tries again.
    fn try_deliver(&self, to: &str, subject: &str) -> Option<u64> {
        let answer = std::panic::AssertUnwindSafe(|| self.deliver(to, subject).code);
        std::panic::catch_unwind(answer).ok()
    }
}

#[test]
fn letters_wait_while_the_mailboxes_or_the_directory_are_away_and_arrive_after() {
    let Some(mut world) = World::own("outage_reader") else { return };
    let me = "me@away.go.th";
    world.data.domain("away.go.th", "open");
    world.data.account(me);
    assert_eq!(world.deliver(me, "before").code, 250);
    world.arrived(me, "before");

    // Without Dovecot a letter is kept in the queue, or its sender keeps it.
    world.engines.stop_dovecot();
    let answer = world.deliver(me, "no-mailboxes");
    assert!(answer.code < 500, "{answer:?}");
    world.engines.start_dovecot();
    if answer.code != 250 {
        eventually("the letter", || {
            let answer = world.deliver(me, "no-mailboxes");
            assert!(answer.code < 500, "{answer:?}");
            (answer.code == 250).then_some(())
        });
    }
    world.postfix("flush");
    world.arrived(me, "no-mailboxes");

    // Without the directory nobody can say whose address it is: not yes, and never no.
    world.reach(false);
    let answer = world.try_deliver(me, "no-directory");
    assert!(answer.is_none_or(|code| (400..500).contains(&code)), "{answer:?}");
    world.reach(true);
    eventually("the directory", || {
        let answer = world.try_deliver(me, "no-directory");
        assert!(answer.is_none_or(|code| code < 500), "{answer:?}");
        answer.filter(|code| *code == 250)
    });
    world.arrived(me, "no-directory");
}
