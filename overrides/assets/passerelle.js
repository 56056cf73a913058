// What a page can do once it has loaded. Each part improves something that works without it.

const store = {
  get(key) {
    try { return localStorage.getItem(key); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(key, value); } catch { /* a private window: the choice lasts for this page */ }
  },
};

/** Colours: as the device, light, dark. `partials/theme-boot.html` applies the stored choice before the first paint. */
function themeToggle(button) {
  const modes = ["auto", "light", "dark"];
  const root = document.documentElement;
  const show = (mode) => {
    if (mode === "auto") delete root.dataset.theme;
    else root.dataset.theme = mode;
    button.dataset.state = mode;
    button.ariaLabel = button.title = button.dataset[mode];
  };
  show(root.dataset.theme ?? "auto");
  button.addEventListener("click", () => {
    const mode = modes[(modes.indexOf(button.dataset.state) + 1) % modes.length];
    store.set("passerelle-theme", mode);
    show(mode);
  });
}

/** An open menu closes with Escape, a click elsewhere, or when the focus leaves it. */
function closingMenu(menu) {
  const outside = (event) => { if (!menu.contains(event.target)) menu.open = false; };
  document.addEventListener("click", outside);
  document.addEventListener("focusin", outside);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/** Offer the page in the first of the browser's languages that we have, unless it is this one or the reader said no. */
function languageOffer(banner) {
  if (store.get("passerelle-offer") === "closed") return;
  const offers = new Map([...banner.children].map((offer) => [offer.lang, offer]));
  for (const tag of navigator.languages ?? []) {
    const code = tag.split("-")[0].toLowerCase();
    if (code === document.documentElement.lang) return;
    const offer = offers.get(code);
    if (!offer) continue;
    banner.hidden = offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      banner.hidden = true;
      store.set("passerelle-offer", "closed");
    });
    return;
  }
}

/** Mark one question; return whether exactly the right choices are ticked. */
function markQuestion(question) {
  const right = question.dataset.right.split(",");
  const picked = [...question.querySelectorAll("input:checked")].map((input) => input.value);
  const good = picked.length === right.length && picked.every((value) => right.includes(value));
  for (const feedback of question.querySelectorAll(".quiz-feedback")) {
    feedback.hidden = !picked.includes(feedback.dataset.choice);
    feedback.classList.toggle("good", right.includes(feedback.dataset.choice));
  }
  question.classList.toggle("good", good);
  question.classList.toggle("again", !good);
  return good;
}

function quiz(section) {
  const { check, rightText, try: again } = section.dataset;
  const questions = [...section.querySelectorAll(".quiz-question")];
  const line = document.createElement("p");
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "button";
  button.textContent = check;
  status.className = "quiz-status";
  status.setAttribute("role", "status");
  line.append(button, status);
  section.append(line);
  button.addEventListener("click", () => {
    const n = questions.map(markQuestion).filter(Boolean).length;
    const score = rightText.replace("{n}", n).replace("{total}", questions.length);
    status.textContent = n === questions.length ? score : `${score}. ${again}`;
  });
  section.addEventListener("change", (event) => {
    const question = event.target.closest(".quiz-question");
    question.classList.remove("good", "again");
    for (const feedback of question.querySelectorAll(".quiz-feedback")) feedback.hidden = true;
  });
}

const all = (selector, start) => document.querySelectorAll(selector).forEach(start);

all(".theme-toggle", themeToggle);
all(".menu", closingMenu);
all(".offers", languageOffer);
all("[data-quiz]", quiz);
if (matchMedia("(min-width: 60em)").matches) all(".toc", (toc) => { toc.open = true; });
