# Verifying, revoking and reissuing certificates.
verify-masked = ชื่อบนหน้านี้ถูกปิดไว้บางส่วน
verify-masked-text = เครือข่ายนี้ค้นหาเลขที่ที่ไม่มีอยู่หลายครั้งในเวลาใกล้กัน ระบบจึงปิดชื่อไว้ หากท่านมีใบประกาศนียบัตรอยู่ในมือ ให้กรอกนามสกุลตามใบ หรือส่งแฟ้ม PDF มาเทียบ แล้วจะเห็นชื่อเต็ม
verify-family-name = นามสกุลของผู้ถือใบประกาศนียบัตร
verify-family-name-wrong = นามสกุลนี้ไม่ตรงกับทะเบียน โปรดเทียบกับเอกสารทีละตัวอักษรแล้วลองใหม่
verify-unmask = แสดงชื่อเต็ม
verify-signed = แฟ้มใบประกาศนียบัตรของระบบนี้มีลายมือชื่อดิจิทัล
verify-unsigned = แฟ้มใบประกาศนียบัตรของระบบนี้ไม่มีลายมือชื่อดิจิทัล ให้ถือข้อมูลในหน้านี้เป็นหลัก
verify-paper = สิ่งที่พิมพ์บนใบ
verify-record = ข้อมูลที่ไม่ได้พิมพ์บนใบ
verify-course-en = ชื่อหลักสูตรภาษาอังกฤษ
state-undone = ยกเลิกการออกแล้ว
verdict-undone = การออกใบประกาศนียบัตรนี้ถูกยกเลิก ไม่เคยมีผลใช้
certificate-office = ผู้อนุมัติ
certificate-decided-officer = เจ้าหน้าที่เป็นผู้พิจารณา
certificate-decided-rule = อนุมัติโดยเกณฑ์อัตโนมัติของหลักสูตร
certificate-replaces = ออกแทนเลขที่
certificate-replaced-by = มีใบใหม่แทนแล้ว
certificate-see-new = ดูใบที่ออกแทน
certificate-manage = สำหรับเจ้าหน้าที่
certificate-revoked-error = ออกโดยผิดพลาด
certificate-revoked-fraud = ได้มาโดยไม่สุจริต
certificate-revoked-replaced = ออกใบใหม่แทน
certificate-revoked-undone = ยกเลิกการอนุมัติ
certificate-revoked-other = เหตุอื่น

