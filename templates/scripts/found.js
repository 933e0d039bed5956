/* From search to a report: the words of ?q= are marked in the paragraph that #… leads to, and the first of them is brought into view.
   Only text is wrapped; whatever is marked in the paragraph already stays as it is. */
(function () {
  'use strict';

  const query = new URLSearchParams(location.search).get('q');
  if (!query) return;
  const here = document.currentScript.src;

  /* An anchor → the element of its text: of a paragraph without what stands beside it. */
  function textOf(id) {
    const block = id && document.getElementById(id);
    if (!block) return null;
    return block.classList.contains('paragraph') ? block.querySelector('p') : block;
  }

  /* An element → its nodes of text that can be seen. */
  function nodesOf(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (node.parentElement.closest('[hidden], [role=tooltip], template')
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    });
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  /* What is to be marked may span several nodes: a mark in each. */
  function mark(nodes, runs) {
    let at = 0;
    for (const node of nodes) {
      const start = at;
      const end = at += node.data.length;
      for (const [from, to] of runs.filter((run) => run[0] < end && run[1] > start).reverse()) {
        const begin = Math.max(from, start) - start;
        const stop = Math.min(to, end) - start;
        const piece = node.splitText(begin);
        piece.splitText(stop - begin);
        const wrap = document.createElement('mark');
        wrap.className = 'found';
        piece.replaceWith(wrap);
        wrap.append(piece);
      }
    }
  }

  function unmark() {
    for (const old of document.querySelectorAll('mark.found')) {
      const parent = old.parentNode;
      old.replaceWith(...old.childNodes);
      parent.normalize();
    }
  }

  function show() {
    unmark();
    const element = textOf(location.hash.slice(1));
    if (!element) return;
    const nodes = nodesOf(element);
    const runs = window.searchWords.marks(nodes.map((node) => node.data).join(''), window.searchWords.parsed(query));
    mark(nodes, runs);
    const first = element.querySelector('mark.found');
    if (first) first.scrollIntoView({ block: 'center' });
  }

  const script = document.createElement('script');
  script.src = new URL('words.js', here);
  script.onload = async () => {
    await window.searchWords.loadLetters();
    show();
    addEventListener('hashchange', show);
  };
  document.head.append(script);
})();
