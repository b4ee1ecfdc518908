// What the page of the report does in a real browser, and what it must never do.
//
// usage: node report.mjs CTM ROOT OUT CHROMIUM
import { chromium } from 'playwright-core';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { estate, hostile, labels, quiet, single } from './models.mjs';

const [ctm, root, out, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];
let checks = 0, where = '';

function expect(isTrue, text) {
  checks++;
  if (!isTrue) faults.push(`${where}: ${text}`);
}
function same(got, wanted, text) {
  expect(got === wanted, `${text}: ${JSON.stringify(got)}, and not ${JSON.stringify(wanted)}`);
}

// --- reports -----------------------------------------------------------------------------------

function build(name, model) {
  const folder = `${out}/${name}`;
  mkdirSync(folder, { recursive: true });
  let path = model;
  if (model.startsWith('ctm 1')) writeFileSync(path = `${folder}/${name}.ctm`, model);
  const done = spawnSync(ctm, ['build', path, '-d', folder, '-f', 'html,xml', '--as-of', '2026-11-24'],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status > 1 || done.status === null) throw new Error(`${name}: ${done.status} ${done.stderr}`);
  const html = readFileSync(`${folder}/report.html`, 'utf8');
  return { name, file: `file://${folder}/report.html`, html, register: readFileSync(`${folder}/register.xml`, 'utf8'), folder };
}

// Rows of the register, read without the page's help.
function rows(register, element) {
  const found = [];
  for (const [, attributes, body] of register.matchAll(new RegExp(`<${element} (id="[^>]*)>(.*?)</${element}>`, 'gs'))) {
    const get = (name) => (attributes.match(new RegExp(` ?\\b${name}="([^"]*)"`)) || [])[1];
    const plain = (text) => text && text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#10;/g, '\n').replace(/&amp;/g, '&');
    found.push({ id: plain(get('id')), title: plain(get('title')), status: get('status'), body });
  }
  return found;
}

// --- the browser -------------------------------------------------------------------------------

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--no-first-run', '--disable-dev-shm-usage'],
});

// A page that complains of every message, error and request.
async function open(report, options = {}, hash = '') {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  let requests = 0;
  page.on('console', (message) => expect(false, `console: ${message.text()}`));
  page.on('pageerror', (error) => expect(false, `error: ${error.message}`));
  page.on('dialog', (dialog) => { expect(false, 'a dialog'); dialog.dismiss(); });
  page.on('request', (request) => expect(++requests === 1 && request.url().startsWith('file://'), `request: ${request.url()}`));
  await page.goto(report.file + hash);
  return page;
}
const close = (page) => page.context().close();
const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));

async function accessible(report, options, isUnfolded) {
  // axe is a script of ours: the page's policy would refuse it
  const page = await open(report, { ...options, bypassCSP: true });
  if (isUnfolded) await unfold(page);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const v of violations)
    expect(false, `axe ${v.id} (${v.nodes.length}): ${v.help}: ${v.nodes[0].html.slice(0, 200)}`);
  checks++;
  await close(page);
}

// --- what every report must be -----------------------------------------------------------------

function bytes(report) {
  where = `${report.name} bytes`;
  const first = report.html;
  const again = build(report.name, `${report.folder}/${report.name}.ctm`.replace(/.*/, (own) => report.model.startsWith('ctm 1') ? own : report.model));
  expect(first === again.html, 'two runs differ');
  expect(first.startsWith('<!DOCTYPE html>\n<html lang="en">'), 'no doctype');
  expect(!/ (src|action)="(?!data:)/.test(first.replace(/<script>.*?<\/script>/gs, '').replace(/>[^<]*</g, '><')), 'something to load');
  expect(!/<[a-z][^>]* (style|on[a-z]+)="/.test(first.replace(/="[^"]*"/g, (v) => v.includes('<') ? '=""' : v)), 'an inline style or handler');
}

