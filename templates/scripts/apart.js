// Values of several places → what may be said of their difference, and nothing that the reports do not bear.
//
//   apart.said(["侯马市", "清苑区"], [cell, cell], {unit: "%", sameYear: true, loose: false, total: false,
//     levels: ["县级", "县级"]})  →  { text: "侯马市高2.1个百分点", marks: [] }
//
// A cell is as compare_data.py writes it: 0 or a code for silence, an object; what gives values has `ends`, what gives one value has `one`.
// What a value may be, and which of its ends are held against another's, is decided there: here numbers are compared, null is an open end.
// Of three and more the highest is told only among places of one level, and where nothing that any of them gives may be higher.
(() => {
  'use strict';

  const SIZES = [['亿', 1e8], ['万', 1e4]];
  const [VARIANT, ROUGHLY, UNIT] = [2, 3, 4]; // of what gives one value, behind its ends; the unit only where it may be another

  const decimals = (value) => (String(value).split('.')[1] || '').length;

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

  const least = ([low]) => low ?? -Infinity;
  const most = ([, high]) => high ?? Infinity;
  const exact = (ends) => least(ends) === most(ends);
  const above = (one, other) => least(one) > most(other);

  // The ends of two values → which is surely higher: > the first, < the second, = both are one value, ? that can't be told.
  function which(one, other) {
    if (above(one, other)) return '>';
    if (above(other, one)) return '<';
    return exact(one) && exact(other) ? '=' : '?';
  }

  function said(names, cells, about) {
    const given = cells.map((cell, at) => ({ at, one: cell?.one })).filter((one) => one.one);
    if (given.length < 2) return { text: '', marks: [] };
    if (about.loose) return { text: '各地范围不一，不比', marks: [] };
    if (about.total && new Set(given.map((one) => about.levels[one.at])).size > 1) return { text: '级别不同，总量不比', marks: [] };
    if (!about.sameYear) return { text: '年份不同，不比', marks: [] };
    if (new Set(given.map((one) => one.one[VARIANT])).size > 1) return { text: '口径不同，不比', marks: [] };
    const beside = cells.filter((cell) => cell?.ends && !cell.one);
    const ranked = given.length + beside.length > 2;
    if (ranked && new Set(about.levels.filter((_, at) => cells[at]?.ends)).size > 1) return { text: '级别不同，不排高低', marks: [] };
    given.forEach((one) => { one.ends = ranked ? cells[one.at].ends : one.one; });
    const [more, less] = about.unit === '%' || !about.total ? ['高', '低'] : ['多', '少'];
    const low = given.reduce((a, b) => (least(b.ends) < least(a.ends) ? b : a));
    const high = given.reduce((a, b) => (most(b.ends) > most(a.ends) ? b : a));
    if (!beside.length && which(low.ends, high.ends) === '=') return { text: '相同', marks: [] };
    const others = (one) => [...given, ...beside].filter((other) => other !== one);
    if (!others(high).every((one) => above(high.ends, one.ends)) || !others(low).every((one) => above(one.ends, low.ends))) {
      const tied = !beside.length && given.every((one) => exact(one.ends));
      return tied ? tie(given, low, high, names, about, more) : { text: '原文不足以分高下', marks: [] };
    }
    return { text: wording(given, low, high, names, about, more, ranked), marks: ranked ? [[high.at, `最${more}`], [low.at, `最${less}`]] : [] };
  }

  // Two or more share the highest or the lowest value: only the width is told.
  function tie(given, low, high, names, about, more) {
    return { text: `最${more}与最${more === '高' ? '低' : '少'}相差${distance(low, high, { ...about, unit: low.one[UNIT] ?? about.unit })}`, marks: [] };
  }

  function distance(low, high, about) {
    const places = Math.max(decimals(low.ends[0]), decimals(high.ends[0]));
    return amount(Number((high.ends[0] - low.ends[0]).toFixed(places)), places, about.unit);
  }

  function wording(given, low, high, names, about, more, ranked) {
    const stated = given.some((one) => one.one[ROUGHLY]) ? '（按所写的数）' : '';
    if (!exact(high.ends) || !exact(low.ends)) return ranked ? `${names[high.at]}最${more}` : `${names[high.at]}${more}`;
    const by = distance(low, high, { ...about, unit: low.one[UNIT] ?? about.unit });
    return ranked ? `${names[high.at]}最${more}，与${names[low.at]}相差${by}${stated}` : `${names[high.at]}${more}${by}${stated}`;
  }

  window.apart = { said, amount, which };
})();
