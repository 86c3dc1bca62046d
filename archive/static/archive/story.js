// Lights up every stretch of a passage together: under the pointer, under the focus, and when the
// address points at it.

const story = document.getElementById("story");

function light(uids) {
    for (const mark of story.querySelectorAll("mark")) {
        const own = mark.dataset.passages.split(" ");
        mark.classList.toggle("lit", own.some((uid) => uids.includes(uid)));
    }
}

const addressed = () => [location.hash.slice(1)].filter(Boolean);
// The shortest passage comes first: it is the one that is pointed at.
const innermost = (mark) => (mark ? [mark.dataset.passages.split(" ")[0]] : addressed());

if (story) {
    for (const kind of ["mouseover", "focusin"]) {
        story.addEventListener(kind, (event) => light(innermost(event.target.closest("mark"))));
    }
    story.addEventListener("mouseleave", () => light(addressed()));
    addEventListener("hashchange", () => light(addressed()));
    light(addressed());
}
