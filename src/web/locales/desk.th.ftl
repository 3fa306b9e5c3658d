# Registration desks: the officer's page
desk-nav = โต๊ะลงทะเบียน
desk-nav-agents = เครื่องอ่านบัตร
desk-title = โต๊ะลงทะเบียน
desk-lead = ยืนยันตัวตนของผู้ที่มาแสดงบัตรประจำตัวประชาชนต่อหน้าเจ้าหน้าที่
desk-tab-cases = อ่านบัตร
desk-tab-papers = ตรวจจากเอกสาร
desk-tab-agents = เครื่องอ่านบัตร
desk-open = ยืนยันตัวตนหนึ่งคน
desk-no-agents = ยังไม่มีเครื่องอ่านบัตรที่ท่านใช้ได้ โปรดขอให้ผู้ดูแลระบบลงทะเบียนเครื่องอ่านบัตรของโต๊ะนี้ ระหว่างนี้ใช้ “ตรวจจากเอกสาร” ได้
desk-who = อีเมลของบัญชี หรือเลขบัตรประจำตัวประชาชน
desk-who-hint = ให้ผู้มาติดต่อบอก แล้วพิมพ์ให้ครบทุกตัว ระบบค้นหาเฉพาะบัญชีที่ตรงกันทุกตัวและรอยืนยันตัวตน
desk-who-required = ยังไม่ได้ระบุบัญชี พิมพ์อีเมลหรือเลขบัตรที่ผู้มาติดต่อบอก หรือเลือกว่ายังไม่มีบัญชี
desk-who-unknown = ไม่พบบัญชีที่รอยืนยันตัวตนตามที่พิมพ์ ตรวจดูอีกครั้ง หรือเลือกว่ายังไม่มีบัญชี
desk-who-verified = บัญชีนี้ยืนยันตัวตนแล้ว ไม่ต้องอ่านบัตรอีก
desk-who-several = มีมากกว่าหนึ่งบัญชีที่ใช้เลขบัตรนี้และยังไม่ได้ยืนยัน ให้ผู้มาติดต่อบอกอีเมลของบัญชีตน
desk-without-account = ผู้มาติดต่อยังไม่มีบัญชี ให้สร้างจากข้อมูลบนบัตร
desk-reader = เครื่องอ่านบัตร
desk-agent-required = ยังไม่ได้เลือกเครื่องอ่านบัตรที่ใช้งานได้
desk-near = พร้อมใช้งาน
desk-far = ยังไม่เชื่อมต่อ ตรวจดูว่าเปิดโปรแกรม card-agent แล้ว
desk-purpose = อ่านเพื่อ
desk-purpose-card-status = ยืนยันตัวตน และตรวจสถานะบัตรกับทะเบียนราษฎร
desk-purpose-identity = ยืนยันตัวตนอย่างเดียว
desk-purpose-identity-hint = ผลจะระบุว่ายังไม่ได้ตรวจสถานะบัตร
desk-purpose-unknown = อ่านเพื่อวัตถุประสงค์นี้ไม่ได้ เลือกจากรายการ
desk-status-not-set-up = ระบบนี้ยังไม่ได้เชื่อมต่อการตรวจสถานะบัตร ผลจะระบุว่ายังไม่ได้ตรวจสถานะบัตร
desk-open-button = เริ่มอ่านบัตร
desk-recent = รายการของท่านใน 24 ชั่วโมง
desk-recent-none = ยังไม่มีรายการ

