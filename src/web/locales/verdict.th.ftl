# Deciding certificate requests.
choice-decide-name-wrong = ชื่อหรือคำนำหน้าไม่ตรงกับบัตรประจำตัวประชาชน
choice-decide-identity-unclear = ยืนยันตัวตนยังไม่ชัดเจน
choice-decide-time-short = เวลาเรียนน้อยกว่าที่หลักสูตรกำหนด
choice-decide-answers-unclear = การตอบแบบทดสอบเร็วผิดปกติ โปรดชี้แจง
choice-decide-evidence-unclear = หลักฐานการเรียนไม่ครบหรือไม่ชัดเจน
choice-decide-not-the-learner = ผู้อื่นเรียนหรือสอบแทน
choice-decide-answers-shared = ใช้คำตอบที่คัดลอกหรือส่งต่อกัน
choice-decide-not-entitled = ไม่มีสิทธิได้รับใบประกาศนียบัตรของหลักสูตรนี้
choice-decide-duplicate = ยื่นซ้ำ ได้รับใบประกาศนียบัตรแล้ว
choice-decide-other = เหตุผลอื่น
decide-reason-code = เหตุผลที่ส่งกลับหรือไม่อนุมัติ
decide-reason-choose = เลือกเหตุผล
decide-reason-text = คำอธิบายถึงผู้เรียน
decide-reason-hint = บอกว่าต้องแก้ไขอะไร ต้องกรอกเมื่อเลือก “เหตุผลอื่น”
decide-reason-needed = โปรดเลือกเหตุผลจากรายการ หรือเขียนให้ผู้เรียนทราบว่าเพราะเหตุใดและต้องทำอะไรต่อ
decide-reason-unknown = เหตุผลที่เลือกใช้กับผลการพิจารณานี้ไม่ได้ โปรดเลือกเหตุผลในกลุ่มที่ตรงกัน
decide-optional = (ไม่บังคับ)

# The thread
decide-thread = ประวัติการพิจารณาและข้อความ
event-decide-asked = ยื่นคำขอ
event-decide-said = ข้อความ
event-decide-returned = ส่งกลับให้แก้ไข
event-decide-rejected = ไม่อนุมัติ
event-decide-approved = อนุมัติ
event-decide-first-approved = อนุมัติคนที่หนึ่ง
event-decide-first-undone = เรียกคืนการอนุมัติคนที่หนึ่ง
event-decide-undone = เรียกคืนผลการพิจารณา
event-decide-handed-over = ส่งต่องาน (เห็นเฉพาะเจ้าหน้าที่)
decide-side-learner = (ผู้เรียน)
decide-on-behalf-of = (ปฏิบัติงานแทน {$name})
decide-you = ท่าน
decide-office = เจ้าหน้าที่ {$office}
decide-rule = อนุมัติโดยเกณฑ์อัตโนมัติของหลักสูตร
decide-by-rule-note = คำขอนี้อนุมัติโดยเกณฑ์อัตโนมัติของหลักสูตร ไม่มีเจ้าหน้าที่พิจารณา
decide-message-to-learner = ข้อความถึงผู้เรียน
decide-message-to-desk = ข้อความถึงเจ้าหน้าที่
decide-corrected = แจ้งสิ่งที่แก้ไขแล้ว
decide-send = ส่งข้อความ
decide-send-only = ส่งเฉพาะข้อความ ยังไม่ยื่นคำขอ
decide-message-required = ยังไม่ได้พิมพ์ข้อความ
decide-message-long = ข้อความยาวเกิน 2,000 ตัวอักษร โปรดย่อให้สั้นลง
decide-thread-closed = ยังส่งข้อความไม่ได้ ส่งได้เมื่อเจ้าหน้าที่ส่งคำขอกลับหรือถามเพิ่มเติม และก่อนอนุมัติ
decide-thread-full = ท่านส่งไปแล้ว {$n} ข้อความ โปรดรอเจ้าหน้าที่ตอบก่อน
notice-message-sent = ส่งข้อความแล้ว และแจ้งอีกฝ่ายทางอีเมล

