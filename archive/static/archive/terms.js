// Says under each choice of a term what it means, and offers only what belongs to the parent term.

const definitionOf = (select) => select.selectedOptions[0]?.title ?? "";

function explain(select) {
    const place = select.closest(".terms")?.querySelector(".term-definition");
    if (place) {
        place.textContent = definitionOf(select);
    }
}

/** The field that holds the parent's term: of the same form, or the same row of an inline. */
function parentOf(select) {
    const name = select.name.split("-");
    name[name.length - 1] = select.dataset.parent;
    return select.form?.elements.namedItem(name.join("-"));
}

function narrow(select) {
    const parent = parentOf(select);
    if (!parent) {
        return;
    }
    const above = parent.selectedOptions[0];
    const [code, label] = above?.value ? [select.value, above.textContent] : [select.value, null];
    for (const group of select.querySelectorAll("optgroup")) {
        const belongs = label === null || group.label === label;
        group.hidden = group.disabled = !belongs;
        // A term may stand under several parents: choose the one that can be seen. What does not
        // belong stays chosen, so that nothing is lost by a slip; the archive refuses it by name.
        if (belongs && label !== null) {
            const twin = [...group.children].find((option) => option.value === code);
            if (twin) {
                twin.selected = true;
            }
        }
    }
}

function refresh(root) {
    for (const select of root.querySelectorAll(".terms select")) {
        if (select.dataset.parent) {
            narrow(select);
        }
        explain(select);
    }
}

document.addEventListener("change", (event) => {
    if (event.target.matches?.(".terms select")) {
        refresh(event.target.form);
    }
});
document.addEventListener("formset:added", (event) => refresh(event.target));
refresh(document);
