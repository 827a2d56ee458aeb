// Use the stand-in's page as a person would, with Debian's chromium: type, click, read. Prints what was seen as JSON.
// usage: node page.mjs NODE_MODULES
import path from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = await import(pathToFileURL(path.join(process.argv[2], "playwright-core", "index.mjs")));
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
page.setDefaultTimeout(15_000);
const seen = {};

async function write(text, box = page.getByPlaceholder(/^Message #inc-42/)) {
  await box.fill(text);
  await box.press("Enter");
}

// the last message whose heading is so; inside another element, if one is given
function reply(heading, within = page) {
  return within.locator(".msg").filter({ has: page.locator(".bk-header").filter({ hasText: heading }) }).last();
}

async function press(shown, label) {
  await shown.getByRole("button", { name: label, exact: true }).click();
}

async function askAndShare() {
  await write("/apt sofacy");
  await press(reply(/^APT28 · /), "Tools");
  seen.tools = await reply(/^Tools of APT28/).innerText();
  await press(reply(/^Tools of APT28/), "Share to channel");
  seen.shared = await page.locator(".msg").filter({ hasText: "asked: tools APT28" }).innerText();
  await page.getByText("Shared to the channel.").waitFor();
}

async function talkInAThread() {
  await write("@aptbot what does Turla use");
  await page.locator(".msg").filter({ hasText: "what does Turla use" }).locator(".thread-summary").click();
  const thread = page.locator(".thread-pane");
  seen.mention = await reply(/^Tools of Turla/, thread).innerText();
  await write("and who does it target?", thread.getByPlaceholder("Reply in thread…"));
  seen.followUp = await reply(/^Targets of Turla/, thread).innerText();
  await press(reply(/^Targets of Turla/, thread), "Something wrong?");
}

async function report() {
  const form = page.locator(".modal");
  seen.form = await form.innerText();
  await press(form, "Send");
  await form.locator(".modal-error").first().waitFor();
  seen.refused = await form.locator(".modal-error").allInnerTexts();
  await form.getByRole("radio").first().check();
  for (const [label, typed] of [["Actor, tool or question", "Turla"], ["What is right?", "It never did."]]) {
    await form.locator(".bk-input").filter({ hasText: label }).locator("input").fill(typed);
  }
  await press(form, "Send");
  await form.getByText("Your report is").waitFor();
  seen.stored = await form.innerText();
  await press(form, "Close");
}

async function goHome() {
  await page.locator(".sidebar").getByRole("button", { name: /aptbot/ }).click();
  await page.getByText("You asked lately").waitFor();
  seen.home = await page.locator(".home").innerText();
  await press(page.locator(".home"), "tools Turla");
  await page.locator(".modal .bk-header").waitFor();
  seen.window = await page.locator(".modal").innerText();
}

try {
  await page.goto("http://127.0.0.1:3000/");
  for (const act of [askAndShare, talkInAThread, report, goHome]) {
    seen.doing = act.name;
    await act();
  }
} catch (error) {
  seen.failed = `${seen.doing}: ${error}`;
  seen.page = await page.locator("body").innerText();
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
