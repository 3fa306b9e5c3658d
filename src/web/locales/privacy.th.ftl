# ข้อมูลส่วนบุคคลของตน บันทึกตรวจสอบ และการเปิดดูเลขประจำตัวประชาชน


# One's own data
nav-my-data = ข้อมูลของฉัน
nav-audit = บันทึกตรวจสอบ
privacy-lead = ดูว่าระบบเก็บอะไรเกี่ยวกับท่าน ใครเปิดดู ขอสำเนาทั้งหมด หรือขอลบบัญชี
privacy-see = ดูข้อมูลของฉัน
privacy-when = เมื่อ
privacy-operator = สพร.
privacy-views = ผู้ที่เปิดดูเลขประจำตัวประชาชนของท่าน
privacy-views-text = เลขเต็มเก็บแบบเข้ารหัส ทุกหน้าแสดงแบบปิดบัง เจ้าหน้าที่ที่จำเป็นต้องเห็นเลขเต็มต้องระบุเหตุผล และทุกครั้งปรากฏที่นี่พร้อมส่งจดหมายแจ้งท่าน
privacy-views-none = ยังไม่มีผู้ใดเปิดดูเลขเต็มของท่าน
privacy-consents = ข้อความที่ท่านยอมรับหรือรับทราบ
privacy-consents-text = แต่ละฉบับแยกจากกัน พร้อมรุ่นของข้อความและเวลา
privacy-consents-none = ยังไม่มีบันทึก
privacy-consents-withdraw = ประกาศความเป็นส่วนตัวเป็นการแจ้งให้ทราบ จึงไม่มีความยินยอมให้ถอน ส่วนข้อกำหนดการใช้งานเลิกได้ด้วยการลบบัญชี ระบบไม่ใช้ข้อมูลของท่านเพื่อการอื่นที่ต้องขอความยินยอม
privacy-text = ข้อความ
privacy-version = รุ่น
privacy-taken-back = ถอนแล้ว
privacy-new-texts = ข้อความมีรุ่นใหม่
privacy-read-new-texts = อ่านและตอบ
privacy-new-texts-lead = โปรดอ่านรุ่นใหม่ของข้อความต่อไปนี้
privacy-new-version = รุ่น {$version}
privacy-agree = ยอมรับและรับทราบ
privacy-later = ไว้ครั้งหน้า
privacy-later-text = เลือก “ไว้ครั้งหน้า” ได้ ระบบจะถามอีกเมื่อเข้าสู่ระบบครั้งถัดไป และยังใช้บริการได้ตามปกติ
privacy-export = สำเนาข้อมูลทั้งหมดของท่าน
privacy-export-text = ไฟล์ ZIP ที่มีทุกอย่างที่เก็บเกี่ยวกับท่าน พร้อมใบประกาศนียบัตร (PDF) และคำอธิบายแต่ละไฟล์
privacy-export-go = ขอสำเนา
privacy-export-fetch = สำเนาพร้อมแล้ว ดาวน์โหลด
privacy-export-being-made = กำลังเตรียมสำเนา
privacy-export-progress = เสร็จ {$done} จาก {$total} ส่วน เมื่อพร้อมจะส่งจดหมายแจ้งท่าน
privacy-export-look = ดูอีกครั้ง
privacy-export-ready = สำเนาพร้อมแล้ว
privacy-export-until = ดาวน์โหลดได้ครั้งเดียว ภายใน {$when} จากนั้นระบบจะลบไฟล์
privacy-export-download = ดาวน์โหลด (ZIP, {$size} KB)
privacy-export-fetched = ดาวน์โหลดสำเนาแล้ว และลบไฟล์ออกจากระบบแล้ว ขอใหม่ได้ทุกเมื่อ
privacy-export-expired = สำเนาเดิมพ้นกำหนดและถูกลบแล้ว ขอใหม่ได้
privacy-export-none = ไม่มีสำเนาที่พร้อมให้ดาวน์โหลด อาจดาวน์โหลดไปแล้วหรือพ้นกำหนด ขอใหม่ได้ที่หน้าข้อมูลของฉัน
privacy-erasure = ลบบัญชีของท่าน
privacy-erasure-text = ลบข้อมูลของท่านออกจากระบบ เหลือเฉพาะที่กฎหมายให้เก็บ มีเวลา 7 วันให้เปลี่ยนใจ
privacy-erasure-go = อ่านว่าอะไรจะถูกลบและขอลบบัญชี
privacy-erasure-waiting = ท่านขอลบบัญชีไว้
privacy-erasure-waiting-until = บัญชีจะถูกลบ {$when} ก่อนถึงเวลานั้นยกเลิกได้ และยังใช้งานได้ตามปกติ
privacy-erasure-withdraw = ยกเลิกการลบบัญชี
privacy-erasure-office = ท่านมีหน้าที่ที่ได้รับแต่งตั้งอยู่ โปรดส่งมอบหน้าที่ให้ผู้อื่นและให้ผู้แต่งตั้งถอนสิทธิ์ก่อน จึงจะลบบัญชีได้
privacy-erasure-asked = ท่านขอลบบัญชีไว้แล้ว
privacy-erasure-not-asked = ไม่มีคำขอลบบัญชีที่รออยู่
privacy-erasure-copy-first = หากต้องการเก็บประวัติการเรียน โปรดขอสำเนาก่อน
privacy-erasure-ask = ขอลบบัญชี
privacy-erasure-confirm = ขอลบบัญชีหรือไม่ บัญชีจะถูกลบในอีก 7 วัน
privacy-goes = สิ่งที่จะถูกลบ
privacy-goes-identity = เลขประจำตัวประชาชน (ที่เข้ารหัสไว้) และดัชนีค้นหา วันเกิด ชื่อ และอีเมล
privacy-goes-account = รหัสผ่าน การเข้าสู่ระบบทุกอุปกรณ์ และโทเค็น
privacy-goes-learning = หลักสูตรที่ยังไม่มีใบประกาศนียบัตร ความก้าวหน้า แบบทดสอบ และคำขอที่รออยู่
privacy-goes-letters = รายการจดหมายที่เคยส่งถึงท่าน ร่างคำขอที่ยังไม่ส่ง และสำเนาข้อมูล
privacy-stays = สิ่งที่กฎหมายให้เก็บ
privacy-stays-certificates = ใบประกาศนียบัตรที่ออกแล้ว พร้อมชื่อที่พิมพ์และผลการเรียนที่ใช้ออก เพื่อให้ตรวจสอบได้ว่าเป็นของจริง
privacy-stays-audit = บันทึกการกระทำ ซึ่งมีเพียงข้อเท็จจริงและรหัสบัญชี ไม่มีชื่อ รวมถึงบันทึกการเปิดดูเลขประจำตัวประชาชน
privacy-stays-traffic = ข้อมูลจราจรทางคอมพิวเตอร์ เก็บ {$days} วัน ตาม พ.ร.บ. คอมพิวเตอร์ มาตรา 26 แล้วลบ
privacy-stays-requests = คำขอใช้บริการที่ยื่นในนามหน่วยงาน ซึ่งเป็นเอกสารราชการ
privacy-stays-consents = หลักฐานการยอมรับข้อความและผลการยืนยันตัวตน (ไม่มีเลขหรือรหัส)
privacy-view = เลขประจำตัวประชาชนเต็ม
privacy-view-warning = เปิดดูเฉพาะเมื่อจำเป็นต่องานในมือ เจ้าของเลขจะเห็นว่าท่านเปิดดูเมื่อใด ด้วยเหตุผลใด และได้รับจดหมายทันที
privacy-view-reason = เหตุผลที่ต้องเห็นเลขเต็ม
privacy-view-reason-hint = เช่น เทียบกับบัตรที่จุดบริการตามคำขอเลขที่ … (เจ้าของเลขจะได้อ่าน)
privacy-view-reason-needed = ระบุเหตุผล 10 ถึง 500 ตัวอักษร เจ้าของเลขจะได้อ่าน
privacy-view-go = แสดงเลขครั้งเดียว
privacy-view-once = แสดงครั้งนี้ครั้งเดียว
privacy-view-told = บันทึกการเปิดดูแล้ว และแจ้งเจ้าของเลขแล้ว
privacy-view-none = บัญชีนี้ไม่มีเลขประจำตัวประชาชน