# Registration desks: one case
desk-case = การยืนยันตัวตน
desk-new-person = ผู้ที่ยังไม่มีบัญชี
desk-code = รหัสของรายการนี้
desk-step-insert = เสียบบัตรประจำตัวประชาชนในเครื่องอ่าน
desk-step-compare = ดูว่ารหัสสี่หลักในหน้าต่างของ card-agent ตรงกับหน้านี้
desk-step-read = กดอ่านในหน้าต่างของ card-agent แล้วรอจนหน้านี้เปลี่ยน
desk-until = อ่านได้ถึง
desk-look-again = ดูผลอีกครั้ง
desk-on-card = ข้อมูลบนบัตร
desk-name-on-card = ชื่อบนบัตร
desk-name-of-account = ชื่อในบัญชี
desk-number-equals = ตรงกับเลขของบัญชี
desk-expiry = วันบัตรหมดอายุ (พ.ศ.)
desk-lifelong = ตลอดชีพ
desk-card-status = สถานะบัตรจากทะเบียนราษฎร
desk-name-differs = ชื่อบนบัตรไม่ตรงกับบัญชี เมื่อยืนยัน บัญชีจะใช้ชื่อตามบัตร
desk-status-flag = ยังไม่ทราบสถานะบัตรจากทะเบียนราษฎร ยืนยันต่อได้ แต่ผลจะมีหมายเหตุไว้
desk-asking = กำลังถามสถานะบัตรจากทะเบียนราษฎร ใช้เวลาไม่เกินครึ่งนาที แล้วจึงยืนยันได้
desk-make-account = สร้างบัญชีจากบัตรนี้
desk-make-account-hint = ระบบจะส่งลิงก์ทางอีเมล ให้เจ้าของบัญชีตั้งรหัสผ่านและให้ความยินยอมด้วยตนเองภายใน 7 วัน
desk-email-hint = ให้ผู้มาติดต่อบอกหรือพิมพ์เอง
desk-address-is-theirs = ผู้มาติดต่อบอกเองว่าอีเมลของบัญชีข้างต้นเป็นของตน
desk-address-required = ต้องให้ผู้มาติดต่อบอกอีเมลของบัญชีตนก่อน เพราะผู้อื่นอาจสมัครด้วยเลขบัตรของเขาไว้
desk-face-matches = ใบหน้าของผู้มาติดต่อตรงกับรูปบนบัตร
desk-face-required = ต้องเทียบใบหน้ากับรูปบนบัตร และทำเครื่องหมายว่าตรงกัน
desk-confirm = ยืนยันตัวตน
desk-confirm-new = สร้างบัญชีและยืนยันตัวตน
desk-decline = ไม่ยืนยัน
desk-decline-button = ปิดรายการโดยไม่ยืนยัน
desk-reason-required = เลือกเหตุผลที่ไม่ยืนยัน
desk-decision-required = ยังไม่ได้เลือกผล
desk-decide-until = ต้องตัดสินภายใน
desk-expired = หมดเวลาแล้ว ข้อมูลที่อ่าน (ถ้ามี) ลบแล้ว เริ่มใหม่ได้ทันที
desk-confirmed = ยืนยันตัวตนแล้ว ข้อมูลบนบัตรลบจากระบบแล้ว คงไว้เฉพาะผลการตรวจ
desk-declined = ปิดรายการโดยไม่ยืนยัน ข้อมูลบนบัตรลบจากระบบแล้ว
desk-again = อ่านอีกครั้ง
desk-next = คนถัดไป
desk-closed = รายการนี้ไม่ได้รอผลแล้ว อาจหมดเวลาหรือมีผลไปแล้ว เริ่มรายการใหม่หากยังต้องการ
desk-own-account = ยืนยันตัวตนของตนเองไม่ได้ ให้เจ้าหน้าที่คนอื่นเป็นผู้ตรวจ
state-desk-waiting = รอบัตร
state-desk-read = อ่านแล้ว รอเทียบใบหน้า
state-desk-failed = ไม่สำเร็จ
state-desk-expired = หมดเวลา
state-desk-confirmed = ยืนยันแล้ว
state-desk-declined = ไม่ยืนยัน
state-desk-paper-waiting = รอเจ้าหน้าที่คนที่สอง
state-desk-paper-confirmed = รับรองแล้ว
state-desk-paper-rejected = ไม่รับรอง
state-desk-card-unasked = ยังไม่ได้ตรวจ
state-desk-card-asking = กำลังตรวจ
state-desk-card-live = ใช้งานได้
state-desk-card-refused = ใช้ไม่ได้
state-desk-card-unreachable = ถามแล้วไม่มีคำตอบ
choice-desk-face-differs = ใบหน้าไม่ตรงกับบัตร
choice-desk-not-theirs = บัญชีหรืออีเมลไม่ใช่ของผู้มาติดต่อ
choice-desk-left = ผู้มาติดต่อกลับไปก่อน
choice-desk-other = เหตุอื่น
notice-desk-confirmed = ยืนยันตัวตนเรียบร้อยแล้ว
notice-desk-declined = ปิดรายการแล้ว

