# The frame of workD
area-workd = workD
nav-workd = เกี่ยวกับบริการ
nav-requests = คำขอใช้บริการ
nav-domains = โดเมน
nav-review = พิจารณาคำขอ
nav-letters = จดหมายเข้า
nav-mailbox = บัญชีอีเมลของฉัน
role-agency-helper = ผู้ช่วยผู้ดูแลระบบของหน่วยงาน
role-main-admin = ผู้ดูแลระบบหลัก
error-incomplete = ยังส่งไม่ได้ ข้อมูลยังไม่ครบ
error-incomplete-detail = โปรดทำรายการต่อไปนี้ให้ครบ แล้วส่งอีกครั้ง ข้อมูลที่กรอกไว้ยังอยู่
error-no-workd-request = ไม่พบคำขอใช้บริการนี้ โปรดเลือกจากรายการคำขอใช้บริการ
error-no-domain = ไม่พบโดเมน {$name} โปรดเลือกจากรายการโดเมน
error-no-account = ไม่พบบัญชี {$address} โปรดเลือกจากรายการบัญชีของโดเมน

# Dates in any field
date-unreadable = อ่านวันที่ไม่ออก โปรดกรอกเป็น วัน/เดือน/ปี พ.ศ. เช่น 1/10/2569 หรือ 1 ตุลาคม 2569
date-two-digit-year = ปีมีเพียงสองหลัก โปรดกรอกให้ครบสี่หลัก หากหมายถึง พ.ศ. {$year} ให้กรอก {$year}
date-no-such-year = ปีนี้อยู่นอกช่วงที่เป็นไปได้ โปรดตรวจสอบว่ากรอกเป็นปี พ.ศ. เช่น 2569 หรือ ค.ศ. เช่น 2026
date-no-such-day = ไม่มีวันที่นี้ เดือนที่กรอกมี {$days} วัน โปรดตรวจสอบอีกครั้ง

# The request form: its parts
part-1 = ข้อมูลผู้ขอใช้บริการ
part-2 = รายละเอียดของบริการ
part-3 = การคุ้มครองข้อมูลส่วนบุคคล
part-4 = ข้อกำหนดและเงื่อนไข

# The request form: its fields
field-agency-name-th = ชื่อหน่วยงาน (ภาษาไทย)
field-agency-name-en = ชื่อหน่วยงาน (ภาษาอังกฤษ)
field-agency-ministry = หน่วยงานต้นสังกัด กระทรวง
field-agency-parent-th = หน่วยงานต้นสังกัดอื่น ๆ (ระบุ)
field-agency-parent-en = หน่วยงานต้นสังกัดอื่น ๆ (ภาษาอังกฤษ)
field-coordinator-prefix = คำนำหน้า
field-coordinator-first-name = ชื่อ
field-coordinator-last-name = นามสกุล
field-coordinator-first-name-en = ชื่อ (ภาษาอังกฤษ)
field-coordinator-last-name-en = นามสกุล (ภาษาอังกฤษ)
field-coordinator-position = ตำแหน่ง
field-coordinator-citizen-id = เลขบัตรประจำตัวประชาชน
field-coordinator-office-phone = เบอร์โทรศัพท์สำนักงาน
field-coordinator-extensions = เบอร์ต่อ
field-coordinator-mobile-phone = เบอร์โทรศัพท์มือถือ
field-coordinator-email = อีเมล (โปรดระบุอีเมลของหน่วยงาน)
field-coordinator-backup-email = อีเมลสำรอง
field-address-house-no = เลขที่
field-address-moo = หมู่
field-address-soi = ซอย
field-address-road = ถนน
field-address-subdistrict = ตำบล/แขวง
field-address-district = อำเภอ/เขต
field-address-province = จังหวัด
field-address-postcode = รหัสไปรษณีย์
field-domain-kind = ประเภทของโดเมน
field-domain-name = ชื่อโดเมน
field-requested-mail-accounts = workD Mail จำนวนบัญชีผู้ใช้งาน
field-requested-conference-accounts = workD Conference จำนวนบัญชีผู้ใช้งาน
field-relay-wanted = เปิดใช้บริการ / เปลี่ยนแปลงบริการส่งต่อจดหมายอิเล็กทรอนิกส์อัตโนมัติ (Mail Relay)
field-relay-details = รายละเอียดการส่งต่อจดหมายอิเล็กทรอนิกส์
field-change-of = เรื่องที่ขอเปลี่ยนแปลง
field-change-details = รายละเอียดหรือเหตุผล
field-effective-on = ขอใช้บริการหรือเปลี่ยนแปลง มีผลตั้งแต่วันที่
field-privacy-consent = ความยินยอมเกี่ยวกับข้อมูลส่วนบุคคล
field-terms-accepted = ข้าพเจ้ายอมรับและปฏิบัติตามเงื่อนไขที่ระบุไว้
field-signatures-0-name = ชื่อผู้ขอใช้บริการ (ตัวบรรจง)
field-signatures-0-position = ตำแหน่งของผู้ขอใช้บริการ
field-signatures-0-signed-on = วันที่ผู้ขอใช้บริการลงนาม
field-signatures-1-name = ชื่อผู้บริหารสูงสุดของหน่วยงาน (ตัวบรรจง)
field-signatures-1-position = ตำแหน่งของผู้บริหารสูงสุดของหน่วยงาน
field-signatures-1-signed-on = วันที่ผู้บริหารสูงสุดของหน่วยงานลงนาม

