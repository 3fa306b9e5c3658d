//! Makes this device the agent of a desk.

use rian::identity::desk_protocol::{Encoded, Enrolment, Secret, fingerprint};

use crate::{
    home::{Home, Settings},
    server::{Server, Trouble},
    words::{Words, plain},
};

/// Sends the public key with the one-time code, keeps what the server answers, and prints the
/// fingerprint, which the administrator compares and confirms.
pub async fn enrol(home: &Home, address: &str, code: String, name: &str) -> Result<(), Words> {
    if let Some(settings) = home.settings()? {
        let (agency, desk) = (plain(&settings.agency), plain(&settings.desk));
        return Err(Words::new(
            format!(
                "เครื่องนี้ลงทะเบียนไว้แล้ว: {agency} ({desk}) หากต้องการลงทะเบียนใหม่ให้ใช้ --home โฟลเดอร์อื่น"
            ),
            format!("Already enrolled: {agency} ({desk}). To enrol again, use another --home."),
        ));
    }
    let server = Server::at(address)?;
    let key = home.key_or_new()?;
    let print = fingerprint(&Encoded(key.verifying_key().to_bytes()));
    let enrolment = Enrolment::sign(&key, Secret::new(code.trim()), name);
    let enrolled = server.enrol(&enrolment).await.map_err(Trouble::words)?;
    if enrolled.fingerprint != print {
        return Err(Words::new(
            "เซิร์ฟเวอร์ได้รับกุญแจอื่นที่ไม่ใช่ของเครื่องนี้ โปรดแจ้งผู้ดูแลและอย่ายืนยัน",
            "The server received a key that is not this device's. Tell the administrator: do not confirm.",
        ));
    }
    home.keep(&Settings {
        server: address.to_owned(),
        agent_id: enrolled.agent_id,
        agency: enrolled.agency.clone(),
        desk: enrolled.desk.clone(),
    })?;
    let (agency, desk) = (plain(&enrolled.agency), plain(&enrolled.desk));
    Words::new(
        format!("ลงทะเบียนแล้ว: {agency} ({desk})\nให้ผู้ดูแลเทียบลายนิ้วมือกุญแจนี้แล้วกดยืนยัน"),
        format!("Enrolled: {agency} ({desk})\nThe administrator compares this fingerprint and confirms it:"),
    )
    .say();
    println!("\n    {print}\n");
    Ok(())
}