# Taking a decision back
decide-undo = เรียกคืนผลการพิจารณา
decide-undo-until = เรียกคืนได้ถึง {$at}
decide-undo-all = เรียกคืนทั้งหมด {$n} รายการ
decide-undo-all-confirm = เรียกคืนผลการพิจารณาทั้งหมด {$n} รายการหรือไม่ ผู้เรียนที่ได้รับแจ้งผลไปแล้วจะได้รับอีเมลแจ้ง
decide-undo-others = คำขอของ {$name} มีเจ้าหน้าที่ท่านอื่นพิจารณาต่อแล้ว จึงไม่ได้เรียกคืนรายการใด โปรดเปิดดูคำขอนั้นก่อน
decide-recent = ท่านเพิ่งพิจารณา {$n} รายการ
decide-not-decided = คำขอนี้ยังไม่มีผลการพิจารณา จึงไม่มีอะไรให้เรียกคืน
decide-undo-late = พ้น 10 นาทีแล้ว เรียกคืนผลการพิจารณาไม่ได้ ใบประกาศนียบัตรที่ออกผิดให้ใช้การเพิกถอน
decide-undo-asked-again = ผู้เรียนยื่นคำขอใหม่แล้ว เรียกคืนผลเดิมไม่ได้ โปรดพิจารณาคำขอใหม่
decide-undo-revoked = ใบประกาศนียบัตรถูกเพิกถอนไปแล้ว จึงเรียกคืนผลการพิจารณาไม่ได้
decide-undone-public = เจ้าหน้าที่เรียกคืนการอนุมัติ
decide-evidence-changed = ข้อมูลหรือหลักฐานของผู้เรียนเปลี่ยนไปหลังจากที่ท่านเปิดดู จึงยังไม่ได้บันทึกผลการพิจารณา โปรดดูหลักฐานล่าสุดด้านล่างแล้วพิจารณาอีกครั้ง
decide-changed = คำขอนี้เพิ่งมีผู้แก้ไข โปรดโหลดหน้าใหม่แล้วลองอีกครั้ง
notice-decision-undone = เรียกคืนผลการพิจารณาแล้ว คำขอกลับมารอพิจารณาโดยกำหนดเดิม และแจ้งผู้เรียนแล้ว
notice-first-undone = เรียกคืนการอนุมัติคนที่หนึ่งแล้ว คำขอกลับมารอพิจารณาโดยกำหนดเดิม
notice-decisions-undone = เรียกคืนผลการพิจารณาแล้ว และแจ้งผู้เรียนแล้ว
notice-firsts-undone = เรียกคืนการอนุมัติคนที่หนึ่งแล้ว

# Who has a request
decide-claim = รับไว้พิจารณา
decide-release = คืนเข้ารายการรวม
decide-take-over = รับช่วงต่อ
decide-take-over-confirm = รับช่วงต่อจาก {$name} หรือไม่
decide-unclaimed = ยังไม่มีเจ้าหน้าที่รับไว้
decide-held-by-me = ท่านรับคำขอนี้ไว้
decide-held-for = ท่านดูแลคำขอนี้แทน {$name}
decide-claimed = คำขอนี้ {$name} รับไว้พิจารณา หากจำเป็นให้กดรับช่วงต่อก่อน
decide-not-claimed = ท่านไม่ได้รับคำขอนี้ไว้ จึงไม่ต้องคืน
decide-hand-over = ส่งต่อให้เจ้าหน้าที่ท่านอื่น
decide-hand-over-to = ส่งต่อให้
decide-hand-over-own = เลือกเจ้าหน้าที่ท่านอื่น ไม่ใช่ตนเอง
decide-hand-over-back = {$name} ลาอยู่และท่านเป็นผู้ปฏิบัติงานแทน จึงส่งต่อไม่ได้ โปรดเลือกท่านอื่น
decide-hand-over-learner = ส่งต่อให้ผู้ที่เป็นเจ้าของคำขอไม่ได้
decide-note = บันทึกถึงเจ้าหน้าที่
decide-note-hint = ผู้เรียนไม่เห็นในหน้านี้ แต่ได้รับเมื่อขอสำเนาข้อมูลส่วนบุคคลของตน
decide-officer-unknown = ไม่พบเจ้าหน้าที่พิจารณาใบประกาศนียบัตรท่านนี้ โปรดเลือกจากรายการ
decide-officer-away = เจ้าหน้าที่ท่านนี้และผู้ปฏิบัติงานแทนลาอยู่ โปรดเลือกท่านอื่น
decide-claim-on-leave = ท่านบันทึกวันลาไว้ คำขอที่รับไว้จะไปอยู่กับ {$name} ซึ่งปฏิบัติงานแทน หากกลับมาแล้วให้สิ้นสุดวันลาก่อน
decide-held = คำขอที่ท่านดูแลอยู่:
notice-claimed = รับคำขอไว้พิจารณาแล้ว ภายใน 4 ชั่วโมง
notice-released = คืนคำขอเข้ารายการรวมแล้ว
notice-handed-over = ส่งต่อคำขอแล้ว และแจ้งผู้รับทางอีเมล

