// A page that waits for something elsewhere: looks at its own address and loads again when the state there is another.

const EVERY = 2000;

export function live(root = document) {
  const own = root.querySelector("[data-live]");
  if (!own) return;
  const look = async () => {
    if (!document.hidden) {
      const there = await stateThere();
      if (there !== undefined && there !== own.dataset.liveState) return location.replace(location.pathname);
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
}

// undefined when there is no telling: no network, or somebody logged out.
async function stateThere() {
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return undefined;
    // A page without a state has come to its end.
    return stateOf(await answer.text()) ?? "";
  } catch {
    return undefined;
  }
}

export function stateOf(html) {
  return /\sdata-live-state="([^"]*)"/.exec(html)?.[1];
}
