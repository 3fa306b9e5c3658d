// What a player says about itself: a quiet status line, and a message that asks for something.

// root carries the sentences as data-text-… attributes and holds both regions.
export class Region {
  constructor(root) {
    this.words = root.dataset;
    this.status = root.querySelector("[data-player-status]");
    this.message = root.querySelector("[data-player-message]");
  }

  tell(state, problem = {}) {
    const { words } = this;
    if (state === "saved" || state === "saving" || state === "waiting") {
      this.#say({ saved: words.textSaved, saving: words.textSaving, waiting: words.textWaiting }[state], state);
      if (state === "saved" && !this.kept) this.#clear();
      return;
    }
    this.#say("");
    this.kept = state === "refused";
    if (state === "signed-out") this.#ask(words.textSignedOut, words.textLogIn, words.loginUrl);
    else if (state === "reload") this.#ask(words.textReload, words.textReloadLink, location.href);
    else this.#ask(problem.detail ?? problem.title ?? words.textReload);
  }

  #say(text = "", state = "") {
    if (!this.status) return;
    this.status.dataset.state = state;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  #ask(text, linkText, href) {
    if (!this.message) return;
    const line = document.createElement("p");
    line.textContent = text ?? "";
    if (linkText && href) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = linkText;
      line.append(" ", link);
    }
    this.message.replaceChildren(line);
    this.message.hidden = false;
  }

  #clear() {
    if (this.message) this.message.hidden = true;
  }
}
