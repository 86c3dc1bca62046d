// The reading desk: select words, press a letter, and what was coded stands beside the text.

import { Forms } from "./forms.js";
import { Body } from "./offsets.js";
import { Records } from "./records.js";
import { resizing } from "./resize.js";
import { Text } from "./text.js";
import { Writer } from "./writer.js";

let state = JSON.parse(document.getElementById("desk-state").textContent);
const body = new Body(state.body);
const textElement = document.getElementById("desk-text");
const text = new Text(textElement, body);
const records = new Records(document.getElementById("desk-records"), body);
const forms = new Forms(document.getElementById("desk-forms"));
const bar = document.querySelector(".desk-bar");
const undoButton = document.getElementById("desk-undo");
// The record and the passage in hand, whether a hand has taken it or it was only coded last, and
// the incident that was in hand last.
const hand = { record: null, passage: null, taken: false, incident: null };
const acts = [];
// A qualifier is a few words, “more than 150”; more than that is the sentence about it.
const SHORT = 3;
let span = null;

const said = document.getElementById("desk-said");
function say(words, bad = false) {
    said.textContent = words;
    said.classList.toggle("desk-bad", bad);
}

const writer = new Writer(textElement.dataset.write, document.querySelector("#desk-csrf input").value);
const recordOf = (uid) => [state.article, ...state.records].find((record) => record.uid === uid);
const passageOf = (uid) => state.passages.find((passage) => passage.uid === uid);

function spans() {
    return state.passages.map((passage) => ({ ...passage, kind: recordOf(passage.record)?.kind ?? "other" }));
}

function drawText(passages = spans()) {
    text.draw({ passages, pending: span, hand: hand.passage });
    light();
}

function draw() {
    if (recordOf(hand.record)?.kind === "incident") {
        hand.incident = hand.record;
    }
    drawText();
    records.draw(state, hand);
    undoButton.disabled = acts.length === 0;
    light();
}

/** Light up some passages and their records; without any, those in hand. */
function light(uids = hand.passage ? [hand.passage] : [], ofRecords = null) {
    const lit = new Set(uids);
    const owners = new Set(ofRecords ?? uids.map((uid) => passageOf(uid)?.record));
    text.light(lit);
    records.light(lit, owners);
}

function lightRecord(uid) {
    const own = state.passages.filter((passage) => passage.record === uid);
    light(own.map((passage) => passage.uid), [uid]);
}

/** Do one thing on the server; draw what is there then, or say why it was refused. */
async function write(what, sent) {
    const answer = await writer.write(what, sent);
    if (answer.errors) {
        const messages = Object.values(answer.errors).flat();
        say(messages.join(" "), true);
        forms.refuse(answer.errors);
        drawText();
        return null;
    }
    state = { ...state, ...answer.state };
    if (what !== "undo" && answer.act) {
        acts.push(answer.act);
    }
    if (hand.passage && !passageOf(hand.passage)) {
        hand.passage = null;
    }
    hand.taken = false;
    hand.record = recordOf(answer.hand) && answer.hand !== state.article.uid ? answer.hand : hand.record;
    if (!recordOf(hand.record)) {
        hand.record = null;
    }
    say(answer.said);
    return answer;
}

/* What is known already fills the form: the record in hand, what the quotation marks tell. */

const pick = (uid, kind) => {
    const record = recordOf(uid);
    return record?.kind === kind ? [[record.pk, record.title]] : [];
};

function known(gesture, words) {
    const before = body.points[(span?.start ?? 0) - 1] ?? "";
    const quoted = /["“«„]/.test(before) || /^["“«„]/.test(words);
    const incident = pick(hand.incident, "incident");
    const statement = pick(hand.record, "statement");
    const flat = words.replace(/\s+/g, " ");
    // What was coded last is not what the next name is of.
    const named = (kind) => (hand.taken ? pick(hand.record, kind) : []);
    return {
        statement: { form: quoted ? "direct" : "indirect", about: pick(hand.record, "incident") },
        incident: { title: flat.slice(0, 1).toUpperCase() + flat.slice(1, 200) },
        actor: { name: flat.slice(0, 300), actor: named("actor") },
        measure: { incident, asserted_by: statement, qualifier: flat.split(" ").length <= SHORT ? flat : "" },
        participant: { incident, asserted_by: statement },
        where: { incident, place: pick(hand.record, "place"), text: flat.slice(0, 300) },
        place: { name: flat.slice(0, 300), place: named("place") },
        affiliation: { actor: pick(hand.record, "actor"), role_title: flat.slice(0, 300) },
        link: { from_incident: incident, asserted_by: statement },
        restates: { from_statement: statement },
        evidence: {},
    }[gesture];
}

function begin({ gesture, wordless }) {
    // No words rest below the relation of two statements.
    const selected = gesture === "restates" ? null : (text.selected() ?? span);
    if (!selected && wordless === undefined) {
        say("Select words in the text first.", true);
        textElement.focus();
        return;
    }
    if (gesture === "evidence") {
        const record = recordOf(hand.record);
        if (!record) {
            say("Take a record in hand first: click it among those on the right.", true);
            return;
        }
        forms.facts(record.facts);
    }
    span = selected;
    const words = span ? body.slice(span.start, span.end) : "";
    forms.show(gesture, words, known(gesture, words));
    drawText();
    textElement.querySelector(".pending")?.scrollIntoView({ block: "nearest" });
}

function leave() {
    const kept = span;
    forms.close();
    drawText();
    textElement.focus({ preventScroll: true });
    if (kept) {
        text.select(kept);
    }
}