# The audit trail
privacy-audit-lead = ทุกการเปลี่ยนแปลงเป็นหนึ่งรายการ ร้อยต่อกันด้วยแฮช ตรวจทั้งสายได้ด้วยคำสั่ง rian audit verify
privacy-audit-act = การกระทำ (รหัสหรือส่วนต้น)
privacy-audit-person = บุคคล (อีเมลเต็มหรือรหัส)
privacy-audit-subject = รหัสระเบียน
privacy-audit-day = วันที่
privacy-audit-bad-day = พิมพ์วันที่เป็น ปี ค.ศ.-เดือน-วัน เช่น 2026-04-07
privacy-audit-filter = ค้นหา
privacy-audit-download = ดาวน์โหลด (JSON Lines)
privacy-audit-entries = รายการ ใหม่สุดอยู่บน
privacy-audit-none = ไม่พบรายการที่ตรงกัน ลองลดเงื่อนไข
privacy-audit-seq = ลำดับ
privacy-audit-what = การกระทำ
privacy-audit-who = ผู้กระทำ
privacy-audit-system = ระบบหรือบุคคลภายนอก
privacy-audit-older = เก่ากว่า
privacy-roots = รากประจำวัน
privacy-roots-text = แฮชปลายสายของแต่ละคืน เก็บนอกฐานข้อมูลด้วย หากมีผู้แก้ประวัติย้อนหลัง รากจะไม่ตรง
privacy-roots-none = ยังไม่มี รากแรกจะเก็บคืนนี้