# The request form: how to fill a field in
hint-agency-name-th = ชื่อเต็มตามกฎหมายจัดตั้ง ไม่ใช้ชื่อย่อ
hint-agency-name-en = ชื่อเต็มเป็นอักษรโรมัน ตามที่หน่วยงานใช้ในหนังสือราชการ
hint-agency-ministry = หากไม่ได้สังกัดกระทรวง ให้เว้นไว้ แล้วระบุหน่วยงานต้นสังกัดอื่น
hint-agency-parent-th = กรอกเมื่อไม่ได้สังกัดกระทรวง เช่น องค์กรปกครองส่วนท้องถิ่น หรือหน่วยงานอิสระ
hint-coordinator-prefix = เช่น นาย นาง นางสาว
hint-coordinator-first-name-en = อักษรโรมัน ใช้ตั้งชื่อบัญชีจดหมายอิเล็กทรอนิกส์ เช่น Kanda
hint-coordinator-last-name-en = อักษรโรมัน เช่น Jaidee
hint-coordinator-position = ตำแหน่งเต็ม เช่น นักวิชาการคอมพิวเตอร์ชำนาญการ
hint-coordinator-citizen-id = เลข 13 หลักด้านหน้าบัตร มีขีดหรือไม่มีก็ได้ ระบบเก็บโดยเข้ารหัสและแสดงเพียงบางหลัก
hint-coordinator-office-phone = เช่น 0 2612 6060
hint-coordinator-extensions = หากมีหลายเบอร์ ให้คั่นด้วยจุลภาค เช่น 8810, 8829
hint-coordinator-mobile-phone = 10 หลัก เช่น 08 1234 5678
hint-coordinator-email = ระบบแจ้งผลและเชิญเข้าใช้งานทางอีเมลนี้ เช่น kanda@agency.go.th
hint-coordinator-backup-email = ต้องต่างจากอีเมลแรก
hint-address-house-no = บ้านเลขที่หรือชื่ออาคาร เช่น 108 อาคารบางกอกไทยทาวเวอร์ ชั้น 17
hint-address-postcode = ตัวเลข 5 หลัก เช่น 10400
hint-domain-kind = โดเมนภายใต้ mail.go.th ไม่ต้องตั้งค่า DNS เอง ส่วนโดเมนของหน่วยงานเองต้องตั้งค่า DNS ตามที่ระบบแจ้ง
hint-domain-name = หากใช้โดเมนภายใต้ mail.go.th ให้กรอกเฉพาะชื่อข้างหน้า เช่น agency หากใช้โดเมนของหน่วยงานเอง ให้กรอกชื่อเต็ม เช่น agency.go.th
hint-requested-mail-accounts = จำนวนเต็ม เว้นว่างหากไม่ต้องการบริการนี้
hint-requested-conference-accounts = จำนวนเต็ม เว้นว่างหากไม่ต้องการบริการนี้
hint-relay-details = ระบุระบบที่จะส่งจดหมาย เลขที่อยู่ของเซิร์ฟเวอร์ และจำนวนฉบับต่อวันโดยประมาณ
hint-change-of = เลือกเรื่องหลักหนึ่งเรื่อง แล้วอธิบายในช่องถัดไป
hint-change-details = กรุณาระบุรายละเอียดหรือเหตุผล เช่น เปลี่ยนผู้ดูแลระบบ
hint-effective-on = เช่น 1/10/2569 โปรดเผื่อเวลาพิจารณา 5 วันทำการ และเปิดให้บริการ 1 วันทำการ
hint-privacy-consent = จะให้หรือไม่ให้ความยินยอมก็ยื่นคำขอได้
hint-signatures-0-name = ผู้ที่ลงนามขอใช้บริการในนามหน่วยงาน
hint-signatures-0-signed-on = เช่น 1/10/2569
hint-signatures-1-name = ต้องเป็นคนละคนกับผู้ขอใช้บริการ
hint-signatures-1-position = หากลงนามแทน ให้ระบุด้วย เช่น รองอธิบดี ปฏิบัติราชการแทน อธิบดี
hint-signatures-1-signed-on = เช่น 1/10/2569

# What can be chosen: requests
choice-open = เปิดใช้บริการใหม่
choice-change = เปลี่ยนแปลง
choice-cancel = ยกเลิกบริการ
choice-mail-go-th = ใช้โดเมนภายใต้ mail.go.th
choice-own = ใช้โดเมนของหน่วยงานเอง
choice-admin = ผู้ดูแลระบบหลัก
choice-coordinator = ผู้ติดต่อประสานงาน
choice-quota = จำนวนบัญชี
choice-domain = โดเมน
choice-services = บริการที่ใช้
choice-relay = ส่งต่อจดหมายอิเล็กทรอนิกส์ (Mail Relay)
choice-agency-data = ข้อมูลหน่วยงาน
choice-other = อื่น ๆ
choice-given = ให้ความยินยอม
choice-refused = ไม่ให้ความยินยอม

