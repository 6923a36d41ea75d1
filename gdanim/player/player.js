"use strict";
(() => {
const facts = JSON.parse(document.getElementById("facts").textContent);
const player = document.querySelector(".player");
const the = (name) => player.querySelector(name);
const film = the("video"), slider = the("input"), playButton = the(".play"), repeat = the(".repeat"), speed = the(".speed");
const { steps, runs, notes, words } = facts;
const last = steps.length - 1, frame = 1 / facts.fps;
const address = new URLSearchParams(location.search);
const setting = (name) => address.get(name) ?? facts.options[name];
const isOn = (name) => setting(name) === "1";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const embedded = (self !== top && setting("bare") !== "0") || isOn("bare");
const digits = (text) => String(text).replace(/\d/g, (digit) => facts.digits[digit]);
const make = (tag, fields) => Object.assign(document.createElement(tag), fields);
const clamp = (number, low, high) => Math.min(high, Math.max(low, number));

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
const PLAY = icon("M7 4.500v15L20 12z"), PAUSE = icon("M6 4.500h4.200v15H6zm7.800 0H18v15h-4.200z");
const SIGNS = {
  converged: "M5 13l4.500 4.500L19 7", cycle: "M4 9h15l-4-4M20 15H5l4 4", wandering: "M3 14c3-9 6-9 9-2s6 7 9-2",
  diverged: "M6 18L18 6M9 6h9v9", left_domain: "M6 6l12 12M18 6L6 18", unbounded: "M12 4v16M6 14l6 6 6-6",
  progressing: "M4 12h16M14 6l6 6-6 6",
};
const STANDSTILL = "M6 12h12";
const SPEEDS = [["0.25", "¼×"], ["0.5", "½×"], ["1", "1×"], ["2", "2×"]];

let step = -1;        // the step that is shown
let goal = null;      // the step on whose first frame the film stops
let question = null;  // the note that holds the film

// ---- the film: one seek at a time, always to the newest wish, into the middle of a frame: its first instant may
// show the frame before
let wish = null, seeking = false;
const seek = (seconds) => {
  wish = seconds + frame / 2;
  if (!seeking) follow();
};
const follow = () => {
  seeking = true;
  film.currentTime = wish;
  wish = null;
};
film.addEventListener("seeked", () => {
  seeking = false;
  if (wish !== null) follow();
});
film.addEventListener("error", () => news([words.film_broken]));

// a data address is decoded anew for each seek: a blob is not
const [head, body] = film.src.startsWith("data:") ? film.src.split(",") : [];
if (body) {
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  film.src = URL.createObjectURL(new Blob([bytes], { type: head.slice(5).split(";")[0] }));
}

// of two films, that of the page's light or dark theme: the step stays when the theme changes
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (["light", "dark"].includes(setting("theme")) ? setting("theme") === "dark" : dark.matches);
function chooseFilm() {
  const wanted = facts.films[Number(isDark())];
  if (!wanted || film.getAttribute("src") === wanted) return;
  const { currentTime, paused, playbackRate } = film;
  film.src = wanted;
  film.poster = "";
  film.addEventListener("loadedmetadata", () => {
    [wish, seeking] = [null, false];
    film.currentTime = currentTime;
    film.playbackRate = playbackRate;
    if (!paused) film.play();
  }, { once: true });
}
chooseFilm();
dark.addEventListener("change", chooseFilm);

// ---- steps: those that share a frame with the next one are passed over
const hasFrame = (k) => k === last || steps[k + 1].seconds - steps[k].seconds > frame / 2;
const nearest = (k, way = 1) => {
  let found = clamp(Math.trunc(k) || 0, 0, last);
  while (!hasFrame(found) && found > 0) found += way;
  return found;
};
const stepAt = (seconds) => {
  let low = 0, high = last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps[middle].seconds <= seconds + frame / 4) low = middle; else high = middle - 1;
  }
  return low;
};
const held = (k) => notes.find((note) => note.step === k && note.until > note.seconds);