# Acts
act-audit-exported = ส่งออกบันทึกตรวจสอบ
act-audit-root-kept = เก็บรากประจำวันของบันทึกตรวจสอบ
act-traffic-exported = ส่งออกข้อมูลจราจรตามคำสั่ง
act-traffic-pruned = ลบข้อมูลจราจรที่พ้นกำหนด
act-key-added = เพิ่มกุญแจเข้ารหัส
act-key-retired = เลิกใช้กุญแจเข้ารหัส
act-key-resealed = เข้ารหัสใหม่ด้วยกุญแจล่าสุด
act-citizen-id-viewed = เปิดดูเลขประจำตัวประชาชนเต็ม
act-consent-given = ยอมรับหรือรับทราบข้อความ
act-export-asked = ขอสำเนาข้อมูลของตน
act-export-ready = สำเนาข้อมูลพร้อม
act-export-fetched = ดาวน์โหลดสำเนาข้อมูลของตน
act-export-expired = ลบสำเนาข้อมูลที่พ้นกำหนด
act-erasure-asked = ขอลบบัญชี
act-erasure-withdrawn = ยกเลิกการลบบัญชี
act-erasure-refused = ลบบัญชีไม่ได้เพราะมีหน้าที่
act-erasure-done = ลบบัญชีแล้ว

# Notices
notice-export-asked = รับคำขอสำเนาข้อมูลแล้ว เมื่อพร้อมจะส่งจดหมายแจ้งท่าน
notice-erasure-asked = รับคำขอลบบัญชีแล้ว บัญชีจะถูกลบในอีก 7 วัน
notice-erasure-withdrawn = ยกเลิกการลบบัญชีแล้ว บัญชีของท่านยังอยู่

# Letters
mail-audit-root-subject = รากของบันทึกตรวจสอบ วันที่ {$day}
mail-audit-root-body =
    โปรดเก็บบรรทัดนี้ไว้นอกระบบ ใช้ตรวจว่าบันทึกไม่ถูกแก้ย้อนหลัง (rian audit verify --roots ไฟล์)

    {$line}
mail-citizen-id-viewed-subject = มีเจ้าหน้าที่เปิดดูเลขประจำตัวประชาชนของท่าน
mail-citizen-id-viewed-body =
    เรียน {$name}

    {$role} เปิดดูเลขประจำตัวประชาชนเต็มของท่าน เมื่อ {$when}
    ดูเหตุผลและการเปิดดูทุกครั้งได้ที่

    {$url}

    หากท่านไม่ได้ติดต่อเรื่องใดไว้ โปรดแจ้ง DGA Contact Center โทร. 02 612 6060
mail-export-ready-subject = สำเนาข้อมูลของท่านพร้อมแล้ว
mail-export-ready-body =
    เรียน {$name}

    สำเนาข้อมูลทั้งหมดของท่านพร้อมแล้ว เข้าสู่ระบบแล้วดาวน์โหลดได้ครั้งเดียว ภายใน {$when}

    {$url}
mail-erasure-asked-subject = รับคำขอลบบัญชีของท่าน
mail-erasure-asked-body =
    เรียน {$name}

    ท่านขอลบบัญชี บัญชีจะถูกลบ {$when} หากเปลี่ยนใจ หรือท่านไม่ได้เป็นผู้ขอ โปรดเข้าสู่ระบบแล้วยกเลิกก่อนเวลานั้น

    {$url}
mail-erasure-refused-subject = ยังลบบัญชีของท่านไม่ได้
mail-erasure-refused-body =
    เรียน {$name}

    ท่านมีหน้าที่ที่ได้รับแต่งตั้งอยู่ โปรดส่งมอบหน้าที่ก่อน แล้วขอลบบัญชีอีกครั้ง

    {$url}
mail-erasure-done-subject = ลบบัญชีของท่านแล้ว
mail-erasure-done-body =
    เรียน {$name}

    ข้อมูลของท่านถูกลบแล้ว ใบประกาศนียบัตรที่ออกไปแล้วยังตรวจสอบได้ สิ่งที่กฎหมายให้เก็บและเหตุผลอธิบายไว้ก่อนท่านขอ
    นี่เป็นจดหมายฉบับสุดท้าย และที่อยู่นี้จะถูกลบภายใน 3 วัน
