// What is coded from the text: a card for each record, with the words that each fact rests on.

const HEADINGS = { incident: "Incidents", statement: "Statements", actor: "Actors", place: "Places" };

function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== null && value !== false) {
            element.setAttribute(name, value === true ? "" : value);
        }
    }
    element.append(...children.filter((child) => child !== null));
    return element;
}

const button = (label, action, data = {}, name = null) =>
    make("button", { type: "button", class: "desk-small", "data-action": action, "aria-label": name, ...data }, label);

export class Records {
    constructor(element, body) {
        this.element = element;
        this.body = body;
    }

    draw(state, hand) {
        const groups = Object.entries(HEADINGS).map(([kind, heading]) => {
            const cards = state.records.filter((record) => record.kind === kind);
            return cards.length === 0
                ? null
                : make(
                      "section",
                      { "aria-label": heading },
                      make("h3", {}, `${heading} `, make("span", { class: "quiet" }, String(cards.length))),
                      ...cards.map((record) => this.#card(record, state, hand)),
                  );
        });
        const empty = make(
            "p",
            { class: "quiet" },
            "Nothing yet. Select words in the text, and press S for what somebody says, or I for what happened.",
        );
        this.element.replaceChildren(
            this.#card(state.article, state, hand),
            ...(groups.some(Boolean) ? groups.filter(Boolean) : [empty]),
        );
    }

    #card(record, state, hand) {
        const held = hand.record === record.uid;
        const machines = record.origin === "machine" && record.status === "draft";
        return make(
            "article",
            { class: `desk-card kind-${record.kind}`, "data-record": record.uid, "aria-current": held ? "true" : null },
            make(
                "div",
                { class: "desk-card-head" },
                make(
                    "button",
                    { type: "button", class: "desk-take", "data-action": "take", "aria-pressed": String(held) },
                    record.title,
                ),
                make("span", { class: `badge badge-${record.status}` }, record.statusLabel),
            ),
            ...record.facts.map((fact, number) => this.#fact(fact, number === 0, record, state, hand)),
            ...record.notes.map((note) => make("p", { class: "desk-note quiet" }, note)),
            make(
                "p",
                { class: "desk-steps" },
                make("a", { href: record.url, "aria-label": `Open ${record.title}` }, "Open"),
                ...record.steps.filter(({ step }) => !(machines && step === "submit")).map(({ step, label }) =>
                    button(label, "step", { "data-step": step }, `${label}: ${record.title}`),
                ),
                machines && record.mayChange
                    ? button("Accept the draft", "accept", {}, `Accept the draft: ${record.title}`)
                    : null,
                machines && record.mayChange
                    ? button("Reject", "reject", {}, `Reject: ${record.title}`)
                    : null,
            ),
        );
    }

    #fact(fact, own, record, state, hand) {
        const passages = state.passages.filter((passage) => passage.fact === fact.key);
        return make(
            "div",
            { class: "desk-fact" },
            own ? null : make("p", {}, make("span", { class: "quiet" }, `${fact.kind}: `), fact.text),
            passages.length === 0
                ? null
                : make("ul", {}, ...passages.map((passage) => this.#quote(passage, record, hand))),
        );
    }

    #quote(passage, record, hand) {
        const words = this.body.slice(passage.start, passage.end);
        const held = hand.passage === passage.uid;
        return make(
            "li",
            { "data-passage": passage.uid, class: passage.proposed ? "proposed" : null },
            make(
                "button",
                {
                    type: "button",
                    class: "quote desk-quote",
                    "data-action": "passage",
                    "aria-pressed": String(held),
                    title: passage.title,
                },
                words,
            ),
            make("span", { class: "quiet" }, ` ${passage.roleLabel.toLowerCase()}${passage.proposed ? ", proposed" : ""} `),
            passage.proposed && record.mayChange ? button("Accept", "accept", {}, `Accept the passage “${words}”`) : null,
            held || passage.proposed
                ? record.mayChange
                    ? button("Remove", "remove", {}, `Remove the passage “${words}”`)
                    : null
                : null,
        );
    }

    /** Light up the records, and the words, of some passages. */
    light(uids, records) {
        for (const card of this.element.querySelectorAll(".desk-card")) {
            card.classList.toggle("lit", records.has(card.dataset.record));
        }
        for (const item of this.element.querySelectorAll("[data-passage]")) {
            item.classList.toggle("lit", uids.has(item.dataset.passage));
        }
    }

    show(uid) {
        // Within its own column: where that stands below the text, the text stays in sight.
        const card = this.element.querySelector(`[data-record="${uid}"]`);
        const column = this.element.closest(".desk-right");
        if (card) {
            const [inner, outer] = [card.getBoundingClientRect(), column.getBoundingClientRect()];
            if (inner.top < outer.top || inner.bottom > outer.bottom) {
                column.scrollTop += inner.top - outer.top - 8;
            }
        }
    }

    focus(uid) {
        this.element.querySelector(`[data-record="${uid}"] .desk-take`)?.focus();
    }
}