// ---- what is said about a step: no verdict before the picture shows it
const isKnown = (run, k) => run.earned !== null && run.earned > 0 && run.earned <= k;
const isGood = (run) => run.kind === "converged" && run.place !== "local";
const said = (run) => `${run.label ? `${run.label}: ` : ""}${run.text}`;
function sign(mark, run, k) {
  const known = isKnown(run, k);
  mark.className = `sign${known ? (isGood(run) ? " good" : "") : " open"}`;
}
function news(texts, kind = "") {
  const line = the(".news");
  line.className = `news ${kind}`;
  line.replaceChildren(...texts.map((text) => make("bdi", { textContent: text })));
  line.title = texts.join(" ");
}
function tell(k, aloud) {
  const fresh = runs.filter((run) => run.earned === k && isKnown(run, k));
  const note = held(k);
  const newest = fresh[0] ?? runs.filter((run) => isKnown(run, k)).sort((a, b) => b.earned - a.earned)[0];
  if (note) news([note.text], "ask");
  else news(newest ? [...(newest.label ? [newest.label, ": "] : []), newest.text] : [], newest && isGood(newest) ? "good" : "");
  const told = steps[k].told;
  the(".told").textContent = told;
  slider.setAttribute("aria-valuetext", told);
  // while the film plays only what is new is spoken: a step each half second would drown all else
  const spoken = [...fresh.map(said), ...(note ? [note.text] : [])];
  if (aloud || spoken.length) the(".spoken").textContent = [told, ...spoken].join(". ");
  runs.forEach((run) => run.marks.forEach((mark) => sign(mark, run, k)));
  runs.forEach((run) => { run.words.textContent = isKnown(run, k) ? run.text : words.no_verdict; });
}
function show(k, aloud, seconds = steps[k].seconds) {
  const end = k < last ? steps[k + 1].seconds : steps[k].seconds;
  const part = end > steps[k].seconds ? clamp((seconds - steps[k].seconds) / (end - steps[k].seconds), 0, 1) : 0;
  player.style.setProperty("--done", last ? (k + part) / last : 1);
  if (k === step && !aloud) return;
  step = k;
  slider.value = k;
  the(".back").disabled = k <= nearest(0);
  the(".next").disabled = k === last;
  tell(k, aloud);
}

// ---- going
function jump(k, aloud = true) {
  film.pause();
  goal = null;
  question = held(k) ?? null;
  if (k > 0) the(".start").hidden = true;
  show(k, aloud);
  seek(calm.matches && !question ? steps[k].full : steps[k].seconds);  // at once with all its arrows, or before they come
}
function play(until = null) {
  goal = until;
  if (question) seek(question.until);  // it has been asked for as long as the reader wanted
  else if (step === last && until === null) {
    if (held(0) && !isLooping()) return jump(nearest(0));
    show(nearest(0), false);
    seek(0);
  }
  question = null;
  film.play().catch(() => {});
}
const playThrough = () => {
  question = null;
  play();
};
const isLooping = () => repeat.getAttribute("aria-pressed") === "true";
const stop = () => {
  film.pause();
  goal = null;
};
const toggle = () => (film.paused ? play() : stop());
function next() {
  if (step === last) return leave("next");
  if (calm.matches) return jump(nearest(step + 1));
  if (goal === null || film.paused) return play(nearest(step + 1));
  const landed = goal;  // pressed again on the way: land at once, and go on
  show(landed, true);
  if (landed === last) return jump(last);
  question = held(landed) ?? null;
  if (!question) seek(steps[landed].seconds);
  play(nearest(landed + 1));
}
function back() {
  const isOnWay = film.currentTime - steps[step].seconds > 0.5 && !film.paused;
  if (step <= nearest(0) && !isOnWay) return leave("prev");
  jump(isOnWay ? step : nearest(step - 1, -1));
}
// slides around the player go on where it ends, and their keys work again
function leave(method) {
  if (self === top || !isOn("deck")) return;
  parent.postMessage(JSON.stringify({ method, args: [] }), "*");
  parent.focus();
}
addEventListener("message", ({ data }) => {
  if (data === "slide:start" && isOn("autoplay") && !calm.matches) playThrough();
  if (data === "slide:stop") stop();
});

function watch(seconds) {
  if (film.paused || film.seeking) return;
  const k = nearest(stepAt(seconds));
  if (goal !== null && k >= goal) return jump(goal);
  const note = notes.find((each) => each.step > step && each.step <= k && each.until > each.seconds);
  if (note && !isLooping()) return jump(nearest(note.step));
  show(k, false, seconds);
}
const listen = film.requestVideoFrameCallback
  ? () => film.requestVideoFrameCallback((_, { mediaTime }) => { watch(mediaTime); listen(); })
  : () => requestAnimationFrame(() => { watch(film.currentTime); listen(); });
listen();

function name(isPlaying) {
  playButton.innerHTML = isPlaying ? PAUSE : PLAY;
  playButton.title = isPlaying ? words.pause : words.play;
  playButton.setAttribute("aria-label", playButton.title);
  if (isPlaying) the(".start").hidden = true;
}
film.addEventListener("play", () => name(true));
film.addEventListener("pause", () => name(false));
film.addEventListener("ended", () => {
  show(last, true);
  if (isLooping()) play();
});

// ---- controls
film.controls = false;
the(".start").innerHTML = PLAY;
the(".start").hidden = false;
name(false);
const focus = () => player.focus({ preventScroll: true });
the(".picture").addEventListener("click", () => { toggle(); focus(); });
playButton.addEventListener("click", toggle);
the(".next").addEventListener("click", next);
the(".back").addEventListener("click", back);
slider.addEventListener("input", () => jump(nearest(slider.value)));
slider.addEventListener("pointerup", focus);  // else a clicker's Page Down would turn the slider back
repeat.addEventListener("click", () => press(repeat, !isLooping()));
const press = (button, isPressed) => button.setAttribute("aria-pressed", String(isPressed));
press(repeat, isOn("loop"));

