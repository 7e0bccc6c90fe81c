/** Our own picture: a message on its way into a queue. */
const SVG = [
  '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none">',
  '<rect x="1" y="5" width="7" height="8" rx="1.5" fill="#0f766e"/>',
  '<path d="M2.2 6.6l2.3 2.2 2.3-2.2" stroke="#fff" stroke-width="1" stroke-linecap="round"/>',
  '<path d="M9 9h2.2m-1-1.2L11.4 9l-1.2 1.2" stroke="#0f766e" stroke-width="1.1" stroke-linecap="round"/>',
  '<path d="M13 5v8M15 5v8M17 5v8" stroke="#0f766e" stroke-width="1.1" stroke-linecap="round"/>',
  '</svg>',
].join('');

export const ICON = `data:image/svg+xml;base64,${Buffer.from(SVG).toString('base64')}`;
