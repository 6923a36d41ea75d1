"use strict";
(() => {
const words = JSON.parse(document.getElementById("words").textContent);
const the = (name) => document.querySelector(name);
const main = the("main"), problems = the(".problems"), warnings = the(".warnings"), first = the(".first"), line = the(".state");
const choice = the("select");
const FADING = 1500;  // milliseconds between two tries to reach the server
const address = new URLSearchParams(location.search);
const READY = ["loadeddata", "canplay", "seeked", "error"];  // a film that seeks at once tells of no loaded data
let scene = address.get("scene") ?? "", number = 0, step = address.get("step") ?? "0";
let frame = null;           // the player that is seen
let known = {};             // the last answer
let asking = null;          // ends the question that is under way
let left = "";

const inFrame = (name) => frame?.contentDocument?.querySelector(name) ?? null;
const pathOf = (name) => `${name}?${new URLSearchParams({ scene })}`;
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

function remember() {
  step = inFrame(".line input")?.value ?? step;
  const wanted = `?${new URLSearchParams({ scene, step })}`;
  if (location.search !== wanted && scene) history.replaceState(null, "", wanted);
}

// ---- pictures: a picture of the step lies over the old player until the new one is there
function cover(name) {
  const source = pathOf(name), picture = inFrame(".picture");
  if (!picture) {
    first.src = source;
    first.hidden = false;
    return;
  }
  const image = picture.querySelector(".newest") ?? picture.appendChild(document.createElement("img"));
  Object.assign(image, { className: "newest", src: source, alt: "" });
  Object.assign(image.style, { position: "absolute", inset: "0", width: "100%", height: "100%", objectFit: "contain" });
}

function open(name) {
  main.querySelectorAll(".coming").forEach((each) => each.remove());
  const film = inFrame("video");
  const settings = {
    bare: 0, step, speed: inFrame(".speed")?.value ?? "1", loop: Number(inFrame(".repeat")?.ariaPressed === "true"),
    autoplay: Number(Boolean(film) && !film.paused),
  };
  const next = document.createElement("iframe");
  Object.assign(next, { className: "coming", title: "Step player", allow: "fullscreen" });
  next.src = `${pathOf(name)}&${new URLSearchParams(settings)}`;
  next.addEventListener("load", () => {
    const seen = () => {
      if (frame === next || !next.isConnected) return;
      remember();
      frame?.remove();
      first.hidden = true;
      frame = next;
      next.classList.remove("coming");
      const slider = inFrame(".line input");
      if (slider && slider.value !== step && Number(step) <= Number(slider.max)) {  // the reader went on meanwhile
        slider.value = step;
        slider.dispatchEvent(new Event("input"));
      }
    };
    const video = next.contentDocument.querySelector("video");
    if (!video || video.readyState >= 2) seen();
    else for (const event of READY) video.addEventListener(event, seen, { once: true });
  });
  main.append(next);
}

// ---- words
const STAGES = { "": "", draft: "draft", film: "up to date" };
function tell(text, isBusy) {
  line.textContent = text;
  line.classList.toggle("busy", isBusy);
}
function list(texts) {
  warnings.hidden = !texts.length;
  warnings.replaceChildren(...texts.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
}
function offer(names) {
  the("label").hidden = names.length < 2 && names[0] === scene;
  if (names.join("\n") !== [...choice.options].map(({ value }) => value).join("\n")) {
    choice.replaceChildren(...names.map((name) => new Option(name, name)));
  }
  choice.value = scene;
}
function show(view) {
  const isOther = view.scene !== known.scene;
  scene = view.scene;
  document.title = scene;
  offer(view.scenes);
  problems.hidden = !view.problems;
  if (problems.textContent !== view.problems) problems.textContent = view.problems;
  list(view.problems ? [] : view.warnings);
  main.classList.toggle("old", Boolean(view.problems));
  tell(view.is_busy ? "drawing …" : view.problems ? "the last good picture stands below" : STAGES[view.stage], view.is_busy);
  if (view.player && (isOther || view.player !== known.player)) open(view.player);
  if (view.still && (isOther || view.still !== known.still) && Number.parseInt(view.still) > (Number.parseInt(view.player) || 0)) cover(view.still);
  known = view;
  number = view.number;
}

// ---- asking, as long as the page is open
async function ask() {
  for (;;) {
    remember();
    asking = new AbortController();
    try {
      const query = new URLSearchParams({ scene, number, step, ...(left ? { left } : {}) });
      left = "";
      const answer = await fetch(`state?${query}`, { signal: asking.signal });
      if (answer.ok) show(await answer.json());
      else if (scene) [scene, number] = ["", 0];
      else throw new Error(answer.status);
    } catch (error) {
      if (error.name === "AbortError") continue;
      tell(words.ended, false);
      await pause(FADING);
    }
  }
}
choice.addEventListener("change", () => {
  [left, scene, number, step] = [scene, choice.value, 0, "0"];
  frame?.remove();
  frame = null;
  known = {};
  first.hidden = true;
  asking?.abort();
});
document.addEventListener("keydown", (event) => {
  if (event.target !== choice && frame && ["ArrowRight", "ArrowLeft", " "].includes(event.key)) frame.focus();
});
ask();
})();