const atSpeed = (rate) => {
  speed.value = rate;
  film.playbackRate = film.defaultPlaybackRate = Number(rate);
};
speed.append(...SPEEDS.map(([value, text]) => make("option", { value, textContent: digits(text) })));
speed.addEventListener("change", () => atSpeed(speed.value));
atSpeed(SPEEDS.some(([value]) => value === setting("speed")) ? setting("speed") : "1");

const full = the(".full");
full.hidden = !(document.fullscreenEnabled || film.webkitEnterFullscreen);
const toggleFull = () => {
  if (document.fullscreenElement) return document.exitFullscreen();
  return player.requestFullscreen ? player.requestFullscreen() : film.webkitEnterFullscreen();
};
full.addEventListener("click", toggleFull);
document.addEventListener("fullscreenchange", () => {
  const isFull = document.fullscreenElement === player;
  press(full, isFull);
  player.classList.toggle("bare", embedded || isFull);
});
player.classList.toggle("bare", embedded);
if (["light", "dark"].includes(setting("theme"))) document.documentElement.dataset.theme = setting("theme");

// arrows, Space and a clicker's Page keys work on the whole page; letters and digits only in the focused player
const ON_PAGE = {
  " ": toggle, ArrowRight: next, ArrowLeft: back, PageDown: next, PageUp: back,
  Home: () => jump(nearest(0)), End: () => jump(last),
  Escape: () => { if (self !== top && !document.fullscreenElement) parent.focus(); },
};
const IN_PLAYER = { KeyK: toggle, KeyF: toggleFull, KeyL: () => repeat.click() };
SPEEDS.forEach(([value], index) => {
  for (const row of ["Digit", "Numpad"]) IN_PLAYER[`${row}${index + 1}`] = () => atSpeed(value);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { target, key } = event;
  if (target.closest("select, pre") && key !== "Escape") return;
  if (target.closest("button, summary, a") && key === " ") return;
  if (target === slider && !["Escape", " ", "PageDown", "PageUp"].includes(key)) {
    const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key];
    if (way) { event.preventDefault(); jump(nearest(step + way, way)); }
    return;
  }
  const act = ON_PAGE[key] ?? (player.contains(target) ? IN_PLAYER[event.code] : undefined);
  if (!act) return;
  if (key !== "Escape") event.preventDefault();
  act();
});

// ---- the scale: a tick a step where there is room, some with numbers, and above them where verdicts come true
const line = the(".line");
const place = (k, tag) => {
  tag.style.left = `${last ? (100 * k) / last : 100}%`;
  line.append(tag);
  return tag;
};
function scale() {
  line.querySelectorAll(".tick, .number").forEach((each) => each.remove());
  const every = (pixels) => [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((n) => (line.clientWidth / Math.max(1, last)) * n >= pixels) ?? last;
  const ticks = every(7), numbers = every(30);
  for (let k = 0; k <= last; k += ticks) {
    place(k, make("i", { className: "tick" }));
    if (k % numbers === 0) place(k, make("i", { className: "number", textContent: digits(k) }));
  }
}
const signFor = (run) => make("i", { innerHTML: icon(SIGNS[run.kind] ?? STANDSTILL), className: "sign open" });
runs.forEach((run) => {
  const item = make("li"), button = make("button", { type: "button" }), mark = signFor(run);
  run.words = make("span");
  button.append(mark, make("b", { textContent: run.label, dir: "auto", hidden: !run.label }), run.words);
  button.addEventListener("click", () => jump(nearest(run.earned)));
  item.append(button);
  the(".runs").append(item);
  run.marks = run.earned ? [mark, place(run.earned, signFor(run))] : [mark];
});
notes.filter((note) => note.until > note.seconds).forEach((note) => {
  place(note.step, make("i", { className: "sign ask", textContent: words.question }));
});
new ResizeObserver(scale).observe(line);

const copy = the(".copy");
copy?.addEventListener("click", async () => {
  const code = the("code");
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {  // a page from disk, or in another page, may not reach the clipboard like this
    getSelection().selectAllChildren(code);
    if (!document.execCommand("copy")) return;
  }
  const word = copy.textContent;
  the(".spoken").textContent = copy.textContent = copy.dataset.copied;
  setTimeout(() => { copy.textContent = word; }, 1500);
});

// ---- begin: paused, with all that a reader needs to begin
const first = nearest(setting("step"));
const begin = () => {
  jump(first, false);
  if (isOn("autoplay") && !calm.matches && !embedded) playThrough();
};
show(first, false);
if (film.readyState > 0) begin(); else film.addEventListener("loadedmetadata", begin, { once: true });
if (!embedded) focus();
})();
