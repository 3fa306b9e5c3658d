//! The DNS of mail domains against a real server: what is right, each way of breaking it, servers
//! that differ or are silent, and publishing.

mod breaks;

use std::net::SocketAddr;

use self::breaks::{FOREIGN, OTHER, OURS, TOKEN, breaks};
use crate::knot::{Knot, closed_port};
use rian::{
    web::locale::{Locale, Text},
    workd::dns::{
        DkimKey, Expected, Judged, Kind, Network, PublishError, Purpose, Service, State, TsigKey,
        Wanted, Zone, check, publish, records, state_of, zone_lines,
    },
};

const PROBE: &str = "k3v9x2q8";

fn wanted(domain: &str, kind: Kind) -> Wanted {
    let host = |label: &str| format!("{label}.mail.go.th");
    Wanted {
        domain: domain.to_owned(),
        kind,
        ownership_token: (kind == Kind::Own).then(|| TOKEN.to_owned()),
        dkim: vec![DkimKey { selector: "rian1".into(), public_key: OURS.into() }],
        service: Service {
            zone: "mail.go.th".into(),
            mx_hosts: vec![host("mx1"), host("mx2")],
            senders: vec!["192.0.2.25".parse().unwrap(), "2001:db8::25".parse().unwrap()],
            spf_include: host("_spf"),
            imap_host: host("imap"),
            smtp_host: host("smtp"),
            mta_sts_host: host("mta-sts"),
            dmarc_report: "dmarc@mail.go.th".into(),
            tls_report: "tlsrpt@mail.go.th".into(),
        },
    }
}

/// The text of a zone file.
fn zone(name: &str, serial: u32, lines: &[String]) -> String {
    let apex = format!(
        "$ORIGIN {name}.\n$TTL 3600\n@ SOA ns1.mail.go.th. admin.mail.go.th. {serial} 3600 600 86400 300\n\
         @ NS ns1.mail.go.th.\n"
    );
    apex + &lines.join("\n") + "\n"
}

/// The operator's zone, with what the tests lead to.
fn operator(lines: &[String]) -> (&'static str, String) {
    let own = [
        "ns1 A 192.0.2.53",
        "mx1 A 192.0.2.1",
        "mx2 AAAA 2001:db8::2",
        "imap A 192.0.2.3",
        "smtp A 192.0.2.3",
        "mta-sts A 192.0.2.4",
        "autoconfig A 192.0.2.4",
        "elsewhere A 203.0.113.9",
        "_spf TXT \"v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all\"",
        "loop TXT \"v=spf1 include:loop.mail.go.th -all\"",
        "broken TXT \"v=spf1 ipv4:192.0.2.1 -all\"",
        "two TXT \"v=spf1 -all\"",
        "two TXT \"v=spf1 ~all\"",
        // Three look-ups by itself.
        "deep TXT \"v=spf1 a mx include:_spf.mail.go.th -all\"",
        "deep A 203.0.113.1",
        "deep MX 10 elsewhere",
    ];
    let lines: Vec<String> =
        own.iter().map(|line| (*line).to_owned()).chain(lines.iter().cloned()).collect();
    ("mail.go.th", zone("mail.go.th", 7, &lines))
}

/// The lines of a right zone, without those of one purpose.
fn right_but(wanted: &Wanted, purpose: Option<Purpose>) -> Vec<String> {
    let others = records(wanted).into_iter().filter(|record| Some(record.purpose) != purpose);
    others.map(|record| zone_lines(&record)).collect()
}

async fn look(network: &Network, wanted: &Wanted) -> Vec<Judged> {
    check(network, wanted, &[FOREIGN.to_owned()], PROBE).await
}

fn at(addresses: &[SocketAddr]) -> Network {
    Network::Servers(addresses.to_vec())
}

fn of(judged: &[Judged], purpose: Purpose) -> &Judged {
    judged.iter().find(|record| record.purpose == purpose).unwrap()
}

fn key(text: Option<&Text>) -> &str {
    text.map_or("", Text::key)
}

/// All of it as one text in each language; a missing value would show as `{$name}`.
fn said(judged: &[Judged]) -> String {
    let texts = judged.iter().flat_map(|record| record.advice.iter().chain(&record.notices));
    let said: String = texts
        .flat_map(|text| [Locale::Th.say(text), "\n".into(), Locale::En.say(text), "\n".into()])
        .collect();
    assert!(!said.contains("{$") && !said.lines().any(|line| line.starts_with("dns-")), "{said}");
    said
}