# Why a card was not read, or was not accepted
state-desk-fault-no-reader = ไม่พบเครื่องอ่านบัตร ตรวจดูว่าเสียบสายเครื่องอ่านแล้ว
state-desk-fault-no-card = ยังไม่มีบัตรในเครื่องอ่าน เสียบบัตรแล้วกดอ่านอีกครั้งในหน้าต่างของ card-agent
state-desk-fault-several-cards = มีบัตรในเครื่องอ่านมากกว่าหนึ่งเครื่อง ให้เหลือบัตรใบเดียว
state-desk-fault-busy = โปรแกรมอื่นกำลังใช้บัตรอยู่ ปิดโปรแกรมนั้นแล้วกดอ่านอีกครั้ง
state-desk-fault-removed = ดึงบัตรออกก่อนอ่านเสร็จ เสียบค้างไว้แล้วกดอ่านอีกครั้ง
state-desk-fault-not-thai-id = บัตรนี้ไม่ใช่บัตรประจำตัวประชาชนไทย
state-desk-fault-unknown-version = บัตรรุ่นนี้อ่านด้วยระบบนี้ไม่ได้ ให้ใช้ “ตรวจจากเอกสาร”
state-desk-fault-unreadable = อ่านข้อมูลบนบัตรไม่ครบหรือไม่ถูกต้อง เช็ดหน้าสัมผัสของบัตรแล้วลองใหม่
state-desk-fault-bad-check-digit = เลขบัตรที่อ่านได้มีเลขตรวจสอบไม่ถูกต้อง บัตรอาจชำรุดหรือไม่ใช่บัตรจริง
state-desk-fault-cancelled = ปิดการอ่านที่หน้าต่างของ card-agent
state-desk-fault-clock = นาฬิกาของเครื่องอ่านบัตรกับเซิร์ฟเวอร์ต่างกันเกินหนึ่งนาที ตั้งเวลาของเครื่องนั้นให้ตรงแล้วเริ่มใหม่
state-desk-fault-wrong-card = เลขบนบัตรไม่ใช่เลขของบัญชีนี้ ตรวจดูว่าเป็นบัตรและบัญชีของคนเดียวกัน
state-desk-fault-card-expired = บัตรหมดอายุแล้ว ผู้มาติดต่อต้องทำบัตรใหม่ที่สำนักทะเบียนก่อน
state-desk-fault-card-unissued = เลขบัตรที่ขึ้นต้นด้วย 9 ไม่เคยออกให้ผู้ใด จึงรับบัตรนี้ไม่ได้
state-desk-fault-card-taken = เจ้าของบัตรนี้มีบัญชีที่ยืนยันตัวตนแล้ว ให้ใช้บัญชีนั้น หากลืมรหัสผ่านให้ขอลิงก์ตั้งใหม่
state-desk-fault-own-card = เป็นบัตรของเจ้าหน้าที่เอง ให้เจ้าหน้าที่คนอื่นเป็นผู้ตรวจ
state-desk-fault-card-not-live = ทะเบียนราษฎรตอบว่าบัตรใบนี้ใช้ไม่ได้แล้ว ผู้มาติดต่อต้องติดต่อสำนักทะเบียน
state-desk-fault-revoked = ผู้ดูแลระบบเพิกถอนเครื่องอ่านบัตรนี้แล้ว ให้ใช้เครื่องอื่น
desk-problem-unknown-code = รหัสลงทะเบียนใช้ไม่ได้ รหัสมีอายุสิบนาทีและใช้ได้ครั้งเดียว ขอรหัสใหม่จากผู้ดูแลระบบ
desk-problem-known-key = กุญแจนี้เคยลงทะเบียนแล้ว ให้ลงทะเบียนด้วยกุญแจใหม่ (card-agent enrol --home โฟลเดอร์ใหม่)
desk-problem-altered = ลายมือชื่อไม่ถูกต้อง ข้อความถูกแก้ไขหรือไม่ได้มาจากเครื่องอ่านบัตรนี้
desk-problem-foreign-agent = เครื่องอ่านบัตรนี้ไม่ใช่เครื่องที่ถูกขอให้อ่าน หรือไม่ใช่โต๊ะของเจ้าหน้าที่ที่ขอ
desk-problem-unknown-device = เซิร์ฟเวอร์ไม่รู้จักเครื่องอ่านบัตรนี้ ให้ลงทะเบียนใหม่
desk-problem-revoked = เครื่องอ่านบัตรนี้ถูกเพิกถอนแล้ว ติดต่อผู้ดูแลระบบ
desk-problem-unconfirmed = เครื่องอ่านบัตรนี้รอผู้ดูแลระบบเทียบลายนิ้วมือกุญแจและกดยืนยัน
desk-problem-agent-expired = เครื่องอ่านบัตรนี้หมดอายุแล้ว ให้ผู้ดูแลระบบลงทะเบียนใหม่
desk-problem-late = หมดเวลาสองนาทีของรายการนี้แล้ว เริ่มรายการใหม่ในเบราว์เซอร์
desk-problem-replayed = รายการนี้มีผลการอ่านแล้ว ส่งซ้ำไม่ได้

