// Writes to the desk's addresses, one thing after another: JSON there, the new state back.

export class Writer {
    constructor(undoUrl, token) {
        this.base = undoUrl.replace(/undo\/$/, "");
        this.token = token;
        this.last = Promise.resolve();
    }

    /** Do one thing; resolves to the answer, or to {errors} by field. Never rejects. */
    write(what, sent) {
        this.last = this.last.then(() => this.#post(what, sent));
        return this.last;
    }

    async #post(what, sent) {
        try {
            const answer = await fetch(`${this.base}${what}/`, {
                method: "POST",
                headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
                body: JSON.stringify(sent),
            });
            if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
                return await answer.json();
            }
            const reason = answer.redirected || answer.status === 403 ? "Log in again, in another tab." : `The server answered ${answer.status}.`;
            return { errors: { __all__: [`It was not saved. ${reason}`] } };
        } catch {
            return { errors: { __all__: ["It was not saved: the server cannot be reached."] } };
        }
    }
}