fn all_ok(judged: &[Judged]) {
    for record in judged {
        assert_eq!(record.state, State::Ok, "{record:#?}");
        assert_eq!(record.advice, None);
    }
}

#[tokio::test]
async fn a_right_zone_is_right_in_every_record() {
    if !Knot::is_installed() {
        return;
    }
    let own = wanted("agency.go.th", Kind::Own);
    let under = wanted("agency.mail.go.th", Kind::Government);
    let mut silent = wanted("agency.go.th", Kind::Own);
    silent.service.senders.clear();
    // The marks of other services make the answer too long for UDP.
    let mark = |number| format!("@ TXT \"mark-{number}={}\"", "x".repeat(200));
    let mut lines: Vec<String> = (0..12).map(mark).collect();
    lines.extend(right_but(&own, None));
    let knot = Knot::start(&[
        ("agency.go.th", zone("agency.go.th", 1, &lines)),
        operator(&right_but(&under, None)),
    ]);
    for wanted in [&own, &under, &silent] {
        let judged = look(&at(&[knot.address]), wanted).await;
        all_ok(&judged);
        assert_eq!(judged.len(), records(wanted).len());
        said(&judged);
        let mx = of(&judged, Purpose::Mx);
        assert_eq!(mx.found.len(), 2);
        assert_eq!(mx.found[0].server, knot.address.to_string());
        assert_eq!(mx.found[0].ttl, 3600);
        // 392 letters of key came back from two strings.
        assert_eq!(of(&judged, Purpose::Dkim).found[0].value, format!("v=DKIM1; k=rsa; p={OURS}"));
    }
}

#[tokio::test]
async fn every_way_of_breaking_a_record_is_named() {
    if !Knot::is_installed() {
        return;
    }
    let breaks = breaks();
    let domain = |number: usize, kind| match kind {
        Kind::Own => format!("case{number}.go.th"),
        Kind::Government => format!("case{number}.mail.go.th"),
    };
    let mut zones = Vec::new();
    let mut under = Vec::new();
    for (number, broken) in breaks.iter().enumerate() {
        let name = domain(number, broken.kind);
        let mut lines = right_but(&wanted(&name, broken.kind), Some(broken.purpose));
        lines.extend(broken.lines.iter().map(|line| {
            let (owner, rest) = line.split_once(' ').unwrap();
            let rest = rest.replace("CNAME k", &format!("CNAME k.{name}."));
            let rest =
                rest.replace("CNAME rian1._domainkey", &format!("CNAME rian1._domainkey.{name}."));
            match owner.strip_suffix(".D") {
                Some(owner) => format!("{owner}.{name}.{name}. {rest}"),
                None if owner == "@" => format!("{name}. {rest}"),
                None => format!("{owner}.{name}. {rest}"),
            }
        }));
        match broken.kind {
            Kind::Own => zones.push((name.clone(), zone(&name, 1, &lines))),
            Kind::Government => under.extend(lines),
        }
    }
    let mut all: Vec<(&str, String)> =
        zones.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    all.push(operator(&under));
    let knot = Knot::start(&all);
    let network = at(&[knot.address]);
    for (number, broken) in breaks.iter().enumerate() {
        let judged = look(&network, &wanted(&domain(number, broken.kind), broken.kind)).await;
        let about = (broken.purpose, &broken.lines);
        for record in &judged {
            if record.purpose == broken.purpose {
                assert_eq!(record.state, broken.state, "{about:?} {record:#?}");
                assert_eq!(key(record.advice.as_ref()), broken.advice, "{about:?} {record:#?}");
            } else {
                assert_eq!(record.state, State::Ok, "{about:?} {record:#?}");
            }
        }
        assert!(said(&judged).contains(broken.names), "{about:?} {}", said(&judged));
    }
}

