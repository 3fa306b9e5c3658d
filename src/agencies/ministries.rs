//! The twenty ministries under the law on the reorganisation of ministries, in its order.

/// Letter code of official letter numbers, Thai and English name.
pub const MINISTRIES: [(&str, &str, &str); 20] = [
    ("นร", "สำนักนายกรัฐมนตรี", "Office of the Prime Minister"),
    ("กห", "กระทรวงกลาโหม", "Ministry of Defence"),
    ("กค", "กระทรวงการคลัง", "Ministry of Finance"),
    ("กต", "กระทรวงการต่างประเทศ", "Ministry of Foreign Affairs"),
    ("กก", "กระทรวงการท่องเที่ยวและกีฬา", "Ministry of Tourism and Sports"),
    (
        "พม",
        "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์",
        "Ministry of Social Development and Human Security",
    ),
    (
        "อว",
        "กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม",
        "Ministry of Higher Education, Science, Research and Innovation",
    ),
    ("กษ", "กระทรวงเกษตรและสหกรณ์", "Ministry of Agriculture and Cooperatives"),
    ("คค", "กระทรวงคมนาคม", "Ministry of Transport"),
    ("ดศ", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "Ministry of Digital Economy and Society"),
    ("ทส", "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม", "Ministry of Natural Resources and Environment"),
    ("พน", "กระทรวงพลังงาน", "Ministry of Energy"),
    ("พณ", "กระทรวงพาณิชย์", "Ministry of Commerce"),
    ("มท", "กระทรวงมหาดไทย", "Ministry of Interior"),
    ("ยธ", "กระทรวงยุติธรรม", "Ministry of Justice"),
    ("รง", "กระทรวงแรงงาน", "Ministry of Labour"),
    ("วธ", "กระทรวงวัฒนธรรม", "Ministry of Culture"),
    ("ศธ", "กระทรวงศึกษาธิการ", "Ministry of Education"),
    ("สธ", "กระทรวงสาธารณสุข", "Ministry of Public Health"),
    ("อก", "กระทรวงอุตสาหกรรม", "Ministry of Industry"),
];

/// Thai and English name of the ministry with that code.
pub fn name(code: &str) -> Option<(&'static str, &'static str)> {
    MINISTRIES.iter().find(|row| row.0 == code).map(|row| (row.1, row.2))
}
