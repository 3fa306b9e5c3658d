# The pages of a mail domain
dom-tabs = หน้าของโดเมน {$domain}
dom-tab-dns = ภาพรวมและ DNS
dom-tab-accounts = บัญชี
dom-tab-aliases = ชื่อเรียกแทน
dom-tab-groups = กลุ่มที่อยู่
dom-tab-admins = ผู้ดูแลระบบ
dom-tab-reviews = การทบทวนบัญชี
dom-tab-tokens = โทเค็น API
dom-tab-settings = การตั้งค่า
dom-tab-log = บันทึกการดำเนินการ

# The list of domains
dom-lead = โดเมนอีเมลของหน่วยงาน สถานะ จำนวนบัญชี และผลตรวจ DNS
dom-domain = โดเมน
dom-search = ค้นหาชื่อโดเมนหรือหน่วยงาน
dom-all = ดูโดเมนทั้งหมด
dom-accounts-used = บัญชีที่ใช้
dom-closing = อยู่ระหว่างยกเลิกบริการ
dom-dns-right = ถูกต้องครบ
dom-none = ยังไม่มีโดเมน
dom-none-text = ยื่นคำขอเปิดใช้บริการ เมื่อ สพร. อนุมัติแล้วโดเมนจะแสดงที่นี่
dom-none-yet = เมื่อคำขอของหน่วยงานได้รับอนุมัติแล้ว โดเมนจะแสดงที่นี่
dom-ask = ขอเปิดใช้บริการ
dom-not-found = ไม่พบโดเมนหรือหน่วยงานที่ตรงกับ “{$words}”
dom-not-found-text = ลองใช้คำที่สั้นลง หรือดูโดเมนทั้งหมด
dom-overdue-reviews = {$n} โดเมนเลยกำหนดทบทวนบัญชีผู้ใช้งาน
dom-overdue-list = รายชื่อโดเมน

# One domain: where it stands
dom-overview = ข้อมูลโดเมน
dom-kind = ประเภท
dom-kind-ours = ภายใต้ {$zone}
dom-kind-own = โดเมนของหน่วยงานเอง
dom-conference = บัญชี workD Conference ที่อนุมัติ
dom-approved-on = อนุมัติเมื่อ
dom-opened-on = เปิดบริการเมื่อ
dom-awaiting-dns = รอหน่วยงานตั้งค่า DNS
dom-awaiting-dns-text = ตั้งค่าระเบียนที่ต้องมีด้านล่างที่ระบบจัดการ DNS ของหน่วยงาน ระบบตรวจให้เองเป็นระยะ และแจ้งทางอีเมลเมื่อครบถ้วน ระหว่างนี้ไม่นับเวลาของ สพร.
dom-own-time = ขึ้นอยู่กับการจัดการของหน่วยงาน
dom-ready = พร้อมเปิด รอ สพร. เปิดให้บริการ
dom-one-working-day = 1 วันทำการ
dom-suspended = ระงับการให้บริการอยู่
dom-suspended-text = ผู้ใช้ทุกบัญชีของโดเมนนี้เข้าใช้งานไม่ได้ จดหมายที่มีอยู่ยังเก็บไว้ หากมีข้อสงสัย โปรดติดต่อ DGA Contact Center 02 612 6060
dom-cancelled = ยกเลิกบริการ
dom-cancelled-text = ใช้งานได้ถึงวันที่ {$last} หลังจากนั้นเข้าใช้งานไม่ได้ และกล่องจดหมายทั้งหมดจะถูกลบเมื่อ {$closes} โปรดนำข้อมูลออกก่อนวันดังกล่าว
dom-export = ดาวน์โหลดรายชื่อบัญชี (CSV)