// The policy names the SHA-256 of each style and script that is there, and of nothing else.
function policy(report) {
  where = `${report.name} policy`;
  const text = report.html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)[1];
  expect(text.startsWith("default-src 'none'; "), 'something may be loaded');
  const hashes = (tag) => [...report.html.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))]
    .map((m) => `'sha256-${createHash('sha256').update(m[1]).digest('base64')}'`).join(' ');
  expect(text.includes(`style-src ${hashes('style')};`), 'the styles have other hashes');
  expect(text.includes(`script-src ${hashes('script')};`), 'the script has another hash');
}

async function whole(report) {
  where = `${report.name} whole`;
  const page = await open(report, { javaScriptEnabled: true });
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id), seen = new Set(), twice = [], lost = [];
    for (const id of ids) { if (seen.has(id)) twice.push(id); seen.add(id); }
    for (const a of document.querySelectorAll('a[href], use[href]')) {
      const href = a.getAttribute('href');
      if (href[0] === '#' ? !seen.has(href.slice(1)) && !seen.has(decodeURIComponent(href.slice(1))) : !/^(https?|mailto):/.test(href)) lost.push(href);
    }
    return { twice, lost, blank: ids.filter((id) => /\s/.test(id)), headings: document.querySelectorAll('main h2').length, svgs: document.querySelectorAll('figure svg').length };
  });
  same(found.twice.join(), '', 'ids that stand twice');
  same(found.lost.join(), '', 'links that lead nowhere');
  same(found.blank.join(), '', 'ids with blanks');
  same(found.headings, 11, 'sections');
  expect(found.svgs >= 1, 'no picture');
  await close(page);
}

// Everything is there without script: each threat, scenario and assertion has its row.
async function plain(report) {
  where = `${report.name} without script`;
  const page = await open(report, { javaScriptEnabled: false });
  const there = new Map(await page.locator('.entry, .verdict').evaluateAll((all) => all.map((e) => [e.id, e.textContent])));
  for (const [kind, list] of [['threat', rows(report.register, 'threat')], ['scenario', rows(report.register, 'scenario')], ['assertion', rows(report.register, 'assertion')]])
    for (const row of list) {
      const text = there.get(`${kind}-${row.id.replace(/[ \t\n]/g, '+').replace(/%/g, '~')}`);
      expect(text !== undefined, `no row of ${kind} ${row.id}`);
      if (text !== undefined && row.title) expect(text.includes(row.title), `the row of ${row.id} lacks its title`);
    }
  same(await page.locator('#filter').isVisible(), false, 'the filter, which does nothing here, shows');
  same(await page.locator('.tools:visible').count(), 0, 'buttons that do nothing here show');
  await close(page);
}

async function narrow(report) {
  for (const width of [390, 320]) {
    where = `${report.name} at ${width} px`;
    const page = await open(report, { viewport: { width, height: 800 } });
    await unfold(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide <= width, `the page is ${wide} px wide`);
    await close(page);
  }
}

async function paper(report, words) {
  where = `${report.name} on paper`;
  const page = await open(report, { colorScheme: 'dark' });
  const file = `${report.folder}/report-printed.pdf`;
  await page.pdf({ path: file, format: 'A4' });
  const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout.replace(/\s+/g, ' ');
  for (const word of words) expect(text.includes(word), `no \`${word}\``);
  expect(!text.includes('Next step'), 'buttons are printed');
  await close(page);
}

// --- what it does ------------------------------------------------------------------------------

const shown = (page, kind) => page.locator(`.entry[id^="${kind}-"]:not([hidden])`).count();

