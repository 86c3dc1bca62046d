// The text with its passages marked: drawn from the state, selected in, pointed at.

export class Text {
    constructor(element, body) {
        this.element = element;
        this.body = body;
        this.passages = [];
        // A caret to move and to select with by keyboard; what would change the text is refused.
        if (!matchMedia("(pointer: coarse)").matches) {
            element.contentEditable = "true";
        }
        for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
            element.addEventListener(kind, (event) => event.preventDefault());
        }
        // An input method may write all the same: the text is drawn anew.
        element.addEventListener("input", () => this.draw());
    }

    /** Draw the text; `shown` holds {passages, pending, hand}: spans, the selection, a passage. */
    draw(shown = this.shown) {
        this.shown = shown;
        const { passages, pending, hand } = shown;
        const spans = [...passages, ...(pending ? [{ ...pending, uid: "pending" }] : [])];
        const edges = new Set([0, this.body.length]);
        for (const span of spans) {
            edges.add(span.start).add(span.end);
        }
        const sorted = [...edges].sort((a, b) => a - b);
        const pieces = [];
        for (let i = 0; i + 1 < sorted.length; i += 1) {
            const [start, end] = [sorted[i], sorted[i + 1]];
            pieces.push(...this.#stretch(start, end, spans, hand));
        }
        this.element.replaceChildren(...pieces);
    }

    #stretch(start, end, spans, hand) {
        const over = spans
            .filter((span) => span.start <= start && span.end >= end)
            .sort((a, b) => a.end - a.start - (b.end - b.start));
        const words = document.createTextNode(this.body.slice(start, end));
        const marked = over.filter((span) => span.uid !== "pending");
        const held = spans.find((span) => span.uid === hand);
        const pieces = [];
        if (held?.start === start) {
            pieces.push(this.#handle("start", held));
        }
        if (over.length === 0) {
            pieces.push(words);
        } else {
            const mark = document.createElement("mark");
            mark.append(words);
            mark.dataset.passages = marked.map((span) => span.uid).join(" ");
            const [inner] = marked;
            if (inner) {
                mark.classList.add(`kind-${inner.kind}`);
                mark.classList.toggle("proposed", inner.proposed);
                mark.title = marked.map((span) => span.title).join("\n");
            }
            mark.classList.toggle("depth-2", marked.length > 1);
            mark.classList.toggle("pending", over.length > marked.length);
            pieces.push(mark);
        }
        if (held?.end === end) {
            pieces.push(this.#handle("end", held));
        }
        return pieces;
    }

    #handle(side, passage) {
        const handle = document.createElement("span");
        handle.className = `desk-handle desk-handle-${side}`;
        handle.contentEditable = "false";
        handle.tabIndex = 0;
        handle.dataset.side = side;
        handle.dataset.passage = passage.uid;
        handle.setAttribute("role", "slider");
        handle.setAttribute("aria-label", side === "start" ? "Start of the passage" : "End of the passage");
        handle.setAttribute("aria-valuemin", "0");
        handle.setAttribute("aria-valuemax", String(this.body.length));
        handle.setAttribute("aria-valuenow", String(passage[side]));
        handle.setAttribute("aria-valuetext", this.body.slice(passage.start, passage.end));
        return handle;
    }

    /** Light up the stretches of some passages, and no others. */
    light(uids) {
        for (const mark of this.element.querySelectorAll("mark")) {
            const own = mark.dataset.passages.split(" ");
            mark.classList.toggle("lit", own.some((uid) => uids.has(uid)));
        }
    }

    /** Mark the selected words no longer: the browser shows what is selected. */
    unmark() {
        for (const mark of this.element.querySelectorAll(".pending")) {
            mark.classList.remove("pending");
        }
    }

    /** The passages at a node, the shortest first. */
    at(node) {
        const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        const mark = this.element.contains(element) ? element.closest("mark") : null;
        return mark ? mark.dataset.passages.split(" ").filter(Boolean) : [];
    }

    /** Code points from the beginning of the text to a place in the document. */
    offset(node, inside) {
        const range = document.createRange();
        range.setStart(this.element, 0);
        range.setEnd(node, inside);
        return this.body.point(range.toString().length);
    }

    /** The span that is selected, without blanks at its ends, or null. */
    selected() {
        const selection = getSelection();
        if (selection.rangeCount === 0 || selection.isCollapsed) {
            return null;
        }
        const range = selection.getRangeAt(0);
        if (!this.element.contains(range.startContainer) || !this.element.contains(range.endContainer)) {
            return null;
        }
        const ends = [
            this.offset(range.startContainer, range.startOffset),
            this.offset(range.endContainer, range.endOffset),
        ];
        const [start, end] = this.body.trimmed(...ends);
        return start < end ? { start, end } : null;
    }

    /** The offset under a point of the window, or null outside the text. */
    under(x, y) {
        const place = document.caretPositionFromPoint?.(x, y);
        const [node, inside] = place
            ? [place.offsetNode, place.offset]
            : (({ startContainer, startOffset } = {}) => [startContainer, startOffset])(
                  document.caretRangeFromPoint?.(x, y) ?? undefined,
              );
        return node && this.element.contains(node) ? this.offset(node, inside) : null;
    }

    /** Put the caret, or a selection, back where it was. */
    select({ start, end }) {
        const places = [start, end].map((at) => this.#place(this.body.units[at]));
        getSelection().setBaseAndExtent(...places[0], ...places[1]);
    }

    #place(unit) {
        const walker = document.createTreeWalker(this.element, NodeFilter.SHOW_TEXT);
        let left = unit;
        let node = walker.nextNode();
        while (node && left > node.length) {
            left -= node.length;
            node = walker.nextNode() ?? null;
        }
        return node ? [node, left] : [this.element, 0];
    }
}
