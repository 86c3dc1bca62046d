// The review queue by keys: each key presses the button or link that shows it. Without this script
// the same buttons work, one page after the other; with it the page stays and its parts change.

import { Holding } from "./holding.js";

const page = document.getElementById("review");
const said = document.getElementById("review-said");
const holding = new Holding(page, (words) => say(words, "error"));
let busy = false;

/** Say something, to eyes and to screen readers. */
function say(words, tone = "info") {
    const line = document.createElement("p");
    line.className = `review-${tone}`;
    line.textContent = words;
    said.replaceChildren(line);
}

const button = (key) => page.querySelector(`.review-bar [aria-keyshortcuts="${CSS.escape(key)}"]`);
const no = () => page.querySelector(".review-no");

/** Show what the server answers in place of what is there; the focus goes to the new record. */
async function go(url, sent = null, { push = true } = {}) {
    if (busy) {
        return;
    }
    busy = true;
    page.setAttribute("aria-busy", "true");
    try {
        const answer = await fetch(url, sent ? { method: "POST", body: sent } : {});
        const html = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = html.getElementById("review");
        if (!fresh) {
            location.assign(answer.url);
            return;
        }
        page.replaceChildren(...fresh.childNodes);
        said.replaceChildren(...html.getElementById("review-said").childNodes);
        const shown = page.querySelector("[data-uid]")?.dataset.uid;
        const address = answer.redirected || !sent ? answer.url : location.href;
        if (push && address !== location.href) {
            history.pushState({ shown }, "", address);
        }
        holding.begin();
        focusOnRecord();
    } catch {
        say("The server cannot be reached: nothing was done.", "error");
    } finally {
        busy = false;
        page.removeAttribute("aria-busy");
    }
}

function focusOnRecord() {
    const reason = no()?.open ? page.querySelector("#review-reason") : null;
    window.scrollTo({ top: 0 });
    (reason ?? page.querySelector("#review-title"))?.focus({ preventScroll: true });
}

/** Open the field for the reason, or leave it; what was typed stays. */
function askWhy(open) {
    const details = no();
    if (!details) {
        return;
    }
    details.open = open;
    (open ? details.querySelector("#review-reason") : details.querySelector("summary")).focus();
}

/** Why a button does nothing, as the page tells it. */
function whyNot(element) {
    const told = document.getElementById(element.getAttribute("aria-describedby") ?? "");
    const holder = page.querySelector(".review-holder p");
    say((told ?? holder)?.innerText.trim() || "This cannot be done now.", "error");
}

document.addEventListener("click", (event) => {
    const dead = event.target.closest('.review-bar [aria-disabled="true"]');
    const link = event.target.closest("#review a[data-go]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (dead) {
        event.preventDefault();
        whyNot(dead);
    } else if (event.target.closest(".review-no > summary")) {
        event.preventDefault();
        askWhy(!no().open);
    } else if (event.target.closest(".review-leave")) {
        askWhy(false);
    } else if (link && plain) {
        event.preventDefault();
        go(link.href);
    } else if (event.target.closest("a[data-stay]")) {
        holding.keep();
    }
});

document.addEventListener("submit", (event) => {
    if (event.target.matches("#review form[data-go]")) {
        event.preventDefault();
        go(event.target.action, new FormData(event.target));
    }
});

// What takes letters itself, or opens by them.
const TYPING = "input, select, textarea, [contenteditable], [role=combobox], [role=listbox], .select2-container";

document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".review-no")) {
        event.preventDefault();
        askWhy(false);
        return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest(TYPING)) {
        return;
    }
    const pressed = button(event.key.toLowerCase());
    if (pressed) {
        event.preventDefault();
        pressed.click();
    }
});

addEventListener("popstate", () => go(location.href, null, { push: false }));

holding.begin();
if (no()?.open) {
    focusOnRecord();
}
