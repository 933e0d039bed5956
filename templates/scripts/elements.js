/* What several scripts need: an element made in a line, and text folded for finding. Comes before all others, on every page. */
(function () {
  'use strict';

  /* make('a', { href, className: 'short' }, '原文'), or with a class alone: make('p', 'value', '12.1%'). What is undefined is left out. */
  function make(tag, values, ...inside) {
    const element = document.createElement(tag);
    const given = typeof values === 'string' ? values && { className: values } : values;
    for (const [name, value] of Object.entries(given || {})) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...inside.filter((one) => one !== undefined));
    return element;
  }

  /* Ｇｄｐ  总值 → gdp 总值: full and half width, capitals and gaps make no difference. */
  const folded = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

  window.elements = { make, folded };
})();
