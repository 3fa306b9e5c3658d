# The promised two days, and holidays.
promise-title = ผลการรักษาเวลา 2 วัน
promise-link = ผลการรักษาเวลา
promise-lead = เวลาตั้งแต่ยื่นคำขอใบประกาศนียบัตรจนเจ้าหน้าที่ตัดสิน นับตามเดือนที่ตัดสิน
promise-month = เดือน
promise-month-shape = โปรดระบุเดือนเป็นปี ค.ศ. ขีด เดือน เช่น 2026-04
promise-all-courses = ทุกหลักสูตร
promise-show = แสดง
promise-csv = ดาวน์โหลด CSV ย้อนหลัง 12 เดือน
promise-share = ตัดสินภายใน 2 วัน
promise-n-of-m = {$n} จาก {$m} คำขอ
promise-median = ค่ามัธยฐาน
promise-median-note = ครึ่งหนึ่งของคำขอได้รับการตัดสินภายในเวลานี้
promise-p90 = เปอร์เซ็นไทล์ที่ 90
promise-p90-note = เก้าในสิบคำขอได้รับการตัดสินภายในเวลานี้
promise-minutes = {$n} นาที
promise-hours = { $n ->
    [0] ทันที
   *[other] {$n} ชั่วโมง
 }
promise-up-to = ไม่เกิน {$n} ชั่วโมง
promise-over = เกิน 2 วัน
promise-bands = ระยะเวลาที่รอ
promise-by-month = รายเดือน
promise-by-course = รายหลักสูตร
promise-decided = ตัดสินแล้ว
promise-by-rule = ในจำนวนนี้ {$n} คำขออนุมัติโดยเกณฑ์อัตโนมัติของหลักสูตร
promise-none = เดือนนี้ยังไม่มีคำขอที่ตัดสิน
promise-overdue-now = เกินกำหนดขณะนี้ (ทุกหลักสูตร)
promise-overdue-list = คำขอที่เกินกำหนด เรียงจากนานที่สุด
promise-overdue-none = ไม่มีคำขอที่เกินกำหนด
promise-overdue-shown = แสดง {$n} จาก {$m} คำขอ
promise-overdue-all = ดูทั้งหมดในคิว
promise-who = เจ้าหน้าที่ออกใบประกาศนียบัตร สพร. เป็นผู้พิจารณา และแจ้งผลทางอีเมล
promise-late-note = การพิจารณาล่าช้ากว่ากำหนด 2 วัน สพร. ขออภัย คำขอของท่านยังอยู่ และเจ้าหน้าที่ได้รับแจ้งเตือนแล้ว
act-promise-reminded = เตือนเจ้าหน้าที่ถึงคำขอที่ใกล้หรือครบกำหนด
act-promise-broken = แจ้งผู้เรียนว่าการพิจารณาล่าช้ากว่ากำหนด
mail-promise-due-subject = คำขอใบประกาศนียบัตร: ใกล้ครบกำหนด {$soon} ครบกำหนดแล้ว {$late}
mail-promise-due-body = เรียน เจ้าหน้าที่ออกใบประกาศนียบัตร

    ผู้เรียนได้รับคำมั่นว่าจะพิจารณาภายใน 2 วัน ขณะนี้มีคำขอที่

    จะครบกำหนดภายใน 12 ชั่วโมง: {$soon} คำขอ
    ครบกำหนดแล้วและยังไม่ตัดสิน: {$late} คำขอ

    คำขอที่ครบกำหนดก่อน

    {$lines}

    ดูคิวทั้งหมดได้ที่

    {$url}
