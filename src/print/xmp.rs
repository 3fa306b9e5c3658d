//! What a file says about itself in XMP (ISO 16684-1), as PDF/A asks (ISO 19005-3, 6.6).

use quick_xml::escape::escape;

use super::About;

/// The packet. It says what the dictionary `Info` says, and of what kind of PDF/A the file is.
pub(super) fn packet(about: &About) -> String {
    let date = about.date.format("%Y-%m-%dT00:00:00+07:00");
    let main = [about.tongue()];
    let tongues = if about.tongues.is_empty() { &main } else { about.tongues };
    let tongues = tongues.iter().map(|tongue| format!("<rdf:li>{}</rdf:li>", tongue.tag()));
    let tongues: String = tongues.collect();
    let [title, author, subject] = [about.title, about.author, about.subject].map(escape);
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         <pdfaid:part>3</pdfaid:part>\n\
         <pdfaid:conformance>A</pdfaid:conformance>\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt>\
         </dc:description>\n\
         <dc:language><rdf:Bag>{tongues}</rdf:Bag></dc:language>\n\
         <pdf:Producer>Rian</pdf:Producer>\n\
         <xmp:CreatorTool>Rian</xmp:CreatorTool>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n\
         <xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         </rdf:Description>\n\
         </rdf:RDF>\n\
         </x:xmpmeta>\n\
         <?xpacket end=\"r\"?>"
    )
}