for (const form of document.querySelectorAll(".desk-form")) {
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const save = form.querySelector("[type=submit]");
        if (save.disabled) {
            return;
        }
        save.disabled = true;
        const words = span ? { ...span, exact: body.slice(span.start, span.end) } : {};
        const answer = await write(form.dataset.gesture, { ...words, fields: forms.read() });
        save.disabled = false;
        if (answer) {
            const end = span?.end ?? 0;
            forms.close();
            span = null;
            draw();
            records.show(hand.record);
            textElement.focus({ preventScroll: true });
            text.select({ start: end, end });
        }
    });
    form.addEventListener("keydown", (event) => event.key === "Escape" && leave());
    form.querySelector(".desk-cancel").addEventListener("click", leave);
}

/* Selecting and pointing */

document.addEventListener("selectionchange", () => {
    const selected = text.selected();
    // Drawing the text anew leaves the caret at the text itself: no hand has put it there.
    const { anchorNode } = getSelection();
    const inside = textElement.contains(anchorNode) && (selected || anchorNode !== textElement);
    if (inside && !forms.open) {
        text.unmark();
        span = selected;
        light(selected ? [] : text.at(anchorNode).slice(0, 1));
    }
    for (const button of bar.querySelectorAll("[data-gesture]")) {
        button.disabled = !span && button.dataset.wordless === undefined;
    }
});
textElement.addEventListener("mouseover", (event) => light(text.at(event.target)));
textElement.addEventListener("mouseleave", () => light());

function takePassage(uid) {
    hand.passage = uid;
    hand.record = passageOf(uid).record;
    hand.taken = true;
    draw();
    records.show(hand.record);
    say(`In hand: ${recordOf(hand.record).title}`);
}

textElement.addEventListener("click", (event) => {
    const [uid] = text.at(event.target);
    if (uid && !text.selected() && uid !== hand.passage) {
        const at = text.under(event.clientX, event.clientY) ?? 0;
        takePassage(uid);
        text.select({ start: at, end: at });
    }
});

async function undo() {
    const act = acts.at(-1);
    if (!act) {
        say("There is nothing to undo.");
        return;
    }
    if (await write("undo", { act })) {
        acts.pop();
        draw();
    }
}

document.addEventListener("keydown", (event) => {
    const inText = textElement.contains(event.target);
    const typing = event.target.closest("input, select, textarea");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
        event.preventDefault();
        undo();
    } else if (event.key === "F6") {
        event.preventDefault();
        if (inText) {
            records.focus(hand.record ?? state.article.uid);
        } else {
            textElement.focus();
        }
    } else if (plain && !typing && event.key === "Enter" && inText && !event.target.closest(".desk-handle")) {
        event.preventDefault();
        const [uid] = text.at(getSelection().anchorNode);
        if (uid) {
            takePassage(uid);
            textElement.querySelector(".desk-handle-end")?.focus();
        }
    } else if (plain && !typing) {
        const button = bar.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key.toLowerCase())}"]`);
        if (button) {
            event.preventDefault();
            begin(button.dataset);
        }
    }
});

bar.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-gesture]");
    if (button) {
        begin(button.dataset);
    }
});
undoButton.addEventListener("click", undo);

/* The records */

const actions = {
    take: (card) => {
        hand.record = hand.record === card ? null : card;
        hand.taken = hand.record !== null;
        hand.passage = null;
        draw();
        records.focus(card);
        say(hand.record ? `In hand: ${recordOf(card).title}` : "Nothing in hand.");
    },
    passage: (_, passage) => {
        takePassage(passage);
        textElement.querySelector(`mark[data-passages~="${passage}"]`)?.scrollIntoView({ block: "center" });
        document.querySelector(`li[data-passage="${passage}"] .desk-quote`)?.focus({ preventScroll: true });
    },
    step: (record, _, button) => change("step", { record, step: button.dataset.step }),
    accept: (record, passage) => change("accept", passage ? { passage } : { record }),
    reject: (record) => change("reject", { record }),
    remove: (_, passage) => change("remove", { passage }),
};

async function change(what, sent) {
    if (await write(what, sent)) {
        draw();
        records.focus(hand.record ?? state.article.uid);
    }
}

const right = document.getElementById("desk-records");
right.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) {
        const card = button.closest("[data-record]").dataset.record;
        actions[button.dataset.action](card, button.closest("[data-passage]")?.dataset.passage, button);
    }
});
for (const kind of ["mouseover", "focusin"]) {
    right.addEventListener(kind, (event) => {
        const passage = event.target.closest("[data-passage]");
        const card = event.target.closest("[data-record]");
        if (passage) {
            light([passage.dataset.passage]);
        } else if (card) {
            lightRecord(card.dataset.record);
        }
    });
}
right.addEventListener("mouseleave", () => light());

resizing(text, {
    passageOf,
    preview: (uid, ends) => {
        Object.assign(passageOf(uid), { was: passageOf(uid).was ?? [passageOf(uid).start, passageOf(uid).end] }, ends);
        drawText();
    },
    moved: async (uid, ends, side) => {
        const { was } = passageOf(uid) ?? {};
        if (!was) {
            return; // drawn anew meanwhile: the text shows what is saved
        }
        const exact = body.slice(ends.start, ends.end);
        const focused = document.activeElement?.classList.contains("desk-handle");
        if (!(await write("resize", { passage: uid, was, ...ends, exact }))) {
            Object.assign(passageOf(uid), { start: was[0], end: was[1], was: undefined });
        }
        draw();
        if (focused) {
            textElement.querySelector(`.desk-handle-${side}`)?.focus();
        }
    },
});

draw();