# Card readers
desk-agents = เครื่องอ่านบัตรของโต๊ะลงทะเบียน
desk-agents-lead = คอมพิวเตอร์ที่อ่านบัตรได้ต้องลงทะเบียน และผู้ดูแลระบบเทียบลายนิ้วมือกุญแจก่อนจึงใช้ได้
desk-agents-none = ยังไม่มีเครื่องอ่านบัตร
desk-agents-none-text = ขอรหัสด้านล่าง แล้วนำไปใช้กับคอมพิวเตอร์ของโต๊ะภายในสิบนาที
desk-name = โต๊ะ
desk-name-hint = เช่น โต๊ะ 1 ชั้น 2
desk-name-required = ระบุชื่อโต๊ะ ไม่เกิน 80 ตัวอักษร
desk-agency-required = เลือกหน่วยงานของโต๊ะ
desk-choose-agency = เลือกหน่วยงาน
desk-fingerprint = ลายนิ้วมือกุญแจ
desk-last-seen = ติดต่อล่าสุด
desk-never = ยังไม่เคย
desk-valid-until = ใช้ได้ถึง
desk-agent-confirm = ยืนยัน
desk-agent-revoke = เพิกถอน
desk-confirm-question = ลายนิ้วมือ {$print} ตรงกับที่แสดงบนคอมพิวเตอร์ของโต๊ะทุกตัวหรือไม่ หากไม่ตรงอย่ายืนยัน
desk-revoke-question = เพิกถอนเครื่องอ่านบัตรนี้ทันทีหรือไม่ รายการที่เปิดอยู่จะไม่สำเร็จ และใช้เครื่องนี้ได้อีกเมื่อลงทะเบียนใหม่เท่านั้น
desk-not-pending = เครื่องอ่านบัตรนี้ไม่ได้รอการยืนยัน
desk-code-new = ลงทะเบียนเครื่องอ่านบัตร
desk-code-make = ขอรหัสลงทะเบียน
desk-code-made = รหัสลงทะเบียน แสดงครั้งเดียว
desk-code-use = ใช้ได้ครั้งเดียวภายในสิบนาที สั่งบนคอมพิวเตอร์ของโต๊ะ
desk-code-then = จากนั้นเครื่องจะแสดงลายนิ้วมือกุญแจ เทียบกับรายการในหน้านี้ให้ตรงทุกตัวก่อนกดยืนยัน
notice-desk-agent-confirmed = ยืนยันเครื่องอ่านบัตรแล้ว ใช้งานได้ทันที
notice-desk-agent-revoked = เพิกถอนเครื่องอ่านบัตรแล้ว

