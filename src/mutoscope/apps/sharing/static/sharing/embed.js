/* The player in other sites' pages. Without this script the browser's own controls do. */
(() => {
  "use strict";
  const main = document.querySelector("main");
  const video = main.querySelector("video");
  const [start, bar, sound, full, broken] = [".start", ".bar", ".sound", ".full", ".broken"].map((name) => main.querySelector(name));
  const seek = bar.querySelector("input");

  // The lightest film that is sharp enough for the frame it stands in; a quarter short is not seen on moving pictures.
  const films = JSON.parse(video.dataset.films);
  const side = Math.min(innerWidth, innerHeight) * devicePixelRatio * 0.75;
  const film = films.find((one) => one.side >= side) ?? films.at(-1);
  if (film) video.src = film.url;

  video.controls = false;
  start.hidden = bar.hidden = false;
  full.hidden = !document.fullscreenEnabled;

  const play = () => video.play().catch(() => {}); // refused or interrupted: the button still shows what can be done
  const toggle = () => (video.paused ? play() : video.pause());
  const draw = () => {
    main.classList.toggle("playing", !video.paused);
    start.setAttribute("aria-label", video.paused ? start.dataset.play : start.dataset.pause);
    sound.setAttribute("aria-pressed", String(!video.muted));
  };
  start.addEventListener("click", toggle);
  sound.addEventListener("click", () => (video.muted = !video.muted));
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : main.requestFullscreen()));
  seek.addEventListener("input", () => {
    if (video.duration) video.currentTime = (Number(seek.value) / 1000) * video.duration;
  });
  video.addEventListener("timeupdate", () => {
    if (video.duration) seek.value = String(Math.round((video.currentTime / video.duration) * 1000));
  });
  for (const name of ["play", "pause", "volumechange"]) video.addEventListener(name, draw);
  video.addEventListener("error", () => {
    broken.hidden = false;
    start.hidden = true;
  });
  addEventListener("keydown", (event) => {
    if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " || event.key === "k") toggle();
    else if (event.key === "m") video.muted = !video.muted;
    else return;
    event.preventDefault();
  });
  if ("autoplay" in main.dataset) {
    video.muted = true;
    void play();
  }
  draw();
})();
