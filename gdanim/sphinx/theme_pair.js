// Pictures follow the reader's system; where a page has a switch of its own, they follow what is chosen there.
(() => {
  const DARK = "(prefers-color-scheme: dark)";
  const ALWAYS = "(min-width: 0px)", NEVER = "(max-width: 0px)";
  const update = () => {
    const theme = document.body.dataset.theme || document.documentElement.dataset.theme;
    const condition = { dark: ALWAYS, light: NEVER }[theme] || DARK;
    for (const source of document.querySelectorAll(".gdanim source[media]")) {
      source.dataset.media ||= source.media;
      const wanted = source.dataset.media.replace(DARK, condition);
      if (source.media !== wanted) source.media = wanted;
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    update();
    const observer = new MutationObserver(update);
    for (const element of [document.documentElement, document.body]) {
      observer.observe(element, { attributes: true, attributeFilter: ["data-theme"] });
    }
  });
})();