#[tokio::test]
async fn a_server_out_of_step_is_named_with_both_serials() {
    if !Knot::is_installed() {
        return;
    }
    let own = wanted("agency.go.th", Kind::Own);
    let old = right_but(&own, Some(Purpose::Spf));
    let newer = Knot::start(&[
        ("agency.go.th", zone("agency.go.th", 2026112104, &right_but(&own, None))),
        operator(&[]),
    ]);
    let older =
        Knot::start(&[("agency.go.th", zone("agency.go.th", 2026112103, &old)), operator(&[])]);
    let network = at(&[newer.address, older.address]);
    let judged = look(&network, &own).await;
    let spf = of(&judged, Purpose::Spf);
    assert_eq!((spf.state, key(spf.advice.as_ref())), (State::Missing, "dns-out-of-step"));
    let said = said(&judged);
    for part in [&older.address.to_string(), "2026112103", "2026112104"] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(of(&judged, Purpose::Mx).state, State::Ok);
    assert_eq!(of(&judged, Purpose::Mx).found.len(), 4);

    // Once the transfer has come, the next look sees it: nothing remembers the old answer.
    older.rewrite("agency.go.th", &zone("agency.go.th", 2026112104, &right_but(&own, None)));
    all_ok(&look(&network, &own).await);

    // Where the newer copy is the broken one, waiting would not help.
    older.rewrite("agency.go.th", &zone("agency.go.th", 2026112105, &old));
    let judged = look(&network, &own).await;
    let spf = of(&judged, Purpose::Spf);
    assert_eq!((spf.state, key(spf.advice.as_ref())), (State::Missing, "dns-missing"));
    assert_eq!(key(spf.notices.first()), "dns-servers-differ");
    self::said(&judged);
}

#[tokio::test]
async fn silence_is_a_state_of_its_own_and_hides_no_definite_answer() {
    if !Knot::is_installed() {
        return;
    }
    let own = wanted("agency.go.th", Kind::Own);
    let lines = right_but(&own, Some(Purpose::Dmarc));
    let away = ["away NS ns.elsewhere.mail.go.th.".to_owned(), "ns.elsewhere A 203.0.113.9".into()];
    let knot = Knot::start(&[("agency.go.th", zone("agency.go.th", 1, &lines)), operator(&away)]);
    for record in look(&at(&[closed_port()]), &own).await {
        assert_eq!(
            (record.state, key(record.advice.as_ref())),
            (State::Unreachable, "dns-server-closed")
        );
    }
    let judged = look(&at(&[knot.address, closed_port()]), &own).await;
    assert_eq!(of(&judged, Purpose::Mx).state, State::Unreachable);
    assert_eq!(of(&judged, Purpose::Dmarc).state, State::Missing);
    // A server that does not hold the zone refuses, and so tells nothing.
    for record in look(&at(&[knot.address]), &wanted("other.go.th", Kind::Own)).await {
        assert_eq!(
            (record.state, key(record.advice.as_ref())),
            (State::Unreachable, "dns-server-refuses")
        );
    }
    // Nor does one that only knows who else should be asked.
    for record in look(&at(&[knot.address]), &wanted("away.mail.go.th", Kind::Government)).await {
        assert_eq!(
            (record.state, key(record.advice.as_ref())),
            (State::Unreachable, "dns-server-lame")
        );
    }
    // One that hears and never answers costs its own tries, and hides nothing either.
    let deaf = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let deaf = deaf.local_addr().map(|address| (deaf, address)).unwrap();
    let (both, alone) = (at(&[knot.address, deaf.1]), at(&[deaf.1]));
    let (judged, silent) = tokio::join!(look(&both, &own), look(&alone, &own));
    let mx = of(&judged, Purpose::Mx);
    assert_eq!((mx.state, key(mx.advice.as_ref())), (State::Unreachable, "dns-server-silent"));
    assert_eq!(of(&judged, Purpose::Dmarc).state, State::Missing);
    for record in silent {
        assert_eq!(
            (record.state, key(record.advice.as_ref())),
            (State::Unreachable, "dns-server-silent")
        );
    }
}