# What can be chosen: how an identity was checked
choice-signed-form = ตรวจสอบจากแบบคำขอที่ลงนามแล้ว
choice-phone = โทรศัพท์สอบถามหน่วยงาน
choice-in-person = แสดงตนต่อเจ้าหน้าที่
choice-thaid = แอปพลิเคชัน ThaID
choice-deciding-officer = เจ้าหน้าที่ผู้พิจารณารับรอง
choice-card-seen = ตรวจบัตรประจำตัวประชาชน
choice-hr-record = ตรวจทะเบียนบุคลากร
choice-official = กล่องจดหมายกลางของหน่วยงาน
choice-request = ตรวจสอบเมื่ออนุมัติคำขอใช้บริการ

# What can be chosen: domains and accounts
choice-breach = ละเมิดข้อกำหนดและเงื่อนไข
choice-unlawful = ใช้งานขัดต่อกฎหมาย
choice-security = เหตุด้านความปลอดภัย
choice-agency-request = หน่วยงานขอให้ระงับ
choice-cancelled = ยกเลิกบริการแล้ว
choice-none = ไม่อนุญาต
choice-government = เฉพาะที่อยู่ของหน่วยงานรัฐ
choice-anywhere = ทุกที่อยู่
choice-reject = ไม่รับจดหมาย และแจ้งผู้ส่ง
choice-defer = ให้ผู้ส่งลองใหม่ภายหลัง
choice-keep = รับจดหมายเก็บไว้
choice-imap = อ่านจดหมาย (IMAP)
choice-smtp = ส่งจดหมาย (SMTP)
choice-sieve = จัดการตัวกรองจดหมาย (Sieve)
choice-hosted = กล่องจดหมายอยู่ในระบบนี้

# Mistakes in the request form
request-kind-unknown = ไม่ทราบประเภทคำขอ โปรดเลือกเปิดใช้บริการใหม่ เปลี่ยนแปลง หรือยกเลิกบริการ
request-choice-unknown = ไม่มีตัวเลือกนี้ โปรดเลือกจากรายการ
request-field-needed = ยังไม่ได้กรอกหรือเลือก “{$field}” โปรดทำให้ครบก่อนยื่นคำขอ
request-not-signed = ยังไม่ได้ลงนาม โปรดกรอกชื่อ ตำแหน่ง และวันที่ลงนามให้ครบทั้งสองคน หรือส่งเอกสารที่ลงนามแล้ว (สแกน)
request-signed-by-one = ผู้ลงนามทั้งสองเป็นคนเดียวกัน โปรดให้ผู้บริหารสูงสุดของหน่วยงานลงนามเป็นคนที่สอง
request-thai-needed = ช่องนี้ต้องเป็นภาษาไทย โปรดพิมพ์ด้วยอักษรไทย
request-latin-needed = ช่องนี้ต้องเป็นภาษาอังกฤษ โปรดพิมพ์ด้วยอักษรโรมัน
request-name-shape = ชื่อนี้มีอักขระที่ใช้ไม่ได้หรือยาวเกินไป โปรดกรอกเฉพาะชื่อ ด้วยอักษรไทยหรืออักษรโรมัน ไม่เกิน 100 ตัวอักษร
request-mobile-needed = หมายเลขนี้ไม่ใช่โทรศัพท์มือถือ โปรดกรอก 10 หลัก เช่น 08 1234 5678
request-extensions-shape = เบอร์ต่อต้องเป็นตัวเลขไม่เกิน 6 หลัก ไม่เกิน 20 เบอร์ คั่นด้วยจุลภาค เช่น 8810, 8829 โปรดแก้ไข
request-postcode-shape = รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก เช่น 10400 โปรดแก้ไข
request-count-shape = จำนวนต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง {$most} โปรดแก้ไข หรือเว้นว่างหากไม่ต้องการบริการนี้
request-too-long = ข้อความยาวเกิน {$most} ตัวอักษร โปรดย่อให้สั้นลง
request-backup-email-same = อีเมลสำรองซ้ำกับอีเมลแรก โปรดใช้อีเมลอื่น หรือเว้นว่างไว้
request-domain-taken = โดเมน {$name} มีหน่วยงานขอใช้แล้ว โปรดเลือกชื่ออื่น หรือติดต่อ DGA Contact Center 02 612 6060 หากโดเมนนี้เป็นของหน่วยงานท่าน
request-domain-resting = โดเมน {$name} เพิ่งปิดบริการ ยังให้ผู้อื่นใช้ไม่ได้ภายใน 1 ปี โปรดเลือกชื่ออื่น หรือติดต่อ DGA Contact Center 02 612 6060
request-domain-unknown = ไม่พบโดเมน {$name} ในบรรดาโดเมนของหน่วยงาน โปรดตรวจสอบชื่อโดเมนที่ใช้บริการอยู่
request-domain-gone = คำขอนี้ไม่ได้ระบุโดเมนที่ใช้บริการอยู่ โปรดส่งกลับให้หน่วยงานแก้ไขชื่อโดเมน
domain-label-shape = ชื่อภายใต้ {$zone} ต้องยาว 2 ถึง 63 ตัวอักษร ใช้ได้เฉพาะ a–z 0–9 และขีดกลางที่ไม่อยู่หัวหรือท้าย โปรดแก้ไข เช่น agency
domain-label-reserved = ชื่อ “{$label}” สงวนไว้สำหรับระบบ โปรดเลือกชื่ออื่น
domain-name-shape = ชื่อโดเมนไม่ถูกต้อง โปรดกรอกชื่อเต็ม เช่น agency.go.th
domain-name-under-zone = ชื่อนี้อยู่ภายใต้ {$zone} โปรดเลือก “ใช้โดเมนภายใต้ mail.go.th” หรือกรอกโดเมนของหน่วยงานเอง
domain-name-suffix = {$name} เป็นชื่อกลางที่ใช้ร่วมกัน ไม่ใช่ของหน่วยงานใด โปรดกรอกชื่อเต็ม เช่น agency.go.th

