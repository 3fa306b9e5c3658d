// A video lesson: what was played is reported every five seconds, and whenever playing stops or jumps.
import { Played } from "./ranges.js";

const heartbeat = 5000; // milliseconds

// watched(from, to) gets whole seconds. Gives {report, playing} for the moment the page is left.
export function video(main, watched) {
  const film = main.querySelector("video");
  if (!film) return { report() {}, playing: () => false };
  const played = new Played();
  const step = () => played.advance(film.currentTime, performance.now(), film.playbackRate);
  const report = (end) => played.take(end).forEach(([from, to]) => watched(from, to));

  const begin = () => { if (!film.paused && !film.seeking) played.start(film.currentTime, performance.now()); };
  film.addEventListener("playing", begin);
  film.addEventListener("seeked", begin);
  film.addEventListener("timeupdate", () => { if (!film.seeking) step(); });
  film.addEventListener("ratechange", step);
  film.addEventListener("waiting", step);
  film.addEventListener("seeking", () => { played.stop(); report(); });
  film.addEventListener("pause", () => { if (!film.seeking) step(); played.stop(); report(); });
  film.addEventListener("ended", () => { step(); played.stop(); report(Math.ceil); });
  setInterval(() => { if (!film.paused) report(); }, heartbeat);

  const resume = Number(main.dataset.resume);
  const goOn = () => { if (resume > 0 && resume < film.duration - 3) film.currentTime = resume; };
  if (film.readyState >= 1) goOn();
  else film.addEventListener("loadedmetadata", goOn, { once: true });

  return { report: () => report(), playing: () => !film.paused };
}
