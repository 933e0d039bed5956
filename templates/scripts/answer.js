/* The answer that stands above what a search finds: how many complete reports say it exactly as it is typed, who, and who does not. */
(function () {
  'use strict';

  const { make } = window.elements;
  const TOGETHER = 12; // names that stand in one list; more are parted by province
  const FOLDED = 100; // names from which on a list is folded up

  /* Texts that say it, with how often → of the places in their years that are asked for those that do and those that do not. */
  function tally(all, exact, times, wanted) {
    const said = new Map();
    for (const unit of exact) {
      const report = all.report[unit];
      said.set(report, (said.get(report) ?? 0) + (times.get(unit) ?? 1));
    }
    const [place, year] = wanted;
    const found = { said: [], silent: [], unsure: [], others: [], times: 0 };
    for (const dossier of all.dossiers) {
      if ((place !== undefined && dossier.place !== place) || (year !== undefined && dossier.year !== year)) continue;
      const report = dossier.reports.find((one) => said.has(one));
      const one = { ...dossier, report: report ?? dossier.reports[0], times: said.get(report) ?? 0 };
      found.times += one.times;
      if (report === undefined) (dossier.sound ? found.silent : found.unsure).push(one);
      else (dossier.sound ? found.said : found.others).push(one);
    }
    return found;
  }

  /* 30份完整报告中16份提到，共26处，14份没有。 */
  function conclusion(found, counted) {
    const whole = found.said.length + found.silent.length;
    const others = found.others.length + found.unsure.length;
    const times = counted && found.times ? `，共 ${found.times} 处` : '';
    const more = others ? `另有 ${others} 份不完整或有缺损，其中 ${found.others.length} 份提到，其余不算没有提到。` : '';
    if (!whole) return `没有完整的报告；${others} 份不完整或有缺损的里，${found.others.length} 份提到${times}。`;
    if (!found.said.length) return `${whole} 份完整报告都没有提到。${more}`;
    return `${whole} 份完整报告中 ${found.said.length} 份提到${times}${found.silent.length ? `；${found.silent.length} 份没有` : ''}。${more}`;
  }

  /* Years → of each how many complete reports there are, and how many of them say it; nothing of a single year. */
  function table(found) {
    const years = [...new Set([...found.said, ...found.silent].map((one) => one.year))].sort((one, other) => other - one);
    if (years.length < 2) return [];
    const head = make('tr');
    head.append(...['年份', '完整报告', '提到', '没有提到'].map((text, n) => Object.assign(make('th', n ? 'right' : '', text), { scope: 'col' })));
    const rows = years.map((year) => {
      const [said, silent] = [found.said, found.silent].map((list) => list.filter((one) => one.year === year).length);
      const row = make('tr');
      row.append(Object.assign(make('th', '', `${year}年`), { scope: 'row' }), ...[said + silent, said, silent].map((value) => make('td', 'right', String(value))));
      return row;
    });
    const made = make('table', 'totals words');
    made.append(make('thead'), make('tbody'));
    made.firstChild.append(head);
    made.lastChild.append(...rows);
    return [made];
  }

  /* Places in their years → by place, in the order of their codes: [place, the years, newest first]. */
  function byPlace(list) {
    const found = new Map();
    for (const one of list) found.set(one.place, [...(found.get(one.place) ?? []), one]);
    return [...found].sort((one, other) => one[0] - other[0]);
  }

  /* A place and its years → 侯马市 2024 2 处, each year leading to `address`; the place itself does where all are of one year. */
  function name(all, place, years, address, several) {
    const element = make('span', '', several ? `${all.places[place][1]} ` : '');
    years.forEach((one, n) => {
      const link = make('a', '', several ? String(one.year) : all.places[place][1]);
      link.href = address(one);
      element.append(n ? '、' : '', link);
      if (one.times > 1) element.append(make('small', '', ` ${one.times} 处`));
    });
    return element;
  }

  /* A list under its heading, by province where it is long; nothing of an empty one. */
  function names(all, title, list, address) {
    if (!list.length) return [];
    const places = byPlace(list);
    const several = new Set(all.year).size > 1;
    const provinces = new Map();
    for (const [place, years] of places) {
      const province = places.length > TOGETHER ? all.places[place][2] || all.places[place][1] : '';
      provinces.set(province, [...(provinces.get(province) ?? []), name(all, place, years, address, several)]);
    }
    const apart = provinces.size < places.length && provinces.size > 1;
    const groups = apart ? [...provinces] : [['', [...provinces.values()].flat()]];
    const heading = make('h2', '', `${title} `);
    heading.append(make('small', '', String(list.length)));
    return [heading, ...groups.map(([province, spans]) => {
      const line = make('p', 'names');
      const folded = apart && list.length > FOLDED;
      if (province && !folded) line.append(make('strong', '', province), '　');
      spans.forEach((span, n) => line.append(n ? '、' : '', span));
      if (!folded) return line;
      const details = make('details');
      const summary = make('summary', '', `${province} `);
      summary.append(make('small', '', String(spans.length)));
      details.append(summary, line);
      return details;
    })];
  }

  /* What a search found, what is asked for, and where a hit of a place's year is told → the elements of the answer. */
  function answer(all, { exact, times }, query, wanted, hits) {
    const found = tally(all, exact, times, wanted);
    const report = (one) => `reports/${all.ids[one.report]}.html`;
    const sayers = [...found.said, ...found.others];
    const parts = [
      ...table(found),
      ...names(all, '谁提到了', sayers, hits),
      ...names(all, '谁没有提到', sayers.length ? found.silent : [], report),
      ...names(all, '不完整或有缺损，不能断定', sayers.length ? found.unsure : [], report),
    ];
    return { told: conclusion(found, query.length === 1), parts };
  }

  window.searchAnswer = { answer };
})();