# What gives pause in the request form
request-warning-free-mail = อีเมลนี้ไม่ใช่อีเมลของหน่วยงาน หากมีอีเมลของหน่วยงาน โปรดใช้แทน หากยังไม่มี ยื่นคำขอด้วยอีเมลนี้ได้
request-warning-early = วันที่นี้เร็วกว่ากำหนดพิจารณา 5 วันทำการและเปิดให้บริการ 1 วันทำการ บริการอาจเริ่มช้ากว่าวันที่ขอ
request-warning-refused = เมื่อไม่ให้ความยินยอม การให้บริการ การประสานงาน และข่าวสารอาจไปไม่ถึงท่าน คำขอยังยื่นได้ และเจ้าหน้าที่จะเห็นคำตอบนี้
request-warning-postcode = รหัสไปรษณีย์ดูไม่ตรงกับจังหวัด โปรดตรวจสอบอีกครั้ง หากถูกต้องแล้วไม่ต้องแก้ไข

# Requests: what cannot be done now
request-not-a-draft = คำขอนี้ยื่นไปแล้ว จึงแก้ไขไม่ได้ หากต้องการแก้ไข โปรดรอให้เจ้าหน้าที่ส่งกลับ หรือถอนคำขอแล้วยื่นใหม่
request-already-sent = คำขอนี้ยื่นไปแล้ว ไม่ต้องยื่นซ้ำ โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
request-already-decided = คำขอนี้พิจารณาหรือถอนไปแล้ว โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
scan-required = ยังไม่ได้เลือกไฟล์ หรือไฟล์ว่างเปล่า โปรดเลือกเอกสารที่ลงนามแล้ว (สแกน)
scan-large = ไฟล์มีขนาดเกิน {$most} MB โปรดสแกนด้วยความละเอียดต่ำลง หรือเป็นขาวดำ แล้วส่งอีกครั้ง
scan-kind = ไฟล์นี้ไม่ใช่เอกสาร PDF หรือรูปภาพ โปรดสแกนเอกสารที่ลงนามแล้วเป็น PDF หรือถ่ายภาพ แล้วส่งอีกครั้ง

# Considering requests
workd-decision-unknown = ไม่ทราบผลการพิจารณา โปรดเลือกอนุมัติ ส่งกลับแก้ไข ไม่อนุมัติ หรือรอ
granted-shape = จำนวนบัญชีที่อนุมัติต้องเป็นจำนวนเต็มตั้งแต่ 0 ถึง 1,000,000 โปรดแก้ไข
granted-below-used = หน่วยงานใช้อยู่แล้ว {$used} บัญชี จึงอนุมัติน้อยกว่านั้นไม่ได้ โปรดเพิ่มจำนวน หรือให้หน่วยงานลบบัญชีที่ไม่ใช้ก่อน
identity-how-unknown = ไม่ทราบวิธีตรวจสอบตัวตน โปรดเลือกจากรายการ
budget-not-set = ยังไม่ได้กำหนดกรอบงบประมาณจำนวนบัญชี โปรดกำหนดก่อน แล้วจึงอนุมัติคำขอ
budget-below-granted = อนุมัติไปแล้ว {$granted} บัญชี กรอบงบประมาณต้องไม่น้อยกว่านั้นและไม่เกิน 100,000,000 โปรดแก้ไข
over-budget = เกินกรอบงบประมาณ เหลือ workD Mail {$mail} บัญชี และ workD Conference {$conference} บัญชี โปรดลดจำนวนที่อนุมัติ หรือให้คำขอรอ
letter-no-such-request = ไม่พบคำขอเลขที่ {$number} ที่ยังดำเนินการอยู่ โปรดตรวจสอบเลขที่ หรือเว้นว่างหากไม่เกี่ยวกับคำขอใด
letter-already-settled = จดหมายฉบับนี้มีผู้จัดการแล้ว โปรดโหลดหน้าใหม่เพื่อดูผลล่าสุด
holiday-name-required = ยังไม่ได้กรอกชื่อวันหยุด โปรดกรอกชื่อภาษาไทยตามมติคณะรัฐมนตรี
holiday-day-taken = วันนี้เป็นวันหยุดราชการในระบบอยู่แล้ว ไม่ต้องเพิ่มซ้ำ โปรดตรวจสอบวันที่
holiday-year-unknown = ยังไม่มีวันหยุดราชการของปีนี้ในระบบ โปรดเพิ่มวันหยุดเดือนมกราคมของปีนี้ก่อน แล้วเพิ่มให้ครบทั้งปี

