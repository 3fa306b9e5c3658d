# Certificates as Open Badges.
badge-download = ดาวน์โหลด Open Badge (JSON)
badge-what = Open Badge คืออะไร ใช้ทำอะไร
badge-what-text = Open Badge คือใบประกาศนียบัตรฉบับอิเล็กทรอนิกส์ตามมาตรฐานสากล Open Badges 3.0 มีลายมือชื่อดิจิทัลกำกับ ท่านนำไปเก็บในแฟ้มสะสมผลงานหรือกระเป๋าเอกสารดิจิทัล หรือส่งให้หน่วยงานอื่น ผู้รับตรวจได้ด้วยเครื่องมือของตนว่าเป็นของจริง ไม่ถูกแก้ไข และยังไม่ถูกเพิกถอน
badge-what-inside = ในแฟ้มมีหลักสูตร เกณฑ์ คะแนน และวันที่ออก ส่วนชื่อและอีเมลของท่านอยู่ในรูปที่อ่านย้อนกลับไม่ได้ และไม่มีเลขประจำตัวประชาชน
badge-demo = ตัวอย่างจากระบบสาธิต ไม่ใช่เอกสารของทางราชการ
badge-score = คะแนนสอบ
badge-criteria-all-lessons = เรียนครบทุกบทเรียน
badge-criteria-lessons = เรียนจบอย่างน้อย {$n} บทเรียน
badge-criteria-score = สอบได้คะแนนไม่น้อยกว่าร้อยละ {$n}
badge-criteria-minutes = มีเวลาเรียนที่นับได้ไม่น้อยกว่า {$n} นาที
badge-criteria-approved = ผ่านการยืนยันตัวตน และคำขอได้รับอนุมัติแล้ว
act-badge-key-made = สร้างกุญแจลงลายมือชื่อ Open Badge
act-badge-key-rotated = เปลี่ยนกุญแจลงลายมือชื่อ Open Badge
act-badge-issued = ออก Open Badge ของใบประกาศนียบัตรเดิม
