// What can be wrong with a page that is open; each function returns what it found, in words.

const told = (violations) =>
    violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 4).map(({ target, html }) => `${id}: ${target.join(" ")} ${html.slice(0, 160)}`),
    );

window.walk = {
    /** The rules of axe-core that are broken, but for those in `off`. */
    async axe(off) {
        const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
        return told((await axe.run({ resultTypes: ["violations"], rules })).violations);
    },

    /** Colours that cannot be told apart. */
    async contrast() {
        // A link takes a moment to change its colour with the scheme.
        await Promise.allSettled(document.getAnimations().map((each) => each.finished));
        const found = await axe.run({ resultTypes: ["violations"], runOnly: ["color-contrast"] });
        return told(found.violations);
    },

    /** What reaches beyond the window, where anything makes the page wider than that. */
    tooWide() {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) {
            return [];
        }
        const wide = [...document.querySelectorAll("body *")].filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width && box.right > width + 1;
        });
        return wide.slice(-4).map((element) => `wider than ${width}: ${element.outerHTML.slice(0, 160)}`);
    },

    /** What the keyboard reaches without a sign on it or close around it: neither outline, shadow,
     *  border nor colours. */
    unseenFocus() {
        const look = (element) => {
            const style = getComputedStyle(element);
            const outline = style.outlineStyle === "none" ? "" : style.outline;
            const { boxShadow, borderColor, backgroundColor, color, textDecoration } = style;
            return [outline, boxShadow, borderColor, backgroundColor, color, textDecoration].join("|");
        };
        const around = (element) => {
            const parents = [];
            for (let each = element; each && parents.length < 5; each = each.parentElement) {
                parents.push(look(each));
            }
            return parents.join("||");
        };
        const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
        const found = [];
        for (const element of document.querySelectorAll(reached)) {
            if (element.disabled || !element.checkVisibility({ contentVisibilityAuto: true })) {
                continue;
            }
            element.blur();
            const before = around(element);
            element.focus({ focusVisible: true, preventScroll: true });
            if (document.activeElement === element && around(element) === before) {
                found.push(`no sign of the focus: ${element.outerHTML.slice(0, 160)}`);
            }
        }
        document.activeElement?.blur();
        return found.slice(0, 4);
    },
};