# Papers instead of a chip
desk-papers = ตรวจจากเอกสาร
desk-papers-lead = สำหรับบัตรรุ่นเก่าที่ไม่มีชิปหรือเมื่อเครื่องอ่านเสีย เจ้าหน้าที่สองคนต้องเห็นตรงกัน
desk-paper-new = บันทึกเอกสารที่เห็น
desk-paper-lead = เจ้าหน้าที่คนที่สองจะตรวจและรับรอง บัญชีจึงจะยืนยันตัวตน
desk-papers-none = ไม่มีรายการรอรับรอง
desk-papers-none-text = เมื่อมีเจ้าหน้าที่บันทึกเอกสาร รายการจะอยู่ที่นี่
desk-papers-seen = เอกสารที่เห็น
desk-papers-required = เลือกเอกสารที่เห็นอย่างน้อยหนึ่งอย่าง
desk-first-officer = ผู้บันทึก
desk-when = เมื่อ
desk-needs-another = ต้องให้เจ้าหน้าที่คนอื่นรับรอง
desk-account-email = อีเมลของบัญชี
desk-account-email-hint = ให้ผู้มาติดต่อบอก แล้วพิมพ์ให้ครบทุกตัว
desk-citizen-id-hint = พิมพ์จากเอกสาร ระบบเทียบกับบัญชีแล้วไม่เก็บไว้
desk-citizen-id-differs = เลขนี้ไม่ตรงกับเลขของบัญชี ตรวจดูเอกสารและอีเมลอีกครั้ง
desk-note = บันทึกถึงเจ้าหน้าที่คนที่สอง
desk-note-hint = ห้ามใส่เลขบัตร วันเกิด ที่อยู่ หรือเลขโทรศัพท์ บันทึกนี้ลบเมื่อมีผล
desk-optional = (ไม่บังคับ)
desk-text-long = ยาวเกิน 500 ตัวอักษร โปรดย่อ
desk-text-number = มีตัวเลขติดกันตั้งแต่แปดหลัก ห้ามใส่เลขบัตรหรือเลขโทรศัพท์ในช่องนี้
desk-face-matches-paper = ใบหน้าของผู้มาติดต่อตรงกับรูปบนเอกสาร
desk-paper-send = ส่งให้เจ้าหน้าที่คนที่สอง
desk-paper-waits = มีรายการของบัญชีนี้รอรับรองอยู่แล้ว
desk-paper-decided = รายการนี้มีผลไปแล้ว
desk-second-officer = ผู้บันทึกรับรองเองไม่ได้ ให้เจ้าหน้าที่คนอื่นเป็นผู้รับรอง
desk-second-lead = ตรวจเอกสารและผู้มาติดต่อด้วยตนเองก่อนรับรอง
desk-reason-when = (จำเป็นเมื่อไม่รับรอง)
desk-reject-required = ระบุเหตุผลที่ไม่รับรอง
desk-paper-confirm = รับรอง
desk-paper-reject = ไม่รับรอง
choice-desk-old-card = บัตรประจำตัวประชาชนรุ่นเก่า
choice-desk-house-registration = ทะเบียนบ้าน
choice-desk-passport = หนังสือเดินทาง
choice-desk-birth-certificate = สูติบัตร
choice-desk-agency-card = บัตรประจำตัวเจ้าหน้าที่ของรัฐ
notice-desk-paper-made = บันทึกแล้ว รอเจ้าหน้าที่คนที่สองรับรอง
notice-desk-paper-decided = บันทึกผลแล้ว