# Leave
decide-leaves = วันลาและผู้ปฏิบัติงานแทน
decide-leaves-lead = ระหว่างลา คำขอที่รับไว้และที่ส่งต่อมาถึงจะไปอยู่กับผู้ปฏิบัติงานแทน และสิ้นสุดเองเมื่อพ้นวันสุดท้าย
decide-leaves-none = ไม่มีเจ้าหน้าที่ลา
decide-leave-who = เจ้าหน้าที่
decide-leave-when = วันที่ลา
decide-stand-in = ผู้ปฏิบัติงานแทน
decide-leave-enter = บันทึกวันลา
decide-leave-first = วันแรก
decide-leave-last = วันสุดท้าย
decide-leave-day-hint = เช่น 17 เมษายน 2569
decide-leave-last-hint = นับวันนี้ด้วย
decide-leave-day = อ่านวันที่ไม่ได้ โปรดพิมพ์ เช่น 17 เมษายน 2569
decide-leave-first-day = โปรดระบุวันแรกที่ลา
decide-leave-last-day = โปรดระบุวันสุดท้ายที่ลา
decide-leave-order = วันสุดท้ายต้องไม่อยู่ก่อนวันแรก และต้องไม่ผ่านไปแล้ว
decide-leave-both = เจ้าหน้าที่ท่านนี้ลาในช่วงเดียวกัน โปรดเลือกท่านอื่น
mail-decide-stand-in-subject = ท่านปฏิบัติงานแทน {$officer} ตั้งแต่ {$first}
mail-decide-stand-in-body = เรียน {$name}

    {$officer} ลาตั้งแต่ {$first} ถึง {$last} และระบุให้ท่านพิจารณาคำขอใบประกาศนียบัตรแทนในช่วงนั้น

    {$url}
certificate-mend-name = แก้ไขชื่อและคำนำหน้า
decide-leave-long = ลาติดต่อกันได้ไม่เกิน 1 ปี และบันทึกล่วงหน้าได้ไม่เกิน 1 ปี
decide-leave-own = เลือกเจ้าหน้าที่ท่านอื่นเป็นผู้ปฏิบัติงานแทน
decide-leave-alone = ยังไม่มีเจ้าหน้าที่ท่านอื่นที่ปฏิบัติงานแทนได้ โปรดให้ผู้ดูแลระบบแต่งตั้งก่อน
decide-leave-entered = บันทึกวันลาไว้แล้ว หากจะแก้ไขให้สิ้นสุดวันลาเดิมก่อน
decide-leave-none = ท่านไม่มีวันลาที่บันทึกไว้
decide-leave-end = สิ้นสุดวันลาของท่าน
decide-leave-end-confirm = สิ้นสุดวันลาหรือไม่ คำขอที่ท่านรับไว้จะกลับมาอยู่กับท่าน
decide-away = {$name} ลาถึง {$until} ผู้ปฏิบัติงานแทน {$stand_in}
notice-leave-entered = บันทึกวันลาแล้ว
notice-leave-ended = สิ้นสุดวันลาแล้ว