# Domains: what cannot be done now
domain-already-open = โดเมนนี้เปิดให้บริการแล้วหรือปิดไปแล้ว โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
domain-not-ready = ยังเปิดให้บริการไม่ได้ เพราะระเบียน DNS ยังไม่ถูกต้องครบ โปรดให้หน่วยงานแก้ไขรายการต่อไปนี้ก่อน
domain-record-not-right = ระเบียน { $purpose ->
        [ownership] ยืนยันสิทธิ์ในโดเมน
        [mx] MX
        [spf] SPF
        [dkim] DKIM
        [dmarc] DMARC
       *[other] {$purpose}
    } ยังไม่ถูกต้อง โปรดตั้งค่าตามที่แสดงในหน้าโดเมน
domain-not-open = โดเมนนี้ไม่ได้เปิดให้บริการอยู่ จึงทำรายการนี้ไม่ได้ โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
domain-not-suspended = โดเมนนี้ไม่ได้ถูกระงับอยู่ โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
suspension-future = วันที่มีผลอยู่ในอนาคต โปรดกรอกวันนี้หรือวันที่ผ่านมาแล้ว
dkim-rotation-under-way = กำลังเปลี่ยนกุญแจลงลายมือชื่อจดหมายอยู่ โปรดรอให้กุญแจใหม่เริ่มใช้งานก่อน แล้วจึงเปลี่ยนอีกครั้ง
quota-shape = พื้นที่จดหมายต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 1,000,000 MB โปรดแก้ไข
token-days = อายุของโทเค็นต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง {$most} วัน โปรดแก้ไข
relay-client-shape = เลขที่อยู่ของเซิร์ฟเวอร์ไม่ถูกต้อง โปรดกรอกเลข IP เช่น 203.0.113.25
relay-client-taken = เซิร์ฟเวอร์นี้ได้รับอนุญาตให้ส่งอยู่แล้ว ในโดเมนนี้หรือของหน่วยงานอื่น โปรดตรวจสอบเลข IP
relay-has-mailboxes = โดเมนนี้ยังมีกล่องจดหมายในระบบ จึงส่งต่อไปยังเซิร์ฟเวอร์อื่นไม่ได้ โปรดลบบัญชีผู้ใช้งานทั้งหมดก่อน
relay-hop-shape = ชื่อเซิร์ฟเวอร์ไม่ถูกต้อง โปรดกรอกชื่อเครื่อง จะมีเลขพอร์ตหรือไม่ก็ได้ เช่น mail.agency.go.th หรือ mail.agency.go.th:25

# Administrators
admin-already-appointed = ผู้ใช้อีเมลนี้เป็นผู้ดูแลระบบหรือผู้ช่วยของหน่วยงานอยู่แล้ว โปรดตรวจสอบรายชื่อ หรือใช้อีเมลอื่น
admin-main-by-request = ถอนผู้ดูแลระบบหลักจากหน้านี้ไม่ได้ เพราะต้องแจ้ง สพร. ทุกครั้ง โปรดยื่นคำขอเปลี่ยนแปลง เรื่องผู้ดูแลระบบหลัก

