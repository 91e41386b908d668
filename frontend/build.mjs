// Compiles the portal's style sheet into src/openperkins/portal/static/portal: portal.css, and only those fonts and
// images it names. Every colour becomes a custom property of theme.css, so that a deployment swaps colours without Node.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";
import { COLOURS } from "./colours.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const uswds = join(here, "node_modules/@uswds/uswds");
const target = join(here, "../src/openperkins/portal/static/portal");

function compile() {
  const options = {
    style: "compressed",
    loadPaths: [here, join(uswds, "packages")],
    // what USWDS owes to later Sass versions is not ours to mend; our own warnings are shown
    quietDeps: true,
    logger: { warn: (text, { span }) => span?.url?.pathname.includes("node_modules") || console.warn(text) },
  };
  return ["theme.scss", "portal.scss"].map((name) => sass.compile(join(here, name), options).css.trim()).join("\n");
}

function withCustomProperties(css) {
  const unknown = new Set();
  const themed = css
    .split(/(url\("data:[^"]*"\))/)
    .map((part, i) =>
      i % 2
        ? part
        : part.replace(/#[0-9a-f]{3,8}\b(?![^{}]*\{)|(?<=[:\s,(])(?:white|black)\b(?=[;}\s,)])/gi, (colour) => {
            const name = COLOURS[colour.toLowerCase()];
            if (!name) unknown.add(colour);
            return name ? `var(--portal-${name})` : colour;
          }),
    )
    .join("");
  if (unknown.size) throw new Error(`Colours without a custom property: ${[...unknown].join(", ")}. Add them to colours.mjs.`);
  return themed;
}

function copyNamedFiles(css) {
  const named = new Set([...css.matchAll(/url\(\s*["']?(?!data:)([^"')\s]+)["']?\s*\)/g)].map((found) => found[1]));
  for (const folder of ["fonts", "img"]) rmSync(join(target, folder), { recursive: true, force: true });
  for (const name of [...named].sort()) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    copyFileSync(join(uswds, "dist", name), join(target, name));
  }
  return named.size;
}

// fonts come as woff2 only: every browser the portal supports reads it
const css = withCustomProperties(compile());
mkdirSync(target, { recursive: true });
const files = copyNamedFiles(css);
writeFileSync(join(target, "portal.css"), css + "\n");
console.log(`portal.css: ${Math.ceil(Buffer.byteLength(css) / 1000)} kB, ${files} fonts and images`);