#[tokio::test]
async fn publishing_makes_a_domain_right_and_again_changes_nothing() {
    if !Knot::is_installed() {
        return;
    }
    let secret = "cmlhbi1yaWFuLXJpYW4tcmlhbi1yaWFuLXJpYW4hISE=";
    let knot = Knot::start_with_key(&[operator(&[])], Some(("rian-update", secret)));
    let own: TsigKey = format!("rian-update:{secret}").parse().unwrap();
    let mut under = wanted("agency.mail.go.th", Kind::Government);
    under.dkim.push(DkimKey { selector: "rian2".into(), public_key: OTHER.into() });
    let set = records(&under);
    let now = std::process::Command::new("date").arg("+%s").output().unwrap().stdout;
    let now: u64 = String::from_utf8(now).unwrap().trim().parse().unwrap();
    let send = async |key: &TsigKey, zone: &str, domain: &str, records: &[Expected], now: u64| {
        let stale = [("old._domainkey.agency.mail.go.th".to_owned(), "TXT".to_owned())];
        let stale = if domain == under.domain { &stale[..] } else { &[] };
        publish(knot.address, key, zone, domain, records, stale, now).await
    };

    send(&own, "mail.go.th", &under.domain, &set, now).await.unwrap();
    let serial = knot.serial("mail.go.th").unwrap();
    assert_eq!(serial, 8);
    all_ok(&look(&at(&[knot.address]), &under).await);
    send(&own, "mail.go.th", &under.domain, &set, now).await.unwrap();
    assert_eq!(knot.serial("mail.go.th").unwrap(), serial);

    // Neither a wrong secret nor a strange key nor a wrong clock changes anything.
    for key in ["rian-update:d3Jvbmctd3Jvbmctd3Jvbmc=", "other:d3Jvbmc="] {
        let refused =
            send(&key.parse().unwrap(), "mail.go.th", &under.domain, &set[..1], now).await;
        assert!(matches!(refused, Err(PublishError::Refused(_))), "{refused:?}");
    }
    let late = send(&own, "mail.go.th", &under.domain, &set[..1], now - 900).await;
    assert!(matches!(late, Err(PublishError::Refused(_))), "{late:?}");
    let apex = wanted("mail.go.th", Kind::Government);
    let refused_by_us = send(&own, "mail.go.th", "mail.go.th", &records(&apex), now).await;
    assert!(matches!(refused_by_us, Err(PublishError::NotOurs { .. })), "{refused_by_us:?}");
    let foreign = send(&own, "mail.go.th", "other.mail.go.th", &set, now).await;
    assert!(matches!(foreign, Err(PublishError::NotOurs { .. })), "{foreign:?}");
    // The server's own rule stands behind ours: to it this is a name it does not hold.
    let stranger = wanted("agency.moc.go.th", Kind::Government);
    let other = send(&own, "moc.go.th", &stranger.domain, &records(&stranger), now).await;
    assert!(matches!(other, Err(PublishError::Refused(_))), "{other:?}");
    let nobody = publish(closed_port(), &own, "mail.go.th", &under.domain, &set, &[], now).await;
    assert_eq!(nobody, Err(PublishError::Unreachable));
    for error in [refused_by_us, foreign, other, nobody].map(Result::unwrap_err) {
        let said = Locale::En.say(&error.text());
        assert!(!said.contains("{$") && !said.starts_with("dns-"), "{said}");
    }
    assert_eq!(knot.serial("mail.go.th").unwrap(), serial);

    // A selector that has served is taken away.
    let gone = [("rian2._domainkey.agency.mail.go.th".to_owned(), "TXT".to_owned())];
    publish(knot.address, &own, "mail.go.th", &under.domain, &[], &gone, now).await.unwrap();
    let judged = look(&at(&[knot.address]), &under).await;
    assert_eq!(state_of(&judged, Purpose::Dkim), Some(State::Ok));
    let selectors = judged.iter().filter(|record| record.purpose == Purpose::Dkim);
    let states: Vec<State> = selectors.map(|record| record.state).collect();
    assert_eq!(states, [State::Ok, State::Missing]);
}

#[tokio::test]
async fn the_demonstration_answers_from_a_zone_in_memory() {
    let own = wanted("agency.go.th", Kind::Own);
    let mut zone = Zone::default();
    for host in &own.service.mx_hosts {
        assert!(zone.add(host, "A", "192.0.2.1"));
    }
    assert!(zone.add("_spf.mail.go.th", "TXT", "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all"));
    let judged = look(&Network::Simulated(zone.clone()), &own).await;
    assert!(judged.iter().all(|record| record.state == State::Missing));
    for record in records(&own) {
        assert!(zone.add(&record.name, record.kind, &record.value));
    }
    let judged = look(&Network::Simulated(zone), &own).await;
    all_ok(&judged);
    assert_eq!(judged[0].found[0].server, "demo");
}
