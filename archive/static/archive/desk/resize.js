// The ends of the passage in hand: dragged with a pointer, or moved with the arrow keys.

const PAUSE = 600;

/** Let the ends of passages be moved; `moved(uid, start, end)` is called when one came to rest. */
export function resizing(text, { passageOf, preview, moved }) {
    let dragged = null;

    const to = (passage, side, at) => {
        const [start, end] = side === "start" ? [at, passage.end] : [passage.start, at];
        return start < end ? { start, end } : { start: passage.start, end: passage.end };
    };

    text.element.addEventListener("pointerdown", (event) => {
        const handle = event.target.closest?.(".desk-handle");
        if (handle) {
            event.preventDefault();
            dragged = { side: handle.dataset.side, passage: { ...passageOf(handle.dataset.passage) } };
        }
    });
    addEventListener("pointermove", (event) => {
        if (!dragged) {
            return;
        }
        event.preventDefault();
        const at = text.under(event.clientX, event.clientY);
        if (at !== null) {
            dragged.span = to(dragged.passage, dragged.side, at);
            preview(dragged.passage.uid, dragged.span);
        }
    });
    addEventListener("pointerup", () => {
        if (dragged?.span) {
            moved(dragged.passage.uid, dragged.span, dragged.side);
        }
        dragged = null;
    });

    let waiting = null;
    text.element.addEventListener("keydown", (event) => {
        const handle = event.target.closest?.(".desk-handle");
        if (!handle || !["ArrowLeft", "ArrowRight"].includes(event.key)) {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        const { side, passage: uid } = handle.dataset;
        const passage = passageOf(uid);
        const at = text.body.step(passage[side], event.key === "ArrowRight", event.shiftKey);
        const span = to(passage, side, at);
        preview(uid, span);
        text.element.querySelector(`.desk-handle-${side}`)?.focus();
        // Several steps are one change: it is saved when the hand rests, or leaves.
        clearTimeout(waiting);
        waiting = setTimeout(() => moved(uid, span, side), PAUSE);
    });
}