async function filter(report, attacker) {
  where = `${report.name} filter`;
  const page = await open(report);
  const threats = rows(report.register, 'threat'), scenarios = rows(report.register, 'scenario');
  const by = (list, element) => list.filter((row) => row.body.includes(`<${element} ref="${attacker}"/>`)).length;
  await page.selectOption('#filter-by', attacker);
  same(await shown(page, 'threat'), by(threats, 'attacker'), 'threats of one attacker');
  same(await shown(page, 'scenario'), by(scenarios, 'risk-source'), 'scenarios of one attacker');
  expect((await page.locator('#filter-said').textContent()).startsWith(`${by(threats, 'attacker')} of ${threats.length} threats`), 'it does not say how many');
  expect(await page.locator('article.scenario[hidden]').count() > 0, 'top scenarios of others stay');
  await page.fill('#filter-text', 'flood');
  await page.waitForFunction(() => /rows/.test(document.querySelector('#filter-said').textContent));
  for (const text of await page.locator('.entry:not([hidden])').allTextContents()) expect(/flood/i.test(text), `a row without the word: ${text.slice(0, 60)}`);
  await page.click('#filter-reset');
  same(await shown(page, 'threat'), threats.length, 'threats after the reset');
  same(await page.locator('#filter-said').textContent(), '', 'what it says after the reset');
  same(await page.evaluate(() => document.activeElement.id), 'filter-by', 'the focus after the reset');
  await close(page);
}

async function steps(report) {
  where = `${report.name} steps`;
  const page = await open(report);
  const figure = page.locator('figure.player').first(), svg = figure.locator('svg');
  const count = await figure.locator('.steps li').count();
  expect(count > 1, 'no steps');
  same(await figure.locator('.back').isDisabled(), true, 'back at the start');
  await figure.locator('.next').click();
  same(await figure.locator('.steps li[aria-current=step]').getAttribute('data-step'), '1', 'the first step in the list');
  same(await svg.locator('.g-attack.now').getAttribute('data-step'), '1', 'the first step in the picture');
  expect(await svg.evaluate((e) => e.classList.contains('playing')), 'the rest is not dimmed');
  expect(await svg.locator('.g-node.now, .g-boundary.now').count() >= 1, 'no end of the step stands out');
  const opacity = (css) => svg.locator(css).first().evaluate((e) => new Promise((done) => setTimeout(() => done(getComputedStyle(e).opacity), 300)));
  same(await opacity('.g-attack.now'), '1', 'opacity of the step');
  expect(Number(await opacity('.g-flow')) < 0.5, 'a flow is not dimmed');
  await figure.locator('.next').focus();
  for (let i = 1; i < count; i++) await page.keyboard.press('ArrowRight');
  expect((await figure.locator('.said').textContent()).startsWith(`Step ${count} of ${count}: `), 'it does not say where it is at the end');
  same(await figure.locator('.next').isDisabled(), true, 'next at the end');
  await figure.locator('.all').click();
  same(await svg.locator('.now').count(), 0, 'marks after all steps');
  await figure.locator('.size').click();
  same(await figure.locator('.size').getAttribute('aria-pressed'), 'true', 'full size');
  await close(page);
}

async function deep(report) {
  const threats = rows(report.register, 'threat');
  for (const javaScriptEnabled of [true, false]) {
    for (const row of [threats[0], threats[threats.length - 1], threats.find((t) => t.status === 'mitigated') || threats[0]]) {
      where = `${report.name} link to ${row.id}${javaScriptEnabled ? '' : ' without script'}`;
      const anchor = `threat-${row.id.replace(/ /g, '+').replace(/%/g, '~')}`;
      const page = await open(report, { javaScriptEnabled }, '#' + encodeURIComponent(anchor));
      const target = page.locator(`[id="${anchor.replace(/"/g, '\\"')}"]`);
      await page.waitForTimeout(200);
      same(await target.isVisible(), true, 'it shows');
      const box = await target.boundingBox();
      expect(box && box.y > -50 && box.y < 900, `it stands at ${box && box.y}`);
      await close(page);
    }
  }
}

async function keyboard(report) {
  where = `${report.name} keyboard`;
  const page = await open(report);
  await page.keyboard.press('Tab');
  same(await page.evaluate(() => document.activeElement.textContent), 'Skip to the report', 'the first stop');
  await page.keyboard.press('Enter');
  same(await page.evaluate(() => location.hash), '#main', 'where it leads');
  await page.locator('#threats ~ .entries details summary').first().focus();
  await page.keyboard.press('Enter');
  same(await page.locator('#threats ~ .entries details').first().evaluate((d) => d.open), true, 'details open by key');
  await close(page);
}

