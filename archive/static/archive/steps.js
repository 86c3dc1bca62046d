// A step leaves the form behind: it waits until what was typed there is saved.

const form = document.querySelector('#content-main > form[id$="_form"]');
const steps = document.getElementById("record_steps");

function wait() {
    for (const button of steps.querySelectorAll("button")) {
        button.disabled = true;
    }
    steps.querySelector(".steps-wait").hidden = false;
}

if (form && steps) {
    form.addEventListener("input", wait, { once: true });
    form.addEventListener("change", wait, { once: true });
}
