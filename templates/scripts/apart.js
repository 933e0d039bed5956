// Values of several places → what may be said of their difference, and nothing that the reports do not bear.
//
//   apart.said(["侯马市", "清苑区"], [cell, cell], {unit: "%", kind: "actual", sameYear: true, loose: false, total: false,
//     levels: ["县级", "县级"]})  →  { text: "侯马市高2.1个百分点", marks: [] }
//
// A cell is as compare_data.py writes it: 0 or a code for silence, an object for what is said without a value, or ["!"?, [text, remark, where, quote, bound, value, upper, base] …].
// Two targets that are bounds are compared by the numbers that they name; a result that is one (超过5%) is compared only where it decides.
// Of three and more the highest is told only among places of one level, and where nothing that any of them gives may be higher.
(() => {
  'use strict';

  const SIZES = [['亿', 1e8], ['万', 1e4]];
  const [REMARK, BOUND, VALUE, UPPER, BASE] = [1, 4, 5, 6, 7];
  const LEEWAY = 0.1; // of the number: how far 左右 reaches, as digest/model/bounds.py has it

  const decimals = (text) => (text.split('.')[1] || '').length;

  // A number → its digits in groups of three from five on, as the tables have them.  38765.50 → 38,765.5
  function digits(value, places) {
    const [whole, rest] = value.toFixed(places).split('.');
    const kept = (rest || '').replace(/0+$/, '');
    return (whole.length > 4 ? whole.replace(/\B(?=([0-9]{3})+$)/g, ',') : whole) + (kept ? `.${kept}` : '');
  }

  // A size and its unit → as one says it.  12000 亩 → 1.2万亩    2.1 % → 2.1个百分点
  function amount(value, places, unit) {
    if (unit === '%') return `${digits(value, places)}个百分点`;
    if (unit === '亿元' && value > 0 && value < 1) return `${digits(value * 1e4, Math.max(places - 4, 0))}万元`;
    if (unit !== '元') {
      for (const [name, size] of SIZES) {
        if (value >= size && Number.isInteger(value) && value % (size / 100) === 0) return digits(value / size, 2) + name + unit;
      }
    }
    return digits(value, places) + unit;
  }

  // A cell → its one value to compare by, or null where it gives none, several, or contradicts itself.
  function single(cell) {
    if (!Array.isArray(cell) || cell[0] === '!') return null;
    const facts = cell.filter((fact) => fact[REMARK] !== 's');
    return facts.length === 1 ? facts[0] : null;
  }

  // A fact → the least and the most that it can mean; a bound is one in value space: of 下降2%以上 nothing is more than -2.
  function ends(fact, loosely) {
    const value = Number(fact[VALUE]);
    if (fact[BOUND] === 'range') return [value, Number(fact[UPPER])].sort((a, b) => a - b);
    if (fact[BOUND] === '>=') return [value, Infinity];
    if (fact[BOUND] === '<=') return [-Infinity, value];
    const about = fact[BOUND] === '~' || loosely ? Math.abs(value) * LEEWAY : 0;
    return [value - about, value + about];
  }

  // Two values → what each can mean: of targets the numbers that they name.
  function pairEnds(fact, kind) {
    return kind === 'target' && fact[BOUND] !== 'range' ? [Number(fact[VALUE]), Number(fact[VALUE])] : ends(fact, false);
  }

  // A cell → between which ends all lies that it gives, a stretch and a contradiction included.
  function hull(cell) {
    const all = cell.filter((fact) => fact !== '!').map((fact) => ends(fact, fact[REMARK] === 'e'));
    return [Math.min(...all.map(([least]) => least)), Math.max(...all.map(([, most]) => most))];
  }

  const exact = ([least, most]) => least === most;

  function said(names, cells, about) {
    const given = cells.map((cell, at) => ({ at, fact: single(cell) })).filter((one) => one.fact);
    if (given.length < 2) return { text: '', marks: [] };
    if (about.loose) return { text: '各地范围不一，不比', marks: [] };
    if (about.total && new Set(given.map((one) => about.levels[one.at])).size > 1) return { text: '级别不同，总量不比', marks: [] };
    if (!about.sameYear) return { text: '年份不同，不比', marks: [] };
    if (new Set(given.map((one) => one.fact[BASE])).size > 1) return { text: '口径不同，不比', marks: [] };
    const beside = cells.filter((cell) => Array.isArray(cell) && !single(cell)).map((cell) => ({ ends: hull(cell) }));
    const ranked = given.length + beside.length > 2;
    if (ranked && new Set(about.levels.filter((_, at) => Array.isArray(cells[at]))).size > 1) return { text: '级别不同，不排高低', marks: [] };
    given.forEach((one) => { one.ends = ranked ? hull(cells[one.at]) : pairEnds(one.fact, about.kind); });
    const [more, less] = about.unit === '%' || !about.total ? ['高', '低'] : ['多', '少'];
    const low = given.reduce((a, b) => (b.ends[0] < a.ends[0] ? b : a));
    const high = given.reduce((a, b) => (b.ends[1] > a.ends[1] ? b : a));
    if (!beside.length && given.every((one) => exact(one.ends)) && low.ends[0] === high.ends[0]) return { text: '相同', marks: [] };
    const others = (one) => [...given, ...beside].filter((other) => other !== one);
    if (!others(high).every((one) => one.ends[1] < high.ends[0]) || !others(low).every((one) => one.ends[0] > low.ends[1])) {
      const tied = !beside.length && given.every((one) => exact(one.ends));
      return tied ? tie(given, low, high, names, about, more) : { text: '原文不足以分高下', marks: [] };
    }
    return { text: wording(given, low, high, names, about, more, ranked), marks: ranked ? [[high.at, `最${more}`], [low.at, `最${less}`]] : [] };
  }

  // Two or more share the highest or the lowest value: only the width is told.
  function tie(given, low, high, names, about, more) {
    return { text: `最${more}与最${more === '高' ? '低' : '少'}相差${distance(low, high, about)}`, marks: [] };
  }

  function distance(low, high, about) {
    const places = Math.max(decimals(low.fact[VALUE]), decimals(high.fact[VALUE]));
    return amount(Number((high.ends[0] - low.ends[0]).toFixed(places)), places, about.unit);
  }

  function wording(given, low, high, names, about, more, ranked) {
    const stated = given.some((one) => one.fact[BOUND] !== '=') ? '（按所写的数）' : '';
    if (!exact(high.ends) || !exact(low.ends)) return ranked ? `${names[high.at]}最${more}` : `${names[high.at]}${more}`;
    const by = distance(low, high, about);
    return ranked ? `${names[high.at]}最${more}，与${names[low.at]}相差${by}${stated}` : `${names[high.at]}${more}${by}${stated}`;
  }

  window.apart = { said, amount };
})();
