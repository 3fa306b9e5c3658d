//! DOPA's card check as its public clients know it: reads SOAP 1.2, answers by the table of cards.

use quick_xml::{
    NsReader,
    events::Event,
    name::{Namespace, ResolveResult},
};
use rian::config::Config;

use super::{CARDS, Call, Said, Service};

/// Path of the service.
pub const PATH: &str = "/checkcardstatus/checkcardservice.asmx";

/// A chip that the registry knows: chip number, citizen id, request number.
pub const CHIP: (&str, &str, &str) = ("00a1b2c3d4e5f607", "9200000000070", "209900000101");

/// What a request holds.
#[derive(Debug, Default)]
pub struct Asked {
    /// Namespace and name of every element above the values.
    pub above: Vec<(String, String)>,
    /// Name and value of each element of the operation, in order.
    pub values: Vec<(String, String)>,
}

impl Asked {
    /// Reads a request; fails where it is no XML.
    pub fn read(body: &str) -> Self {
        let mut reader = NsReader::from_str(body);
        let mut asked = Self::default();
        let (mut depth, mut said) = (0, String::new());
        loop {
            let (space, event) = reader.read_resolved_event().unwrap();
            match event {
                Event::Start(tag) => {
                    depth += 1;
                    said.clear();
                    let ResolveResult::Bound(Namespace(space)) = space else {
                        panic!("an element without a namespace")
                    };
                    let name = tag.local_name().into_inner().to_owned();
                    match depth {
                        1..=3 => asked.above.push((space.to_owned(), name)),
                        _ => {
                            assert_eq!(space, "http://tempuri.org/");
                            asked.values.push((name, String::new()));
                        }
                    }
                }
                Event::End(_) => {
                    if depth == 4 {
                        asked.values.last_mut().unwrap().1 = std::mem::take(&mut said);
                    }
                    depth -= 1;
                }
                Event::Text(text) => said.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref().unwrap() {
                    Some(c) => said.push(c),
                    None => {
                        let name = reference.xml10_content();
                        let entity = quick_xml::escape::resolve_xml_entity(&name).unwrap();
                        said.push_str(entity);
                    }
                },
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        asked
    }

    /// The value of an element.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The names of the elements.
    pub fn names(&self) -> Vec<&str> {
        self.values.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// An answer of the registry, with the white space that it puts around values.
pub fn answer(operation: &str, is_error: &str, code: &str, description: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soap:Body>\
         <{operation}Response xmlns=\"http://tempuri.org/\"><{operation}Result>\n\
         <IsError>\n{is_error} </IsError><ErrorMessage /><Code> {code}\n</Code>\
         <Desc>{description}</Desc>\n\
         </{operation}Result></{operation}Response></soap:Body></soap:Envelope>"
    )
}

/// The same as a service says it to a laser check.
pub fn laser_answer(is_error: &str, code: &str) -> Said {
    // Its description may hold what was asked; nobody may log it.
    let description = "สถานะไม่ปกติ =&gt; 9200000000070 กุสุมาลย์";
    Said::Answer(200, answer("CheckCardByLaser", is_error, code, description))
}

/// A SOAP fault.
pub fn fault(status: u16) -> Said {
    let body = "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\"><soap:Body>\
        <soap:Fault><soap:Code><soap:Value>soap:Receiver</soap:Value></soap:Code><soap:Reason>\
        <soap:Text xml:lang=\"en\">9200000000070</soap:Text></soap:Reason></soap:Fault>\
        </soap:Body></soap:Envelope>";
    Said::Answer(status, body.to_owned())
}

/// Starts the registry.
pub async fn start() -> Service {
    Service::start(rule).await
}

/// Lets a product ask this registry.
pub fn configure(config: &mut Config, registry: &Service) {
    config.demo = false;
    config.identity_source = "dopa".into();
    config.dopa_url = format!("{}{PATH}", registry.base);
    config.dopa_entitlement = Some("ทดสอบ 1/2569; 1 เม.ย. 2569; เลเซอร์โค้ด".into());
    config.allow_unissued_ids = true;
}

fn rule(call: &Call) -> Said {
    if call.method == "GET" {
        return Said::Answer(200, "<html>CheckCardService</html>".into());
    }
    let asked = Asked::read(&call.body);
    let operation = asked.above[2].1.as_str();
    let code = match operation {
        "CheckCardByLaser" => {
            let card = CARDS.iter().find(|card| card.citizen_id == asked.value("PID"));
            let same = card.is_some_and(|card| {
                let last_name = if card.last_name.is_empty() { "-" } else { card.last_name };
                card.laser_code == asked.value("Laser")
                    && card.first_name == asked.value("FirstName")
                    && last_name == asked.value("LastName")
                    && card.registry_date == asked.value("BirthDay")
            });
            if same { "0" } else { "4" }
        }
        _ => {
            let same = CHIP == (asked.value("ChipNo"), asked.value("pid"), asked.value("bp1no"));
            if same { "0" } else { "1" }
        }
    };
    Said::Answer(200, answer(operation, "false", code, "สถานะ"))
}
