/* The words of search: letters folded, texts cut into words, queries understood, words found in a text; and data fetched as they are needed.
   Folding and cutting are those of digest/search/tokens.py: whoever changes one changes both. */
(function () {
  'use strict';

  // ── Data: each file is a script that calls searchPart(name, data, version) ──

  const here = document.currentScript.src;
  const base = new URL(here.includes('/hant/assets/') ? '../../search/' : '../search/', here); // the edition's scripts stand in hant/
  const parts = new Map();

  window.searchPart = (name, data, version) => parts.get(name)?.arrived({ data, version });

  /* A name → the promise of its data. Fetched once; what could not be had may be asked for again. */
  function load(name, version) {
    if (parts.has(name)) return parts.get(name).promise;
    const part = {};
    part.promise = new Promise((arrived, failed) => {
      const script = document.createElement('script');
      part.arrived = arrived;
      script.src = new URL(`${name}.js${version ? `?v=${version}` : ''}`, base);
      script.onload = () => script.remove();
      script.onerror = () => { parts.delete(name); script.remove(); failed(new Error(name)); };
      document.head.append(script);
    });
    parts.set(name, part);
    return part.promise;
  }

  // ── Folding: full width to half width, capitals to small, traditional to simplified ──

  const letters = new Map();

  async function loadLetters() {
    const { data } = await load('letters');
    const pairs = [...data];
    for (let at = 0; at < pairs.length; at += 2) letters.set(pairs[at], pairs[at + 1]);
  }

  function folded(letter) {
    if (letter === '，') return letter;
    let text = '';
    for (const plain of letter.normalize('NFKC').toLowerCase()) text += letters.get(plain) ?? plain;
    return text;
  }

  // 1,234.5, 2024, pm and 水 match as words, 。 as a gap; （ and ， must not
  const WORD = /([0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,20})?|[0-9]{1,60}(?:\.[0-9]{1,20}){0,4}|[a-z]{1,60}|[\p{L}\p{N}]|[%‰])|[。!?;]{1,20}/gu;

  const MOST_SIGNS = 4; // as in tokens.py

  /* A text → its words, each with where it stands in the text as written, and the signs between it and the one before it; the end of a
     sentence is a word of no letters. */
  function words(text) {
    let plain = '';
    const from = []; // where each folded letter comes from
    let at = 0;
    for (const letter of text) {
      const said = folded(letter);
      for (let n = 0; n < said.length; n++) from.push([at, at + letter.length]);
      plain += said;
      at += letter.length;
    }
    let before = 0;
    return Array.from(plain.matchAll(WORD), (match) => {
      const signs = plain.slice(before, match.index).replace(/\s+/gu, '').replaceAll('，', ',');
      before = match.index + match[0].length;
      return {
        word: (match[1] ?? '').replaceAll(',', ''),
        signs: [...signs].slice(0, MOST_SIGNS).join(''),
        start: from[match.index][0],
        end: from[before - 1][1],
      };
    });
  }

  // ── Queries: what is quoted is a phrase, the rest is parted by spaces; all of it must be there ──

  const QUOTED = /[“"「『＂]([^“”"「」『』＂]*)[”"」』＂]/g;

  const LONGEST = 100; // letters of a query; each two words ask for a file

  /* A query → its parts: {words, signs before each, exact: whether it was quoted}. */
  function parsed(typed) {
    const query = typed.slice(0, LONGEST);
    const found = [];
    const add = (text, exact) => {
      const said = words(text);
      while (said.length && !said[0].word) said.shift();
      while (said.length && !said[said.length - 1].word) said.pop();
      if (said.length) found.push({ words: said.map((one) => one.word), signs: said.map((one) => one.signs), exact });
    };
    const rest = query.replace(QUOTED, (_, phrase) => { add(phrase, true); return ' '; });
    for (const word of rest.split(/\s+/u)) add(word, false);
    return found;
  }

  /* A part → its pairs of neighbouring words, each once; of a long one every other, which are asked for anyway. */
  function pairs(part) {
    const found = new Set();
    const step = part.words.length > 12 ? 2 : 1;
    for (let at = 0; at + 1 < part.words.length; at += step) {
      if (part.words[at] && part.words[at + 1]) found.add(`${part.words[at]} ${part.words[at + 1]}`);
    }
    return [...found];
  }

  const SHARE = 0.6; // of a part's pairs

  /* How many of a part's pairs a text must have that does not have all in a row. */
  const enough = (count) => Math.ceil(count * SHARE);

  function runsOf(said, wanted) {
    const found = [];
    for (let at = 0; at + wanted.length <= said.length; at++) {
      if (wanted.every((word, n) => said[at + n].word === word)) {
        found.push([said[at].start, said[at + wanted.length - 1].end]);
      }
    }
    return found;
  }

  /* A text and a query's parts → what to mark, [start, end] in order, none over another: each part where it stands in a row, else its pairs. */
  function marks(text, query) {
    const said = words(text);
    const found = [];
    for (const part of query) {
      let runs = runsOf(said, part.words);
      if (!runs.length && !part.exact) runs = pairs(part).flatMap((pair) => runsOf(said, pair.split(' ')));
      found.push(...runs);
    }
    found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const joined = [];
    for (const run of found) {
      const last = joined[joined.length - 1];
      if (last && run[0] <= last[1]) last[1] = Math.max(last[1], run[1]);
      else joined.push([...run]);
    }
    return joined;
  }

  window.searchWords = { load, loadLetters, words, parsed, pairs, enough, marks };
})();