# A file set beside the record
compare-title = ตรวจสอบจากแฟ้ม PDF
compare-lead = ส่งแฟ้มใบประกาศนียบัตรมาเทียบกับทะเบียนทีละรายการ ระบบตรวจแล้วทิ้งทันที ไม่เก็บแฟ้มไว้
compare-file = แฟ้มใบประกาศนียบัตร
compare-file-hint = PDF ไม่เกิน 2 MB เลือกแฟ้มหรือลากมาวางที่นี่
compare-file-needed = ยังไม่ได้เลือกแฟ้ม โปรดเลือกแฟ้ม PDF ที่ต้องการตรวจ
compare-file-too-large = แฟ้มนี้ใหญ่เกิน {$mb} MB แฟ้มใบประกาศนียบัตรของระบบนี้เล็กกว่านั้นมาก โปรดเลือกแฟ้มที่ดาวน์โหลดจากระบบ หรือกรอกเลขที่บนเอกสารแทน
verify-number-long = เลขที่ใบประกาศนียบัตรยาวไม่เกิน 29 ตัวอักษร ข้อความนี้ยาวกว่านั้นมาก โปรดตรวจแล้วกรอกใหม่
verify-number-needed = โปรดกรอกเลขที่ที่พิมพ์อยู่บนใบประกาศนียบัตร
verify-family-name-needed = โปรดกรอกนามสกุล
compare-go = เทียบแฟ้มกับทะเบียน
compare-own-file = เทียบแฟ้ม PDF กับทะเบียน
compare-table = เทียบทีละรายการ
compare-field = รายการ
compare-record = ในทะเบียน
compare-shown = ในแฟ้ม
compare-outcome = ผล
compare-reads-same = ข้อความตรงกัน
compare-seen-may-differ = ตารางนี้เทียบจากข้อความที่โปรแกรมอ่านได้ สิ่งที่มองเห็นในแฟ้มอาจต่างออกไป
compare-unread-part = ในแฟ้มนี้มีสิ่งที่โปรแกรมอ่านไม่ได้ ซึ่งอาจวางทับข้อความ
compare-covered-by-words = มีข้อความอื่นทับรายการนี้
compare-covered = มีสิ่งอื่นวางทับรายการนี้
compare-differs = ไม่ตรง
compare-missing = ไม่มีในแฟ้ม
compare-unreadable = อ่านไม่ได้
compare-added = ข้อความที่เพิ่มเข้ามา
compare-address = ที่อยู่สำหรับตรวจสอบ
compare-signer = ผู้ลงนาม
compare-rest = ข้อความอื่น
compare-register = ข้อมูลในทะเบียน
compare-disguised = แฟ้มนี้แสดงข้อความหนึ่ง แต่ซ่อนข้อความอื่นไว้ให้คัดลอก ผลด้านล่างเทียบจากข้อความที่มองเห็น
compare-data-looked = ข้อมูลที่ฝังอยู่ในแฟ้มถูกเทียบด้วยแล้ว
compare-kept-nothing = ระบบไม่ได้เก็บแฟ้มที่ส่งมา
compare-unsigned = แฟ้มนี้ไม่มีลายมือชื่อดิจิทัล
compare-signature-intact = ลายมือชื่อดิจิทัลถูกต้อง ลงโดย {$signer}
compare-signature-added = ลายมือชื่อดิจิทัลของ {$signer} ถูกต้อง แต่มีการเพิ่มข้อมูลในแฟ้มหลังลงลายมือชื่อ
compare-signature-broken = ลายมือชื่อดิจิทัลไม่ถูกต้อง แฟ้มถูกแก้ไขหลังลงลายมือชื่อ หรือลงด้วยกุญแจที่ระบบนี้ไม่รู้จัก
verdict-file-issued = แฟ้มนี้ตรงกับที่ออกให้ทุกไบต์
verdict-file-issued-text = เป็นแฟ้มที่ระบบนี้ออกให้ ไม่มีการแก้ไข
verdict-file-resaved = แฟ้มนี้ไม่ใช่แฟ้มที่ออกให้
verdict-file-resaved-text = แฟ้มถูกบันทึกหรือพิมพ์เป็น PDF ใหม่ แม้โปรแกรมอ่านข้อความได้ตรงกับทะเบียนทุกรายการ สิ่งที่มองเห็นอาจต่างออกไป ให้ถือข้อมูลในทะเบียนด้านล่างเป็นหลัก หรือขอแฟ้มที่ดาวน์โหลดจากระบบนี้
verdict-file-tampered = แฟ้มนี้ไม่ใช่แฟ้มที่ออกให้ ถูกแก้ไขหรือบันทึกใหม่หลังลงลายมือชื่อ
verdict-file-tampered-text = อย่ารับแฟ้มนี้เป็นหลักฐาน สิ่งที่มองเห็นอาจต่างจากข้อความที่โปรแกรมอ่านได้ ผู้ถืออาจเพียงบันทึกหรือพิมพ์เป็น PDF ใหม่โดยไม่ได้ตั้งใจแก้ไข โปรดขอแฟ้มที่ดาวน์โหลดจากระบบนี้ หรือถือข้อมูลในทะเบียนด้านล่างเป็นหลัก
verdict-file-altered = แฟ้มนี้ถูกแก้ไข
verdict-file-altered-text = รายการที่ทำเครื่องหมายไว้ไม่ตรงกับทะเบียน โปรดอย่ารับแฟ้มนี้เป็นหลักฐาน
verdict-file-another = แฟ้มอื่นที่อ้างเลขที่นี้
verdict-file-another-text = แฟ้มนี้มีเลขที่ใบประกาศนียบัตรของระบบนี้ แต่เนื้อหาเป็นคนละฉบับกัน โปรดอย่ารับแฟ้มนี้เป็นหลักฐาน
verdict-file-unread = อ่านข้อความในแฟ้มนี้ได้ไม่ครบ
verdict-file-unread-text = แฟ้มอาจเป็นภาพสแกน มีภาพหรือสิ่งอื่นที่อ่านไม่ได้วางอยู่ หรือใช้แบบอักษรที่อ่านไม่ได้ โปรดเทียบเอกสารกับข้อมูลในทะเบียนด้วยตา
verdict-file-unknown = เลขที่ในแฟ้มนี้ไม่มีอยู่ในทะเบียน
verdict-file-unknown-text = ไม่พบเลขที่ {$number} ในทะเบียน เอกสารนี้ไม่ได้ออกโดยระบบนี้
verdict-file-foreign = ไม่ใช่ใบประกาศนียบัตรของระบบนี้
verdict-file-foreign-text = ไม่พบเลขที่ใบประกาศนียบัตรในแฟ้ม หากเป็นภาพสแกน ให้กรอกเลขที่บนเอกสารเพื่อตรวจสอบแทน
verdict-file-empty = แฟ้มนี้ว่างเปล่า
verdict-file-empty-text = โปรดเลือกแฟ้มใหม่อีกครั้ง
verdict-file-not-pdf = แฟ้มนี้ไม่ใช่ PDF
verdict-file-not-pdf-text = ระบบดูจากเนื้อหา ไม่ใช่จากชื่อแฟ้ม โปรดเลือกแฟ้ม PDF ที่ดาวน์โหลดจากระบบ หรือกรอกเลขที่บนเอกสารแทน
verdict-file-locked = แฟ้มนี้มีรหัสผ่าน
verdict-file-locked-text = ใบประกาศนียบัตรของระบบนี้ไม่มีรหัสผ่าน แฟ้มนี้จึงไม่ใช่แฟ้มที่ออกให้ กรอกเลขที่บนเอกสารเพื่อตรวจสอบแทนได้
verdict-file-broken = แฟ้มนี้เสียหายหรือไม่ครบ
verdict-file-broken-text = แฟ้มอาจขาดระหว่างส่ง โปรดขอแฟ้มใหม่จากผู้ถือ หรือกรอกเลขที่บนเอกสารแทน
verdict-file-too-heavy = แฟ้มนี้ซับซ้อนเกินกว่าจะเป็นใบประกาศนียบัตร
verdict-file-too-heavy-text = ระบบหยุดอ่านเพื่อความปลอดภัย แฟ้มนี้ไม่ใช่แฟ้มที่ออกให้ กรอกเลขที่บนเอกสารเพื่อตรวจสอบแทนได้

