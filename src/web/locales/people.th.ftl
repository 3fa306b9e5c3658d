# บุคคล: การแต่งตั้ง คำเชิญ และบัญชีสองบัญชีของคนเดียวกัน
people-area = บุคคล
people-where = ตำแหน่งหน้า
people-operator = สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)
people-appointments = การแต่งตั้ง
people-appointments-lead = ใครมีบทบาทใด ตั้งแต่เมื่อใด และใครเป็นผู้ให้ บทบาทเริ่มเมื่อผู้รับคำเชิญตอบรับ และสิ้นสุดทันทีที่สั่ง
people-invite = เชิญบุคคล
people-every-role = ทุกบทบาท
people-filter = กรอง
people-overdue = มีการแต่งตั้ง {$count} รายการที่ไม่ได้ยืนยันเกินหนึ่งปี โปรดยืนยันหรือให้สิ้นสุดทีละรายการ
people-appointed = ผู้ได้รับการแต่งตั้ง
people-none = ยังไม่มีผู้มีบทบาทนี้
people-none-text = เลือกบทบาทอื่น หรือเชิญบุคคล
people-since = ตั้งแต่วันที่
people-by = ผู้ให้บทบาท
people-by-server = คำสั่งที่เครื่องแม่ข่าย
people-last-log-in = เข้าสู่ระบบล่าสุด
people-never = ยังไม่เคย
people-to-confirm = รอยืนยันประจำปี
people-open = เปิดดู
people-invitations = คำเชิญที่ยังไม่ตอบรับ
people-invitations-none = ไม่มีคำเชิญค้างอยู่
people-until = ลิงก์ใช้ได้ถึง
people-waiting = รอตอบรับ
people-expired = ลิงก์หมดอายุ
people-send-again = ส่งอีกครั้ง
people-withdraw = ถอนคำเชิญ
people-withdraw-confirm = ถอนคำเชิญของ{$name}หรือไม่ ลิงก์ในจดหมายจะใช้ไม่ได้ทันที
people-agency = หน่วยงาน
people-confirm-by = ต้องยืนยันภายใน
people-own-role = ไม่มีผู้ใดให้ ยืนยัน หรือยุติบทบาทของตนเองได้ โปรดขอให้ผู้ดูแลระบบท่านอื่นดำเนินการ
people-still-needed = ยังจำเป็นต้องมีบทบาทนี้หรือไม่
people-still-needed-text = การแต่งตั้งทุกรายการต้องยืนยันปีละหนึ่งครั้งโดยผู้อื่นที่ไม่ใช่เจ้าของบทบาท
people-confirm = ยืนยันต่ออีกหนึ่งปี
people-end-title = ให้การแต่งตั้งสิ้นสุด
people-end-text = มีผลทันที รวมทั้งเครื่องที่เข้าสู่ระบบอยู่ขณะนี้ ระบบจะส่งจดหมายแจ้งเหตุผลให้เจ้าตัวทราบ
people-end-main = บุคคลนี้เป็นผู้ดูแลระบบหลักของหน่วยงาน ผู้รับหน้าที่แทนต้องมาจากคำขอ workD ของหน่วยงาน
people-end-hint = ข้อความนี้อยู่ในจดหมายถึงเจ้าตัว
people-end = ให้สิ้นสุด
people-end-confirm = ให้การแต่งตั้งของ{$name}สิ้นสุดทันทีหรือไม่
people-last-admin = บุคคลนี้เป็นผู้ดูแลระบบคนสุดท้าย โปรดแต่งตั้งผู้อื่นก่อน
people-no-appointment = ไม่พบการแต่งตั้งนี้ หรือสิ้นสุดไปแล้ว โปรดดูรายการอีกครั้ง
people-no-invitation = คำเชิญนี้ใช้ไม่ได้แล้ว เพราะตอบรับหรือถอนไปแล้ว มีจดหมายฉบับใหม่กว่า หรือครบ 7 วันแล้ว โปรดขอจดหมายใหม่จากผู้เชิญ
people-invite-lead = ระบบส่งจดหมายพร้อมลิงก์ที่ใช้ได้ 7 วัน บทบาทเริ่มเมื่อผู้รับคำเชิญตอบรับ
people-role-hint = ผู้ดูแลระบบหลักของหน่วยงานไม่ได้เชิญที่นี่ แต่ระบุในคำขอ workD
people-choose-role = เลือกบทบาท
people-role-required = โปรดเลือกบทบาทจากรายการ
people-agency-hint = เฉพาะผู้ประสานงาน ผู้ขอใช้บริการ ผู้ดูแลระบบ หรือผู้ช่วยของหน่วยงาน
people-agency-required = บทบาทนี้เป็นของหน่วยงาน โปรดระบุหน่วยงาน
people-agency-none = บทบาทนี้เป็นของผู้ให้บริการ โปรดเว้นช่องหน่วยงานไว้
people-agency-unknown = ไม่พบหน่วยงานชื่อนี้ โปรดเลือกจากรายการ
people-email-hint = ระบบส่งจดหมายไปที่อีเมลนี้ และบัญชีที่ตอบรับต้องใช้อีเมลนี้
people-send = ส่งคำเชิญ
people-appointed-already = บุคคลนี้มีบทบาทนี้อยู่แล้ว
people-invited-already = เชิญอีเมลนี้ให้มีบทบาทนี้ไว้แล้ว โปรดส่งจดหมายอีกครั้ง หรือถอนคำเชิญเดิมก่อน
people-email-closed = บัญชีของอีเมลนี้ปิดไปแล้ว โปรดใช้อีเมลอื่นของบุคคลนี้
people-invitation = คำเชิญ
people-invitation-lead = ท่านได้รับเชิญให้มีบทบาทนี้ บทบาทเริ่มเมื่อท่านตอบรับ
people-for = ผู้รับคำเชิญ
people-accept = ตอบรับบทบาท
people-other-account = คำเชิญนี้เป็นของบัญชีอื่น ไม่ใช่บัญชีที่เข้าสู่ระบบอยู่ โปรดออกจากระบบแล้วเปิดลิงก์ในจดหมายอีกครั้ง
people-log-in-first = ท่านมีบัญชีของอีเมลนี้อยู่แล้ว โปรดเข้าสู่ระบบแล้วตอบรับ
people-join = ตั้งรหัสผ่านและตอบรับ
notice-people-invited = ส่งคำเชิญแล้ว บทบาทเริ่มเมื่อผู้รับคำเชิญตอบรับ
notice-people-sent-again = ส่งจดหมายฉบับใหม่แล้ว ลิงก์ในฉบับเดิมใช้ไม่ได้แล้ว
notice-people-withdrawn = ถอนคำเชิญแล้ว
notice-people-ended = การแต่งตั้งสิ้นสุดแล้ว และแจ้งเจ้าตัวแล้ว
notice-people-confirmed = ยืนยันต่ออีกหนึ่งปีแล้ว
notice-people-accepted = ท่านตอบรับบทบาทแล้ว
people-merges = รวมบัญชีของคนเดียวกัน
people-merges-lead = เมื่อบุคคลหนึ่งสมัครไว้สองบัญชี รวมเป็นบัญชีเดียวได้ ประวัติการเรียนและใบประกาศนียบัตรจะย้ายไปบัญชีที่คงอยู่ และย้อนคืนได้ภายใน 30 วัน
people-merge-first = อีเมลของบัญชีหนึ่ง
people-merge-second = อีเมลของอีกบัญชีหนึ่ง
people-merge-compare = เทียบสองบัญชี
people-merge-pair = สองบัญชีนี้
people-merge-remains = บัญชีที่คงอยู่
people-merge-closes = บัญชีที่จะปิด
people-verification = การยืนยันตัวตน
people-not-verified = ยังไม่ยืนยัน
people-created = สร้างบัญชีเมื่อ
people-courses = หลักสูตร
people-certificates = ใบประกาศนียบัตร
people-requests = คำขอใช้บริการอีเมล
people-roles = บทบาท (ไม่ย้ายตาม)
people-merge-cannot = รวมสองบัญชีนี้ไม่ได้
people-merge-own = บัญชีหนึ่งเป็นของท่านเอง โปรดขอให้เจ้าหน้าที่ท่านอื่นดำเนินการ
people-merge-two-numbers = สองบัญชีให้เลขประจำตัวประชาชนต่างกัน จึงถือว่าเป็นคนละคน หากบัญชีหนึ่งกรอกเลขผิด ให้เจ้าของยืนยันตัวตนบัญชีนั้นที่โต๊ะลงทะเบียนก่อน
people-merge-two-people = ทั้งสองบัญชียืนยันตัวตนแล้ว และไม่ใช่ด้วยเลขประจำตัวประชาชนเดียวกัน จึงเป็นคนละคนกัน
people-merge-appointed = บัญชีที่จะปิดมีบทบาท “{$role}” ซึ่งไม่ย้ายตาม โปรดให้บทบาทนั้นสิ้นสุดก่อน แล้วให้ใหม่แก่บัญชีที่คงอยู่
people-merge-same-citizen = ทั้งสองบัญชีให้เลขประจำตัวประชาชนเดียวกัน
people-merge-other-citizen = ทั้งสองบัญชีให้เลขประจำตัวประชาชนต่างกัน โปรดตรวจให้แน่ใจว่าเป็นคนเดียวกันก่อนดำเนินการต่อ
people-merge-unknown-citizen = มีบัญชีที่ไม่ได้ให้เลขประจำตัวประชาชน โปรดตรวจให้แน่ใจว่าเป็นคนเดียวกันก่อนดำเนินการต่อ
people-merge-unknown = ไม่พบบัญชีที่ใช้อีเมลนี้ตรงทุกตัวอักษร
people-merge-closed = บัญชีนี้ปิดไปแล้ว
people-merge-same = เป็นบัญชีเดียวกัน โปรดกรอกอีเมลที่ต่างกันสองอีเมล
people-merge-pending = บัญชีที่จะปิดขอใบประกาศนียบัตรอยู่ในหลักสูตรที่ทั้งสองบัญชีเรียน โปรดให้พิจารณาคำขอนั้นก่อน
people-merge-reason-hint = เหตุที่ทราบว่าเป็นคนเดียวกัน บันทึกไว้เป็นหลักฐาน
people-merge-what = บัญชีที่ปิดจะเข้าสู่ระบบไม่ได้อีก และอีเมลนั้นจะเป็นอีเมลเดิม ระบบส่งจดหมายแจ้งทั้งสองอีเมล
people-merge-do = รวมเป็นบัญชีเดียว
people-merge-confirm = ปิดบัญชี {$email} และย้ายข้อมูลหรือไม่
people-merge-past = รายการที่รวมแล้ว
people-merge-past-none = ยังไม่มีรายการ
people-merge-former = อีเมลเดิม
people-merge-when = รวมเมื่อ
people-merge-was-undone = ย้อนคืนแล้ว
people-merge-one = การรวมบัญชี
people-merge-by = ผู้ดำเนินการ
people-merge-moved = สิ่งที่ย้าย
people-moved-enrolment = หลักสูตร
people-moved-progress = บทเรียนที่รวมความก้าวหน้า
people-moved-certificate = ใบประกาศนียบัตร
people-moved-certificate-request = คำขอใบประกาศนียบัตร
people-moved-request = คำขอใช้บริการอีเมล
people-moved-consent = ความยินยอม
people-merge-undone-at = ย้อนคืนแล้วเมื่อ {$at}
people-merge-undo-title = ย้อนคืน
people-merge-undo-text = ย้ายทุกอย่างกลับและเปิดบัญชีที่ปิดได้จนถึง {$until} สิ่งที่เรียนหลังจากรวมจะอยู่กับบัญชีที่คงอยู่
people-merge-undo = ย้อนคืน
people-merge-undo-confirm = ย้ายทุกอย่างกลับและเปิดบัญชีที่ปิดอีกครั้งหรือไม่
people-merge-too-late = เกิน 30 วันแล้ว จึงย้อนคืนไม่ได้
people-merge-on = บัญชีที่คงอยู่ถูกรวมเข้ากับบัญชีอื่นแล้ว โปรดย้อนคืนรายการนั้นก่อน
people-merge-undone = รายการนี้ย้อนคืนไปแล้ว
people-merge-none = ไม่พบรายการรวมบัญชีนี้
notice-people-merged = รวมเป็นบัญชีเดียวแล้ว และแจ้งทั้งสองอีเมลแล้ว
notice-people-unmerged = ย้อนคืนแล้ว ทั้งสองบัญชีใช้ได้ตามเดิม
act-invitation-sent = เชิญให้มีบทบาท
act-invitation-sent-again = ส่งจดหมายเชิญอีกครั้ง
act-invitation-withdrawn = ถอนคำเชิญ
act-invitation-accepted = ตอบรับคำเชิญ
act-membership-confirmed = ยืนยันการแต่งตั้ง
act-person-merged = รวมบัญชี
act-person-unmerged = ย้อนคืนการรวมบัญชี
act-person-closed = ปิดบัญชี
act-person-reopened = เปิดบัญชีอีกครั้ง
mail-people-invited-subject = ขอเชิญเป็น{$role}
mail-people-invited-body = เรียน {$name}

    ท่านได้รับเชิญให้มีบทบาท “{$role}” ของ{$place} หากประสงค์ตอบรับ โปรดเปิดลิงก์นี้ ใช้ได้ครั้งเดียวภายใน {$until}

    {$url}

    โปรดอย่าส่งต่อจดหมายนี้ หากท่านไม่ใช่ผู้รับที่ถูกต้อง โปรดอย่าเปิดลิงก์ และแจ้งศูนย์บริการลูกค้า สพร.