# One domain: its DNS
dom-dns = ระเบียน DNS
dom-looked-at = ตรวจล่าสุด {$at}
dom-look-now = ตรวจเดี๋ยวนี้
dom-not-looked-text = ยังไม่ได้ตรวจ DNS
dom-ours = โดเมนนี้อยู่ภายใต้ mail.go.th สพร. เป็นผู้เผยแพร่ระเบียนทั้งหมด หน่วยงานไม่ต้องตั้งค่าเอง
dom-required = ระเบียนที่ต้องมีก่อนเปิดบริการ
dom-order = ตั้งรหัสยืนยันสิทธิ์เป็นลำดับแรก และ MX เป็นลำดับสุดท้ายเมื่อพร้อมย้ายอีเมลมาที่ระบบนี้
dom-optional = ระเบียนที่แนะนำ
dom-optional-text = ไม่มีก็เปิดบริการได้ แต่มีแล้วอีเมลปลอดภัยขึ้นและตั้งค่าโปรแกรมอีเมลง่ายขึ้น
dom-records = ค่าที่กำหนดและค่าที่พบ
dom-expected = ค่าที่กำหนด
dom-found = ค่าที่พบ
dom-record-name = ชื่อ
dom-record-type = ชนิด
dom-record-value = ค่า
dom-zone-line = บรรทัดสำหรับไฟล์โซน
dom-nothing-found = เซิร์ฟเวอร์ตอบว่าไม่มีระเบียนนี้
dom-no-answer = ยังไม่ได้คำตอบจากเซิร์ฟเวอร์ของโดเมน
dom-from-server = จาก {$server} · TTL {$ttl} วินาที
dom-zone-file = ระเบียนทั้งหมดเป็นไฟล์โซน
dom-zone-file-text = สำหรับผู้ดูแลเซิร์ฟเวอร์ DNS ที่แก้ไขไฟล์โซนเอง หากโดเมนมีระเบียน SPF อยู่แล้ว ให้รวมเป็นระเบียนเดียว ไม่เพิ่มระเบียนที่สอง
dom-looks = ประวัติการตรวจ

# One domain: signing keys
dom-keys = กุญแจลงลายมือชื่ออีเมล (DKIM)
dom-keys-text = กุญแจใหม่จะเริ่มใช้เองเมื่อพบระเบียนที่ทุกเซิร์ฟเวอร์แล้ว กุญแจเดิมยังเผยแพร่ต่ออีก 7 วันเพื่ออีเมลที่อยู่ระหว่างทาง
dom-keys-none = ระบบกำลังสร้างกุญแจแรก โปรดเปิดหน้านี้ใหม่ในอีกครู่
dom-selector = ชื่อกุญแจ (selector)
dom-made = สร้างเมื่อ
dom-key-active = ใช้ลงลายมือชื่ออยู่
dom-key-published = รอพบระเบียนครบ
dom-key-retired = เลิกใช้แล้ว รอนำออก
dom-rotate = สร้างกุญแจใหม่
dom-rotate-confirm = สร้างกุญแจใหม่หรือไม่ โดเมนของหน่วยงานเองต้องเพิ่มระเบียน DKIM ใหม่อีกหนึ่งระเบียน

# One domain: the simulated DNS of the demonstration
dom-demo = DNS จำลองของระบบสาธิต
dom-demo-text = เฉพาะคำตอบของ DNS เท่านั้นที่จำลองขึ้น การตรวจ คำแนะนำ และผลที่ตามมาเป็นของจริง ลองแก้ไขแทนผู้ดูแล DNS ของหน่วยงานได้ที่นี่
dom-demo-publish = ตั้งระเบียนให้ถูกต้องทั้งหมด
dom-demo-clear = นำระเบียนออกทั้งหมด
dom-demo-break = ทำให้ผิดหนึ่งอย่าง
dom-demo-break-button = ทำให้ผิด
dom-fault-second-spf = มีระเบียน SPF สองรายการ
dom-fault-lookups = SPF ต้องค้น DNS มากเกินไป
dom-fault-mx = MX ยังชี้ไปเซิร์ฟเวอร์เดิมของหน่วยงาน
dom-fault-dkim = DKIM เป็นกุญแจอื่น
dom-fault-dmarc = DMARC ผ่อนปรน (relaxed)
dom-fault-token = รหัสยืนยันเป็นของเดิม

