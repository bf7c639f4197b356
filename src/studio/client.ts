/** The preview's script, as the browser gets it: reloads when the draft changed, and keeps every scroll position. */
export const CLIENT_SCRIPT = `'use strict';
const shown = document.currentScript.dataset.revision;
const frames = [...document.querySelectorAll('iframe')];
const positions = JSON.parse(sessionStorage.getItem('positions') ?? '[]');
sessionStorage.removeItem('positions');

frames.forEach((frame, index) => {
  const restore = () => frame.contentWindow.scrollTo(0, positions[index] ?? 0);
  frame.addEventListener('load', restore);
  if (frame.contentDocument?.readyState === 'complete') restore();
});

new EventSource('/events').addEventListener('revision', ({ data }) => {
  if (data === shown) return;
  sessionStorage.setItem('positions', JSON.stringify(frames.map((frame) => frame.contentWindow.scrollY)));
  location.reload();
});
`;