async function dark(report) {
  where = `${report.name} dark`;
  for (const [colorScheme, ground] of [['light', 'rgb(255, 255, 255)'], ['dark', 'rgb(15, 23, 32)']]) {
    const page = await open(report, { colorScheme });
    same(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), ground, colorScheme);
    same(await page.locator('svg .page').first().evaluate((e) => getComputedStyle(e).fill), ground, `picture, ${colorScheme}`);
    await close(page);
  }
}

async function inert(report) {
  where = 'hostile labels';
  const page = await open(report);
  await unfold(page);
  same(await page.evaluate(() => window.pwned), undefined, 'a label ran');
  same(await page.locator('script').count(), 1, 'scripts');
  same(await page.locator('img').count(), 0, 'images');
  same(await page.locator('a[href^="javascript:"]').count(), 0, 'links that run');
  same(await page.locator('h1').textContent(), labels.markup, 'the title as written');
  const text = await page.evaluate(() => document.body.innerText);
  for (const label of Object.values(labels)) expect(text.includes(label), `no ${label}`);
  same(await page.locator('a[href="https://example.com/?a=1&b=<2>"], a[href="https://example.com/?a=1&b=%3C2%3E"]').count(), 1, 'the good link');
  await close(page);
}

async function large(report) {
  where = report.name;
  const count = rows(report.register, 'threat').length;
  expect(count >= 2000, `only ${count} threats`);
  let start = Date.now();
  const page = await open(report);
  const loaded = Date.now() - start;
  const took = await page.evaluate(() => {
    const from = performance.now(), by = document.querySelector('#filter-by');
    by.value = 'net.eve';
    by.dispatchEvent(new Event('change'));
    document.body.getBoundingClientRect();
    return performance.now() - from;
  });
  const searched = await page.evaluate(() => new Promise((done) => {
    const text = document.querySelector('#filter-text'), said = document.querySelector('#filter-said'), from = performance.now();
    new MutationObserver(() => { document.body.getBoundingClientRect(); done(performance.now() - from); }).observe(said, { childList: true, characterData: true, subtree: true });
    text.value = 'store 7';
    text.dispatchEvent(new Event('input'));
  }));
  console.log(`${count} threats, ${(report.html.length / 1e6).toFixed(1)} MB: loaded in ${loaded} ms, filtered in ${took.toFixed(0)} ms, searched in ${searched.toFixed(0)} ms`);
  expect(loaded < 20000 && took < 3000 && searched < 5000, 'too slow');
  await close(page);
}

// --- all of it ---------------------------------------------------------------------------------

const reports = {};
for (const [name, model] of Object.entries({ webshop: 'examples/webshop/webshop.ctm', payments: 'examples/payments/payments.ctm', swarm: 'examples/swarm/swarm.ctm', quiet, single, hostile, estate: estate(48) }))
  reports[name] = { ...build(name, model), model };

try {
  for (const report of Object.values(reports)) {
    bytes(report);
    policy(report);
    await whole(report);
    await plain(report);
    if (report.name !== 'estate') await narrow(report);
  }
  for (const name of ['webshop', 'swarm']) {
    where = `${name} axe, light`;
    await accessible(reports[name], {}, true);
  }
  for (const name of ['webshop', 'payments', 'quiet', 'hostile']) {
    where = `${name} axe, dark`;
    await accessible(reports[name], { colorScheme: 'dark' }, false);
  }
  await filter(reports.payments, 'internet.gang');
  await filter(reports.webshop, 'internet.mirai');
  await steps(reports.webshop);
  await steps(reports.payments);
  await deep(reports.payments);
  await deep(reports.hostile);
  await keyboard(reports.webshop);
  await dark(reports.webshop);
  await paper(reports.webshop, ['Web shop', ...rows(reports.webshop.register, 'threat').slice(0, 40).map((row) => row.title)]);
  await paper(reports.quiet, ['Nothing to fear', 'None: nobody can take a step']);
  await inert(reports.hostile);
  await large(reports.estate);
} finally {
  await browser.close();
}
for (const fault of faults.slice(0, 60)) console.log(fault);
console.log(`${checks} checks, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
