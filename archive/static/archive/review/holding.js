// Holds the record in hand while somebody is at it, and lets it go when they leave the page.

const LOOK_EVERY = 30_000;
const RENEW_AFTER = 120_000;

export class Holding {
    /** `lost` is told, in words, when somebody else has taken the record. */
    constructor(page, lost) {
        this.page = page;
        this.lost = lost;
        this.stays = false;
        for (const kind of ["keydown", "pointermove", "pointerdown", "scroll"]) {
            addEventListener(kind, () => (this.touched = Date.now()), { passive: true, capture: true });
        }
        addEventListener("pagehide", () => this.#release());
        addEventListener("pageshow", (event) => event.persisted && location.reload());
        setInterval(() => this.#renew(), LOOK_EVERY);
    }

    /** Begin with the record that the page shows now. */
    begin() {
        this.record = this.page.querySelector("[data-until]");
        this.renewed = this.touched = Date.now();
        this.stays = false;
    }

    /** Leave the page and hold the record on: it is being edited. */
    keep() {
        this.stays = true;
    }

    #form(fields) {
        const form = new FormData();
        form.set("csrfmiddlewaretoken", this.page.querySelector("[name=csrfmiddlewaretoken]").value);
        for (const [name, value] of Object.entries(fields)) {
            form.set(name, value);
        }
        return form;
    }

    async #renew() {
        const { record } = this;
        if (!record || document.hidden || this.touched <= this.renewed || Date.now() - this.renewed < RENEW_AFTER) {
            return;
        }
        this.renewed = Date.now();
        try {
            const answer = await fetch(record.dataset.claim, { method: "POST", body: this.#form({}) });
            const { until, lost } = await answer.json();
            if (until) {
                record.dataset.until = until;
            } else if (record === this.record) {
                this.record = null;
                this.lost(lost);
            }
        } catch {
            // Asked again later: the claim is good for some minutes more.
        }
    }

    #release() {
        if (this.record && !this.stays) {
            const sent = this.#form({ until: this.record.dataset.until });
            navigator.sendBeacon(this.record.dataset.release, sent);
        }
    }
}