mail-promise-broken-subject = ขออภัยที่พิจารณาคำขอใบประกาศนียบัตร “{$course}” ล่าช้า
mail-promise-broken-body = เรียน {$name}

    เราแจ้งไว้ว่าจะพิจารณาคำขอใบประกาศนียบัตรหลักสูตร “{$course}” ภายใน 2 วัน คือ {$due} แต่ยังพิจารณาไม่เสร็จ จึงขออภัยมา ณ ที่นี้

    คำขอของท่านยังอยู่ ไม่ต้องยื่นใหม่ เจ้าหน้าที่ได้รับแจ้งเตือนแล้ว ติดตามสถานะได้ที่

    {$url}

    สอบถามได้ที่ DGA Contact Center โทร. 02 612 6060 อีเมล contact@dga.or.th
state-renewed = เรียนใหม่เพื่อต่ออายุแล้ว
notice-renewal-begun = เริ่มเรียนเพื่อต่ออายุใบประกาศนียบัตรแล้ว ใบเดิมยังใช้ได้จนถึงวันสุดท้ายของใบนั้น
renewal-last-day = ใช้ได้ถึง {$day}
renewal-offer = ต่ออายุได้โดยเรียนหลักสูตรฉบับปัจจุบันอีกครั้ง ใบเดิมและประวัติการเรียนเดิมยังอยู่
renewal-renew = ต่ออายุ
renewal-confirm = เริ่มเรียนหลักสูตรนี้ใหม่เพื่อต่ออายุใบประกาศนียบัตรหรือไม่
renewal-set-aside = ครั้งที่เรียนนี้เก็บไว้เป็นประวัติ เพราะได้เริ่มเรียนใหม่เพื่อต่ออายุใบประกาศนียบัตรแล้ว
renewal-there = ไปยังครั้งที่เรียนอยู่
renewal-revoked = ใบประกาศนียบัตรนี้ถูกเพิกถอนแล้ว จึงต่ออายุไม่ได้ สอบถามได้ที่ DGA Contact Center 02 612 6060
renewal-never-ends = ใบประกาศนียบัตรนี้ไม่มีวันหมดอายุ จึงไม่ต้องต่ออายุ
renewal-early = ยังต่ออายุไม่ได้ เริ่มต่ออายุได้ตั้งแต่ {$day}
renewal-already = ได้เริ่มต่ออายุใบประกาศนียบัตรนี้แล้ว ดูได้ที่การเรียนของฉัน
act-certificate-renewal = เริ่มเรียนใหม่เพื่อต่ออายุใบประกาศนียบัตร
act-certificate-ends = แจ้งว่าใบประกาศนียบัตรใกล้หมดอายุ
mail-renewal-ends-subject = ใบประกาศนียบัตร “{$course}” ใช้ได้ถึง {$last}
mail-renewal-ends-body = เรียน {$name}

    ใบประกาศนียบัตรหลักสูตร “{$course}” เลขที่ {$number} ใช้ได้ถึง {$last}

    หากต้องการใบใหม่ โปรดเรียนหลักสูตรฉบับปัจจุบันอีกครั้ง ใบเดิมยังใช้ได้จนถึงวันสุดท้าย เริ่มได้ที่

    {$url}
mail-renewal-last-day-subject = ใบประกาศนียบัตร “{$course}” ใช้ได้ถึงวันนี้เป็นวันสุดท้าย
mail-renewal-last-day-body = เรียน {$name}

    ใบประกาศนียบัตรหลักสูตร “{$course}” เลขที่ {$number} ใช้ได้ถึงวันนี้ {$last} เป็นวันสุดท้าย

    ต่ออายุหลังจากนี้ได้ทุกเมื่อ โดยเรียนหลักสูตรฉบับปัจจุบันอีกครั้งที่

    {$url}
mail-renewal-ended-subject = ใบประกาศนียบัตร “{$course}” หมดอายุแล้ว
mail-renewal-ended-body = เรียน {$name}

    ใบประกาศนียบัตรหลักสูตร “{$course}” เลขที่ {$number} ใช้ได้ถึง {$last} และหมดอายุแล้ว

    ต่ออายุได้ทุกเมื่อ โดยเรียนหลักสูตรฉบับปัจจุบันอีกครั้งที่

    {$url}
