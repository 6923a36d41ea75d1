"use strict";
const page = document.documentElement;
const articles = [...document.querySelectorAll("article")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// a picture that can be stopped: a video, or an image that has a still to stand for it
function player(article) {
  const button = article.querySelector(".play");
  const video = article.querySelector("video");
  const image = article.querySelector("img[data-still]");
  if (!button || !(video || image)) return null;
  const moving = image ? image.getAttribute("src") : null;
  const name = (playing) => { button.textContent = playing ? button.dataset.pause : button.dataset.play; };
  const self = {
    playing: () => (video ? !video.paused : image.getAttribute("src") === moving),
    play: () => { if (video) video.play().catch(() => name(false)); else { image.src = moving; name(true); } },
    pause: () => { if (video) video.pause(); else { image.src = image.dataset.still; name(false); } },
    toggle: () => (self.playing() ? self.pause() : self.play()),
  };
  if (video) {
    video.controls = false;  // they would cover the picture, and the button below does the same
    video.addEventListener("play", () => name(true));
    video.addEventListener("pause", () => name(false));
  }
  button.hidden = false;
  button.addEventListener("click", self.toggle);
  name(self.playing());
  if (calm.matches) self.pause();
  return self;
}

const players = new Map(articles.map((article) => [article, player(article)]));
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const one = players.get(target);
    if (one && target.querySelector("video") && !calm.matches) isIntersecting ? one.play() : one.pause();
  }
}, { threshold: 0.2 });
articles.forEach((article) => seen.observe(article));

async function copy(button) {
  const code = button.parentElement.querySelector("pre code");
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {  // a page from disk may not reach the clipboard so
    const range = document.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (!document.execCommand("copy")) return;
  }
  const word = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = word; }, 1500);
}
document.querySelectorAll(".copy").forEach((button) => button.addEventListener("click", () => copy(button)));

const tongues = [...document.querySelectorAll("nav [data-language]")];
function speak(chosen) {
  page.lang = chosen.dataset.language;
  page.dir = chosen.dir;
  document.title = document.querySelector("h1").textContent = chosen.dataset.title;
  document.getElementById("shade").textContent = chosen.dataset.shade;
  tongues.forEach((button) => button.setAttribute("aria-pressed", String(button === chosen)));
  articles.forEach((article) => { article.hidden = article.lang !== chosen.dataset.language; });
}
tongues.forEach((button) => button.addEventListener("click", () => speak(button)));
if (tongues.length) speak(tongues.find((button) => button.dataset.language === page.lang) || tongues[0]);

document.getElementById("shade").addEventListener("click", () => {
  const dark = page.dataset.shade ? page.dataset.shade === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  page.dataset.shade = dark ? "light" : "dark";
});

// j and k go from picture to picture, the space bar stops and starts the one they came to
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button, summary, video, pre")) return;
  const shown = articles.filter((article) => !article.hidden);
  const at = shown.indexOf(document.activeElement);
  if (event.key === "j" || event.key === "k") {
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + (event.key === "j" ? 1 : -1)))];
    next.focus();
    next.scrollIntoView();
  } else if (event.key === " " && at >= 0 && players.get(shown[at])) {
    event.preventDefault();
    players.get(shown[at]).toggle();
  }
});