# Revoking and issuing in the place of another
revocation-lead = เพิกถอนแล้วคืนสถานะไม่ได้ เหตุและเหตุผลจะแสดงในหน้าตรวจสอบ และระบบแจ้งผู้ถือทางอีเมล
revocation-code = เหตุที่เพิกถอน
revocation-code-needed = โปรดเลือกเหตุที่เพิกถอน
revocation-reason-hint = แสดงต่อสาธารณะ อย่าใส่ข้อมูลส่วนบุคคลเกินจำเป็น
revocation-or-reissue = หากข้อมูลบนใบผิดหรือผู้ถือเปลี่ยนชื่อ ให้ออกใบใหม่แทน ระบบจะเพิกถอนใบเดิมให้พร้อมกัน
reissue = ออกใบแทน
reissue-lead = ออกใบใหม่ที่ถูกต้องและเพิกถอนใบเดิมพร้อมกัน ใบเดิมยังค้นเจอและนำไปยังใบใหม่
reissue-table = สิ่งที่พิมพ์อยู่และสิ่งที่จะพิมพ์แทน
reissue-old = ใบเดิม
reissue-new = ใบใหม่
reissue-changed = แก้ไข
reissue-keeps = วันที่ออก วันหมดอายุ และคะแนนคงตามใบเดิม เลขที่เป็นเลขใหม่
reissue-nothing = ข้อมูลปัจจุบันตรงกับใบเดิมทุกรายการ ไม่มีรายการให้แก้
reissue-own = ออกใบแทนให้ตนเองไม่ได้ โปรดให้เจ้าหน้าที่ท่านอื่นดำเนินการ
reissue-confirm = ออกใบใหม่และเพิกถอนใบเดิมหรือไม่ ใบเดิมคืนสถานะไม่ได้
reissue-for-two = หลักสูตรนี้ต้องมีเจ้าหน้าที่สองท่านเห็นชอบ เมื่อท่านส่งแล้ว เจ้าหน้าที่อีกท่านต้องยืนยันก่อนจึงจะออกใบใหม่
reissue-wanted-by = {$name} ขอออกใบแทนใบนี้แล้ว รอเจ้าหน้าที่อีกท่านยืนยัน
reissue-you-confirm = โปรดตรวจรายการที่จะแก้ หากเห็นชอบให้กดออกใบแทน ระบบจะออกใบใหม่ทันที
reissue-second-officer = ท่านขอไว้แล้ว เจ้าหน้าที่อีกท่านต้องเป็นผู้ยืนยัน
notice-reissue-wanted = บันทึกคำขอออกใบแทนแล้ว และแจ้งเจ้าหน้าที่ท่านอื่นให้ยืนยัน ใบเดิมยังใช้ได้จนกว่าจะมีผู้ยืนยัน
act-certificate-reissue-wanted = ขอออกใบประกาศนียบัตรแทน รอเจ้าหน้าที่คนที่สอง
mail-reissue-wanted-subject = รอท่านยืนยันการออกใบประกาศนียบัตรแทนเลขที่ {$number}
mail-reissue-wanted-body = เรียน {$name}

    {$officer} ขอออกใบประกาศนียบัตรแทนใบเลขที่ {$number} หลักสูตรนี้ต้องมีเจ้าหน้าที่สองท่านเห็นชอบ
    โปรดตรวจรายการที่จะแก้และยืนยันที่

    {$url}
