// A combobox over the admin's own choices: type a few letters, choose with the arrows and Enter.

const WAIT = 150;

export class Picker {
    constructor(element) {
        this.element = element;
        this.input = element.querySelector("input");
        this.list = element.querySelector(".picker-list");
        this.chosenList = element.querySelector(".picker-chosen");
        this.many = "many" in element.dataset;
        this.name = element.dataset.name;
        this.chosen = new Map();
        this.asked = 0;
        this.input.addEventListener("input", () => this.#soon());
        this.input.addEventListener("focus", () => this.input.value && this.#soon());
        this.input.addEventListener("keydown", (event) => this.#key(event));
        this.input.addEventListener("blur", () => this.#close());
        this.list.addEventListener("mousedown", (event) => {
            event.preventDefault();
            const option = event.target.closest("[role=option]");
            if (option) {
                this.#take(option);
            }
        });
    }

    get value() {
        const ids = [...this.chosen.keys()];
        return this.many ? ids : (ids[0] ?? "");
    }

    clear() {
        this.chosen.clear();
        this.input.value = "";
        this.#close();
        this.#show();
    }

    choose(id, label) {
        if (!this.many) {
            this.chosen.clear();
        }
        this.chosen.set(String(id), label);
        this.#show();
    }

    #show() {
        this.chosenList.replaceChildren(
            ...[...this.chosen].map(([id, label]) => {
                const item = document.createElement("li");
                const drop = document.createElement("button");
                drop.type = "button";
                drop.textContent = "×";
                drop.setAttribute("aria-label", `Take ${label} away`);
                drop.addEventListener("click", () => {
                    this.chosen.delete(id);
                    this.#show();
                    this.input.focus();
                });
                item.append(label, drop);
                return item;
            }),
        );
    }

    #soon() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.#find(), WAIT);
    }

    async #find() {
        const term = this.input.value.trim();
        const asked = (this.asked += 1);
        if (!term) {
            this.#close();
            return;
        }
        const url = `${this.element.dataset.url}&term=${encodeURIComponent(term)}`;
        const answer = await fetch(url, { headers: { Accept: "application/json" } });
        if (asked !== this.asked || !answer.ok) {
            return;
        }
        const { results } = await answer.json();
        const options = results.map(({ id, text }, number) => {
            const option = document.createElement("li");
            option.setAttribute("role", "option");
            option.id = `${this.list.id}-${number}`;
            option.dataset.id = id;
            option.textContent = text;
            return option;
        });
        if (options.length === 0) {
            const none = document.createElement("li");
            none.className = "quiet";
            none.textContent = "Nothing found";
            options.push(none);
        }
        this.list.replaceChildren(...options);
        this.list.hidden = false;
        this.input.setAttribute("aria-expanded", "true");
        this.#activate(results.length ? options[0] : null);
    }

    #activate(option) {
        for (const other of this.list.children) {
            other.removeAttribute("aria-selected");
        }
        this.active = option;
        if (option) {
            option.setAttribute("aria-selected", "true");
            option.scrollIntoView({ block: "nearest" });
            this.input.setAttribute("aria-activedescendant", option.id);
        } else {
            this.input.removeAttribute("aria-activedescendant");
        }
    }

    #take(option) {
        this.choose(option.dataset.id, option.textContent);
        this.input.value = "";
        this.asked += 1;
        this.#close();
    }

    #close() {
        clearTimeout(this.timer);
        this.list.hidden = true;
        this.input.setAttribute("aria-expanded", "false");
        this.#activate(null);
    }

    #key(event) {
        const open = !this.list.hidden;
        if (event.key === "Enter" && (open || this.input.value.trim())) {
            event.preventDefault();
            if (this.active) {
                this.#take(this.active);
            }
        } else if (event.key === "Escape" && open) {
            event.stopPropagation();
            this.#close();
        } else if (["ArrowDown", "ArrowUp"].includes(event.key) && open && this.active) {
            event.preventDefault();
            const down = event.key === "ArrowDown";
            const next = down ? this.active.nextElementSibling : this.active.previousElementSibling;
            if (next) {
                this.#activate(next);
            }
        } else if (event.key === "Backspace" && !this.input.value && this.chosen.size) {
            this.chosen.delete([...this.chosen.keys()].at(-1));
            this.#show();
        }
    }
}