# How courses are decided
decide-policies = วิธีพิจารณาของแต่ละหลักสูตร
decide-policies-lead = การเปลี่ยนให้เข้มขึ้นมีผลทันที ส่วนการเปลี่ยนให้ผ่อนลง (เลิกใช้สองคน หรือเริ่มใช้เกณฑ์อัตโนมัติ) มีผลเมื่อเจ้าหน้าที่อีกท่านยืนยัน เพื่อไม่ให้ผู้ใดจัดให้ตนอนุมัติได้เพียงลำพัง
decide-policies-none = ยังไม่มีหลักสูตรที่ออกใบประกาศนียบัตร
decide-policy-change = เปลี่ยนวิธีพิจารณา
decide-policy-how = วิธีพิจารณา
decide-policy-save = บันทึก
decide-policy-wanted = {$name} ขอเปลี่ยนเป็น “{$mode}” รอเจ้าหน้าที่อีกท่านยืนยัน
decide-policy-confirm = ยืนยันการเปลี่ยน
decide-policy-confirm-ask = ยืนยันการเปลี่ยนวิธีพิจารณาหรือไม่ มีผลทันที
decide-policy-withdraw = ยกเลิกคำขอเปลี่ยน
decide-policy-second = ท่านขอเปลี่ยนไว้แล้ว ต้องให้เจ้าหน้าที่อีกท่านยืนยัน
decide-policy-both = ใช้สองคนพร้อมกับเกณฑ์อัตโนมัติไม่ได้ โปรดเลือกอย่างเดียว
decide-policy-unknown = ไม่ทราบวิธีพิจารณา โปรดเลือกหนึ่งวิธี
choice-decide-mode-officer = เจ้าหน้าที่หนึ่งคนพิจารณา
choice-decide-mode-officer-hint = วิธีปกติ
choice-decide-mode-four-eyes = เจ้าหน้าที่สองคนอนุมัติ
choice-decide-mode-four-eyes-hint = ส่งกลับหรือไม่อนุมัติโดยคนเดียวได้
choice-decide-mode-rule = เกณฑ์อัตโนมัติ
choice-decide-mode-rule-hint = คำขอที่ไม่มีข้อสังเกตได้รับอนุมัติทันที ที่มีข้อสังเกตเจ้าหน้าที่พิจารณา
notice-policy-set = บันทึกวิธีพิจารณาแล้ว
notice-policy-wanted = บันทึกคำขอเปลี่ยนแล้ว มีผลเมื่อเจ้าหน้าที่อีกท่านยืนยัน
decide-four-eyes = หลักสูตรนี้ต้องมีเจ้าหน้าที่สองคนอนุมัติ
decide-waits-second = {$name} อนุมัติแล้ว รอเจ้าหน้าที่คนที่สอง
decide-second-officer = ท่านอนุมัติเป็นคนที่หนึ่งแล้ว ต้องให้เจ้าหน้าที่ท่านอื่นอนุมัติเป็นคนที่สอง
decide-seconds = รอเจ้าหน้าที่คนที่สอง:
decide-replacements = ใบประกาศนียบัตรที่รอยืนยันการออกใหม่แทน:
notice-first-approved = บันทึกการอนุมัติคนที่หนึ่งแล้ว คำขอที่ต้องใช้สองคนรอเจ้าหน้าที่คนที่สอง
notice-some-approved = ออกใบประกาศนียบัตรและแจ้งผู้เรียนแล้ว ส่วนคำขอที่ต้องใช้สองคนได้รับอนุมัติคนที่หนึ่ง และรอเจ้าหน้าที่คนที่สอง

# The sample of a bulk approval
decide-sample = ตรวจตัวอย่างก่อนอนุมัติพร้อมกัน
decide-sample-needed = การอนุมัติหลายรายการพร้อมกัน ต้องเปิดดูหลักฐานของทุกรายการที่มีข้อสังเกต และเมื่ออนุมัติโดยไม่ได้เปิดดูเกิน 10 รายการในหนึ่งชั่วโมง ต้องเปิดดูตัวอย่างที่ระบบเลือกด้วย ยังเหลืออีก {$n} รายการ
decide-sample-list = เปิดดูรายการต่อไปนี้ แล้วกลับมากดอนุมัติที่หน้านี้
decide-sample-open = เปิดดูคำขอของ {$name}
decide-which = ดูคำขอของ {$name}
decide-sample-again = เปิดดูครบแล้ว อนุมัติที่เลือก
decide-flagged = มีข้อสังเกต
decide-unopened = ยังไม่ได้เปิดดู
decide-chosen = เลือกแล้ว {$n} รายการ