notice-reissued = ออกใบใหม่แทนแล้ว ใบเดิมถูกเพิกถอน และแจ้งผู้ถือทางอีเมลแล้ว
act-certificate-reissued = ออกใบประกาศนียบัตรแทน
act-certificates-asked = ขอแฟ้มรวมใบประกาศนียบัตร
act-certificates-ready = แฟ้มรวมใบประกาศนียบัตรพร้อม
act-certificates-taken = ดาวน์โหลดแฟ้มรวมใบประกาศนียบัตร
act-certificates-forgotten = ลบแฟ้มรวมใบประกาศนียบัตร
mail-certificate-revoked-subject = ใบประกาศนียบัตร “{$course}” ถูกเพิกถอน
mail-certificate-revoked-body = เรียน {$name}

    ใบประกาศนียบัตรหลักสูตร “{$course}” เลขที่ {$number} ถูกเพิกถอน ด้วยเหตุผลว่า

    {$reason}

    ดูรายละเอียดได้ที่

    {$url}

    หากมีข้อสงสัยหรือต้องการคัดค้าน โปรดติดต่อ DGA Contact Center
mail-certificate-reissued-subject = ออกใบประกาศนียบัตร “{$course}” ใบใหม่แทนแล้ว
mail-certificate-reissued-body = เรียน {$name}

    ใบประกาศนียบัตรหลักสูตร “{$course}” มีใบใหม่แทนแล้ว เลขที่ {$new_number} ด้วยเหตุผลว่า

    {$reason}

    ใบเดิมเลขที่ {$number} ถูกเพิกถอนและใช้ไม่ได้อีก ดูและพิมพ์ใบใหม่ได้ที่

    {$url}

