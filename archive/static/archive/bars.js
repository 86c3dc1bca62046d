// Draws the table of a figure as bars: what is certain, and on top of it what is only possible.

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 200;
const BELOW = 22;
const ABOVE = 8;

function make(name, attributes, ...children) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
}

// A round number of which a few steps reach the highest bar.
function stepFor(highest) {
    const rough = Math.max(1, highest / 4);
    const power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
}

function read(table) {
    return [...table.tBodies[0].rows].map((row) => ({
        label: row.cells[0].textContent.trim(),
        short: row.dataset.short,
        url: row.querySelector("a").href,
        certain: Number(row.dataset.certain),
        possible: Number(row.dataset.possible),
    }));
}

function axis(rows, width, left, scale, step) {
    const lines = [];
    for (let value = 0; value * scale <= HEIGHT - ABOVE - BELOW + 0.5; value += step) {
        const y = HEIGHT - BELOW - value * scale;
        lines.push(make("line", {x1: left, x2: width, y1: y, y2: y, class: "chart-grid"}));
        const words = value.toLocaleString("en");
        lines.push(make("text", {x: left - 6, y: y + 4, class: "chart-label", "text-anchor": "end"}, words));
    }
    const each = (width - left) / rows.length;
    const every = Math.ceil((rows[0].short.length * 6.5 + 14) / each);
    rows.forEach((row, at) => {
        if (at % every) return;
        const x = left + (at + 0.5) * each;
        lines.push(make("text", {x, y: HEIGHT - 6, class: "chart-label", "text-anchor": "middle"}, row.short));
    });
    return lines;
}

function draw(figure) {
    const rows = read(figure.querySelector("table"));
    const width = figure.querySelector(".chart-canvas").clientWidth;
    const highest = Math.max(1, ...rows.map((row) => row.possible));
    const step = stepFor(highest);
    const scale = (HEIGHT - ABOVE - BELOW) / (Math.ceil(highest / step) * step);
    const left = 14 + 7 * highest.toLocaleString("en").length;
    const each = (width - left) / rows.length;
    const bars = rows.map((row, at) => {
        const box = {x: left + at * each + each * 0.12, width: each * 0.76};
        const bar = (from, to, kind) =>
            make("rect", {...box, y: HEIGHT - BELOW - to * scale, height: (to - from) * scale, class: kind});
        const words = `${row.label}: ${row.certain} certain, ${row.possible} possible`;
        return make(
            "a",
            {href: row.url, tabindex: -1},
            make("title", {}, words),
            make("rect", {x: left + at * each, width: each, y: ABOVE, height: HEIGHT - ABOVE - BELOW, class: "chart-hit"}),
            bar(row.certain, row.possible, "chart-possible"),
            bar(0, row.certain, "chart-certain"),
        );
    });
    const svg = make(
        "svg",
        {viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, "aria-hidden": "true", focusable: "false"},
        ...axis(rows, width, left, scale, step),
        ...bars,
    );
    figure.querySelector(".chart-canvas").replaceChildren(svg);
}

for (const figure of document.querySelectorAll("figure.chart-bars")) {
    let drawn = 0;
    new ResizeObserver(([entry]) => {
        const width = Math.round(entry.contentRect.width);
        if (width && width !== drawn) {
            drawn = width;
            draw(figure);
        }
    }).observe(figure.querySelector(".chart-canvas"));
}
