// Use the stand-in's page as a person would, with Debian's chromium: type, click, read. Prints what was seen as JSON.
// usage: node page.mjs NODE_MODULES
import path from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = await import(pathToFileURL(path.join(process.argv[2], "playwright-core", "index.mjs")));
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
page.setDefaultTimeout(20_000);
const seen = {};

async function ask(text) {
  const box = page.locator("textarea, [contenteditable=true], input[type=text]").first();
  await box.click();
  await box.fill(text);
  await page.keyboard.press("Enter");
}

try {
  await page.goto("http://127.0.0.1:3000/");
  await ask("/apt sofacy");
  await page.getByText("APT28 · ", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Tools", exact: true }).last().click();
  await page.getByText("Tools of APT28").first().waitFor();
  seen.tools = await page.locator("body").innerText();
  await page.getByRole("button", { name: "Share to channel" }).last().click();
  await page.getByText("asked: tools APT28").first().waitFor();
  seen.shared = true;
  await ask("@aptbot what does Turla use");
  await page.getByText("Tools of Turla").first().waitFor();
  seen.mention = true;
} catch (error) {
  seen.failed = String(error);
  seen.page = await page.locator("body").innerText();
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