mail-people-withdrawn-subject = ถอนคำเชิญเป็น{$role}แล้ว
mail-people-withdrawn-body = เรียน {$name}

    คำเชิญให้มีบทบาท “{$role}” ของ{$place} ถูกถอนแล้ว ลิงก์ในจดหมายก่อนหน้านี้ใช้ไม่ได้แล้ว ท่านไม่ต้องดำเนินการใด
mail-people-ended-subject = บทบาท{$role}ของท่านสิ้นสุดแล้ว
mail-people-ended-body = เรียน {$name}

    บทบาท “{$role}” ของท่านที่{$place} สิ้นสุดแล้วตั้งแต่บัดนี้ ด้วยเหตุผลว่า

    {$reason}

    หลักสูตรและใบประกาศนียบัตรของท่านยังอยู่ตามเดิม หากไม่ถูกต้อง โปรดแจ้งศูนย์บริการลูกค้า สพร.
mail-people-merged-subject = บัญชีสองบัญชีของท่านรวมเป็นบัญชีเดียวแล้ว
mail-people-merged-body = เรียน {$name}

    เจ้าหน้าที่รวมบัญชีสองบัญชีของท่านเป็นบัญชีเดียวแล้ว จากนี้โปรดเข้าสู่ระบบด้วย {$remaining} บัญชี {$former} ปิดแล้ว หลักสูตรและใบประกาศนียบัตรอยู่ในบัญชีที่คงอยู่

    {$url}

    หากไม่ถูกต้อง โปรดแจ้งศูนย์บริการลูกค้า สพร. ภายใน 30 วัน เพื่อย้อนคืน
mail-people-unmerged-subject = บัญชีสองบัญชีของท่านแยกจากกันตามเดิมแล้ว
mail-people-unmerged-body = เรียน {$name}

    การรวมบัญชี {$remaining} และ {$former} ย้อนคืนแล้ว ท่านเข้าสู่ระบบบัญชีใดก็ได้ตามเดิม

    {$url}