# Letters
mail-decide-by-rule-subject = อนุมัติใบประกาศนียบัตร “{$course}” แล้ว
mail-decide-by-rule-body = เรียน {$name}

    คำขอใบประกาศนียบัตรหลักสูตร “{$course}” ได้รับอนุมัติโดยเกณฑ์อัตโนมัติของหลักสูตรแล้ว เลขที่ {$number}

    ดูและพิมพ์ใบประกาศนียบัตรได้ที่

    {$url}
mail-decide-undone-subject = ผลการพิจารณาใบประกาศนียบัตร “{$course}” ถูกเรียกคืน
mail-decide-undone-body = เรียน {$name}

    เจ้าหน้าที่เรียกคืนผลการพิจารณาคำขอใบประกาศนียบัตรหลักสูตร “{$course}” ที่แจ้งท่านเมื่อครู่ คำขอของท่านกลับมารอพิจารณาโดยกำหนดเดิม และจะแจ้งผลอีกครั้ง ท่านไม่ต้องดำเนินการใด ๆ

    {$url}
mail-decide-approval-undone-subject = การอนุมัติใบประกาศนียบัตร “{$course}” ถูกเรียกคืน
mail-decide-approval-undone-body = เรียน {$name}

    เจ้าหน้าที่เรียกคืนการอนุมัติใบประกาศนียบัตรหลักสูตร “{$course}” ที่แจ้งท่านเมื่อครู่ เลขที่ที่แจ้งไปแล้วใช้ไม่ได้ โปรดอย่านำไปใช้ คำขอของท่านกลับมารอพิจารณาโดยกำหนดเดิม และจะแจ้งผลอีกครั้ง

    {$url}
mail-decide-message-subject = เจ้าหน้าที่มีข้อความถึงท่าน เรื่องใบประกาศนียบัตร “{$course}”
mail-decide-message-body = เรียน {$name}

    เจ้าหน้าที่เขียนถึงท่านเรื่องคำขอใบประกาศนียบัตรหลักสูตร “{$course}” ว่า

    {$message}

    ตอบได้ที่

    {$url}
mail-decide-answered-subject = ผู้เรียนตอบเรื่องใบประกาศนียบัตร “{$course}”
mail-decide-answered-body = เรียน {$name}

    ผู้เรียนเขียนถึงเจ้าหน้าที่เรื่องใบประกาศนียบัตรหลักสูตร “{$course}” อ่านและตอบได้ที่

    {$url}
mail-decide-policy-wanted-subject = ขอเปลี่ยนวิธีพิจารณาใบประกาศนียบัตร “{$course}”
mail-decide-policy-wanted-body = เรียน {$name}

    {$officer} ขอเปลี่ยนวิธีพิจารณาใบประกาศนียบัตรหลักสูตร “{$course}” เป็น “{$mode}” การเปลี่ยนมีผลเมื่อเจ้าหน้าที่ท่านอื่นเลือกเช่นเดียวกันที่

    {$url}
mail-decide-handed-over-subject = มีคำขอใบประกาศนียบัตรส่งต่อถึงท่าน
mail-decide-handed-over-body = เรียน {$name}

    {$from} ส่งต่อคำขอใบประกาศนียบัตรให้ท่านพิจารณา

    {$note}

    เปิดดูได้ที่

    {$url}

# The audit trail
act-certificate-decision-undone = เรียกคืนผลการพิจารณาใบประกาศนียบัตร
act-certificate-first-approved = อนุมัติใบประกาศนียบัตรเป็นคนที่หนึ่ง
act-certificate-message-written = ส่งข้อความเรื่องใบประกาศนียบัตร
act-certificate-claimed = รับคำขอใบประกาศนียบัตรไว้พิจารณา
act-certificate-released = คืนคำขอใบประกาศนียบัตร
act-certificate-taken-over = รับช่วงคำขอใบประกาศนียบัตรต่อ
act-certificate-handed-over = ส่งต่อคำขอใบประกาศนียบัตร
act-certificate-claims-lapsed = คืนคำขอใบประกาศนียบัตรที่รับไว้เกินสี่ชั่วโมง
act-certificate-leave-entered = บันทึกวันลาของเจ้าหน้าที่พิจารณา
act-certificate-leave-ended = สิ้นสุดวันลาของเจ้าหน้าที่พิจารณา
act-certificate-policy-wanted = ขอผ่อนวิธีพิจารณาของหลักสูตร
act-certificate-policy-set = เปลี่ยนวิธีพิจารณาของหลักสูตร
