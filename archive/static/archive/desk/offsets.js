// Offsets as the archive counts them, in code points, and as the browser does, in UTF-16 units.

export class Body {
    constructor(text) {
        this.text = text;
        this.points = Array.from(text);
        this.units = [0];
        for (const point of this.points) {
            this.units.push(this.units.at(-1) + point.length);
        }
    }

    get length() {
        return this.points.length;
    }

    /** The words between two offsets in code points. */
    slice(start, end) {
        return this.text.slice(this.units[start], this.units[end]);
    }

    /** Code points before a place in UTF-16 units; inside a pair, those before the pair. */
    point(unit) {
        let low = 0;
        let high = this.units.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.units[middle] <= unit) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The span without blanks at its ends. */
    trimmed(start, end) {
        while (start < end && /\s/.test(this.points[start])) {
            start += 1;
        }
        while (end > start && /\s/.test(this.points[end - 1])) {
            end -= 1;
        }
        return [start, end];
    }

    /** The next place from an offset, one code point or one word on. */
    step(at, forward, byWord) {
        const by = forward ? 1 : -1;
        const next = (place) => this.points[forward ? place : place - 1];
        let place = at + by;
        if (byWord) {
            while (next(place) !== undefined && !/\s/.test(next(place))) {
                place += by;
            }
        }
        return Math.max(0, Math.min(this.length, place));
    }
}
