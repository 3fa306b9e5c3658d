// A reading lesson: a page counts as read when it was on screen for two seconds and its end was not just scrolled past.

const enough = 2000; // milliseconds of the page on screen
const pause = 500; // of them with its end in view
const tick = 250;

// read(page) is called once for each page; pages already marked is-read are left alone.
export function reading(main, read) {
  const jumps = [...main.querySelectorAll(".page-jump a")];
  const jump = (page) => jumps.find((link) => link.hash === `#page-${page}`);
  const sections = [...main.querySelectorAll("[data-page]")];
  const pages = (sections.length ? sections : [main.querySelector(".lesson-body")]).filter(Boolean)
    .map((section, index) => ({ section, number: Number(section.dataset.page ?? index + 1), shown: 0, ended: 0, visible: false, atEnd: false }))
    .filter(({ number }) => !jump(number)?.classList.contains("is-read"));
  const watched = new Map(); // a section, or the mark at its end → its page

  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const page = watched.get(target);
      if (target === page.section) page.visible = isIntersecting;
      else page.atEnd = isIntersecting;
    }
  });
  for (const page of pages) {
    const end = document.createElement("span");
    end.className = "page-end";
    page.section.append(end);
    for (const part of [page.section, end]) {
      watched.set(part, page);
      watcher.observe(part);
    }
  }

  const timer = setInterval(() => {
    if (document.hidden) return;
    for (const page of pages.filter(({ visible }) => visible)) {
      page.shown += tick;
      if (page.atEnd) page.ended += tick;
      if (page.ended < pause || page.shown < enough) continue;
      pages.splice(pages.indexOf(page), 1);
      jump(page.number)?.classList.add("is-read");
      read(page.number);
    }
    if (!pages.length) {
      clearInterval(timer);
      watcher.disconnect();
    }
  }, tick);

  const resume = Number(main.dataset.resume);
  if (resume > 1 && !location.hash) main.querySelector(`[data-page="${resume}"]`)?.scrollIntoView({ behavior: "instant" });
}
