// Which custom property of theme.css stands for a colour that USWDS, or one of our style sheets, writes.
// The build stops at a colour that is not here: no part of a page may escape a deployment's theme.
const USED_BY = {
  page: ["#fff", "white"],
  ink: ["#1b1b1b", "#000", "black"],
  muted: ["#565c65", "#757575", "#454545", "#3d4551"],
  edge: ["#71767a", "#919191", "#a9aeb1"],
  hairline: ["#dfe1e2", "#e6e6e6"],
  disabled: ["#c9c9c9"],
  wash: ["#f0f0f0"],
  brand: ["#1b3a5c"],
  primary: ["#005ea2", "#28a0cb"],
  "primary-dark": ["#1a4480", "#07648d"],
  "primary-darker": ["#162e51"],
  "primary-wash": ["#e1f3f8", "#c3ebfa", "#97d4ea"],
  visited: ["#54278f"],
  focus: ["#2491ff"],
  info: ["#00bde3"],
  "info-wash": ["#e7f6f8"],
  success: ["#00a91c"],
  "success-wash": ["#ecf3ec"],
  warning: ["#ffbe2e", "#fa9441", "#c05600", "#775540"],
  "warning-wash": ["#faf3d1"],
  error: ["#b50909", "#d54309", "#d83933", "#9c3d10", "#8b0a03"],
  "error-wash": ["#f4e3db"],
  "plan-edge": ["#a84700"],
};

export const COLOURS = Object.fromEntries(Object.entries(USED_BY).flatMap(([name, all]) => all.map((colour) => [colour, name])));
