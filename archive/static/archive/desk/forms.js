// The small forms: opened with what is known, read as JSON, with each refusal beside its field.

import { Picker } from "./picker.js";

export class Forms {
    constructor(root) {
        this.root = root;
        this.open = null;
        this.pickers = new Map();
        for (const element of root.querySelectorAll(".picker")) {
            const form = element.closest("form");
            const key = `${form.dataset.gesture}.${element.dataset.name}`;
            this.pickers.set(key, new Picker(element));
        }
    }

    form(gesture) {
        return this.root.querySelector(`form[data-gesture="${gesture}"]`);
    }

    /** Open a form for some words, if any; `known` are values by field, of pickers [[id, label], …]. */
    show(gesture, words, known) {
        this.close();
        const form = this.form(gesture);
        form.reset();
        this.#errors(form, {});
        for (const [key, picker] of this.pickers) {
            if (key.startsWith(`${gesture}.`)) {
                picker.clear();
                for (const [id, label] of known[picker.name] ?? []) {
                    picker.choose(id, label);
                }
            }
        }
        for (const [name, value] of Object.entries(known)) {
            const field = form.elements.namedItem(name);
            if (field && typeof value === "string") {
                field.value = value;
            }
        }
        const quote = form.querySelector(".desk-words");
        quote.textContent = words;
        quote.hidden = !words;
        form.querySelector(".desk-more")?.removeAttribute("open");
        // Terms explain themselves, and narrow to their parent, when something changes.
        form.querySelector("select")?.dispatchEvent(new Event("change", { bubbles: true }));
        form.hidden = false;
        this.open = form;
        form.closest(".desk-right").scrollTop = 0;
        // The first that is not chosen already by what is in hand.
        const open = ".desk-field:not(:has(.picker-chosen li))";
        const first = form.querySelector(`${open} :is(input, select, textarea)`);
        first.focus({ preventScroll: true });
    }

    /** Fill the facts that the words may support. */
    facts(facts) {
        const select = this.form("evidence").elements.namedItem("fact");
        select.replaceChildren(
            ...facts.map((fact) => new Option(`${fact.kind}: ${fact.text}`, fact.key)),
        );
    }

    close() {
        if (this.open) {
            this.open.hidden = true;
            this.open = null;
        }
    }

    read() {
        const form = this.open;
        const fields = {};
        for (const field of form.elements) {
            if (field.name) {
                fields[field.name] = valueOf(field, form);
            }
        }
        for (const [key, picker] of this.pickers) {
            if (key.startsWith(`${form.dataset.gesture}.`)) {
                fields[picker.name] = picker.value;
            }
        }
        return fields;
    }

    refuse(errors) {
        if (this.open) {
            this.#errors(this.open, errors);
            const first = this.open.querySelector("[aria-invalid=true]");
            (first ?? this.open.querySelector("button[type=submit]")).focus();
        }
    }

    #errors(form, errors) {
        for (const old of form.querySelectorAll(".desk-field .errorlist")) {
            old.remove();
        }
        const general = [];
        for (const field of form.querySelectorAll("[aria-invalid]")) {
            field.removeAttribute("aria-invalid");
            field.removeAttribute("aria-describedby");
        }
        for (const [name, messages] of Object.entries(errors)) {
            const place = form.querySelector(`[data-field="${name}"]`);
            if (!place) {
                general.push(...messages);
                continue;
            }
            const list = document.createElement("ul");
            list.className = "errorlist";
            list.id = `${form.dataset.gesture}-${name}-error`;
            list.append(...messages.map((message) => item(message)));
            place.append(list);
            place.closest("details")?.setAttribute("open", "");
            const field = place.querySelector("input, select, textarea");
            field.setAttribute("aria-invalid", "true");
            field.setAttribute("aria-describedby", list.id);
        }
        form.querySelector(".desk-errors").replaceChildren(...general.map((message) => item(message)));
    }
}

/** A box alone is a yes or no; of several of one name, those that are ticked. */
function valueOf(field, form) {
    if (field.type !== "checkbox") {
        return field.value;
    }
    const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${field.name}"]`)];
    return field.closest("[role=group]") ? boxes.filter((box) => box.checked).map((box) => box.value) : field.checked;
}

function item(message) {
    const element = document.createElement("li");
    element.textContent = message;
    return element;
}