# Mail accounts
account-name-required = ยังไม่ได้กรอกชื่อหรือนามสกุล โปรดกรอก หากไม่มีนามสกุลให้พิมพ์ “-”
account-not-active = บัญชีนี้ถูกระงับหรือลบอยู่ จึงทำรายการนี้ไม่ได้ โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
account-not-suspended = บัญชีนี้ไม่ได้ถูกระงับอยู่ โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
account-not-deleted = บัญชีนี้ไม่ได้ถูกลบอยู่ ไม่ต้องกู้คืน โปรดโหลดหน้าใหม่เพื่อดูสถานะล่าสุด
account-already-deleted = บัญชีนี้ถูกลบไปแล้ว โปรดโหลดหน้าใหม่ กู้คืนได้ภายใน 30 วัน
account-is-deleted = บัญชี {$address} ถูกลบแต่ยังกู้คืนได้ โปรดกู้คืนบัญชีเดิมก่อน หรือใช้ชื่อบัญชีอื่น
account-official = กล่องจดหมายกลาง (saraban) ลบไม่ได้ เพราะทุกหน่วยงานต้องมีไว้รับหนังสือ โปรดแก้ไขข้อมูลบัญชีแทน
grant-used-up = ใช้ครบจำนวนบัญชีที่ได้รับอนุมัติแล้ว ({$used} จาก {$granted} บัญชี) โปรดลบบัญชีที่ไม่ใช้ หรือยื่นคำขอเปลี่ยนแปลงจำนวนบัญชี
local-part-reserved = ชื่อบัญชี “{$name}” สงวนไว้สำหรับหน่วยงานและระบบ โปรดใช้ชื่ออื่น
local-part-taken = ที่อยู่ {$address} มีผู้ใช้แล้ว หรือเพิ่งลบและยังกู้คืนได้ โปรดใช้ชื่ออื่น
local-part-is-alias = ที่อยู่ {$address} เป็นชื่อเรียกแทนหรือกลุ่มอยู่แล้ว โปรดใช้ชื่ออื่น หรือลบชื่อเรียกแทนนั้นก่อน
identity-how-required = ยังไม่ได้ระบุวิธีตรวจสอบตัวตน หรือยาวเกิน 100 ตัวอักษร ต้องตรวจสอบตัวตนก่อนให้บัญชี โปรดเลือกหรือระบุวิธี
identity-at-required = ยังไม่ได้กรอกวันที่ตรวจสอบตัวตน โปรดกรอก เช่น 1/10/2569
identity-at-future = วันที่ตรวจสอบตัวตนอยู่ในอนาคต โปรดตรวจสอบวันที่กรอก
import-attest-needed = ยังไม่ได้รับรองว่าตรวจสอบตัวตนของเจ้าของบัญชีทุกคนแล้ว โปรดตรวจสอบ แล้วทำเครื่องหมายรับรอง
import-grant-used-up = ไฟล์นี้เพิ่ม {$wanted} บัญชี แต่เหลือจำนวนที่ได้รับอนุมัติ {$left} บัญชี โปรดลดจำนวนแถว หรือยื่นคำขอเปลี่ยนแปลงจำนวนบัญชี
import-not-ready = ยังนำเข้าไฟล์นี้ไม่ได้ เพราะยังตรวจไม่เสร็จ มีแถวที่ต้องแก้ไข หรือนำเข้าไปแล้ว โปรดโหลดหน้าใหม่เพื่อดูผลล่าสุด
review-none-open = ไม่มีการทบทวนบัญชีผู้ใช้งานที่ค้างอยู่ ไม่ต้องดำเนินการ ระบบจะแจ้งทางอีเมลเมื่อถึงรอบถัดไป

# Aliases, groups and forwarding
alias-official = ที่อยู่นี้ทุกโดเมนต้องมี จึงลบไม่ได้ หากต้องการ เปลี่ยนผู้รับปลายทางแทนได้
alias-destination-required = ยังไม่ได้ระบุปลายทาง โปรดระบุอย่างน้อยหนึ่งที่อยู่
alias-destination-shape = “{$address}” ไม่ใช่ที่อยู่อีเมล โปรดตรวจสอบ เช่น kanda@agency.go.th
alias-destination-itself = ปลายทางเป็นที่อยู่เดียวกันนี้เอง จดหมายจะวนไม่รู้จบ โปรดใช้ที่อยู่อื่น
alias-destination-unknown = ไม่มีบัญชีหรือที่อยู่ {$address} ในโดเมนนี้ โปรดตรวจสอบ หรือสร้างบัญชีก่อน
alias-too-many = ปลายทางเกิน {$most} ที่อยู่ โปรดแบ่งเป็นหลายกลุ่ม
forwarding-government-only = โดเมนนี้ส่งต่อได้เฉพาะที่อยู่ของหน่วยงานรัฐ (.go.th หรือ .mi.th) แต่ {$address} ไม่ใช่ โปรดใช้ที่อยู่อื่น หรือสอบถามผู้ดูแลระบบของหน่วยงาน
forwarding-not-allowed = โดเมนนี้ไม่อนุญาตให้ส่งต่อจดหมายไปยังที่อยู่ภายนอก โปรดใช้ที่อยู่ในโดเมน หรือสอบถามผู้ดูแลระบบของหน่วยงาน

# App passwords
app-password-name = ยังไม่ได้ตั้งชื่อ หรือชื่อยาวเกิน 100 ตัวอักษร โปรดตั้งชื่อให้รู้ว่าใช้กับอุปกรณ์หรือระบบใด
app-password-services = ยังไม่ได้เลือกว่าใช้ทำอะไร โปรดเลือกอย่างน้อยหนึ่งรายการ
app-password-holder-only = ผู้ดูแลระบบสร้างได้เฉพาะรหัสผ่านสำหรับส่งจดหมาย หากต้องใช้อ่านจดหมาย โปรดให้เจ้าของบัญชีสร้างเองที่หน้าบัญชีอีเมลของฉัน
app-password-too-many = บัญชีนี้มีรหัสผ่านสำหรับโปรแกรมครบ {$most} รายการแล้ว โปรดยกเลิกรายการที่ไม่ใช้ก่อน

# Short words for states
state-draft = ร่าง
state-under-review = อยู่ระหว่างพิจารณา
state-waiting = อยู่ระหว่างรอ
state-awaiting-dns = รอตั้งค่า DNS
state-ready = พร้อมเปิดให้บริการ
state-withdrawn = ถอนคำขอแล้ว
state-open = เปิดให้บริการ
state-suspended = ถูกระงับ
state-closed = ปิดบริการแล้ว
state-invited = รอตั้งรหัสผ่าน
state-deleted = ลบแล้ว
state-ok = ถูกต้อง
state-missing = ยังไม่มี
state-wrong = ไม่ถูกต้อง
state-conflict = ขัดแย้งกัน
state-unreachable = ติดต่อไม่ได้
state-unknown = ยังไม่ได้ตรวจสอบ
state-published = เผยแพร่แล้ว
state-retired = เลิกใช้แล้ว
state-removed = นำออกแล้ว
state-matched = ตรงกับคำขอแล้ว
state-unmatched = ยังไม่พบคำขอที่ตรงกัน
state-automatic = จดหมายอัตโนมัติ
state-settled = จัดการแล้ว
state-running = กำลังดำเนินการ
state-failed = ไม่สำเร็จ

