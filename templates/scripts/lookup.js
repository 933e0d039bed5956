/* The index of search, as digest/search/index.py builds it: what there is to search, and a query's parts → the texts that have them. */
(function () {
  'use strict';

  const { load, loadLetters, pairs, enough } = window.searchWords;
  const WIDE = 2 ** 20; // an occurrence is one number: text × WIDE + place in the text
  let site; // the promise of what is known of the reports

  // ── What there is to search ──

  function known() {
    site ??= Promise.all([load('reports'), loadLetters()]).then(([{ data }]) => laidOut(data));
    site.catch(() => { site = undefined; });
    return site;
  }

  /* The list of reports → the same, and for each text the number of its report. */
  function laidOut(data) {
    const total = data.units.reduce((sum, units) => sum + units, 0);
    const all = { ...data, ids: data.reports.split(' '), start: [], report: new Uint16Array(total), topic: undefined, base: [] };
    let unit = 0;
    data.units.forEach((units, report) => {
      all.start.push(unit);
      all.report.fill(report, unit, unit += units);
    });
    all.dossiers = dossiersOf(data);
    let first = 0;
    for (const reports of data.segments) {
      all.base.push(all.start[first]);
      first += reports;
    }
    return all;
  }

  /* The list of reports → its places in their years: {place, year, sound (whether a complete and sound text is at hand), reports}. */
  function dossiersOf(data) {
    const found = new Map();
    data.place.forEach((place, report) => {
      const key = `${place} ${data.year[report]}`;
      if (!found.has(key)) found.set(key, { place, year: data.year[report], sound: Boolean(data.sound[report]), reports: [] });
      found.get(key).reports.push(report);
    });
    return [...found.values()];
  }

  /* What is known → the same with the number of each text's topic (from 1, 0 for none): only asked for when something is sought. */
  async function withTopics(all) {
    if (all.topic) return all;
    const parts = await Promise.all(Array.from({ length: all.topicParts }, (_, n) => load(`topics/${n}`, all.version)));
    const runs = numbers(parts.map((part) => part.data).join(''));
    const topic = new Uint8Array(all.report.length);
    let unit = 0;
    for (let at = 0; at < runs.length; at += 2) topic.fill(runs[at], unit, unit += runs[at + 1]);
    all.topic = topic;
    return all;
  }

  // ── Lines of the index ──

  const LETTERS = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n)).filter((letter) => !'`\\${'.includes(letter));
  const BASE = LETTERS.length / 2;
  const DIGITS = new Uint8Array(128);
  LETTERS.forEach((letter, digit) => { DIGITS[letter.charCodeAt(0)] = digit; });

  function numbers(text) {
    const found = [];
    let value = 0;
    for (let at = 0; at < text.length; at++) {
      const digit = DIGITS[text.charCodeAt(at)];
      if (digit < BASE) {
        found.push(value * BASE + digit);
        value = 0;
      } else value = value * BASE + digit - BASE;
    }
    return found;
  }

  /* Keys are in the order of code points, which is not JavaScript's for what lies beyond the basic plane. */
  function compared(one, other) {
    const a = [...one];
    const b = [...other];
    const at = a.findIndex((letter, n) => letter !== b[n]);
    return at < 0 ? a.length - b.length : at >= b.length ? 1 : a[at].codePointAt(0) - b[at].codePointAt(0);
  }

  function lastNotAfter(firsts, key) {
    let low = 0;
    let high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compared(firsts[middle], key) <= 0) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  /* The lines whose keys begin with one of `heads` and stand from `first` to `last` → their pieces. */
  async function pieces(all, heads, first, last) {
    const from = Math.max(0, lastNotAfter(all.shards, first));
    const to = lastNotAfter(all.shards, last);
    const wanted = [];
    for (let at = from; at <= to; at++) wanted.push(load(`words/${at}`, all.version));
    const found = [];
    for (const { data, version } of await Promise.all(wanted)) {
      if (version !== all.version) throw new RangeError(version);
      for (const line of data.split('\n')) {
        if (heads.some((head) => line.startsWith(head))) found.push(...line.slice(line.indexOf('\t') + 1).split(' '));
      }
    }
    return found;
  }

  function decoded(all, said) {
    const found = [];
    for (const piece of said) {
      const values = numbers(piece);
      let unit = all.base[values[0]];
      let at = 1;
      while (at < values.length) {
        const head = values[at++];
        unit += head >> 1;
        let place = 0;
        for (let left = head & 1 ? values[at++] : 1; left; left--) found.push(unit * WIDE + (place += values[at++]));
      }
    }
    return found;
  }

  const inOrder = (found) => Float64Array.from(found).sort();

  /* A key → every occurrence, in order. */
  const occurrences = async (all, key) => decoded(all, await pieces(all, [`${key}\t`], key, `${key}\t`));

  /* A word by itself → the same, of every line that it begins but those that tell of the signs behind it. */
  async function alone(all, word) {
    const heads = [`${word}\t`, `${word} `];
    const said = await pieces(all, heads, word, `${word} \u{10ffff}`);
    return inOrder(new Set(decoded(all, said))); // a pair with signs between has two lines
  }

  /* A pair → where any signs stand between the two. */
  const parted = async (all, key) => inOrder(decoded(all, await pieces(all, [`${key},`], `${key},`, `${key},\u{10ffff}`)));

  // ── Finding ──

  /* Words in a row → where they begin, whatever signs stand between: by pairs side by side, an odd word by the pair with the one before it. */
  async function phrase(all, said) {
    if (said.length === 1) return [...await alone(all, said[0])];
    const wanted = [];
    for (let at = 0; at < said.length; at++) {
      if (!said[at]) continue;
      if (said[at + 1]) wanted.push([at, `${said[at]} ${said[++at]}`]);
      else if (said[at - 1]) wanted.push([at - 1, `${said[at - 1]} ${said[at]}`]);
      else wanted.push([at, said[at]]);
    }
    const lists = await Promise.all(wanted.map(async ([at, key]) => [at, at + 1 === said.length ? await alone(all, key) : await occurrences(all, key)]));
    lists.sort((one, other) => one[1].length - other[1].length);
    let found = Array.from(lists[0][1], (where) => where - lists[0][0]);
    for (const [at, where] of lists.slice(1)) found = led(found, where, at);
    return found;
  }

  /* A part and where its words begin in a row → where it stands exactly as it is typed: with its own signs between, and no other. */
  async function asTyped(all, part, begins) {
    const wanted = begins.length ? part.words.map((word, at) => [at - 1, word, part.signs[at]]).slice(1) : [];
    const lists = await Promise.all(wanted.filter(([at, word]) => word && part.words[at]).map(async ([at, word, signs]) => {
      const key = `${part.words[at]} ${word}`;
      const spelled = [...signs].map((sign) => `,${sign.codePointAt(0).toString(16)}`).join('');
      return [at, signs ? await occurrences(all, key + spelled) : await parted(all, key), Boolean(signs)];
    }));
    return lists.reduce((found, [at, where, there]) => led(found, where, at, there), begins);
  }

  /* Beginnings → those with one of the other occurrences `at` words after them, or, not `there`, those without. Both are in order. */
  function led(begins, where, at, there = true) {
    let next = 0;
    return begins.filter((begin) => {
      while (next < where.length && where[next] < begin + at) next++;
      return (where[next] === begin + at) === there;
    });
  }

  /* Occurrences in order → the texts, each once. */
  function texts(where) {
    const found = [];
    let last = -1;
    for (const one of where) {
      const unit = Math.floor(one / WIDE);
      if (unit !== last) found.push(last = unit);
    }
    return found;
  }

  /* A part of a query → the texts in which it stands exactly so (and every place of it), and those that have its words in a row with other
     signs between them or, if it is not quoted, most of its pairs, with what share of them. */
  async function fitting(all, part) {
    const begins = await phrase(all, part.words);
    const places = await asTyped(all, part, begins);
    const exact = texts(places);
    const near = new Map();
    const wanted = part.exact ? [] : pairs(part);
    if (wanted.length > 1) {
      const counts = new Map();
      for (const where of await Promise.all(wanted.map((pair) => occurrences(all, pair)))) {
        for (const unit of texts(where)) counts.set(unit, (counts.get(unit) ?? 0) + 1);
      }
      for (const [unit, count] of counts) if (count >= enough(wanted.length)) near.set(unit, count / wanted.length);
    }
    for (const unit of texts(begins)) near.set(unit, 1);
    for (const unit of exact) near.delete(unit);
    return { exact, places, near };
  }

  /* A query's parts → the texts that have all of them exactly, in the order of the reports, with how often each has the only part (where there
     is one), and after them the others, the best first: {exact, times, loose}. */
  async function search(all, query) {
    const fits = await Promise.all(query.map((part) => fitting(all, part)));
    const lists = fits.map((fit) => fit.exact).sort((one, other) => one.length - other.length);
    const exact = lists.slice(1).reduce((kept, list) => led(kept, list, 0), lists[0]);
    const times = new Map();
    for (const where of fits.length === 1 ? fits[0].places : []) {
      const unit = Math.floor(where / WIDE);
      times.set(unit, (times.get(unit) ?? 0) + 1);
    }
    return { exact, times, loose: loose(fits, new Set(exact)) };
  }

  function loose(fits, exact) {
    if (!fits.some((fit) => fit.near.size)) return [];
    const whole = fits.map((fit) => new Map([...fit.exact.map((unit) => [unit, 1]), ...fit.near]));
    whole.sort((one, other) => one.size - other.size);
    const found = [];
    for (const [unit, fit] of whole[0]) {
      if (exact.has(unit)) continue;
      const worst = whole.reduce((least, other) => Math.min(least, other.get(unit) ?? 0), fit);
      if (worst) found.push([unit, worst]);
    }
    return found.sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([unit]) => unit);
  }

  window.searchIndex = { known, search, withTopics };
})();