# What a person sees of their verification
route-manual = เอกสารที่เจ้าหน้าที่สองคนตรวจ
desk-level = ระดับความน่าเชื่อถือ
desk-level-none = แหล่งข้อมูลไม่ได้ระบุ
desk-policy = ตามหลักเกณฑ์ฉบับ {$edition}
state-flag-card-status-unknown = ยังไม่ได้ตรวจสถานะบัตรกับทะเบียนราษฎร
state-flag-level-not-asserted = ผู้ให้บริการยืนยันตัวตนไม่ได้แจ้งระดับ
state-check-confirmed = ยืนยันแล้ว
state-check-refused = ไม่ผ่าน
state-check-unreachable = ไม่มีคำตอบ
desk-checks = ประวัติการตรวจสอบ
desk-go = ยืนยันตัวตนที่โต๊ะลงทะเบียน
desk-go-text = เจ้าหน้าที่อ่านบัตรและเทียบใบหน้า ใช้เวลาประมาณห้านาที สิ่งที่ต้องนำไป
desk-bring-card = บัตรประจำตัวประชาชนตัวจริงที่ยังไม่หมดอายุ
desk-bring-address = อีเมลของบัญชีนี้ เจ้าหน้าที่จะให้ท่านบอกเอง:
desk-bring-papers = หากเป็นบัตรรุ่นเก่าที่ไม่มีชิป นำทะเบียนบ้านหรือหนังสือเดินทางไปด้วย เจ้าหน้าที่สองคนจะตรวจ
desk-where = สอบถามจุดบริการได้ที่ DGA Contact Center 02 612 6060

# The welcome of an account that a desk made
desk-welcome = ตั้งรหัสผ่านและให้ความยินยอม
desk-welcome-lead = เจ้าหน้าที่ยืนยันตัวตนและสร้างบัญชีให้ท่านแล้ว เหลือเพียงขั้นนี้
desk-welcome-button = เริ่มใช้งาน

# Letters
mail-desk-welcome-subject = บัญชีของท่านพร้อมแล้ว โปรดตั้งรหัสผ่าน
mail-desk-welcome-body = เรียน {$name}

    เจ้าหน้าที่ที่โต๊ะลงทะเบียนได้ยืนยันตัวตนและสร้างบัญชีให้ท่านแล้ว โปรดตั้งรหัสผ่านและให้ความยินยอมภายใน 7 วันที่

    {$url}

    หากท่านไม่ได้ขอ โปรดแจ้ง DGA Contact Center 02 612 6060
mail-desk-busy-subject = เครื่องอ่านบัตรอ่านถี่ผิดปกติ
mail-desk-busy-body = เรียน ผู้ดูแลระบบ

    เครื่องอ่านบัตร {$desk} ส่งผลการอ่าน {$n} ครั้งในหนึ่งชั่วโมง มากกว่าที่โต๊ะหนึ่งทำได้ โปรดตรวจสอบกับโต๊ะนั้น และเพิกถอนเครื่องหากไม่ทราบเหตุ

    {$url}

# What was done, for the record: desks
act-desk-account-made = สร้างบัญชีที่โต๊ะลงทะเบียน
act-desk-agent-busy = เครื่องอ่านบัตรอ่านถี่ผิดปกติ
act-desk-agent-confirmed = ยืนยันเครื่องอ่านบัตร
act-desk-agent-enrolled = เครื่องอ่านบัตรลงทะเบียน
act-desk-agent-revoked = เพิกถอนเครื่องอ่านบัตร
act-desk-card-read = รับผลการอ่านบัตร
act-desk-card-status = ถามสถานะบัตรจากทะเบียนราษฎร
act-desk-case-confirmed = ยืนยันตัวตนที่โต๊ะลงทะเบียน
act-desk-case-declined = ไม่ยืนยันตัวตนที่โต๊ะลงทะเบียน
act-desk-case-expired = รายการที่โต๊ะลงทะเบียนหมดเวลา
act-desk-case-opened = เปิดรายการที่โต๊ะลงทะเบียน
act-desk-code-made = ออกรหัสลงทะเบียนเครื่องอ่านบัตร
act-desk-enrolment-refused = ลงทะเบียนเครื่องอ่านบัตรไม่สำเร็จ
act-desk-paper-decided = มีผลการตรวจเอกสารโดยเจ้าหน้าที่คนที่สอง
act-desk-paper-seen = บันทึกเอกสารที่เห็น
act-desk-read-failed = อ่านบัตรไม่สำเร็จ
act-desk-read-refused = ไม่รับผลการอ่านบัตร
act-person-renamed = เปลี่ยนชื่อตามบัตร
