// Values of several places → what may be said of their difference, and nothing that the reports do not bear.
//
//   apart.said(["侯马市", "清苑区"], [cell, cell], {unit: "%", kind: "actual", sameYear: true, loose: false, total: false,
//     levels: ["县级", "县级"]})  →  { text: "侯马市高2.1个百分点", marks: [] }
//
// A cell is as compare_data.py writes it: 0 or a code for silence, an object for what is said without a value, or ["!"?, [text, remark, where, quote, bound, value, upper, base] …].
// A target that is a bound is compared by the number that it names; a result that is one (超过5%) is compared only where it decides.
(() => {
  'use strict';

  const SIZES = [['亿', 1e8], ['万', 1e4]];
  const [BOUND, VALUE, UPPER, BASE] = [4, 5, 6, 7];

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
    const facts = cell.filter((fact) => fact[1] !== 's');
    return facts.length === 1 ? facts[0] : null;
  }

  // A fact → the least and the most that it can mean.
  function ends(fact, kind) {
    const value = Number(fact[VALUE]);
    if (fact[BOUND] === 'range') return [value, Number(fact[UPPER])];
    if (kind === 'target') return [value, value];
    if (fact[BOUND] === '>=') return [value, Infinity];
    if (fact[BOUND] === '<=') return [-Infinity, value];
    return fact[BOUND] === '~' ? [value - Math.abs(value) / 20, value + Math.abs(value) / 20] : [value, value];
  }

  const exact = ([least, most]) => least === most;

  function said(names, cells, about) {
    const given = cells.map((cell, at) => ({ at, fact: single(cell) })).filter((one) => one.fact);
    if (given.length < 2) return { text: '', marks: [] };
    if (about.loose) return { text: '各地范围不一，不比', marks: [] };
    if (about.total && new Set(given.map((one) => about.levels[one.at])).size > 1) return { text: '级别不同，总量不比', marks: [] };
    if (!about.sameYear) return { text: '年份不同，不比', marks: [] };
    if (new Set(given.map((one) => one.fact[BASE])).size > 1) return { text: '口径不同，不比', marks: [] };
    given.forEach((one) => { one.ends = ends(one.fact, about.kind); });
    const [more, less] = about.unit === '%' || !about.total ? ['高', '低'] : ['多', '少'];
    const low = given.reduce((a, b) => (b.ends[0] < a.ends[0] ? b : a));
    const high = given.reduce((a, b) => (b.ends[1] > a.ends[1] ? b : a));
    if (given.every((one) => exact(one.ends)) && low.ends[0] === high.ends[0]) return { text: '相同', marks: [] };
    const others = (one) => given.filter((other) => other !== one);
    if (!others(high).every((one) => one.ends[1] < high.ends[0]) || !others(low).every((one) => one.ends[0] > low.ends[1])) {
      const tied = given.every((one) => exact(one.ends));
      return tied ? tie(given, low, high, names, about, more) : { text: '原文不足以分高下', marks: [] };
    }
    return { text: wording(given, low, high, names, about, more), marks: given.length > 2 ? [[high.at, `最${more}`], [low.at, `最${less}`]] : [] };
  }

  // Two or more share the highest or the lowest value: only the width is told.
  function tie(given, low, high, names, about, more) {
    return { text: `最${more}与最${more === '高' ? '低' : '少'}相差${distance(low, high, about)}`, marks: [] };
  }

  function distance(low, high, about) {
    const places = Math.max(decimals(low.fact[VALUE]), decimals(high.fact[VALUE]));
    return amount(Number((high.ends[0] - low.ends[0]).toFixed(places)), places, about.unit);
  }

  function wording(given, low, high, names, about, more) {
    const stated = given.some((one) => one.fact[BOUND] !== '=') ? '（按所写的数）' : '';
    if (!exact(high.ends) || !exact(low.ends)) return given.length > 2 ? `${names[high.at]}最${more}` : `${names[high.at]}${more}`;
    const by = distance(low, high, about);
    return given.length > 2 ? `${names[high.at]}最${more}，与${names[low.at]}相差${by}${stated}` : `${names[high.at]}${more}${by}${stated}`;
  }

  window.apart = { said, amount };
})();
