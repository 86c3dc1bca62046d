// Draws the table of a figure on a map: an exact site as a point, what is known roughly as a circle
// as wide as that, and what is known by its country alone as the whole country.

const SVG = "http://www.w3.org/2000/svg";
const KM_PER_DEGREE = 111.32;
const SMALLEST = 3;
const WORLD = {west: -180, east: 180, south: -58, north: 84};
const LEAST = 16; // degrees of latitude that are shown at least

function make(name, attributes, ...children) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
}

// The rings of every country of a TopoJSON file, in degrees: key (ISO number or name) -> [rings].
function shapesOf(topology) {
    const {scale, translate} = topology.transform;
    const arcs = topology.arcs.map((arc) => {
        let [x, y] = [0, 0];
        return arc.map(([dx, dy]) => {
            [x, y] = [x + dx, y + dy];
            return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
        });
    });
    const line = (at) => (at < 0 ? arcs[~at].toReversed() : arcs[at]);
    const ring = (parts) => parts.flatMap((at, place) => line(at).slice(place ? 1 : 0));
    const shapes = new Map();
    for (const country of topology.objects.countries.geometries) {
        const polygons = country.type === "Polygon" ? [country.arcs] : country.arcs;
        const key = country.id ?? country.properties.name;
        shapes.set(key, [...(shapes.get(key) ?? []), ...polygons.flatMap((parts) => parts.map(ring))]);
    }
    return shapes;
}

function boundsOf(points) {
    const bounds = {west: 180, east: -180, south: 90, north: -90};
    for (const [lon, lat] of points) {
        bounds.west = Math.min(bounds.west, lon);
        bounds.east = Math.max(bounds.east, lon);
        bounds.south = Math.min(bounds.south, lat);
        bounds.north = Math.max(bounds.north, lat);
    }
    return bounds;
}

const area = ({west, east, south, north}) => (east - west) * (north - south);

// What is shown: all that is marked, with room around it; of a country, its largest part.
function frameOf(rows, shapes, ratio) {
    const points = [];
    for (const row of rows) {
        if (row.country) {
            const rings = (shapes.get(row.country) ?? []).toSorted((a, b) => area(boundsOf(b)) - area(boundsOf(a)));
            points.push(...(rings[0] ?? []));
        } else {
            const reach = row.reach / KM_PER_DEGREE;
            points.push([row.lon - reach, row.lat - reach], [row.lon + reach, row.lat + reach]);
        }
    }
    const bounds = points.length ? boundsOf(points) : WORLD;
    const middle = (bounds.south + bounds.north) / 2;
    const narrow = Math.max(0.3, Math.cos((middle * Math.PI) / 180));
    let tall = Math.max(LEAST, (bounds.north - bounds.south) * 1.2);
    tall = Math.max(tall, ((bounds.east - bounds.west) * 1.15 * narrow) / ratio);
    const wide = Math.min(360, (tall * ratio) / narrow);
    tall = (wide * narrow) / ratio;
    const west = Math.min(180 - wide, Math.max(-180, (bounds.west + bounds.east - wide) / 2));
    const north = Math.min(88, middle + tall / 2);
    return {west, north, narrow, wide, tall};
}

function read(table) {
    return [...table.tBodies[0].rows].map(({dataset, cells}) => ({
        country: dataset.country,
        lat: Number(dataset.lat),
        lon: Number(dataset.lon),
        reach: Number(dataset.reach ?? 0),
        number: Number(dataset.number),
        words: `${cells[0].textContent.trim()}: ${cells[2].textContent.trim()}, ${cells[1].textContent.trim()}`,
        url: cells[0].querySelector("a")?.href,
    }));
}

function draw(figure, shapes) {
    const canvas = figure.querySelector(".chart-canvas");
    const width = canvas.clientWidth;
    const height = Math.round(Math.min(width * 0.55, 420));
    const rows = read(figure.querySelector("table"));
    const frame = frameOf(rows, shapes, width / height);
    const unit = width / frame.wide / frame.narrow; // pixels of a degree of latitude
    const at = ([lon, lat]) => [(lon - frame.west) * unit * frame.narrow, (frame.north - lat) * unit];
    // The pen is lifted where a coast goes on at the other edge of the world.
    const isJump = (ring, place) => !place || Math.abs(ring[place][0] - ring[place - 1][0]) > 180;
    const step = (ring, point, place) =>
        `${isJump(ring, place) ? "M" : "L"}${at(point).map((n) => n.toFixed(1)).join(" ")}`;
    const path = (rings) =>
        rings.map((ring) => ring.map((point, place) => step(ring, point, place)).join("")).join("");

    const marked = (row, mark) => {
        mark.append(make("title", {}, row.words));
        return row.url ? make("a", {href: row.url, tabindex: -1}, mark) : mark;
    };
    const most = Math.max(...rows.map((row) => row.number), 1);
    const depth = (row) => (0.3 + 0.5 * (Math.log1p(row.number) / Math.log1p(most))).toFixed(2);
    const land = [...shapes.values()].map((rings) => make("path", {d: path(rings), class: "map-land"}));
    const countries = rows
        .filter((row) => shapes.has(row.country))
        .map((row) => marked(row, make("path", {
            d: path(shapes.get(row.country)), class: "map-country", "fill-opacity": depth(row) / 2,
        })));
    const circles = rows
        .filter((row) => !row.country)
        .toSorted((a, b) => b.reach - a.reach)
        .map((row) => {
            const [cx, cy] = at([row.lon, row.lat]);
            const r = Math.max(SMALLEST + row.reach / 25, (row.reach / KM_PER_DEGREE) * unit);
            const kind = row.reach ? "map-area" : "map-point";
            return marked(row, make("circle", {cx, cy, r, class: kind, "fill-opacity": row.reach ? depth(row) / 1.5 : 0.9}));
        });
    canvas.replaceChildren(make(
        "svg",
        {viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true", focusable: "false"},
        ...land, ...countries, ...circles,
    ));
    const missing = rows.filter((row) => row.country && !shapes.has(row.country));
    const note = figure.querySelector(".map-missing");
    note.hidden = !missing.length;
    note.textContent = `Too small for this map: ${missing.map((row) => row.words).join("; ")}.`;
}

for (const figure of document.querySelectorAll("figure.chart-map")) {
    const answer = await fetch(figure.dataset.world);
    const shapes = shapesOf(await answer.json());
    let drawn = 0;
    new ResizeObserver(([entry]) => {
        const width = Math.round(entry.contentRect.width);
        if (width && width !== drawn) {
            drawn = width;
            draw(figure, shapes);
        }
    }).observe(figure.querySelector(".chart-canvas"));
}