holiday-source-required = โปรดระบุที่มา เช่น วันที่หรือเลขที่มติคณะรัฐมนตรี
holiday-source-hint = วันที่หรือเลขที่มติคณะรัฐมนตรี หรือประกาศที่กำหนดวันนี้
holiday-long = ยาวเกินไป ใช้ได้ไม่เกิน 300 ตัวอักษร
holiday-kind = ประเภท
holiday-kind-unknown = โปรดเลือกประเภทของวันหยุด
kind-holiday-fixed = วันเดิมทุกปี
kind-holiday-lunar = ตามจันทรคติหรือตามประกาศของปีนั้น
kind-holiday-substitute = วันหยุดชดเชย
kind-holiday-cabinet = มติคณะรัฐมนตรี
holiday-substitutes = ชดเชยวันใด
holiday-substitutes-when = (เฉพาะวันหยุดชดเชย)
holiday-substitutes-hint = วันหยุดที่ตรงกับวันเสาร์หรือวันอาทิตย์ เช่น 31 พฤษภาคม 2569
holiday-substitutes-required = โปรดระบุว่าชดเชยวันหยุดวันใด
holiday-substitutes-needless = ระบุวันที่ชดเชยได้เฉพาะวันหยุดชดเชย ลบช่องนี้ หรือเปลี่ยนประเภท
holiday-substitutes-weekday = วันที่ชดเชยต้องเป็นวันหยุดที่ตรงกับวันเสาร์หรือวันอาทิตย์
holiday-substitutes-order = วันหยุดชดเชยต้องเป็นวันจันทร์ถึงวันศุกร์ และอยู่หลังวันที่ชดเชย
holiday-substitutes-unknown = วันที่ระบุไม่ใช่วันหยุดในปฏิทิน เพิ่มวันนั้นก่อน
holiday-stands-for = ชดเชย {$day}
holiday-is-substituted = มีวันหยุดชดเชยของวันนี้อยู่ โปรดลบวันหยุดชดเชยก่อน
holiday-changed-since = มีผู้แก้ไขวันหยุดนี้หลังจากที่ท่านเปิดหน้า โปรดตรวจข้อมูลล่าสุดด้านล่างแล้วบันทึกอีกครั้ง
holiday-why = เหตุผลที่แก้ไข
holiday-why-hint = จะแสดงในประวัติ
holiday-why-required = โปรดระบุเหตุผล จะแสดงในประวัติ
holiday-change = แก้ไข
holiday-change-lead = การแก้ไขทุกครั้งเก็บไว้ในประวัติ หากวันเปลี่ยน ให้เพิ่มวันใหม่แล้วลบวันเดิม
holiday-save = บันทึก
holiday-remove = ลบวันหยุดนี้
holiday-remove-why = เหตุผลที่ลบ
holiday-history = ประวัติการแก้ไข
holiday-history-none = ปีนี้ยังไม่มีการแก้ไขวันหยุด
holiday-version = ฉบับที่ {$n}
event-holiday-shipped = มากับระบบ
event-holiday-added = เพิ่ม
event-holiday-changed = แก้ไข
event-holiday-removed = ลบ
holiday-incomplete = ยังไม่ครบ
holiday-year-whole = วันหยุดปี {$year} ครบตามหลักเกณฑ์
holiday-year-lacks = วันหยุดปี {$year} ยังไม่ครบ
holiday-gap-fixed = ยังไม่มีวันหยุดประจำปี {$day}
holiday-gap-lunar = วันหยุดตามจันทรคติและวันพืชมงคลมี {$n} วัน จากที่ควรมี {$m} วัน
holiday-gap-substitute = {$day} ตรงกับวันเสาร์หรือวันอาทิตย์ และยังไม่มีวันหยุดชดเชย
act-holiday-changed = แก้ไขวันหยุดราชการ