# One domain: what officers do
dom-officers = สำหรับเจ้าหน้าที่
dom-nothing-in-the-way = ระเบียนที่ต้องมีถูกต้องครบแล้ว
dom-still-wrong = ระเบียนที่ยังไม่ถูกต้อง
dom-open = เปิดให้บริการ
dom-open-confirm = เปิดให้บริการโดเมนนี้หรือไม่ ระบบจะสร้างกล่องจดหมาย saraban และแจ้งผู้ดูแลระบบของหน่วยงานทันที
dom-open-later = เปิดได้เมื่อระเบียนที่ต้องมีถูกต้องครบ
dom-suspend = ระงับการให้บริการ
dom-suspend-text = ผู้ใช้ทุกบัญชีออกจากระบบทันทีและเข้าใช้งานไม่ได้ จดหมายที่มีอยู่ยังเก็บไว้ ผู้ดูแลระบบหลักจะได้รับเหตุผลทางอีเมล
dom-suspend-confirm = ระงับการให้บริการทั้งโดเมนทันทีหรือไม่
dom-code = เหตุที่ระงับ
dom-reason-hint = เขียนให้หน่วยงานทราบว่าเพราะเหตุใดและต้องทำอะไรต่อ
dom-effective-on = มีผลตั้งแต่วันที่
dom-effective-on-hint = เว้นว่างหากเป็นวันนี้ ย้อนหลังได้ เช่น 5/7/2569
dom-resume = คืนการให้บริการ
dom-resume-confirm = คืนการให้บริการทั้งโดเมนหรือไม่
dom-resume-cancelled-confirm = คืนการให้บริการและถอนการยกเลิกหรือไม่

# Settings and relay
dom-settings = การตั้งค่าสำหรับบัญชี
dom-settings-who = หน่วยงานตั้งค่าสำหรับบัญชีได้เอง ส่วนบริการส่งต่ออีเมล สพร. ตั้งให้ตามคำขอเปลี่ยนแปลง
dom-quota = ขนาดกล่องจดหมายของบัญชีใหม่
dom-quota-hint = ใช้กับบัญชีที่สร้างหลังจากนี้ บัญชีที่มีอยู่ไม่เปลี่ยน
dom-forwarding = การส่งต่ออีเมลโดยอัตโนมัติไปที่อยู่อื่น
dom-save = บันทึก
dom-relay = บริการส่งต่ออีเมล (Mail Relay)
dom-relay-text = สำหรับหน่วยงานที่มีเซิร์ฟเวอร์อีเมลหรือระบบงานที่ส่งอีเมลเอง สพร. เป็นผู้ตั้งค่าส่วนนี้
dom-route = ที่เก็บอีเมลของโดเมน
dom-route-here = อีเมลถึงโดเมนนี้เก็บในกล่องจดหมายของระบบนี้
dom-route-there = อีเมลถึงโดเมนนี้ส่งต่อไปยังเซิร์ฟเวอร์ของหน่วยงานที่
dom-route-confirm = เปลี่ยนปลายทางของอีเมลทั้งโดเมนหรือไม่ มีผลทันที
dom-next-hop = เซิร์ฟเวอร์ของหน่วยงาน
dom-next-hop-hint = เช่น mail.agency.go.th:25 เว้นว่างหากเก็บในกล่องจดหมายของระบบนี้
dom-clients = เซิร์ฟเวอร์ที่ส่งอีเมลผ่านระบบนี้ได้
dom-clients-none = ยังไม่มีเซิร์ฟเวอร์ที่ได้รับอนุญาต
dom-client = เลขที่อยู่ IP
dom-client-new = เพิ่มเลขที่อยู่ IP
dom-client-hint = IPv4 หรือ IPv6 ทีละหนึ่งเลขที่อยู่ ผู้ที่ส่งจากเลขที่อยู่นี้ส่งอีเมลได้โดยไม่ต้องใช้รหัสผ่าน
dom-client-add = อนุญาต
dom-client-confirm = ไม่ให้ {$client} ส่งอีเมลผ่านระบบนี้อีกหรือไม่
dom-remove = นำออก