# What happened to a request
event-created = เริ่มร่างคำขอ
event-submitted = ยื่นคำขอ
event-returned = ส่งกลับแก้ไข
event-waiting = ให้รอกรอบงบประมาณ
event-approved = อนุมัติ
event-rejected = ไม่อนุมัติ
event-withdrawn = ถอนคำขอ
event-file-added = เพิ่มเอกสาร
event-dns-ready = การตั้งค่า DNS ถูกต้องครบ
event-opened = เปิดให้บริการ

# What a DNS record is for
purpose-ownership = ยืนยันสิทธิ์ในโดเมน
purpose-ownership-why = แสดงว่าหน่วยงานเป็นผู้ดูแลโดเมนนี้จริง เพื่อไม่ให้ผู้อื่นขอใช้ในนามของท่าน
purpose-mx = ปลายทางของจดหมาย (MX)
purpose-mx-why = บอกผู้ส่งทั่วโลกว่าจดหมายถึงโดเมนนี้ต้องส่งไปที่เซิร์ฟเวอร์ใด
purpose-spf = ผู้มีสิทธิ์ส่งจดหมาย (SPF)
purpose-spf-why = บอกผู้รับว่าเซิร์ฟเวอร์ใดส่งจดหมายในนามโดเมนนี้ได้ จดหมายจึงไม่ถูกมองว่าเป็นของปลอม
purpose-dkim = ลายมือชื่อของจดหมาย (DKIM)
purpose-dkim-why = ให้ผู้รับตรวจสอบได้ว่าจดหมายมาจากหน่วยงานจริงและไม่ถูกแก้ไขระหว่างทาง
purpose-dmarc = การป้องกันจดหมายปลอม (DMARC)
purpose-dmarc-why = บอกผู้รับว่าต้องทำอย่างไรกับจดหมายที่แอบอ้างชื่อโดเมนนี้
purpose-mta-sts = การเข้ารหัสขณะรับส่ง (MTA-STS)
purpose-mta-sts-why = ให้ผู้อื่นส่งจดหมายมาโดยเข้ารหัสเสมอ จึงไม่มีใครดักอ่านระหว่างทางได้
purpose-tls-rpt = รายงานการเข้ารหัส (TLS-RPT)
purpose-tls-rpt-why = บอกผู้อื่นว่าจะแจ้งปัญหาการเข้ารหัสมาที่ใด เพื่อให้แก้ไขได้ก่อนจดหมายสูญหาย
purpose-autoconfig = การตั้งค่าโปรแกรมอีเมลอัตโนมัติ
purpose-autoconfig-why = ให้โปรแกรมอีเมลและโทรศัพท์หาเซิร์ฟเวอร์พบเอง ผู้ใช้กรอกเพียงที่อยู่กับรหัสผ่าน

# What was done, for the record: people
act-agency-added = เพิ่มหน่วยงาน
act-demo-made = สร้างข้อมูลสาธิต
act-membership-granted = แต่งตั้งให้มีสิทธิ์
act-membership-ended = ถอนสิทธิ์
act-person-added = เพิ่มบุคคล
act-person-email-confirmed = ยืนยันอีเมล
act-person-not-verified = ยืนยันตัวตนไม่ผ่าน
act-person-password-set = ตั้งรหัสผ่าน
act-person-password-taken = ยกเลิกรหัสผ่านเดิม
act-person-verified = ยืนยันตัวตนแล้ว
act-session-all-ended = ออกจากระบบทุกอุปกรณ์
act-session-ended = ออกจากระบบ
act-session-refused = เข้าสู่ระบบไม่สำเร็จ
act-session-started = เข้าสู่ระบบ
act-signup-refused = สมัครสมาชิกไม่สำเร็จ
act-verification-checked = ตรวจสอบตัวตนกับแหล่งข้อมูลบัตร
act-verification-code-asked = ขอให้กรอกเลเซอร์โค้ดอีกครั้ง

# What was done, for the record: learning
act-attempt-started = เริ่มทำแบบทดสอบ
act-attempt-submitted = ส่งแบบทดสอบ
act-certificate-decided = พิจารณาคำขอใบประกาศนียบัตร
act-certificate-issued = ออกใบประกาศนียบัตร
act-certificate-requested = ขอใบประกาศนียบัตร
act-certificate-revoked = เพิกถอนใบประกาศนียบัตร
act-course-published = เผยแพร่หลักสูตร
act-enrolment-completed = เรียนจบหลักสูตร
act-enrolment-left = เลิกเรียนหลักสูตร
act-enrolment-started = ลงทะเบียนเรียน

