// Two years' words of one section → what stayed, went and came, clause by clause; the marks at the clauses' ends make no difference.
//
//   redline('建设水厂，治理河道。', '建设水厂，造林两万亩。')    → [['', '建设水厂，'], ['del', '治理河道。'], ['ins', '造林两万亩。']]
(() => {
  'use strict';

  const CLAUSE = /[^，。；：！？]*[，。；：！？]|[^，。；：！？]+$/g;
  const MOST = 1500; // clauses of a text that are compared: what is longer is shown as it stands

  const clauses = (text) => text.match(CLAUSE) || [];
  const bare = (clause) => clause.replace(/[，。；：！？\s“”]/g, '');

  // How long the longest common run of clauses is from each pair of places on.
  function lengths(a, b) {
    const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) rows[i][j] = a[i] && a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    }
    return rows;
  }

  function joined(pieces) {
    const made = [];
    for (const [kind, text] of pieces) {
      if (made.length && made.at(-1)[0] === kind) made.at(-1)[1] += text;
      else made.push([kind, text]);
    }
    return made;
  }

  function redline(before, now) {
    const [old, own] = [clauses(before), clauses(now)];
    if (old.length > MOST || own.length > MOST) return [['del', before], ['ins', now]];
    const [a, b] = [old.map(bare), own.map(bare)];
    const rows = lengths(a, b);
    const pieces = [];
    let [i, j] = [0, 0];
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] && a[i] === b[j]) {
        pieces.push(['', own[j]]);
        i += 1;
        j += 1;
      } else if (i < a.length && (j === b.length || rows[i + 1][j] >= rows[i][j + 1])) {
        pieces.push(['del', old[i]]);
        i += 1;
      } else {
        pieces.push(['ins', own[j]]);
        j += 1;
      }
    }
    return joined(pieces);
  }

  window.redline = redline;
})();
