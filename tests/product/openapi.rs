//! The API's document, as a snapshot: every change of the surface is seen in review.

use std::path::Path;

#[test]
fn the_document_is_the_one_that_was_agreed() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/product/openapi.json");
    let document: serde_json::Value = serde_json::from_str(&rian::routes::api().spec()).unwrap();
    let document = serde_json::to_string_pretty(&document).unwrap() + "\n";
    if std::env::var("UPDATE_OPENAPI").is_ok() {
        std::fs::write(&file, &document).unwrap();
    }
    let agreed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(agreed == document, "the API changed: look at it, then run with UPDATE_OPENAPI=1");
}

#[tokio::test]
async fn the_document_and_its_page_are_served() {
    let app = crate::support::TestApp::new().await;
    let stranger = app.stranger();
    let document = stranger.read("/openapi.json").await.is(200).json();
    assert!(document["paths"]["/enrolments/{id}/events"]["post"].is_object());
    stranger.get("/api/docs").await.is(200).says("/api/v1/openapi.json");
}