# What was done, for the record: workD
act-holiday-added = เพิ่มวันหยุดราชการ
act-holiday-removed = ลบวันหยุดราชการ
act-holiday-shipped = เริ่มใช้ปฏิทินวันหยุดราชการที่มากับระบบ
act-workd-account-changed = แก้ไขบัญชี
act-workd-account-deleted = ลบบัญชี
act-workd-account-forwarding = เปลี่ยนการส่งต่อจดหมายของบัญชี
act-workd-account-link-made = ออกลิงก์ตั้งรหัสผ่านของบัญชี
act-workd-account-logged-in = เข้าสู่หน้าบัญชีอีเมล
act-workd-account-made = สร้างบัญชีจดหมายอิเล็กทรอนิกส์
act-workd-account-password-chosen = ตั้งรหัสผ่านของบัญชี
act-workd-account-restored = กู้คืนบัญชี
act-workd-account-resumed = คืนสิทธิ์บัญชี
act-workd-account-suspended = ระงับบัญชี
act-workd-accounts-exported = ดาวน์โหลดรายชื่อบัญชี
act-workd-accounts-imported = นำเข้าบัญชีจากไฟล์
act-workd-accounts-invited = ส่งลิงก์ตั้งรหัสผ่านให้เจ้าของบัญชี
act-workd-accounts-purged = ลบบัญชีที่พ้นกำหนดกู้คืน
act-workd-admin-main = กำหนดผู้ดูแลระบบหลัก
act-workd-alias-put = บันทึกชื่อเรียกแทนหรือกลุ่ม
act-workd-alias-removed = ลบชื่อเรียกแทนหรือกลุ่ม
act-workd-app-password-made = สร้างรหัสผ่านสำหรับโปรแกรม
act-workd-app-password-revoked = ยกเลิกรหัสผ่านสำหรับโปรแกรม
act-workd-budget-set = กำหนดกรอบงบประมาณจำนวนบัญชี
act-workd-dkim-made = สร้างกุญแจลงลายมือชื่อจดหมาย
act-workd-dkim-removed = นำกุญแจลงลายมือชื่อเดิมออก
act-workd-dkim-rotation-begun = เริ่มเปลี่ยนกุญแจลงลายมือชื่อจดหมาย
act-workd-dkim-switched = เริ่มใช้กุญแจลงลายมือชื่อใหม่
act-workd-dns-changed = พบว่าสถานะของระเบียน DNS เปลี่ยนไป
act-workd-dns-published = เผยแพร่ระเบียน DNS
act-workd-domain-approved = อนุมัติโดเมน
act-workd-domain-cancelled = อนุมัติการยกเลิกบริการ
act-workd-domain-closed = ปิดบริการของโดเมน
act-workd-domain-ended = สิ้นสุดการเข้าใช้งานตามคำขอยกเลิก
act-workd-domain-granted = เปลี่ยนจำนวนบัญชีที่อนุมัติ
act-workd-domain-opened = เปิดให้บริการโดเมน
act-workd-domain-ready = โดเมนพร้อมเปิดให้บริการ
act-workd-domain-resumed = คืนสิทธิ์โดเมน
act-workd-domain-set = เปลี่ยนการตั้งค่าโดเมน
act-workd-domain-suspended = ระงับการให้บริการโดเมน
act-workd-import-confirmed = ยืนยันการนำเข้าบัญชี
act-workd-import-sent = ส่งไฟล์บัญชีมาตรวจสอบ
act-workd-letter-received = รับจดหมาย
act-workd-letter-settled = จัดการจดหมาย
act-workd-relay-allowed = อนุญาตให้เซิร์ฟเวอร์ส่งจดหมายผ่านระบบ
act-workd-relay-refused = ยกเลิกการอนุญาตให้เซิร์ฟเวอร์ส่งจดหมาย
act-workd-relay-routed = เปลี่ยนปลายทางของจดหมายเข้า
act-workd-request-begun = เริ่มร่างคำขอใช้บริการ
act-workd-request-changed = แก้ไขคำขอใช้บริการ
act-workd-request-decided = พิจารณาคำขอใช้บริการ
act-workd-request-file-added = เพิ่มเอกสารของคำขอ
act-workd-request-submitted = ยื่นคำขอใช้บริการ
act-workd-request-withdrawn = ถอนคำขอใช้บริการ
act-workd-review-finished = ทบทวนบัญชีผู้ใช้งานเสร็จ
act-workd-token-made = สร้างโทเค็นสำหรับระบบของหน่วยงาน
act-workd-token-revoked = ยกเลิกโทเค็นของระบบหน่วยงาน
account-no-recovery = บัญชีนี้ไม่มีอีเมลสำรอง จึงส่งลิงก์ไม่ได้ โปรดให้ผู้ดูแลระบบของหน่วยงานเป็นผู้ดำเนินการ
request-signed-on-range = วันที่ลงนามต้องไม่เป็นวันในอนาคต และไม่เก่ากว่า 1 ปี
request-effective-range = วันที่มีผลต้องตั้งแต่วันนี้เป็นต้นไป และไม่เกิน 2 ปีข้างหน้า
home-workd-text = อีเมลภาครัฐสำหรับหน่วยงาน ภายใต้ mail.go.th หรือโดเมนของหน่วยงานเอง พิจารณาคำขอภายใน 5 วันทำการ ไม่มีค่าธรรมเนียม