# Administrators
dom-admins-text = ผู้ดูแลระบบหลักมีคนเดียวและแต่งตั้งผู้อื่นได้ ผู้ดูแลระบบจัดการบัญชีทั้งหมด ผู้ช่วยส่งลิงก์ตั้งรหัสผ่านใหม่ให้เจ้าของบัญชีได้อย่างเดียว
dom-admins-none = ยังไม่มีผู้ดูแลระบบ
dom-since = ตั้งแต่
dom-not-joined = ยังไม่ได้ตอบรับ
dom-by-request = เปลี่ยนโดยคำขอ
dom-dismiss = ให้พ้นหน้าที่
dom-dismiss-confirm = ให้ {$name} พ้นหน้าที่ทันทีหรือไม่
dom-main-by-request = การเปลี่ยนผู้ดูแลระบบหลักทำได้โดยยื่นคำขอเปลี่ยนแปลงที่ลงนามแล้วเท่านั้น เพื่อให้ สพร. ตรวจสอบตัวตนของผู้รับหน้าที่
dom-change-request = ยื่นคำขอเปลี่ยนแปลง
dom-appoint = เชิญเพิ่ม
dom-helper-text = ส่งลิงก์ตั้งรหัสผ่านใหม่ให้เจ้าของบัญชี ดูข้อมูลได้ แต่สร้างหรือแก้ไขไม่ได้
dom-admin-text = สร้าง แก้ไข ระงับ และลบบัญชี ชื่อเรียกแทน และกลุ่ม
dom-admin-email-hint = ระบบส่งคำเชิญไปที่อีเมลนี้ ลิงก์ใช้ได้ 7 วัน
dom-invite = ส่งคำเชิญ

# Reviews
dom-no-review = ยังไม่มีการทบทวนบัญชี
dom-no-review-text = การทบทวนครั้งแรกกำหนดไว้ครึ่งปีหลังเปิดบริการ
dom-review-late = เลยกำหนดทบทวนบัญชี
dom-review-next = การทบทวนบัญชีครั้งต่อไป
dom-review-text = ทบทวนปีละสองครั้งตามข้อ 4.1 ของข้อกำหนด ตรวจว่าเจ้าของบัญชียังปฏิบัติหน้าที่อยู่ เลือกบัญชีที่ต้องระงับ แล้วยืนยันบัญชีที่เหลือ
dom-account-search = ค้นหาชื่อหรือที่อยู่อีเมล
dom-account = บัญชี
dom-last-login = เข้าหน้าบัญชีล่าสุด
dom-last-login-text = “เข้าหน้าบัญชีล่าสุด” ไม่นับการรับส่งด้วยโปรแกรมอีเมล
dom-not-known = ไม่มีข้อมูล
dom-review-accounts = บัญชีที่ต้องทบทวน
dom-review-no-accounts = ยังไม่มีบัญชีที่ต้องทบทวน
dom-review-none-found = ไม่พบบัญชีที่ตรงกับที่ค้นหา
dom-review-suspend = ระงับ
dom-review-suspend-one = ระงับบัญชีของ {$name}
dom-review-count = เลือกระงับ {"{"}n{"}"} บัญชีในหน้านี้
dom-review-how = เลือกบัญชีที่ต้องระงับ ถ้าไม่มีให้ดำเนินการต่อได้เลย ไม่มีอะไรเปลี่ยนจนกว่าจะยืนยันในขั้นต่อไป
dom-review-go-on = ตรวจครบแล้ว ดำเนินการต่อ
dom-review-finish = ยืนยันผลการทบทวน
dom-review-nobody = ไม่มีบัญชีที่ต้องระงับ บัญชีทั้งหมดจะได้รับการยืนยัน
dom-review-these = ระงับ {$n} บัญชีต่อไปนี้ทันที และยืนยันบัญชีที่เหลือทั้งหมด
dom-review-reason = เหตุผลที่ระงับ
dom-review-reason-hint = เช่น พ้นจากหน้าที่แล้ว ใช้กับทุกบัญชีที่เลือก
dom-review-complete = ยืนยันผลการทบทวน
dom-review-back = กลับไปแก้ไข
dom-reviews-done = การทบทวนที่เสร็จแล้ว
dom-kept = ยืนยัน (บัญชี)
dom-review-suspended = ระงับ (บัญชี)