# All certificates of a course in one archive
bundle-title = ใบประกาศนียบัตรของหลักสูตร
bundle-link = ดาวน์โหลดใบประกาศนียบัตรของหลักสูตรนี้
bundle-lead = ดาวน์โหลดใบประกาศนียบัตรที่ยังไม่ถูกเพิกถอนทั้งหมดเป็นแฟ้มเดียว พร้อมรายการสำหรับ Excel
bundle-month = เดือนที่ออก
bundle-any-month = ทุกเดือน หรือระบุวันด้านล่าง
bundle-month-count = {$month} ({$count} ใบ)
bundle-days = หรือระบุช่วงวันที่ออก
bundle-from = ตั้งแต่
bundle-to = ถึง
bundle-day-hint = เช่น 1 เมษายน 2569
bundle-count = นับจำนวน
bundle-found = ที่เลือกไว้
bundle-size = ขนาดโดยประมาณ
bundle-recorded = ระบบบันทึกว่าใครดาวน์โหลดกี่ใบ และเก็บแฟ้มไว้ 24 ชั่วโมง
bundle-ask = จัดทำแฟ้มรวม
bundle-none = ไม่มีใบประกาศนียบัตรในช่วงที่เลือก
bundle-none-yet = ยังไม่มีใบประกาศนียบัตรของหลักสูตรนี้
bundle-none-yet-text = เมื่ออนุมัติคำขอแล้ว ใบประกาศนียบัตรจะแสดงที่นี่
bundle-too-many = มากเกินกว่าจะรวมเป็นแฟ้มเดียว โปรดเลือกช่วงวันที่สั้นลง
bundle-month-wrong = อ่านเดือนไม่ได้ โปรดเลือกจากรายการ
bundle-ends-before = วันสุดท้ายอยู่ก่อนวันแรก
bundle-own = แฟ้มที่ขอไว้
bundle-asked-at = ขอเมื่อ
bundle-asked = ขอเมื่อ {$when}
bundle-being-made = กำลังจัดทำแฟ้ม
bundle-progress = จัดทำแล้ว {$done} จาก {$total} ใบ
bundle-wait = ปิดหน้านี้ได้ ระบบจะแจ้งทางอีเมลเมื่อแฟ้มพร้อม
bundle-look = ดูความคืบหน้าล่าสุด
bundle-ready = แฟ้มพร้อมแล้ว
bundle-holds = มีใบประกาศนียบัตร {$count} ใบ
bundle-until = ดาวน์โหลดได้ถึง {$when}
bundle-download = ดาวน์โหลด (ZIP, {$size})
bundle-resume = หากการดาวน์โหลดขาดกลางทาง ให้สั่งดาวน์โหลดต่อในเบราว์เซอร์ ไม่ต้องเริ่มใหม่
bundle-gone = แฟ้มนี้หมดเวลาแล้วหรือยังไม่พร้อม โปรดขอใหม่ที่หน้าใบประกาศนียบัตรของหลักสูตร
mail-bundle-ready-subject = แฟ้มรวมใบประกาศนียบัตรพร้อมแล้ว
mail-bundle-ready-body = เรียน {$name}

    แฟ้มรวมใบประกาศนียบัตร {$count} ใบพร้อมให้ดาวน์โหลดถึง {$when}

    {$url}
certificate-revoked-ask = หากเห็นว่าไม่ถูกต้อง โปรดติดต่อ DGA Contact Center โทร. 02 612 6060 พร้อมแจ้งเลขที่ใบประกาศนียบัตร
