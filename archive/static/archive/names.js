// Says what a choice by typing is for: select2 takes the place of a field and leaves its label behind.

function name(container) {
    const label = container.previousElementSibling?.labels?.[0];
    if (!label) {
        return;
    }
    label.id ||= `${label.htmlFor}_label`;
    for (const part of container.querySelectorAll(".select2-search__field, .select2-selection__rendered")) {
        part.setAttribute("aria-labelledby", label.id);
    }
    const box = container.querySelector(".select2-selection--single, .select2-selection--multiple");
    const chosen = container.querySelector("span.select2-selection__rendered")?.id;
    box?.setAttribute("aria-labelledby", [label.id, chosen].filter(Boolean).join(" "));
}

function nameAll(root) {
    for (const container of root.querySelectorAll(".select2-container")) {
        name(container);
    }
}

new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
            if (node.nodeType === Node.ELEMENT_NODE && !node.closest(".select2-dropdown")) {
                const around = node.closest(".select2-container");
                around ? name(around) : nameAll(node.parentElement ?? node);
            }
        }
    }
}).observe(document.body, { childList: true, subtree: true });
nameAll(document);
