//! Backup and restore, also from one engine to the other.

use rian::{config::Config, db::backup, server};

use crate::support::{PASSWORD, TestApp, course::complete, database};

#[tokio::test]
async fn a_backup_restores_people_progress_keys_and_files_on_either_engine() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    complete(&app, &somchai).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.rian");
    let kept = backup::write(&app.app, &file).await.unwrap();
    assert!(backup::write(&app.app, &file).await.is_err(), "a backup is never written over");

    let mut targets = vec![format!("sqlite:{}", folder.path().join("restored.db").display())];
    if let Some(postgres) = database::server() {
        targets.push(database::on_postgres(&postgres).await);
    }
    for (index, url) in targets.into_iter().enumerate() {
        let data = folder.path().join(format!("data-{index}"));
        let config = Config { data, database_url: Some(url.into()), ..Config::default() };
        let read = backup::restore(config.clone(), &file).await.unwrap();
        assert_eq!(read, kept);
        let refused = backup::restore(config.clone(), &file).await.unwrap_err();
        assert!(refused.contains("empty installation"), "{refused}");

        let restored = server::open(config, false).await.unwrap();
        let mut tx = restored.db.read().await.unwrap();
        let id = rian::id::PersonId::from(somchai.id.as_str());
        let history = rian::learning::history::of(&mut tx, &restored, &id).await.unwrap();
        assert_eq!(history.courses[0].state, "completed");
        let login = rian::identity::person::credentials(&mut tx, &restored, &somchai.email).await;
        let hash = login.unwrap().unwrap().password_hash;
        assert!(restored.passwords.verify(PASSWORD, hash.as_deref()).await.unwrap());
        drop(tx);
        restored.db.close().await;
    }
}

#[tokio::test]
async fn every_table_is_part_of_a_backup() {
    let app = TestApp::new().await;
    let mut tx = app.app.db.read().await.unwrap();
    let migrations = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
    for file in migrations {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for rest in text.split("create table ").skip(1) {
            let table = rest.split([' ', '(']).next().unwrap();
            assert!(backup::TABLES.contains(&table), "{table} would be lost");
            assert!(!rian::db::columns::of(&mut tx, table).await.unwrap().is_empty());
        }
    }
}