# Tokens
dom-tokens-text = โทเค็นให้ระบบงานของหน่วยงาน เช่น ระบบบุคลากร จัดการบัญชีของ {$domain} ผ่าน API ได้เท่าที่ผู้สร้างทำได้ และใช้กับโดเมนอื่นไม่ได้
dom-tokens-api = ดูเอกสาร API
dom-tokens-none = ยังไม่มีโทเค็น
dom-token-fresh = โทเค็นใหม่ แสดงครั้งนี้ครั้งเดียว
dom-token-fresh-text = เก็บไว้ในที่ปลอดภัยของระบบงาน ระบบนี้จะไม่แสดงอีก ส่งในหัวข้อ Authorization: Bearer
dom-token-new = สร้างโทเค็น
dom-token-name = ใช้กับระบบใด
dom-token-name-hint = เช่น ระบบบุคลากร
dom-token-days = ใช้ได้นาน
dom-days = วัน
dom-token-make = สร้างโทเค็น
dom-token-used = ใช้ล่าสุด
dom-token-ends = ใช้ได้ถึง
dom-never = ยังไม่เคยใช้
dom-token-end = ยกเลิกโทเค็น
dom-token-end-confirm = ยกเลิกโทเค็น “{$name}” ทันทีหรือไม่ ระบบงานที่ใช้อยู่จะเข้าไม่ได้

# The log
dom-log-text = ทุกการดำเนินการกับโดเมนและบัญชี ใหม่ที่สุดอยู่บน
dom-log-none = ยังไม่มีรายการ
dom-what = การดำเนินการ
dom-who = ผู้ดำเนินการ
dom-when = เวลา
dom-system = ระบบ
dom-holder-or-system = เจ้าของบัญชีหรือระบบ
dom-newest = ใหม่ที่สุด
dom-older = รายการก่อนหน้านี้

# What was done
act-workd-admin-appointed = แต่งตั้งผู้ดูแลระบบหรือผู้ช่วย
act-workd-admin-dismissed = ให้ผู้ดูแลระบบหรือผู้ช่วยพ้นหน้าที่
act-workd-admin-invited = เชิญผู้ดูแลระบบหรือผู้ช่วย

# Notices
notice-dom-looked = ตรวจ DNS แล้ว ผลล่าสุดอยู่ด้านล่าง
notice-dom-zone-changed = เปลี่ยน DNS จำลองและตรวจใหม่แล้ว ผลล่าสุดอยู่ด้านล่าง
notice-dom-rotation-begun = กำลังสร้างกุญแจใหม่ ระเบียนจะแสดงในหัวข้อ DKIM ในอีกครู่
notice-dom-opened = เปิดให้บริการแล้ว และแจ้งผู้ดูแลระบบของหน่วยงานทางอีเมลแล้ว
notice-dom-suspended = ระงับการให้บริการแล้ว และแจ้งผู้ดูแลระบบของหน่วยงานทางอีเมลแล้ว
notice-dom-resumed = คืนการให้บริการแล้ว และแจ้งผู้ดูแลระบบของหน่วยงานทางอีเมลแล้ว
notice-dom-set = บันทึกการตั้งค่าแล้ว
notice-dom-admin-invited = ส่งคำเชิญแล้ว สิทธิจะเริ่มเมื่อผู้รับคำเชิญตอบรับ
notice-dom-admin-dismissed = ให้พ้นหน้าที่แล้ว มีผลทันที
notice-dom-review-done = บันทึกผลการทบทวนแล้ว การทบทวนครั้งต่อไปกำหนดไว้ในอีกครึ่งปี
notice-dom-token-ended = ยกเลิกโทเค็นแล้ว มีผลทันที
