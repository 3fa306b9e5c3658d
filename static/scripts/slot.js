// Each tab writes its own journal: the first free place of an enrolment, held by a lock while the tab lives.
// Where there are no locks (plain http), all tabs share the first place and the journal reads storage before every write.

const name = (enrolment, place) => `rian.log.${enrolment}.${place}`;

// Gives {key, release}.
export async function take(enrolment) {
  if (!navigator.locks) return { key: name(enrolment, 0), release() {} };
  for (let place = 0; ; place += 1) {
    const key = name(enrolment, place);
    const release = await hold(key);
    if (release) return { key, release };
  }
}

// Runs act(key) for each journal that no tab holds any more.
export async function eachOrphan(enrolment, own, act) {
  if (!navigator.locks) return;
  for (let place = 0; stored(name(enrolment, place)); place += 1) {
    const key = name(enrolment, place);
    if (key === own) continue;
    const release = await hold(key);
    if (release) await act(key).finally(release);
  }
}

function stored(key) {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function hold(key) {
  return new Promise((found) => {
    navigator.locks.request(key, { ifAvailable: true }, (lock) => {
      if (!lock) return found(null);
      return new Promise((release) => found(release));
    }).catch(() => found(() => {}));
  });
}
