# Draws certificates with Typst in one process; prints milliseconds of processor time and bytes.
import json
import sys
import time

import typst

template, fonts, warm_up = sys.argv[1], sys.argv[2], int(sys.argv[3])
pages = json.load(sys.stdin)
compiler = typst.Compiler(template, font_paths=[fonts], ignore_system_fonts=True)


def draw(page):
    return compiler.compile(sys_inputs=page, format="pdf", timestamp=0, pdf_tags=False)


for page in pages[:warm_up]:
    draw(page)
begin = time.process_time()
for page in pages[warm_up:]:
    pdf = draw(page)
spent = time.process_time() - begin
print(spent * 1000 / (len(pages) - warm_up), len(pdf))
