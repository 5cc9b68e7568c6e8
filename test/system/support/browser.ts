import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

/** Debian's names for the browser. */
const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A page opened from a file, without a network, with everything that it asked for or complained of. */
export interface OpenedPage {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

/** A browser for the tests of a file; each page is opened in a context of its own. */
export function browserForTests(): (file: string, options?: BrowserContextOptions) => Promise<OpenedPage> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const executablePath = process.env["CHROMIUM"] ?? PATHS.find((path) => existsSync(path));
    if (executablePath === undefined) throw new Error("no Chromium: sh test/system/setup.sh");
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    });
  });
  afterAll(() => browser?.close());
  return async (file, options = {}) => {
    const context = await (browser as Browser).newContext({ offline: true, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`file://${file}`);
    return { page, requests, complaints };
  };
}
